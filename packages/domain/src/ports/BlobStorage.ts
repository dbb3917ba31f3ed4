import { Context, type Effect, type Option, Schema } from "effect"

/** What a stored file is of. The same subject with the same bytes is the same blob, with the same link. */
export interface BlobSubject {
  readonly tenant: string
  /** The entity and its file, such as `ongoing-order/4711/file/3`. Never a name somebody else chose. */
  readonly path: string
}

export interface Blob {
  readonly bytes: Uint8Array
  readonly contentType: string
}

/** 192 bits that nobody can guess, in base64url: whoever knows the token may read the blob. */
export const BlobToken = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{32}$/)).pipe(Schema.brand("BlobToken"))
export type BlobToken = typeof BlobToken.Type

export class BlobStorageError extends Schema.TaggedError<BlobStorageError>()("BlobStorageError", {
  operation: Schema.String,
  message: Schema.String
}) {}

export class BlobStorage extends Context.Service<
  BlobStorage,
  {
    /**
     * Durable once it has returned. Putting the same bytes for the same subject again changes nothing and gives the
     * same token; other bytes get another token, and the earlier one keeps its bytes until it is revoked or expires.
     */
    readonly put: (subject: BlobSubject, blob: Blob) => Effect.Effect<BlobToken, BlobStorageError>
    /** None for a token that was never given, is revoked or older than its keeping time. */
    readonly get: (token: BlobToken) => Effect.Effect<Option.Option<Blob>, BlobStorageError>
    /** Afterwards nobody reads the blob by this token. Revoking what is not there is no error. */
    readonly revoke: (token: BlobToken) => Effect.Effect<void, BlobStorageError>
    /** The address under which people reach the blob. */
    readonly link: (token: BlobToken) => string
  }
>()("@omnium-ongoing/domain/ports/BlobStorage") {}
