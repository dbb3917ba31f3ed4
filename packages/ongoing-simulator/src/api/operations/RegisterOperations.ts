import { Schema } from "effect"
import { list } from "../../wire/answers/Members.ts"
import {
  GetOrderClasses,
  GetOrderStatuses,
  GetOrderTypes,
  GetParcelTypeModel,
  GetTransporterContractModel,
  GetWarehouseModel,
  GetWayOfDeliveryTypes
} from "../../wire/answers/Registers.ts"
import { PostWayOfDeliveryTypeResponse } from "../../wire/answers/Stored.ts"
import { PutWayOfDelivery } from "../Registers.ts"
import { type Operations, ofOwner } from "./Operation.ts"

const ways = "/orders/wayOfDeliveryTypes"

export const registerOperations: Operations = {
  "GET /orders/statuses": { summary: "The statuses of orders in this installation", answer: GetOrderStatuses },
  "GET /orders/types": { summary: "The types of orders", ...ofOwner, answer: GetOrderTypes },
  "GET /orders/classes": { summary: "The classes of orders", ...ofOwner, answer: GetOrderClasses },
  [`GET ${ways}`]: { summary: "The ways of delivery", ...ofOwner, answer: GetWayOfDeliveryTypes },
  [`PUT ${ways}`]: {
    summary: "Creates a way of delivery, or replaces the one with this code",
    body: PutWayOfDelivery,
    answer: PostWayOfDeliveryTypeResponse
  },
  [`PUT ${ways}/{id}`]: {
    summary: "Replaces a way of delivery",
    body: PutWayOfDelivery,
    answer: PostWayOfDeliveryTypeResponse
  },
  [`DELETE ${ways}/{id}`]: { summary: "Removes a way of delivery", answer: PostWayOfDeliveryTypeResponse },
  "GET /transporterContracts": {
    summary: "The carriers and services that orders can name",
    ...ofOwner,
    answer: list(GetTransporterContractModel)
  },
  "GET /parcelTypes": { summary: "What a parcel can be", ...ofOwner, answer: Schema.Array(GetParcelTypeModel) },
  "GET /warehouses": { summary: "The warehouses of the installation", answer: Schema.Array(GetWarehouseModel) }
}
