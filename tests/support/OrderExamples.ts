import type {
  OmniumAddress,
  OmniumOrder,
  OmniumOrderLine,
  OmniumShipment,
  Property
} from "@omnium-ongoing/domain/omnium/OmniumOrder"
import type {
  OmniumOrderStatus,
  OmniumOrderType,
  OmniumStore,
  ShipmentOption
} from "@omnium-ongoing/domain/omnium/OmniumSettings"
import { OngoingOrderId, OngoingStatus } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type {
  OngoingLineState,
  OngoingOrderState,
  OngoingParcel
} from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import { DateTime } from "effect"

export const at = (text: string): DateTime.Utc => DateTime.makeUnsafe(text)

export const property = (key: string, value: string): Property => ({ key, value })

export const exampleAddress: OmniumAddress = {
  name: "Ola Nordmann",
  firstName: undefined,
  lastName: undefined,
  organization: undefined,
  organizationalNumber: undefined,
  line1: "Lille Grensen 3",
  line2: undefined,
  streetNumber: undefined,
  postalCode: "0159",
  city: "Oslo",
  regionCode: undefined,
  countryCode: "NO",
  phone: undefined,
  daytimePhoneNumber: undefined,
  email: undefined
}

export const exampleLine = (with_: Partial<OmniumOrderLine> = {}): OmniumOrderLine => ({
  lineItemId: "1",
  code: "0123ABC",
  quantity: 1,
  canceledQuantity: 0,
  deliveredQuantity: 0,
  returnQuantity: 0,
  isVirtualProduct: false,
  isPackageBrokeDown: false,
  comment: undefined,
  properties: [],
  ...with_
})

export const exampleShipment = (with_: Partial<OmniumShipment> = {}): OmniumShipment => ({
  shipmentId: "1",
  warehouseCode: "main",
  status: undefined,
  orderStatus: "InProgress",
  previousStatus: "New",
  lines: [exampleLine()],
  address: exampleAddress,
  shippingMethodId: undefined,
  shippingMethodName: "PostNord",
  shippingMethodProductId: undefined,
  servicePointId: undefined,
  pickUpServicePointId: undefined,
  expectedShipmentDate: undefined,
  shippingTotal: 49.5,
  comment: undefined,
  trackingNumber: undefined,
  trackingLink: undefined,
  labelLink: undefined,
  returnTrackingNumber: undefined,
  returnTrackingLink: undefined,
  returnLabelLink: undefined,
  packages: [],
  externalIds: [],
  properties: [],
  ...with_
})

export const exampleOrder = (with_: Partial<OmniumOrder> = {}): OmniumOrder => ({
  id: "EPIC000001",
  orderNumber: "EPIC000001",
  orderType: "Online",
  status: "InProgress",
  marketId: "epic_market_no",
  storeId: "epic_webshop_no",
  created: at("2026-11-02T10:00:00Z"),
  modified: at("2026-11-02T10:00:00Z"),
  requestedDeliveryDate: undefined,
  customerNumber: "4793246662",
  customerName: "Ola Nordmann",
  customerEmail: "ola.nordmann@example.com",
  customerPhone: "4793246662",
  billingAddress: undefined,
  orderNotes: [],
  shipments: [exampleShipment()],
  returns: [],
  externalIds: [],
  properties: [],
  errors: [],
  isReadOnly: false,
  ...with_
})

export const exampleStore = (with_: Partial<OmniumStore> = {}): OmniumStore => ({
  id: "main",
  name: "Main warehouse",
  isWarehouse: true,
  properties: [property("IsOngoingStore", "true")],
  externalIds: [
    { providerName: "OngoingGoodsOwnerId", id: "7" },
    { providerName: "OngoingWarehouseId", id: "1" }
  ],
  ...with_
})

export const exampleStatus = (
  name: string,
  order: number,
  ongoing: string,
  with_: Partial<OmniumOrderStatus> = {}
): OmniumOrderStatus => ({
  name,
  order,
  isCanceledStatus: false,
  isDeliveredStatus: false,
  workflowSteps: [],
  properties: ongoing === "" ? [] : [property("OngoingStatus", ongoing)],
  ...with_
})

const exporting = { workflowSteps: [{ name: "OngoingOrderExporter", active: true, connector: "Ongoing" }] }

export const exampleOrderType: OmniumOrderType = {
  name: "Online",
  statuses: [
    exampleStatus("New", 1, ""),
    exampleStatus("InProgress", 2, "", exporting),
    exampleStatus("InProgressWarehouse", 3, "200,300,320"),
    exampleStatus("PackedAndReady", 4, "400"),
    exampleStatus("PartiallyShipped", 5, "425"),
    exampleStatus("Ship", 6, "450", exporting),
    exampleStatus("ReadyForPickup", 7, "451"),
    exampleStatus("Completed", 8, "500", { isDeliveredStatus: true }),
    exampleStatus("Returned", 9, "475,800"),
    exampleStatus("OrderCanceled", 10, "1000", { isCanceledStatus: true, ...exporting })
  ]
}

export const exampleOption = (with_: Partial<ShipmentOption> = {}): ShipmentOption => ({
  shippingMethodName: "PostNord",
  shippingMethodId: "method-1",
  shippingGateway: "Unifaun",
  shippingCompany: "PLAB",
  shipmentProduct: "P19",
  properties: [],
  ...with_
})

export const exampleParcel = (with_: Partial<OngoingParcel> = {}): OngoingParcel => ({
  parcelId: 1,
  parcelNumber: undefined,
  isReturnParcel: false,
  waybill: undefined,
  trackingUrl: undefined,
  ...with_
})

export const exampleLineState = (with_: Partial<OngoingLineState> = {}): OngoingLineState => ({
  orderLineId: 1,
  rowNumber: "1",
  articleNumber: "0123ABC",
  comment: undefined,
  ordered: 1,
  allocated: 0,
  picked: 0,
  returned: 0,
  reportedReturned: 0,
  returnedItems: [],
  inParcels: [],
  ...with_
})

export const exampleState = (
  with_: Partial<Omit<OngoingOrderState, "status">> & { readonly status?: number } = {}
): OngoingOrderState => ({
  orderId: OngoingOrderId.make(4711),
  goodsOwnerId: undefined,
  orderNumber: "EPIC000001-1",
  goodsOwnerOrderId: "EPIC000001/1",
  backOrderForOrderId: undefined,
  statusText: undefined,
  deliveryDate: "2026-11-05",
  created: undefined,
  shipped: undefined,
  orderRemark: undefined,
  deliveryInstruction: undefined,
  warehouseInstruction: undefined,
  freeText1: undefined,
  freeText2: undefined,
  freeText3: undefined,
  freightPrice: undefined,
  orderTypeCode: undefined,
  servicePointCode: undefined,
  preparedTransportDocumentId: undefined,
  transporterCode: undefined,
  transporterServiceCode: undefined,
  email: undefined,
  sms: undefined,
  consignee: {},
  waybill: undefined,
  returnWaybill: undefined,
  parcels: [],
  tracking: [],
  returnTracking: [],
  lines: [exampleLineState()],
  ...with_,
  status: OngoingStatus.make(with_.status ?? 200)
})
