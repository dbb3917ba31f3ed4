import { base64 } from "./Base64.ts"
import { addFile, filesOf } from "./Files.ts"
import { labelPdf } from "./LabelPdf.ts"
import type { Order } from "./Order.ts"
import { Refusal } from "./Refusal.ts"
import type { Act, Warehouse } from "./Warehouse.ts"

export const labelKinds = ["label", "return"] as const

/** Attaches `label-{orderNumber}.pdf` or `return-{orderNumber}.pdf`, or both; further ones of the same order are numbered. */
export const attachLabels = (
  warehouse: Warehouse,
  order: Order,
  kinds: ReadonlyArray<(typeof labelKinds)[number]>,
  act: Act
): Refusal | undefined => {
  const { consignee } = order.header
  const site = warehouse.sites.get(order.warehouseId)
  const home = [site?.name ?? "", site?.address.address1 ?? "", `${site?.address.postCode} ${site?.address.city}`]
  const customer = [
    consignee.name ?? "",
    consignee.address1 ?? "",
    [consignee.postCode, consignee.city, consignee.countryCode].filter((part) => (part ?? "") !== "").join(" ")
  ]
  const outbound = order.wayBill ?? order.parcels.find((parcel) => !parcel.isReturn)?.number ?? order.number
  const inbound = order.returnWayBill ?? order.parcels.find((parcel) => parcel.isReturn)?.number ?? order.number
  const labels = {
    label: { title: "SHIPMENT", lines: [...customer, "", `From: ${home[0]}`], barcode: outbound },
    return: { title: "RETURN", lines: [...home, "", `From: ${customer[0]}`], barcode: inbound }
  }
  for (const kind of kinds) {
    const label = labels[kind]
    const bytes = labelPdf({ ...label, lines: [...label.lines, `Order: ${order.number}`] })
    const attached = addFile(
      warehouse,
      `order/${order.id}`,
      {
        fileName: freeName(warehouse, order, kind),
        mimeType: "application/pdf",
        fileDataBase64: base64(bytes)
      },
      act
    )
    if (attached instanceof Refusal) return attached
  }
  return undefined
}

const freeName = (warehouse: Warehouse, order: Order, kind: string): string => {
  const taken = new Set(filesOf(warehouse, `order/${order.id}`).map((file) => file.fileName))
  const first = `${kind}-${order.number}.pdf`
  if (!taken.has(first)) return first
  for (let number = 2; ; number++) {
    const name = `${kind}-${order.number}-${number}.pdf`
    if (!taken.has(name)) return name
  }
}
