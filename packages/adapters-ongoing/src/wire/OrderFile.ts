import type { OngoingFile } from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import { Schema } from "effect"
import { absent, orUndefined, text } from "./Tolerant.ts"

const GetFile = Schema.Struct({
  fileId: Schema.Int,
  fileName: text,
  mimeType: text,
  fileDataBase64: absent(Schema.Uint8ArrayFromBase64)
})

export const FileList = Schema.NullOr(Schema.Array(GetFile))

export const file = (got: typeof GetFile.Type): OngoingFile => ({
  fileId: got.fileId,
  fileName: got.fileName ?? "",
  mimeType: orUndefined(got.mimeType),
  bytes: got.fileDataBase64 ?? new Uint8Array()
})
