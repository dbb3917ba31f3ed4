/** Shorter words are in too many names. */
const leastOfPart = 4

/** The name that was probably meant: the one with the fewest letters to change, if they are few, or the first that has it in it. */
export const nearestName = (sent: string, names: Iterable<string>): string | undefined => {
  const wanted = sent.toLowerCase()
  const most = Math.max(1, Math.floor(wanted.length / 3))
  let best: { readonly name: string; readonly changes: number } | undefined
  let whole: string | undefined
  for (const name of names) {
    const known = name.toLowerCase()
    if (wanted.length >= leastOfPart && known.includes(wanted)) whole ??= name
    // To compare takes as long as the lengths' product, and what is sent may have millions of letters.
    if (Math.abs(known.length - wanted.length) > most) continue
    const changes = changesBetween(wanted, known)
    if (changes <= most && changes < (best?.changes ?? Number.POSITIVE_INFINITY)) best = { name, changes }
  }
  return best?.name ?? whole
}

/** Letters put in, left out or replaced. */
const changesBetween = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
