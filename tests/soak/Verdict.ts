import type { Sample } from "./Samples.ts"

/** One thing that was looked at in the end. */
export interface Check {
  readonly name: string
  /** What was seen, in numbers. */
  readonly seen: string
  readonly holds: boolean
}

/** Less says nothing: a program takes minutes to come to the memory that it works with. */
const shortest = 10 * 60

/** What the memory may grow by over the time that is looked at. */
const mostGrowth = 0.1

/** Later orders may cost so many times the room of earlier ones. */
const mostPerOrder = 1.25

const mostDescriptors = 16
const mostWal = 32 * 1024 * 1024

interface Trend {
  /** Per unit of x. */
  readonly slope: number
  readonly mean: number
  /** From the first x to the last, along the line. */
  readonly growth: number
}

/** The straight line with the least squares through points. */
export const trendOf = (points: ReadonlyArray<readonly [x: number, y: number]>): Trend => {
  const mean = (values: ReadonlyArray<number>) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))]
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  const slope = spread === 0 ? 0 : points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread
  return { slope, mean: meanY, growth: slope * ((points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0)) }
}

/** Whether memory, files and descriptors of the connector stay what they are, however long it runs; of its load only. */
export const verdict = (samples: ReadonlyArray<Sample>): ReadonlyArray<Check> => {
  const lasted = (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)
  return lasted < shortest
    ? []
    : [memory(samples), descriptors(samples), journal(samples), wal(samples), labels(samples)]
}

const lastTwoThirds = <A>(list: ReadonlyArray<A>): ReadonlyArray<A> => list.slice(Math.floor(list.length / 3))

/** Of the longest life: each death hides what came before it. */
const longestLife = (samples: ReadonlyArray<Sample>) => {
  const lived = samples.flatMap(({ at, processes: { connector } }) =>
    connector === undefined ? [] : [{ at, ...connector }]
  )
  const lives = [...Map.groupBy(lived, ({ pid }) => pid).values()]
  return lives.reduce((longest, life) => (life.length > longest.length ? life : longest), [])
}

const memory = (samples: ReadonlyArray<Sample>): Check => {
  const life = lastTwoThirds(longestLife(samples))
  const { slope, mean, growth } = trendOf(life.map(({ at, memory }) => [at / 3600, memory]))
  const minutes = ((life.at(-1)?.at ?? 0) - (life[0]?.at ?? 0)) / 60
  return {
    name: "the connector's memory is flat",
    seen:
      `${signed(slope / 1e6)} MB an hour, ${signed((100 * slope) / mean)} % of ${megabytes(mean)} an hour; ` +
      `${signed((100 * growth) / mean)} % over the ${minutes.toFixed(1)} min looked at, at most ${100 * mostGrowth} %`,
    holds: growth <= mostGrowth * mean
  }
}

const descriptors = (samples: ReadonlyArray<Sample>): Check => {
  const life = longestLife(samples).map((held) => held.descriptors)
  const third = Math.floor(life.length / 3)
  const [before, after] = [Math.max(...life.slice(0, third)), Math.max(...life.slice(-third))]
  return {
    name: "the connector's open files and sockets are flat",
    seen: `at most ${before} in the first third of its longest life, ${after} in the last`,
    holds: after <= before + mostDescriptors
  }
}

/** How many bytes an order takes, in the first half of the orders and in the second. */
const perOrder = (samples: ReadonlyArray<Sample>, file: "journal" | "labels") => {
  const middle = (samples.at(-1)?.orders ?? 0) / 2
  const points = samples.map(({ orders, files }) => [orders, files[file]] as const)
  return [
    trendOf(points.filter(([orders]) => orders <= middle)).slope,
    trendOf(points.filter(([orders]) => orders > middle)).slope
  ] as const
}

const proportionate = (name: string, samples: ReadonlyArray<Sample>, file: "journal" | "labels"): Check => {
  const [first, second] = perOrder(samples, file)
  return {
    name,
    seen: `${kilobytes(first)} an order in the first half, ${kilobytes(second)} in the second; ${megabytes(samples.at(-1)?.files[file] ?? 0)} in all`,
    holds: second <= first * mostPerOrder
  }
}

const journal = (samples: ReadonlyArray<Sample>): Check =>
  proportionate("the journal grows with the orders alone", samples, "journal")

const labels = (samples: ReadonlyArray<Sample>): Check =>
  proportionate("labels grow with the orders alone", samples, "labels")

const wal = (samples: ReadonlyArray<Sample>): Check => {
  const most = Math.max(...samples.map(({ files }) => files.wal))
  return { name: "the journal's log is bounded", seen: `at most ${megabytes(most)}`, holds: most <= mostWal }
}

const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
const kilobytes = (bytes: number): string => `${(bytes / 1e3).toFixed(1)} kB`
