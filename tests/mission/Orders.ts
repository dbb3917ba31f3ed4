import { by, section } from "./Entry.ts"

const exporting = "app/order-export"
const decision = "domain/order-export/ExportDecision"
const mapping = "domain/order-export/OrderMapping"
const transporter = "domain/order-export/TransporterMapping"
const syncing = "app/order-sync"
const tracking = "domain/order-sync/Tracking"
const parts = "app/partial-delivery"
const returning = "app/returns"

const exported = [exporting, "is one order in Ongoing, whose id and status Omnium shows"] as const
const ofEachShipment = [exporting, "has an order in Ongoing for each of its shipments"] as const
/** The fields by Ongoing's own names. */
const onTheWire = ["adapters/ongoing/Orders", "sends every field under Ongoing's name, and nothing else"] as const

const exportFlow = section("Order export", {
  "a status with the export step leads to the export": by(exported, [
    decision,
    "any other status exports when it is asked for, and only exporting ones when it is not",
    "are those whose active step names the connector, whatever its case"
  ]),
  "only a warehouse marked IsOngoingStore exports": by(
    [exporting, "the warehouse is not run by Ongoing"],
    [decision, "is recognised by IsOngoingStore %s", "of another warehouse is skipped"]
  ),
  "each shipment is an order {OrderNumber}-{ShipmentId}": by(ofEachShipment, [
    decision,
    "is exported as {OrderNumber}-{ShipmentId} to the store's goods owner and warehouse"
  ]),
  "the Ongoing order's id is kept on the shipment": by(exported),
  "the shipment is InProgressWarehouse": by(exported)
})

const orderMapping = section("Order mapping", {
  "OrderNumber + ShipmentId to OrderNumber": by([mapping, "OrderNumber + ShipmentId → OrderNumber"], onTheWire),
  "OrderType to OrderType.Code": by([mapping, "OrderType → OrderType.Code"], onTheWire),
  "CustomerEmail to EmailNotification.Value": by(
    [mapping, "CustomerEmail → EmailNotification.Value, else the address's"],
    onTheWire
  ),
  "CustomerPhone to SmsNotification.Value": by(
    [mapping, "CustomerPhone → SmsNotification.Value, else the address's"],
    onTheWire
  ),
  "ShippingAddress to Consignee": by([mapping, "ShippingAddress → Consignee"], onTheWire),
  "OrderNotes to OrderRemark": by(
    [mapping, "OrderNotes → OrderRemark: as they were written, without our own"],
    onTheWire
  ),
  "ShippingTotal to FreightPrice": by([mapping, "ShippingTotal → FreightPrice"], onTheWire)
})

const transporters = section("Transporter mapping", {
  "Unifaun: transporterCode, transporterServiceCode, servicePointCode": by(
    [
      transporter,
      "takes carrier and service of the option and the shipment's service point",
      "transporterCode, transporterServiceCode and servicePointCode on the shipment win, whatever the gateway"
    ],
    onTheWire
  ),
  "Porterbuddy: ONGOING_PORTERBUDDY": by(
    [transporter, "by the gateway, whatever its case", "by its id on the order, through Unifaun or without a gateway"],
    onTheWire
  ),
  "Ingrid: the TOS id to PreparedTransportDocumentId": by(
    [transporter, "TOS ID → PreparedTransportDocumentId, from the first place that has it"],
    onTheWire
  )
})

const cancellation = section("Order cancellation", {
  "an order that is cancelled is 1000 in Ongoing": by([
    "app/order-cancellation",
    "has status 1000 in Ongoing, which was read back"
  ]),
  "a shipment that is cancelled is 1000 in Ongoing": by([
    "app/order-cancellation",
    "takes with it all its shipments; a shipment that is cancelled takes none"
  ])
})

