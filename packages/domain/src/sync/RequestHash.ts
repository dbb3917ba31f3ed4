/**
 * The same for the same request, in every process and whatever the sequence of its fields: tells whether something has
 * to be written again, without keeping its personal data. FNV-1a with 64 bits, in two halves because bigints are slow.
 */
export const requestHash = (request: unknown): string => {
  const text = canonical(request)
  let high = 0xcbf29ce4 | 0
  let low = 0x84222325 | 0
  for (let index = 0; index < text.length; index++) {
    const point = text.codePointAt(index) ?? 0
    // A character outside the basic plane takes two places.
    if (point > 0xffff) index++
    low ^= point
    // Times the prime 2^40 + 0x1b3, in pieces that stay whole numbers of 32 bits.
    const right = (low & 0xffff) * 0x1b3
    const left = (low >>> 16) * 0x1b3 + (right >>> 16)
    high = (Math.imul(high, 0x1b3) + (left >>> 16) + (low << 8)) | 0
    low = (left << 16) | (right & 0xffff)
  }
  return half(high) + half(low)
}

const half = (bits: number): string => (bits >>> 0).toString(16).padStart(8, "0")

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null"
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  fields.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(",")}}`
}
