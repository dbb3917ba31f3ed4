import { Schema } from "effect"
import { addFile, deleteFile, type FileParent, filesOf, putFile, replaceFile } from "../Files.ts"
import type { StoredFile } from "../Warehouse.ts"
import { Base64, date, integer, optional, RequiredText } from "../wire/Fields.ts"
import { invalid } from "./ApiError.ts"
import type { Api, Ask, Desk } from "./Desk.ts"

export const PostFile = Schema.Struct({
  fileName: RequiredText,
  mimeType: RequiredText,
  fileDataBase64: Base64,
  fileWillBeDeletedAt: date,
  advanced: optional(
    Schema.Struct({
      printingInfo: optional(
        Schema.Struct({
          reportId: integer,
          printAsUser: optional(Schema.Struct({ userId: integer })),
          printAsWorkstation: optional(Schema.Struct({ workstationId: integer }))
        })
      )
    })
  )
}).annotate({ identifier: "PostFileModel" })

export const PutFile = Schema.Struct({ mimeType: RequiredText, fileDataBase64: Base64 }).annotate({
  identifier: "PutFileModel"
})

/** The same for orders, articles and purchase orders. Contents come inline; there is no listing without them. */
export const files = (api: Api, desk: Desk): void => {
  filesUnder(api, desk, "/orders/:orderId{[0-9]+}/files", (ask) => `order/${desk.order(ask).id}`)
  filesUnder(api, desk, "/articles/:articleSystemId{[0-9]+}/files", (ask) => `article/${desk.article(ask).id}`)
  filesUnder(
    api,
    desk,
    "/purchaseOrders/:purchaseOrderId{[0-9]+}/files",
    (ask) => `purchaseOrder/${desk.purchaseOrder(ask).id}`
  )
  api.delete("/orders/:orderId{[0-9]+}/files/:fileId{[0-9]+}", (ask) =>
    stored(desk.granted(deleteFile(desk.warehouse, `order/${desk.order(ask).id}`, fileId(ask), desk.act(ask))))
  )
}

const filesUnder = (api: Api, desk: Desk, path: string, parentOf: (ask: Ask) => FileParent): void => {
  api.get(path, (ask) => {
    const parent = parentOf(ask)
    return Response.json(filesOf(desk.warehouse, parent).map((file) => getFile(parent, file)))
  })
  api.post(path, async (ask) => {
    const sent = await desk.body(ask, PostFile, "o")
    return stored(desk.granted(addFile(desk.warehouse, parentOf(ask), contentOf(sent), desk.act(ask))))
  })
  api.put(path, async (ask) => {
    const { fileName } = desk.query(ask, { fileName: "text" })
    if (fileName === undefined || fileName === "") throw invalid({ fileName: ["fileName is required."] })
    const sent = await desk.body(ask, PutFile, "o")
    return stored(desk.granted(putFile(desk.warehouse, parentOf(ask), contentOf({ fileName, ...sent }), desk.act(ask))))
  })
  api.put(`${path}/:fileId{[0-9]+}`, async (ask) => {
    const sent = await desk.body(ask, PostFile, "o")
    return stored(desk.granted(replaceFile(desk.warehouse, parentOf(ask), fileId(ask), contentOf(sent), desk.act(ask))))
  })
}

const fileId = (ask: Ask): number => Number(ask.req.param("fileId"))

const contentOf = ({ fileName, mimeType, fileDataBase64 }: Omit<StoredFile, "id">) => ({
  fileName,
  mimeType,
  fileDataBase64
})

const stored = (file: StoredFile): Response => Response.json({ fileId: file.id, success: true, message: null })

const getFile = (parent: FileParent, file: StoredFile) => {
  const [kind, id] = parent.split("/")
  return {
    fileId: file.id,
    orderId: kind === "order" ? Number(id) : null,
    articleSystemId: kind === "article" ? Number(id) : null,
    purchaseOrderId: kind === "purchaseOrder" ? Number(id) : null,
    fileName: file.fileName,
    mimeType: file.mimeType,
    fileDataBase64: file.fileDataBase64
  }
}
