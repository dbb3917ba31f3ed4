import { Schema } from "effect"
import { CodeNameComment, CodeNamePair, Decimal, list, Notification, orNull, Status, Text } from "./Members.ts"

export const GetOrderStatuses = Schema.Struct({ orderStatuses: list(Status) }).annotate({
  identifier: "GetOrderStatuses"
})
/** The key is `orderStatuses` here too. */
export const GetPurchaseOrderStatuses = Schema.Struct({ orderStatuses: list(Status) }).annotate({
  identifier: "GetPurchaseOrderStatuses"
})
export const GetReturnOrderStatuses = Schema.Struct({ returnOrderStatuses: list(Status) }).annotate({
  identifier: "GetReturnOrderStatuses"
})

export const GetOrderTypes = Schema.Struct({ orderTypes: list(CodeNamePair) }).annotate({
  identifier: "GetOrderTypes"
})
export const GetPurchaseOrderTypes = Schema.Struct({ purchaseOrderTypes: list(CodeNamePair) }).annotate({
  identifier: "GetPurchaseOrderTypes"
})
export const GetOrderClasses = Schema.Struct({ orderClasses: list(CodeNameComment) }).annotate({
  identifier: "GetOrderClasses"
})
export const GetArticleClasses = Schema.Struct({
  articleClasses: list(Schema.Struct({ id: Schema.Int, code: Text, name: Text, comment: Text }))
}).annotate({ identifier: "GetArticleClasses" })
export const GetArticleItemStatuses = Schema.Struct({
  articleItemStatuses: list(
    Schema.Struct({
      id: Schema.Int,
      code: Text,
      name: Text,
      isLocked: Schema.Boolean,
      isLockedForSale: Schema.Boolean
    })
  )
}).annotate({ identifier: "GetArticleItemStatuses" })
export const GetParcelTypeModel = Schema.Struct({
  id: Schema.Int,
  code: Text,
  name: Text,
  barCode: Text,
  weight: Decimal,
  length: Decimal,
  width: Decimal,
  height: Decimal,
  loadMeters: Decimal,
  area: Decimal
}).annotate({ identifier: "GetParcelTypeModel" })
export const GetWayOfDeliveryTypes = Schema.Struct({
  wayOfDeliveryTypes: list(Schema.Struct({ id: Schema.Int, code: Text, name: Text }))
}).annotate({ identifier: "GetWayOfDeliveryTypes" })
export const GetReturnCauses = Schema.Struct({
  returnCauses: list(
    Schema.Struct({
      id: Schema.Int,
      code: Text,
      name: Text,
      isRemoveCause: Schema.Boolean,
      isChangeCause: Schema.Boolean,
      isReturnCommentMandatory: Schema.Boolean
    })
  )
}).annotate({ identifier: "GetReturnCauses" })

export const GetTransporterContractModel = Schema.Struct({
  ediCode: Text,
  transporterName: Text,
  transporterCode: Text,
  transporterServiceCode: Text,
  transporterServices: list(Schema.Struct({ transporterServiceName: Text, transporterServiceCode: Text }))
}).annotate({ identifier: "GetTransporterContractModel" })

export const GetWarehouseModel = Schema.Struct({
  id: Schema.Int,
  code: Text,
  name: Text,
  address: orNull(
    Schema.Struct({
      name: Text,
      address1: Text,
      address2: Text,
      address3: Text,
      postCode: Text,
      city: Text,
      countryCode: Text,
      countryStateCode: Text,
      deliveryInstruction: Text,
      addressFreeText1: Text,
      addressFreeText2: Text,
      telephoneNotification: Notification,
      emailNotification: Notification,
      smsNotification: Notification
    })
  )
}).annotate({ identifier: "GetWarehouseModel" })
