import { Schema } from "effect"
import { GetFileModel } from "../../wire/answers/File.ts"
import { PostFileResponse } from "../../wire/answers/Stored.ts"
import { PostFile, PutFile } from "../Files.ts"
import type { Operations } from "./Operation.ts"

const filesOf = (thing: string, path: string): Operations => ({
  [`GET ${path}/files`]: {
    summary: `The files of ${thing}, contents included`,
    answer: Schema.Array(GetFileModel)
  },
  [`POST ${path}/files`]: {
    summary: `Adds a file to ${thing}`,
    body: PostFile,
    answer: PostFileResponse
  },
  [`PUT ${path}/files`]: {
    summary: `Adds a file to ${thing}, or replaces the one with this name`,
    query: { fileName: "text" },
    required: ["fileName"],
    body: PutFile,
    answer: PostFileResponse
  },
  [`PUT ${path}/files/{fileId}`]: {
    summary: `Replaces a file of ${thing}`,
    body: PostFile,
    answer: PostFileResponse
  }
})

export const fileOperations: Operations = {
  ...filesOf("an order", "/orders/{orderId}"),
  ...filesOf("an article", "/articles/{articleSystemId}"),
  ...filesOf("a purchase order", "/purchaseOrders/{purchaseOrderId}"),
  "DELETE /orders/{orderId}/files/{fileId}": { summary: "Removes a file from an order", answer: PostFileResponse }
}
