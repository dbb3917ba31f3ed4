import { createHash } from "node:crypto"
import type { Blob } from "@omnium-ongoing/domain/ports/BlobStorage"
import { type DateTime, Option, Schema } from "effect"

/** One line of JSON, then the bytes: both become visible, and are lost, together. */
const Header = Schema.Struct({
  contentType: Schema.String,
  size: Schema.Int,
  sha256: Schema.String,
  createdAt: Schema.DateTimeUtcFromString
})
const HeaderLine = Schema.fromJsonString(Header)
const encodeHeader = Schema.encodeSync(HeaderLine)
const decodeHeader = Schema.decodeOption(HeaderLine)
const lineEnd = 0x0a

export interface StoredBlob {
  readonly blob: Blob
  readonly createdAt: DateTime.Utc
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")

export const make = ({ bytes, contentType }: Blob, createdAt: DateTime.Utc): Uint8Array => {
  const header = encodeHeader({ contentType, size: bytes.length, sha256: sha256(bytes), createdAt })
  return Buffer.concat([Buffer.from(`${header}\n`), bytes])
}

/** None unless length and hash are what they were when it was stored. */
export const read = (file: Uint8Array): Option.Option<StoredBlob> => {
  const end = file.indexOf(lineEnd)
  const bytes = file.subarray(end + 1)
  return decodeHeader(Buffer.from(file.subarray(0, Math.max(end, 0))).toString()).pipe(
    Option.filter((header) => header.size === bytes.length && header.sha256 === sha256(bytes)),
    Option.map(({ contentType, createdAt }) => ({ blob: { bytes, contentType }, createdAt }))
  )
}
