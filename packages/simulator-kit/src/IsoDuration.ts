const pattern =
  /^(-)?P(?!$)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

const unitMillis = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000]

/** Milliseconds of an ISO 8601 duration such as `PT25H`; undefined if it is none. Years and months have no fixed length. */
export const parseIsoDuration = (text: string): number | undefined => {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const total = unitMillis.reduce((sum, unit, index) => sum + unit * Number(match[index + 2] ?? 0), 0)
  return Math.round(match[1] === undefined ? total : -total)
}
