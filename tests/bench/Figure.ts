/** What a measurement came to, and what it must not exceed. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: "calls" | "MB" | "times" | "seconds"
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
export const isBroken = ({ unit, gate }: Figure): boolean => !isTime(unit) && gate?.holds === false

const isTime = (unit: Figure["unit"]): boolean => unit === "times" || unit === "seconds"

export const table = (sections: ReadonlyArray<Section>): string =>
  sections.flatMap(({ title, figures }) => [`\n${title}`, ...figures.map(line)]).join("\n")

const line = ({ name, value, unit, gate }: Figure): string => {
  const missed = isTime(unit) ? "missed" : "BROKEN"
  const verdict = gate === undefined ? "" : gate.holds ? "holds" : missed
  return `  ${verdict.padEnd(7)} ${name.padEnd(62)} ${shown(value, unit).padStart(9)}   ${gate?.words ?? ""}`.trimEnd()
}

const shown = (value: number, unit: Figure["unit"]): string => {
  switch (unit) {
    case "calls":
      return grouped(value)
    case "MB":
      return `${grouped(value)} MB`
    case "times":
      return `${value.toFixed(2)} ×`
    case "seconds":
      return `${value.toFixed(2)} s`
  }
}

export const grouped = (value: number): string => Math.round(value).toLocaleString("en-GB")
