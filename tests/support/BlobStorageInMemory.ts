import { createHash } from "node:crypto"
import { type Blob, BlobStorage, BlobToken } from "@omnium-ongoing/domain/ports/BlobStorage"
import { Effect, Layer, Option } from "effect"

/** What has been put survives whoever put it, as files do. */
export type Blobs = Map<string, Blob>

/** Keeps its promise of durability by being instantaneous. Tokens are made of what is stored: nobody has to guess here. */
export const layer = (blobs: Blobs, publicUrl: string): Layer.Layer<BlobStorage> =>
  Layer.succeed(
    BlobStorage,
    BlobStorage.of({
      put: (subject, blob) =>
        Effect.sync(() => {
          const content = createHash("sha256").update(blob.bytes).digest("hex")
          const named = createHash("sha256").update(`${subject.tenant} ${subject.path} ${content}`).digest("base64url")
          const token = BlobToken.make(named.slice(0, 32))
          blobs.set(token, blob)
          return token
        }),
      get: (token) => Effect.sync(() => Option.fromUndefinedOr(blobs.get(token))),
      revoke: (token) => Effect.sync(() => void blobs.delete(token)),
      link: (token) => `${publicUrl}/labels/${token}`
    })
  )
