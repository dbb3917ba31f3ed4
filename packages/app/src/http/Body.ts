const MiB = 1024 * 1024

export const limits = { workflow: 16 * MiB, other: MiB }

export type Body =
  | { readonly _tag: "Read"; readonly bytes: Uint8Array; readonly json: unknown }
  | { readonly _tag: "TooLarge" }
  | { readonly _tag: "Malformed" }

/** Reads a JSON body up to a limit. An empty one is an empty object. */
export const readJson = async (request: Request, limit: number): Promise<Body> => {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return { _tag: "TooLarge" }
  const chunks: Array<Uint8Array> = []
  let size = 0
  if (request.body !== null) {
    try {
      for await (const chunk of request.body) {
        size += chunk.byteLength
        if (size > limit) return { _tag: "TooLarge" }
        chunks.push(chunk)
      }
    } catch {
      return { _tag: "Malformed" }
    }
  }
  const bytes = Buffer.concat(chunks)
  if (size === 0) return { _tag: "Read", bytes, json: {} }
  try {
    return { _tag: "Read", bytes, json: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) }
  } catch {
    return { _tag: "Malformed" }
  }
}
