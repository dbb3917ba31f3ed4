/**
 * Some of the items of a line that came back, which are numbered as they came: those after `from`, up to `to`.
 * Quantities may have decimals.
 */
export type Span = readonly [from: number, to: number]

/** What of the span is in none of the others. */
export const without = (span: Span, others: ReadonlyArray<Span>): ReadonlyArray<Span> =>
  others.reduce<ReadonlyArray<Span>>(
    (left, [from, to]) =>
      left
        .flatMap(
          ([start, end]): ReadonlyArray<Span> => [
            [start, Math.min(end, from)],
            [Math.max(start, to), end]
          ]
        )
        .filter(([start, end]) => end > start),
    span[1] > span[0] ? [span] : []
  )

/** How far the spans reach from there without a gap. */
export const reach = (from: number, spans: ReadonlyArray<Span>): number =>
  [...spans]
    .sort(([one], [other]) => one - other)
    .reduce((reached, [start, end]) => (start <= reached ? Math.max(reached, end) : reached), from)

export const sizeOf = (spans: ReadonlyArray<Span>): number =>
  rounded(spans.reduce((sum, [from, to]) => sum + to - from, 0))

/** Sums of decimals may be a trifle off. */
export const rounded = (quantity: number): number => Math.round(quantity * 1e6) / 1e6
