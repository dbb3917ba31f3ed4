import { PropertyItem } from "./Parts.ts"
import { anything, flag, list, number, type Read, record, text } from "./Shape.ts"

export const WorkflowStep = record(
  {
    name: text,
    active: flag,
    connector: text,
    connectorId: text,
    runAfterOrderIsSaved: flag,
    stopOnError: flag,
    isInvisible: flag,
    enabledForMarkets: list(text),
    disabledForMarkets: list(text),
    enabledForStores: list(text),
    disabledForStores: list(text),
    enabledForWarehouses: list(text),
    disabledForWarehouses: list(text),
    enabledForShipmentOptions: list(text),
    disabledForShipmentOptions: list(text),
    properties: list(PropertyItem),
    workflowStepConditions: list(record({ type: text }))
  },
  { name: "OmniumOrderWorkflowStep" }
)
export type WorkflowStep = Read<typeof WorkflowStep>

export const OrderStatus = record(
  {
    name: text,
    displayName: text,
    order: number,
    isCanceledStatus: flag,
    isDeliveredStatus: flag,
    isInProgressStatus: flag,
    isPicked: flag,
    shipmentStatusUpdate: text,
    mainOrderStatus: text,
    availableSteps: list(text),
    enforceAvailableStepsPolicy: flag,
    workflowSteps: list(WorkflowStep),
    properties: list(PropertyItem)
  },
  { name: "OmniumOrderStatus", always: ["name"] }
)
export type OrderStatus = Read<typeof OrderStatus>

export const OrderType = record(
  {
    name: text,
    orderStatuses: list(OrderStatus),
    disableWorkflow: flag,
    deriveOrderStatusFromShipments: flag,
    defaultOrderType: flag,
    defaultExternalIdProvider: text,
    enableEdit: flag
  },
  { name: "OmniumOrderType", always: ["name", "orderStatuses"] }
)
export type OrderType = Read<typeof OrderType>

export const OrderSettings = record(
  {
    returnSettings: record({
      defaultUpdateStock: flag,
      defaultReturnOrderType: text,
      returnTypes: list(record({ id: text, translationKey: text, updateInventory: flag }))
    }),
    availableManualWorkflowSteps: list(WorkflowStep),
    uneditableExternalIDs: flag,
    tagSettings: list(record({ name: text, translationKey: text }))
  },
  { name: "OmniumOrderSettings" }
)
export type OrderSettings = Read<typeof OrderSettings>

export const ShipmentOption = record(
  {
    shippingMethodName: text,
    shippingMethodId: text,
    label: text,
    description: text,
    shippingGateway: text,
    shippingCompany: text,
    shipmentProduct: text,
    shipmentProductName: text,
    shipmentReturnProduct: text,
    providerServices: text,
    externalShippingMethodName: text,
    shipmentDeliveryType: text,
    servicePointRequired: flag,
    getServicePoints: flag,
    defaultWarehouseCode: text,
    validOnMarkets: list(text),
    shippingSubTotal: number,
    shippingSubTotalExclTax: number,
    taxRate: number,
    deliveryTime: text,
    isDefaultShipment: flag,
    hideInOms: flag,
    hideFromApi: flag,
    providerNotification: flag,
    defaultPackage: anything,
    properties: list(PropertyItem)
  },
  { name: "OmniumShipmentOption" }
)
export type ShipmentOption = Read<typeof ShipmentOption>
