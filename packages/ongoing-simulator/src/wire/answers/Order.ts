import { Schema } from "effect"
import {
  CodeName,
  CodeNameComment,
  CodeNamePair,
  Day,
  Decimal,
  GoodsOwner,
  Instant,
  InstantOrNull,
  Integer,
  leftOut,
  list,
  Notification,
  orNull,
  Status,
  Text,
  Unset,
  Warehouse
} from "./Members.ts"
import { GetOrderLine } from "./OrderLine.ts"
import { GetOrderParcel, GetOrderTracking } from "./OrderParcel.ts"
import { TransporterAddons } from "./TransporterAddons.ts"
import { GetWayBillRowModel } from "./WayBillRow.ts"

const Notifications = {
  telephoneNotification: Notification,
  emailNotification: Notification,
  smsNotification: Notification
}

const address = {
  name: Text,
  address1: Text,
  address2: Text,
  address3: Text,
  postCode: Text,
  city: Text,
  countryCode: Text,
  countryStateCode: Text
}

const ContactValue = orNull(Schema.Struct({ value: Text }))

const GetOrderInfo = Schema.Struct({
  orderId: Schema.Int,
  orderNumber: Text,
  goodsOwnerOrderId: Text,
  referenceNumber: Text,
  consigneeOrderNumber: Text,
  salesCode: Text,
  orderRemark: Text,
  deliveryInstruction: Text,
  warehouseInstruction: Text,
  servicePointCode: Text,
  freeText1: Text,
  freeText2: Text,
  freeText3: Text,
  freeText4: Text,
  orderFreeDateTime1: InstantOrNull,
  orderFreeDateTime2: InstantOrNull,
  orderFreeDateTime3: InstantOrNull,
  orderFreeDateTime4: InstantOrNull,
  orderFreeDecimal1: Decimal,
  orderType: CodeName,
  wayOfDelivery: CodeName,
  termsOfDeliveryType: CodeName,
  deliveryDate: leftOut(Day),
  createdDate: leftOut(Instant),
  shippedTime: InstantOrNull,
  printedTime: InstantOrNull,
  // A capital B here, none in the paths and bodies of the updates.
  wayBill: Text,
  returnWayBill: Text,
  orderStatus: orNull(Status),
  ...Notifications,
  orderedNumberOfItems: Schema.Finite,
  allocatedNumberOfItems: Schema.Finite,
  pickedNumberOfItems: Schema.Finite,
  customsInfo: orNull(Schema.Struct({ customsValueCurrencyCode: Text })),
  preparedTransportDocumentId: Text,
  warehouse: Warehouse,
  customerPrice: Decimal,
  freightPrice: Decimal,
  marketPlace: orNull(Schema.Struct({ marketPlace: Text, marketPlaceOrderNumber: Text })),
  pickingPriority: Integer,
  productionCode: Text,
  invoiceUrl: Text,
  sortLocation: Text,
  isPickedWithErrors: Schema.Boolean,
  advanced: orNull(
    Schema.Struct({
      invoiceNumber: Text,
      arrivalDate: InstantOrNull,
      deliveryDateWithTime: leftOut(Instant),
      backOrderInfo: orNull(Schema.Struct({ backOrderForOrderId: Schema.Int })),
      orderHeaderUpdated: InstantOrNull,
      transportPaymentType: Text
    })
  )
}).annotate({ identifier: "GetOrderInfo" })

/** The reference names no member of the invoice address; these are those that can be sent. */
const GetOrderConsignee = Schema.Struct({
  id: Schema.Int,
  customerNumber: Text,
  ...address,
  remark: Text,
  doorCode: Text,
  deliveryInstruction: Text,
  advanced: orNull(Schema.Struct(Notifications)),
  invoiceAddress: orNull(
    Schema.Struct({
      ...address,
      advanced: orNull(
        Schema.Struct({
          telephoneNotification: ContactValue,
          emailNotification: ContactValue,
          smsNotification: ContactValue
        })
      ),
      addressClasses: list(CodeNameComment)
    })
  ),
  customerClasses: list(CodeNamePair),
  customerGroup: orNull(CodeNameComment)
}).annotate({ identifier: "GetOrderConsignee" })

const GetOrderTransporter = Schema.Struct({
  transporterName: Text,
  name: Text,
  code: Text,
  serviceCode: Text,
  serviceComment: Text,
  transporterContract: orNull(
    Schema.Struct({ comment: Text, ediCode: Text, paymentAdvanced: orNull(Schema.Struct({ customerNumber: Text })) })
  )
}).annotate({ identifier: "GetOrderTransporter" })

const ShipmentInfo = Schema.Struct({
  shipmentId: Schema.Int,
  parcels: list(Schema.Struct({ id: Schema.Int, parcelNumber: Text, isReturnParcel: Schema.Boolean })),
  waybill: Text,
  returnWaybill: Text,
  trip: Unset
})

const Advanced = Schema.Struct({
  orderTextLines: list(Schema.Struct({ rowNumber: Text, comment: Text, numberOfItems: Decimal })),
  orderTransportStatusEvents: list(
    Schema.Struct({
      transportStatus: orNull(Schema.Struct({ id: Schema.Int, name: Text })),
      isReturnEvent: Schema.Boolean,
      eventTime: Instant,
      created: Instant,
      parcel: Unset,
      comment: Text
    })
  ),
  additionalAddresses: list(
    Schema.Struct({ addressCode: Text, addressType: Text, address: orNull(Schema.Struct(address)) })
  )
})

export const GetOrderModel = Schema.Struct({
  goodsOwner: GoodsOwner,
  orderInfo: orNull(GetOrderInfo),
  consignee: orNull(GetOrderConsignee),
  orderLines: list(GetOrderLine),
  parcels: list(GetOrderParcel),
  nonTransporterParcels: list(GetOrderParcel),
  tracking: list(GetOrderTracking),
  returnTracking: list(GetOrderTracking),
  transporter: orNull(GetOrderTransporter),
  returnTransporter: orNull(GetOrderTransporter),
  transporterAddons: orNull(TransporterAddons),
  returnTransporterAddons: orNull(TransporterAddons),
  classes: list(CodeNamePair),
  shipmentInfo: orNull(ShipmentInfo),
  wayBillRows: list(GetWayBillRowModel),
  advanced: orNull(Advanced)
}).annotate({ identifier: "GetOrderModel" })
