import { PostOrderTrackingResponse, PostParcelResponse } from "../../wire/answers/Stored.ts"
import { ChangeParcel, PutParcel, PutTracking } from "../Parcels.ts"
import type { Operations } from "./Operation.ts"

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
  }
}
