/** A function of a text that is asked for the same texts again and again: so many answers are remembered. */
export const remembered = <A>(most: number, work: (text: string) => A): ((text: string) => A) => {
  const known = new Map<string, A>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const answer = work(text)
    if (known.size >= most) known.clear()
    known.set(text, answer)
    return answer
  }
}
