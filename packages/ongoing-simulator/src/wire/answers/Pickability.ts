import { Schema } from "effect"
import { InstantOrNull, list, orNull, Status, Text } from "./Members.ts"

const Grade = Schema.NullOr(
  Schema.Literals(["Ok", "ByPriority", "NotByPriority", "NotOk", "NothingToAllocate"]).annotate({
    identifier: "PickabilityGrade"
  })
)

const Pickability = orNull(
  Schema.Struct({
    pickability: Grade,
    pickabilityWithMove: Grade,
    pickabilityFromPickingLocations: Grade,
    expectedPickable: orNull(Schema.Struct({ expectedInDate: InstantOrNull, isPickableByAdvised: Schema.Boolean }))
  }).annotate({ identifier: "GetPickability" })
)

const GetOrderPickabilityResult = Schema.Struct({
  orderInfo: orNull(
    Schema.Struct({ orderId: Schema.Int, orderNumber: Text, goodsOwnerOrderId: Text, orderStatus: orNull(Status) })
  ),
  orderPickability: Pickability,
  orderLines: list(
    Schema.Struct({
      id: Schema.Int,
      rowNumber: Text,
      article: orNull(
        Schema.Struct({
          id: Schema.Int,
          articleNumber: Text,
          articleName: Text,
          productCode: Text,
          articleKind: Text
        })
      ),
      shouldBePicked: Schema.Boolean,
      orderLinePickability: Pickability,
      orderedNumberOfItems: Schema.Finite,
      allocatedNumberOfItems: Schema.Finite,
      pickedNumberOfItems: Schema.Finite
    })
  )
}).annotate({ identifier: "GetOrderPickabilityResult" })

export const GetOrderPickabilityModel = Schema.Struct({
  pickabilityResults: list(GetOrderPickabilityResult)
}).annotate({ identifier: "GetOrderPickabilityModel" })
