import type { OrderSettings, OrderStatus, OrderType } from "./wire/Settings.ts"

type Traits = Omit<OrderStatus, "name" | "order" | "properties"> & { readonly ongoing?: string }

const status = (order: number, name: string, { ongoing, ...traits }: Traits = {}): OrderStatus => ({
  name,
  displayName: name,
  order,
  isCanceledStatus: false,
  isDeliveredStatus: false,
  isInProgressStatus: false,
  isPicked: false,
  workflowSteps: [],
  ...traits,
  properties: ongoing === undefined ? [] : [{ key: "OngoingStatus", value: ongoing }]
})

/** The order type `Online` as the documentation of the integration sets it up. */
export const orderTypes: ReadonlyArray<OrderType> = [
  {
    name: "Online",
    defaultOrderType: true,
    disableWorkflow: false,
    deriveOrderStatusFromShipments: false,
    enableEdit: true,
    orderStatuses: [
      status(10, "New"),
      status(15, "OnHold", { shipmentStatusUpdate: "OnHold" }),
      status(20, "InProgress", {
        isInProgressStatus: true,
        shipmentStatusUpdate: "Released",
        workflowSteps: [
          {
            name: "OngoingOrderExporter",
            active: true,
            connector: "Ongoing",
            runAfterOrderIsSaved: true,
            stopOnError: false
          }
        ]
      }),
      status(30, "InProgressWarehouse", {
        isInProgressStatus: true,
        shipmentStatusUpdate: "Packing",
        ongoing: "200,300,320"
      }),
      status(40, "PackedAndReady", { isInProgressStatus: true, isPicked: true, ongoing: "400" }),
      status(41, "ReadyForShipment", { isInProgressStatus: true, isPicked: true }),
      status(50, "PartiallyShipped", { isInProgressStatus: true, ongoing: "425" }),
      status(60, "Ship", { shipmentStatusUpdate: "Shipped", ongoing: "450" }),
      status(65, "ReadyForPickup", { shipmentStatusUpdate: "Shipped", ongoing: "451" }),
      status(70, "Completed", { isDeliveredStatus: true, shipmentStatusUpdate: "Shipped", ongoing: "500" }),
      status(80, "PartiallyReturned"),
      status(85, "Returned", { ongoing: "475,800" }),
      status(90, "OrderCanceled", {
        isCanceledStatus: true,
        shipmentStatusUpdate: "Cancelled",
        ongoing: "1000",
        workflowSteps: [
          {
            name: "OngoingOrderCancellation",
            active: true,
            connector: "Ongoing",
            runAfterOrderIsSaved: true,
            stopOnError: false
          }
        ]
      }),
      status(95, "Queued"),
      status(99, "Deleted", { isCanceledStatus: true })
    ]
  }
]

export const orderSettings: OrderSettings = {
  returnSettings: {
    defaultUpdateStock: true,
    defaultReturnOrderType: "Online",
    returnTypes: [
      { id: "Angrerett", translationKey: "ReturnType.Angrerett", updateInventory: true },
      { id: "Reklamasjon", translationKey: "ReturnType.Reklamasjon", updateInventory: false },
      { id: "FeilStorrelse", translationKey: "ReturnType.FeilStorrelse", updateInventory: true }
    ]
  },
  availableManualWorkflowSteps: [],
  uneditableExternalIDs: false,
  tagSettings: []
}
