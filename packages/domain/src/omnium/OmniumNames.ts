/** The names operators search for in Omnium, exactly as they stand there. */
export const ExternalIdProvider = {
  OngoingOrderId: "OngoingOrderId",
  OngoingArticleId: "OngoingArticleId",
  OngoingGoodsOwnerId: "OngoingGoodsOwnerId",
  OngoingWarehouseId: "OngoingWarehouseId"
} as const

export const PropertyKey = {
  IsOngoingStore: "IsOngoingStore",
  IsDeliveredShipment: "IsDeliveredShipment",
  IsOrderLineDelivered: "IsOrderLineDelivered",
  /** On a shipment made by a partial delivery: which Ongoing order, and how much of each row in all by then. */
  OngoingDeliveryKey: "OngoingDeliveryKey",
  /** On a delivery, which has no external ids. */
  OngoingPurchaseOrderId: "OngoingPurchaseOrderId",
  /** On a delivery: the number of the status of its purchase order. */
  OngoingPurchaseOrderStatus: "OngoingPurchaseOrderStatus",
  /** On a product or a delivery, which have no list of errors. */
  OngoingExportError: "OngoingExportError",
  /** On a return that the connector made, and on its order. */
  ReturnedByOngoing: "ReturnedByOngoing",
  /** On a return: which items of which Ongoing order it is for. */
  OngoingReturnKey: "OngoingReturnKey",
  /** On an order: what of its returns could not be brought to Omnium, and why. */
  OngoingReturnError: "OngoingReturnError",
  /** On an order status: the Ongoing status number or numbers that mean it. */
  OngoingStatus: "OngoingStatus"
} as const

/** Under this key the connector keeps its errors on an order. */
export const orderErrorKey = "OngoingExport"

export const exportedStatus = "InProgressWarehouse"

/** Omnium's own names for an order of which a part is done: another shipment of it may wait yet. */
export const partStatuses: ReadonlyArray<string> = ["PartiallyShipped", "PartiallyDelivered", "PartiallyReturned"]

/** The status of an order that Omnium has taken but not processed; it may not be changed yet. */
export const queuedStatus = "Queued"
