import { Schema } from "effect"
import { CodeName, Decimal, Instant, leftOut, orNull, Text } from "./Members.ts"

const FreightPrice = orNull(
  Schema.Struct({ price: Decimal, currency: CodeName }).annotate({ identifier: "GetFreightPrice" })
)

export const GetOrderParcel = Schema.Struct({
  id: Schema.Int,
  parcelNumber: Text,
  isReturnParcel: Schema.Boolean,
  tracking: orNull(Schema.Struct({ waybill: Text, trackingUrl: Text, freightPrice: FreightPrice })),
  advanced: orNull(
    Schema.Struct({
      parcelSerialNumber: Text,
      length: Decimal,
      width: Decimal,
      height: Decimal,
      weight: Decimal,
      parcelType: orNull(Schema.Struct({ code: Text, name: Text, length: Decimal, width: Decimal, height: Decimal }))
    })
  )
}).annotate({ identifier: "GetOrderParcel" })

export const GetOrderTracking = Schema.Struct({
  waybill: Text,
  trackingUrl: Text,
  created: leftOut(Instant),
  freightPrice: FreightPrice
}).annotate({ identifier: "GetOrderTracking" })
