import { Schema } from "effect"
import { Integer, Text } from "./Members.ts"

/** The content comes inline. */
export const GetFileModel = Schema.Struct({
  fileId: Schema.Int,
  orderId: Integer,
  articleSystemId: Integer,
  purchaseOrderId: Integer,
  fileName: Text,
  mimeType: Text,
  fileDataBase64: Text
}).annotate({ identifier: "GetFileModel" })
