/** @jsxImportSource hono/jsx */
import { Chain } from "@omnium-ongoing/simulator-kit/board/Chain"
import { Facts } from "@omnium-ongoing/simulator-kit/board/Facts"
import type { FC } from "hono/jsx"
import type { OrderLine, Shipment } from "../Order.ts"
import { Link } from "./Link.tsx"
import { When } from "./When.tsx"

/** The statuses it went through; the last is where it stands. */
export const StatusChain: FC<{ readonly shipment: Shipment }> = ({ shipment: { shipmentId, orderStatusLog = [] } }) => (
  <Chain
    label={`Statuses of shipment ${shipmentId} so far`}
    steps={orderStatusLog.map(({ status = "" }, position) => ({
      name: status,
      state: position === orderStatusLog.length - 1 ? "here" : "passed"
    }))}
  />
)

/** Where a shipment is, in a line. */
export const ShipmentLinks: FC<{ readonly shipment: Shipment }> = ({ shipment }) => {
  const { shipmentTrackingLink, shipmentTrackingNumber, shipmentLabelLink, returnLabelLink, packages = [] } = shipment
  return (
    <p class="links">
      {packages.length > 0 && <span>{packages.length === 1 ? "1 package" : `${packages.length} packages`}</span>}
      {trackingOf(shipmentTrackingLink, shipmentTrackingNumber)}
      {linkOf(shipmentLabelLink, "Label")}
      {linkOf(returnLabelLink, "Return label")}
    </p>
  )
}

/** Where a shipment comes from and where it is. */
export const ShipmentFacts: FC<{ readonly shipment: Shipment }> = ({ shipment }) => (
  <Facts
    facts={[
      ["Since", <When at={shipment.orderStatusLog?.at(-1)?.timestamp} />],
      ["Warehouse", shipment.warehouseCode],
      ["Carrier", shipment.shippingMethodName],
      ...shipment.externalIds.map(({ providerName, id }) => [providerName ?? "External id", id] as const),
      ["Tracking", trackingOf(shipment.shipmentTrackingLink, shipment.shipmentTrackingNumber)],
      ["Return tracking", trackingOf(shipment.returnTrackingLink, shipment.returnTrackingNumber)],
      ["Label", linkOf(shipment.shipmentLabelLink, "Open the label")],
      ["Return label", linkOf(shipment.returnLabelLink, "Open the return label")],
      ["Packages", packagesOf(shipment)]
    ]}
  />
)

const linkOf = (to: string | undefined, text: string) => (to === undefined ? undefined : <Link to={to} text={text} />)

const trackingOf = (link: string | undefined, number: string | undefined) =>
  link === undefined && number === undefined ? undefined : <Link to={link} text={number ?? "Follow it"} />

const packagesOf = ({ packages = [] }: Shipment) =>
  packages.length === 0 ? undefined : (
    <ul class="plain">
      {packages.map(({ id, shipmentTracking }, position) => (
        <li>
          {id ?? position + 1}{" "}
          {trackingOf(shipmentTracking?.shipmentTrackingLink, shipmentTracking?.shipmentTrackingNumber)}{" "}
          {linkOf(shipmentTracking?.shipmentLabelLink, "label")}
        </li>
      ))}
    </ul>
  )

const counts = {
  Ordered: (line: OrderLine) => line.quantity,
  Cancelled: (line: OrderLine) => line.canceledQuantity,
  Delivered: (line: OrderLine) => line.deliveredQuantity,
  Returned: (line: OrderLine) => line.returnQuantity
}

export const LineTable: FC<{ readonly lines: ReadonlyArray<OrderLine> }> = ({ lines }) => (
  <table class="stacked">
    <thead>
      <tr>
        <th>Line</th>
        <th>Product</th>
        {Object.keys(counts).map((name) => (
          <th class="n">{name}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {lines.map((line) => (
        <tr>
          <td data-label="Line">{line.lineItemId}</td>
          <td data-label="Product">
            <span>
              <b>{line.code}</b> {line.displayName}
            </span>
          </td>
          {Object.entries(counts).map(([name, count]) => (
            <td class="n" data-label={name}>
              {count(line)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
