import { Schema } from "effect"
import { Decimal, Integer, orNull, Text } from "./Members.ts"

/** The reference gives the members of the request alone; the answer is taken to have the same, and its id. */
export const GetWayBillRowModel = Schema.Struct({
  wayBillRowId: Schema.Int,
  numberOfPackages: Schema.Int,
  approvedNumberOfPackages: Integer,
  parcelType: orNull(Schema.Struct({ id: Integer, code: Text, name: Text })),
  weight: Decimal,
  volume: Decimal,
  length: Decimal,
  width: Decimal,
  height: Decimal,
  loadMeters: Decimal,
  comment: Text,
  category: Text
}).annotate({ identifier: "GetWayBillRowModel" })
