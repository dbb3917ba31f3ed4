import { type Program, programs } from "./Machine.ts"
import type { Sample } from "./Samples.ts"
import type { Kill } from "./Trouble.ts"

export interface Plotted {
  readonly title: string
  readonly samples: ReadonlyArray<Sample>
  readonly kills: ReadonlyArray<Kill>
  /** When the load ended, in seconds. */
  readonly loaded: number
}

interface Series {
  readonly name: string
  readonly colour: string
  /** None where nothing was seen. */
  readonly of: (sample: Sample) => number | undefined
}

interface Panel {
  readonly title: string
  readonly series: ReadonlyArray<Series>
}

const colours: Readonly<Record<Program, string>> = { ongoing: "#c2571a", omnium: "#2e7d4f", connector: "#1f5fa8" }
const names: Readonly<Record<Program, string>> = {
  ongoing: "Ongoing simulator",
  omnium: "Omnium simulator",
  connector: "connector"
}

const perProgram = (of: (held: NonNullable<Sample["processes"][Program]>) => number): ReadonlyArray<Series> =>
  programs.map((program) => ({
    name: names[program],
    colour: colours[program],
    of: ({ processes }) => {
      const held = processes[program]
      return held === undefined ? undefined : of(held)
    }
  }))

const mega = 1e6

const panels: ReadonlyArray<Panel> = [
  { title: "Resident memory, MB", series: perProgram(({ memory }) => memory / mega) },
  {
    title: "Files, MB",
    series: [
      { name: "journal", colour: "#1f5fa8", of: ({ files }) => files.journal / mega },
      { name: "its write-ahead log", colour: "#7aa7d9", of: ({ files }) => files.wal / mega },
      { name: "labels", colour: "#8a4fa3", of: ({ files }) => files.labels / mega }
    ]
  },
  { title: "Open files and sockets", series: perProgram(({ descriptors }) => descriptors) },
  {
    title: "Oldest open work item, seconds",
    series: [{ name: "oldest open item", colour: "#1f5fa8", of: ({ oldestOpen }) => oldestOpen }]
  },
  {
    title: "Orders and open work items",
    series: [
      { name: "orders in Ongoing", colour: "#2e7d4f", of: ({ orders }) => orders },
      { name: "open items", colour: "#1f5fa8", of: ({ open }) => open }
    ]
  }
]

const size = { width: 1100, panel: 190, gap: 56, left: 72, right: 24, top: 84 }
const inner = size.width - size.left - size.right

/** 1, 2 or 5 times a power of ten, so that some five of them reach up to the value. */
const stepTo = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(most / 5))
  return power * ([1, 2, 5].find((factor) => factor * power * 5 >= most) ?? 10)
}

const ticksTo = (most: number): ReadonlyArray<number> => {
  const step = stepTo(most)
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => Number((index * step).toPrecision(6)))
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")

const text = (x: number, y: number, words: string, traits = ""): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${traits}>${escaped(words)}</text>`

const line = (x1: number, y1: number, x2: number, y2: number, traits: string): string =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" ${traits}/>`

/** A line is broken where nothing was seen. */
const pathOf = (
  samples: ReadonlyArray<Sample>,
  { of }: Series,
  x: (at: number) => number,
  y: (value: number) => number
) => {
  let isBroken = true
  return samples
    .map((sample) => {
      const value = of(sample)
      const move = isBroken ? "M" : "L"
      isBroken = value === undefined
      return value === undefined ? "" : `${move}${x(sample.at).toFixed(1)} ${y(value).toFixed(1)}`
    })
    .join("")
}

const legend = (series: ReadonlyArray<Pick<Series, "name" | "colour">>, y: number): string => {
  let right = size.width - size.right
  return series
    .toReversed()
    .map(({ name, colour }) => {
      right -= 6.4 * name.length + 30
      return `<rect x="${right}" y="${y - 9}" width="12" height="10" fill="${colour}"/>${text(right + 17, y, name)}`
    })
    .join("\n")
}

const drawn = ({ title, series }: Panel, { samples, kills, loaded }: Plotted, top: number): string => {
  const most = Math.max(1, ...samples.flatMap((sample) => series.map(({ of }) => of(sample) ?? 0)))
  const lasted = Math.max(1, samples.at(-1)?.at ?? 0)
  const [ticks, minutes] = [ticksTo(most), ticksTo(lasted / 60)]
  const x = (at: number) => size.left + (inner * at) / (60 * (minutes.at(-1) ?? 1))
  const y = (value: number) => top + size.panel * (1 - value / (ticks.at(-1) ?? 1))
  const bottom = top + size.panel
  return [
    text(size.left, top - 10, title, 'font-weight="bold"'),
    legend(series, top - 10),
    ...ticks.map((tick) => line(size.left, y(tick), size.left + inner, y(tick), 'stroke="#e4e4e4"')),
    ...ticks.map((tick) => text(size.left - 8, y(tick) + 4, String(tick), 'text-anchor="end"')),
    ...minutes.map((tick) => text(x(60 * tick), bottom + 16, `${tick} min`, 'text-anchor="middle"')),
    ...kills.map(({ at, program }) =>
      line(x(at), top, x(at), bottom, `stroke="${colours[program]}" stroke-opacity="0.45" stroke-dasharray="3 3"`)
    ),
    line(x(loaded), top, x(loaded), bottom, 'stroke="#444" stroke-width="1.5"'),
    ...series.map(
      (each) => `<path d="${pathOf(samples, each, x, y)}" fill="none" stroke="${each.colour}" stroke-width="1.6"/>`
    ),
    line(size.left, bottom, size.left + inner, bottom, 'stroke="#888"'),
    line(size.left, top, size.left, bottom, 'stroke="#888"')
  ].join("\n")
}

/** What was measured, as a picture. */
export const plot = (plotted: Plotted): string => {
  const height = size.top + 8 + panels.length * (size.panel + size.gap)
  const marks = programs.map((program) => ({ name: `kill -9 of the ${names[program]}`, colour: colours[program] }))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}" font-family="sans-serif" font-size="12" fill="#222">`,
    `<rect width="${size.width}" height="${height}" fill="#fff"/>`,
    text(size.left, 26, plotted.title, 'font-size="17" font-weight="bold"'),
    text(size.left, 64, "Dashed lines are kills, the dark line is the end of the load."),
    legend(marks, 46),
    ...panels.map((panel, index) => drawn(panel, plotted, size.top + 24 + index * (size.panel + size.gap))),
    "</svg>\n"
  ].join("\n")
}
