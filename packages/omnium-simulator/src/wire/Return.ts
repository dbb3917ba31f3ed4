import { ReturnOrderForm } from "./Order.ts"
import { PropertyItem } from "./Parts.ts"
import { anything, flag, instant, list, number, type Read, record, text } from "./Shape.ts"

export const ReturnRequest = record(
  {
    returns: list(
      record({
        lineItemId: text,
        returnQuantity: number,
        returnReason: text,
        returnType: text,
        isStockUpdated: flag,
        creditAmount: number,
        internalWarehouseLocation: text,
        properties: list(PropertyItem)
      })
    ),
    storeId: text,
    returnType: text,
    status: text,
    comment: text,
    rmaNumber: text,
    userId: text,
    properties: list(PropertyItem),
    creditPayment: flag,
    creditAmount: number,
    creditShipment: flag,
    creditShipmentAmount: number,
    chargeShipmentCost: flag,
    chargeShipmentCostAmount: number,
    handlingTotal: number,
    projectTypeId: text,
    omniumExchangeOrderOptions: anything
  },
  { name: "OmniumReturnRequestModel" }
)
export type ReturnRequest = Read<typeof ReturnRequest>

/** A patch has the members of the form, and flags that only concern its lines. */
export const ReturnPatch = record(
  {
    ...ReturnOrderForm.fields,
    replaceLineItemsArray: flag,
    shouldAddMissingLineItems: flag
  },
  { name: "OmniumReturnOrderFormPatch" }
)
export type ReturnPatch = Read<typeof ReturnPatch>

export const ReturnSearch = record(
  {
    modifiedFrom: instant,
    modifiedTo: instant,
    createdFrom: instant,
    createdTo: instant,
    id: text,
    orderNumber: text,
    rmaNumber: text,
    selectedStores: list(text),
    customerId: text,
    take: number,
    page: number
  },
  { name: "OmniumReturnSearchRequest" }
)
export type ReturnSearch = Read<typeof ReturnSearch>
