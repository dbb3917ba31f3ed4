/** The fewest happenings with which it still fails, by leaving out ever smaller parts. */
export const shrink = async <A>(
  all: ReadonlyArray<A>,
  fails: (some: ReadonlyArray<A>) => Promise<boolean>
): Promise<ReadonlyArray<A>> => {
  let left = all
  let parts = 2
  while (left.length >= 2) {
    const size = Math.ceil(left.length / parts)
    let smaller: ReadonlyArray<A> | undefined
    for (let start = 0; start < left.length && smaller === undefined; start += size) {
      const candidate = [...left.slice(0, start), ...left.slice(start + size)]
      if (await fails(candidate)) smaller = candidate
    }
    if (smaller !== undefined) {
      left = smaller
      parts = Math.max(2, parts - 1)
    } else if (size === 1) break
    else parts = Math.min(left.length, parts * 2)
  }
  return left
}
