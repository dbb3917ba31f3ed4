import { Schema } from "effect"
import {
  GetArticleInventoryPerWarehouseModel,
  GetArticleModel,
  GetStructureDefinitionModel
} from "../../wire/answers/Article.ts"
import {
  GetArticleItemsModel,
  GetInventoryAdjustmentsModel,
  SetReportedResponse
} from "../../wire/answers/Inventory.ts"
import { list } from "../../wire/answers/Members.ts"
import { GetArticleClasses } from "../../wire/answers/Registers.ts"
import { PostArticleResponse } from "../../wire/answers/Stored.ts"
import { PostArticle } from "../../wire/PostArticle.ts"
import { ArticlesByQuery, articlesQuery, inventoryQuery, structuresQuery } from "../Articles.ts"
import { adjustmentsQuery, articleItemsQuery } from "../Inventory.ts"
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
