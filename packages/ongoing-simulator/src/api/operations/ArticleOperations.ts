import { Schema } from "effect"
import {
  GetArticleInventoryPerWarehouseModel,
  GetArticleModel,
  GetStructureDefinitionModel
} from "../../wire/answers/Article.ts"
import {
  GetArticleItemsModel,
  GetHistoricalInventoryModel,
  GetInventoryAdjustmentsModel,
  SetReportedResponse
} from "../../wire/answers/Inventory.ts"
import { list } from "../../wire/answers/Members.ts"
import { GetArticleClasses, GetArticleItemStatuses } from "../../wire/answers/Registers.ts"
import {
  PatchArticleResponse,
  PostArticleClassResponse,
  PostArticleItemStatusResponse,
  PostArticleResponse
} from "../../wire/answers/Stored.ts"
import { PostArticle } from "../../wire/PostArticle.ts"
import { PatchStorageClass, PutArticleClass, SetClasses } from "../ArticleRegisters.ts"
import { ArticlesByQuery, articlesQuery, inventoryQuery, structuresQuery } from "../Articles.ts"
import { adjustmentsQuery, articleItemsQuery, historicalQuery, PutStatus } from "../Inventory.ts"
import { type Operations, ofOwner } from "./Operation.ts"

const required = ["goodsOwnerId"]

export const articleOperations: Operations = {
  "PUT /articles": {
    summary: "Creates an article, or replaces the one with this number",
    body: PostArticle,
    answer: PostArticleResponse
  },
  "PUT /articles/{articleSystemId}": { summary: "Replaces an article", body: PostArticle, answer: PostArticleResponse },
  "GET /articles/{articleSystemId}": { summary: "One article with its stock", answer: GetArticleModel },
  "GET /articles": {
    summary: "Articles with their stock, by ascending id; without a limit all that match",
    query: articlesQuery,
    required,
    answer: list(GetArticleModel)
  },
  "POST /articles/byQuery": {
    summary: "The same with the criteria in the body, for long lists",
    body: ArticlesByQuery,
    answer: list(GetArticleModel)
  },
  "GET /articles/inventoryPerWarehouse": {
    summary: "The stock of articles, divided by warehouse",
    query: inventoryQuery,
    required,
    answer: Schema.Array(GetArticleInventoryPerWarehouseModel)
  },
  "GET /articles/structureDefinitions": {
    summary: "What kits are made of",
    query: structuresQuery,
    required,
    answer: Schema.Array(GetStructureDefinitionModel)
  },
  "GET /articles/{articleSystemId}/structureDefinition": {
    summary: "What one kit is made of",
    answer: GetStructureDefinitionModel
  },
  "GET /articles/classes": { summary: "The classes of articles", ...ofOwner, answer: GetArticleClasses },
  "PUT /articles/classes": {
    summary: "Creates a class of articles, or replaces the one with this code",
    body: PutArticleClass,
    answer: PostArticleClassResponse
  },
  "PUT /articles/classes/{articleClassId}": {
    summary: "Replaces a class of articles; its articles follow a new code",
    body: PutArticleClass,
    answer: PostArticleClassResponse
  },
  "DELETE /articles/classes/{articleClassId}": {
    summary: "Removes a class, from its articles too",
    answer: PostArticleClassResponse
  },
  "PUT /articles/{articleSystemId}/classes": {
    summary: "Gives an article these classes and no others",
    body: SetClasses,
    answer: PostArticleClassResponse
  },
  "PATCH /articles/{articleSystemId}/storageClass": {
    summary: "Sets the storage class of an article",
    body: PatchStorageClass,
    answer: PatchArticleResponse
  },
  "GET /articles/historicalInventory": {
    summary: "How many of each article there were at a time",
    query: historicalQuery,
    required: ["goodsOwnerId", "stockDate"],
    answer: Schema.Array(GetHistoricalInventoryModel)
  },
  "GET /articleItems/statuses": {
    summary: "What goods in stock can be besides good",
    ...ofOwner,
    answer: GetArticleItemStatuses
  },
  "PUT /articleItems/statuses": {
    summary: "Creates a status of goods, or replaces the one with this code",
    body: PutStatus,
    answer: PostArticleItemStatusResponse
  },
  "GET /articleItems": {
    summary: "The stock in detail: which goods came when and what is locked",
    query: articleItemsQuery,
    required,
    answer: Schema.Array(GetArticleItemsModel)
  },
  "GET /inventoryAdjustments": {
    summary: "What corrected the stock, grouped by article; both bounds of time are strict",
    query: adjustmentsQuery,
    required,
    answer: Schema.Array(GetInventoryAdjustmentsModel)
  },
  "GET /inventoryAdjustments/{inventoryId}": {
    summary: "One correction",
    answer: GetInventoryAdjustmentsModel
  },
  "PATCH /inventoryAdjustments/{inventoryId}/articles/{articleSystemId}/setReported": {
    summary: "Marks a correction as reported",
    answer: SetReportedResponse
  }
}
