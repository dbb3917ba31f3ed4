import type { OmniumDelivery, OmniumDeliveryLine } from "@omnium-ongoing/domain/omnium/OmniumDelivery"
import { Schema } from "effect"
import { list, number, text, toInstant, toProperties, toText, WireProperty } from "./Parts.ts"

export const WireDelivery = Schema.Struct({
  id: Schema.NonEmptyString,
  deliveryStatus: text,
  warehouseCode: text,
  suppliers: list(Schema.NullOr(Schema.String)),
  supplierIds: list(Schema.NullOr(Schema.String)),
  invoiceNumber: text,
  estimatedTimeOfArrival: text,
  deliveryNotes: list(Schema.Struct({ detail: text })),
  properties: list(WireProperty),
  created: text,
  modified: text
})

export const WireDeliveryLine = Schema.Struct({
  lineItemId: Schema.NonEmptyString,
  purchaseOrderId: text,
  code: text,
  quantity: number,
  canceledQuantity: number,
  deliveredQuantity: number,
  comment: text
})

/** A delivery with every member it has, to be sent back as they came. */
export const WireRawDelivery = Schema.StructWithRest(
  Schema.Struct({
    id: Schema.NonEmptyString,
    properties: list(
      Schema.StructWithRest(Schema.Struct({ key: text }), [Schema.Record(Schema.String, Schema.Unknown)])
    )
  }),
  [Schema.Record(Schema.String, Schema.Unknown)]
)

/** The answer to a transaction search: its pages count from 1, and only the ids of receptions are of interest. */
export const WireTransaction = Schema.Struct({ id: Schema.NonEmptyString, goodsReceptionId: text })

export const toDelivery = (delivery: typeof WireDelivery.Type): OmniumDelivery => ({
  id: delivery.id,
  status: delivery.deliveryStatus ?? "",
  warehouseCode: toText(delivery.warehouseCode),
  suppliers: texts(delivery.suppliers),
  supplierIds: texts(delivery.supplierIds),
  invoiceNumber: toText(delivery.invoiceNumber),
  estimatedTimeOfArrival: toInstant(delivery.estimatedTimeOfArrival),
  internalComments: (delivery.deliveryNotes ?? []).flatMap(({ detail }) => toText(detail) ?? []),
  properties: toProperties(delivery.properties),
  created: toInstant(delivery.created),
  modified: toInstant(delivery.modified)
})

const texts = (values: ReadonlyArray<string | null> | null | undefined): ReadonlyArray<string> =>
  (values ?? []).flatMap((value) => toText(value) ?? [])

export const toDeliveryLine = (line: typeof WireDeliveryLine.Type): OmniumDeliveryLine => ({
  lineItemId: line.lineItemId,
  purchaseOrderId: line.purchaseOrderId ?? "",
  code: line.code ?? "",
  quantity: line.quantity ?? 0,
  canceledQuantity: line.canceledQuantity ?? 0,
  deliveredQuantity: line.deliveredQuantity ?? 0,
  comment: toText(line.comment)
})
