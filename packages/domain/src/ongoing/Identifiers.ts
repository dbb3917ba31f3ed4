import { Schema } from "effect"

/** Ongoing's ids are integers, unique within one installation. */
export const OngoingGoodsOwnerId = Schema.Int.pipe(Schema.brand("OngoingGoodsOwnerId"))
export type OngoingGoodsOwnerId = typeof OngoingGoodsOwnerId.Type

export const OngoingWarehouseId = Schema.Int.pipe(Schema.brand("OngoingWarehouseId"))
export type OngoingWarehouseId = typeof OngoingWarehouseId.Type

export const OngoingOrderId = Schema.Int.pipe(Schema.brand("OngoingOrderId"))
export type OngoingOrderId = typeof OngoingOrderId.Type

export const OngoingPurchaseOrderId = Schema.Int.pipe(Schema.brand("OngoingPurchaseOrderId"))
export type OngoingPurchaseOrderId = typeof OngoingPurchaseOrderId.Type

/** What operators see and type: 200, 450, 1000. Numbers of an installation, never compared by size. */
export const OngoingStatus = Schema.Int.pipe(Schema.brand("OngoingStatus"))
export type OngoingStatus = typeof OngoingStatus.Type
