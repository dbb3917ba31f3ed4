/**
 * The same for the same request, in every process and whatever the sequence of its fields: tells whether something has
 * to be written again, without keeping its personal data. FNV-1a with 64 bits.
 */
export const requestHash = (request: unknown): string => {
  let hash = 0xcbf29ce484222325n
  for (const character of canonical(request)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, "0")
}

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null"
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  fields.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(",")}}`
}
