import type { Order as OmniumOrder } from "@omnium-ongoing/omnium-simulator/Order"
import type { Order as OngoingOrder } from "@omnium-ongoing/ongoing-simulator/Order"
import type { Violation } from "../chaos/Violation.ts"
import { ongoingIdOf } from "./OrdersAtRest.ts"
import type { Witness } from "./Witness.ts"

interface File {
  readonly fileName: string
  readonly fileDataBase64: string
}

/** Every order with a label in Ongoing has a link in Omnium, and every link leads to the bytes of one of its files. */
export const labelsAtRest = async (witness: Witness): Promise<ReadonlyArray<Violation>> => {
  const violations: Array<Violation> = []
  const fail = (words: string) => violations.push({ rule: "R24", words: `${witness.tenant.id}: ${words}` })
  const orders = new Map(witness.omnium.all<OmniumOrder>("Order").map((order) => [order.id, order]))
  for (const exported of witness.ongoing.all<OngoingOrder>("order")) {
    // The table of this kind holds lists of files.
    const files = (witness.ongoing.latest.get("files")?.get(`order/${exported.id}`) ?? []) as ReadonlyArray<File>
    if (!files.some((file) => file.fileName.startsWith("label"))) continue
    const mark = exported.header.goodsOwnerOrderId ?? ""
    const links = (orders.get(mark.slice(0, mark.lastIndexOf("/")))?.orderForm.shipments ?? [])
      .filter((shipment) => ongoingIdOf(shipment) === String(exported.id))
      .flatMap((shipment) =>
        [shipment.shipmentLabelLink, shipment.returnLabelLink].filter((link) => link !== undefined)
      )
    if (links.length === 0) fail(`${mark} has a label in Ongoing and no link in Omnium.`)
    for (const link of links) {
      const response = await fetch(link)
      const bytes = Buffer.from(await response.arrayBuffer()).toString("base64")
      if (response.status !== 200) fail(`A link of ${mark} is answered with ${response.status}.`)
      else if (!files.some((file) => file.fileDataBase64 === bytes))
        fail(`A label of ${mark} has other bytes than Ongoing's.`)
    }
  }
  return violations
}
