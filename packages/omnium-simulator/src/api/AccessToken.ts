/** Ten days, in seconds. */
export const lifetime = 864_000

const encode = (text: string): string =>
  new TextEncoder().encode(text).toBase64({ alphabet: "base64url", omitPadding: true })

const decode = (text: string): string =>
  new TextDecoder().decode(Uint8Array.fromBase64(text, { alphabet: "base64url" }))

/**
 * Looks like the JWT of the real system and is as stateless: a reset of the data leaves it valid. The signature is a
 * checksum, which is all a simulator needs to tell its own tokens from others.
 */
export const issueToken = (clientId: string, secret: string, issuedAt: number): string => {
  const header = encode(JSON.stringify({ alg: "HS256", typ: "JWT" }))
  const payload = encode(JSON.stringify({ client_id: clientId, iat: issuedAt, exp: issuedAt + lifetime }))
  return `${header}.${payload}.${encode(checksum(`${header}.${payload}.${secret}`))}`
}

/** When (in seconds) a token ends; undefined for one that was not issued for these credentials. */
export const expiryOf = (token: string, clientId: string, secret: string): number | undefined => {
  const issuedAt = issueTime(token)
  return issuedAt !== undefined && token === issueToken(clientId, secret, issuedAt) ? issuedAt + lifetime : undefined
}

const issueTime = (token: string): number | undefined => {
  try {
    const payload: unknown = JSON.parse(decode(token.split(".")[1] ?? ""))
    return typeof payload === "object" && payload !== null && "iat" in payload && typeof payload.iat === "number"
      ? payload.iat
      : undefined
  } catch {
    return undefined
  }
}

const checksum = (text: string): string => {
  let low = 0x811c9dc5
  let high = 0x9747b28c
  for (let index = 0; index < text.length; index++) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193)
    high = Math.imul(high ^ (text.charCodeAt(index) + low), 0x85ebca6b)
  }
  return `${(low >>> 0).toString(16).padStart(8, "0")}${(high >>> 0).toString(16).padStart(8, "0")}`
}
