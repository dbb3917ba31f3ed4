import { Schema } from "effect"
import { PostOrderTrackingResponse, PostParcelResponse, PostWayBillRowResponse } from "../../wire/answers/Stored.ts"
import { GetWayBillRowModel } from "../../wire/answers/WayBillRow.ts"
import { ChangeParcel, PutParcel, PutTracking } from "../Parcels.ts"
import { PatchRow, PostRow } from "../WayBillRows.ts"
import type { Operations } from "./Operation.ts"

const rows = "/orders/{orderId}/wayBillRows"

export const parcelOperations: Operations = {
  "PUT /orders/{orderId}/parcels": {
    summary: "Adds a parcel to an order, or corrects the one with this number",
    body: PutParcel,
    answer: PostParcelResponse
  },
  "PUT /orders/{orderId}/parcels/{parcelId}": {
    summary: "Corrects a parcel",
    body: ChangeParcel,
    answer: PostParcelResponse
  },
  "DELETE /orders/{orderId}/parcels/{parcelId}": {
    summary: "Removes a parcel that nothing is packed in",
    answer: PostParcelResponse
  },
  "PUT /orders/{orderId}/parcels/{parcelId}/parcelTracking": {
    summary: "Sets where a parcel can be followed",
    body: PutTracking,
    answer: PostParcelResponse
  },
  "PUT /orders/{orderId}/orderTracking": {
    summary: "Sets where a whole order can be followed",
    body: PutTracking,
    answer: PostOrderTrackingResponse
  },
  [`GET ${rows}`]: { summary: "The rows of an order's waybill", answer: Schema.Array(GetWayBillRowModel) },
  [`POST ${rows}`]: { summary: "Adds a row to an order's waybill", body: PostRow, answer: PostWayBillRowResponse },
  [`PATCH ${rows}/{wayBillRowId}`]: {
    summary: "Changes a row of a waybill",
    body: PatchRow,
    answer: PostWayBillRowResponse
  },
  [`DELETE ${rows}/{wayBillRowId}`]: { summary: "Removes a row of a waybill", answer: PostParcelResponse }
}