const syncFlow = section("Order sync", {
  "orders changed since the last sync are asked for": by(
    ["adapters/ongoing/Orders", "are asked for by whole seconds in UTC, goods owner and page"],
    ["app/engine/task-runner", "that fails in reading says so, leaves its cursor, and is free to run again"]
  ),
  "each is matched to its order in Omnium": by(
    [syncing, "of an order that is not the tenant's is left alone"],
    [exporting, "may have hyphens in its number: %s"]
  ),
  "the status is mapped by OngoingStatus": by([syncing, "follows the warehouse from step to step"]),
  "tracking comes to the shipment": by([syncing, "comes with the status, in the same call"]),
  "labels are loaded and stored": by([
    syncing,
    "are links to the very files, for the shipment and the return",
    "S29: a replaced label gets a new link, and the old one still gives the old bytes"
  ]),
  "a partial delivery is a new shipment": by([
    parts,
    "8 are a shipment of their own, with all that travels with them; the rest stays where it is",
    "the last 2 complete the original, with a parcel and a label of its own"
  ])
})

const statusMapping = section("Order status mapping", {
  "OngoingStatus on the status of an order": by(
    ["domain/order-sync/StatusMapping", "one number, or several by comma"],
    [
      syncing,
      "follows the warehouse from step to step",
      "that Omnium does not map changes nothing, and the item says so"
    ]
  )
})

const trackingInformation = section("Tracking information", {
  "ShipmentTrackingNumber from waybill or parcel number": by(
    [tracking, "the first outbound parcel's waybill and link", "the parcel number where there is no waybill at all"],
    [syncing, "comes with the status, in the same call"]
  ),
  "ShipmentTrackingLink from TrackingUrl": by(
    [
      tracking,
      "the first outbound parcel's waybill and link",
      "only http and https, without what could leave an attribute"
    ],
    [syncing, "comes with the status, in the same call"]
  ),
  "LabelLink from label*.pdf": by(
    ["domain/order-sync/Labels", "label*.pdf and return*.pdf, whatever their case, the oldest first"],
    [syncing, "are links to the very files, for the shipment and the return"]
  ),
  "ReturnLabelLink from return*.pdf": by(
    ["domain/order-sync/Labels", "label*.pdf and return*.pdf, whatever their case, the oldest first"],
    [syncing, "are links to the very files, for the shipment and the return"]
  )
})

const returned = [returning, "becomes a return in Omnium, and only then is it reported to Ongoing"] as const
const givenUp = [returning, "is given up, stands in OngoingReturnError, is reported, and does not come again"] as const

const returnFlow = section("Return sync", {
  "orders with returns that are not reported are asked for": by(
    ["adapters/ongoing/Returns", "are asked for by the filter for returned items, from the id after the last one"],
    returned
  ),
  "each becomes a return in Omnium": by(returned, [
    returning,
    "in several goes becomes a return each time, of what is new"
  ]),
  "its lines have the quantities that came back": by(returned, [
    "domain/return-sync/ReturnMapping",
    "has every line that came back, where it came back to, and the mark by which it is known"
  ]),
  "its type is Ongoing's return cause": by(returned, [
    "domain/return-sync/ReturnTypeMapping",
    "code %s, name %s is the return type"
  ]),
  "its stock is booked already": by(
    [returning, "adds nothing to the stock in Omnium"],
    ["adapters/omnium/Returns", "sends its lines, and neither books stock nor pays back"]
  ),
  "then ReportedReturnedNumberOfItems is set": by(returned, [
    "adapters/ongoing/Returns",
    "names order, line and quantity"
  ])
})

const returnProperties = section("Return properties", {
  "ReturnedByOngoing is true on what the sync has made": by(returned),
  "OngoingReturnError tells why a return failed": by(givenUp)
})

const workflow = section("Workflow steps of orders", {
  "a step with the Ongoing connector exports the order": by(
    exported,
    [exporting, "is one order, however many announce it at once"],
    [decision, "are those whose active step names the connector, whatever its case"]
  )
})

export const orders = [
  ...exportFlow,
  ...orderMapping,
  ...transporters,
  ...cancellation,
  ...syncFlow,
  ...statusMapping,
  ...trackingInformation,
  ...returnFlow,
  ...returnProperties,
  ...workflow
]
