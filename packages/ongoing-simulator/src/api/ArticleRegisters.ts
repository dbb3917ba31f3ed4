import { Schema } from "effect"
import { deleteArticleClass, putArticleClass, setArticleClasses } from "../ArticleClasses.ts"
import { saveArticle } from "../Warehouse.ts"
import { Integer, RequiredText, requiredTextUpTo, text } from "../wire/Fields.ts"
import type { Api, Ask, Desk } from "./Desk.ts"

export const PutArticleClass = Schema.Struct({
  goodsOwnerId: Integer,
  code: RequiredText,
  name: RequiredText,
  comment: text
}).annotate({ identifier: "PostArticleClassModel" })
export const SetClasses = Schema.Struct({ articleClassIds: Schema.Array(Integer) })

export const PatchStorageClass = Schema.Struct({ storageClassName: requiredTextUpTo(100) })

const oneClass = "/articles/classes/:articleClassId{[0-9]+}"

/** The classes of articles, and what of an article is set alone. */
export const articleRegisters = (api: Api, desk: Desk): void => {
  api.get("/articles/classes", (ask) =>
    Response.json({
      articleClasses: desk.entries(ask, desk.warehouse.articleClasses).map(({ ownerId: _, ...entry }) => entry)
    })
  )
  const put = async (ask: Ask, id: number | undefined) => {
    const sent = await desk.body(ask, PutArticleClass, "a")
    const entry = { ownerId: desk.owner(sent), code: sent.code, name: sent.name, comment: sent.comment ?? null }
    return classStored(desk.granted(putArticleClass(desk.warehouse, entry, id, desk.act(ask))).id)
  }
  api.put("/articles/classes", (ask) => put(ask, undefined))
  api.put(oneClass, (ask) => put(ask, classId(ask)))
  api.delete(oneClass, (ask) =>
    classStored(desk.granted(deleteArticleClass(desk.warehouse, classId(ask), desk.act(ask))).id)
  )
  api.put("/articles/:articleSystemId{[0-9]+}/classes", async (ask) => {
    const { articleClassIds } = await desk.body(ask, SetClasses, "a")
    desk.granted(setArticleClasses(desk.warehouse, desk.article(ask), articleClassIds, desk.act(ask)))
    return classStored(null)
  })
  api.patch("/articles/:articleSystemId{[0-9]+}/storageClass", async (ask) => {
    const { storageClassName: name } = await desk.body(ask, PatchStorageClass, "m")
    const article = desk.article(ask)
    const act = desk.act(ask)
    const sent = { ...article.sent, storageClass: { name } }
    saveArticle(desk.warehouse, { ...article, sent, dataUpdated: act.now }, act)
    return Response.json({ articleSystemId: article.id, message: `Article '${article.number}' was updated.` })
  })
}

const classId = (ask: Ask): number => Number(ask.req.param("articleClassId"))

const classStored = (articleClassId: number | null): Response =>
  Response.json({ articleClassId, success: true, message: null })
