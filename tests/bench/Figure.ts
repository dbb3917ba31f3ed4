/** What a measurement came to, and what it must not exceed. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: "calls" | "MB" | "times"
  readonly gate?: { readonly words: string; readonly holds: boolean }
}

export const count = (name: string, value: number): Figure => ({ name, value, unit: "calls" })

export const atMost = (name: string, value: number, limit: number, why = ""): Figure => ({
  ...count(name, value),
  gate: { words: `≤ ${grouped(limit)}${why === "" ? "" : ` (${why})`}`, holds: value <= limit }
})

export interface Section {
  readonly title: string
  readonly figures: ReadonlyArray<Figure>
  /** What the figures were made from. */
  readonly raw: unknown
}

/** Times vary with what else the machine does, so only what was counted decides. */
export const isBroken = ({ unit, gate }: Figure): boolean => unit !== "times" && gate?.holds === false

export const table = (sections: ReadonlyArray<Section>): string =>
  sections.flatMap(({ title, figures }) => [`\n${title}`, ...figures.map(line)]).join("\n")

const line = ({ name, value, unit, gate }: Figure): string => {
  const measured = unit === "calls" ? grouped(value) : unit === "MB" ? `${grouped(value)} MB` : `${value.toFixed(2)} ×`
  const missed = unit === "times" ? "missed" : "BROKEN"
  const verdict = gate === undefined ? "" : gate.holds ? "holds" : missed
  return `  ${verdict.padEnd(7)} ${name.padEnd(62)} ${measured.padStart(9)}   ${gate?.words ?? ""}`.trimEnd()
}

export const grouped = (value: number): string => Math.round(value).toLocaleString("en-GB")
