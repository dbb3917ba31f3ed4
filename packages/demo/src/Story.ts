import { orderChanges } from "./OrderChanges.ts"
import { roundTrip } from "./RoundTrip.ts"
import { stockAndGoods } from "./StockAndGoods.ts"
import type { Systems } from "./Systems.ts"
import type { Step } from "./Views.ts"

/** Steps that are told in one go. */
export interface Scene {
  readonly title: string
  /** What somebody who watches should look at. */
  readonly watch: string
  readonly steps: ReadonlyArray<Step>
}

const tales = (systems: Systems) => ({
  order: roundTrip(systems, "DEMO-1001"),
  changes: orderChanges(systems),
  goods: stockAndGoods(systems)
})

/** Every step there is, as `--once` plays them. */
export const everyStep = (systems: Systems): ReadonlyArray<Step> => Object.values(tales(systems)).flatMap(Object.values)

/** The same steps as scenes of a story that is told in five minutes. */
export const story = (systems: Systems): ReadonlyArray<Scene> => {
  const { order, changes, goods } = tales(systems)
  return [
    {
      title: "An order comes in",
      watch:
        "The order appears in Omnium as New. Its workflow step calls the connector, and a moment later the warehouse has it too, with the customer's address.",
      steps: [order.ordered, order.exported]
    },
    {
      title: "The order is edited",
      watch:
        "A piece is cancelled in Omnium. The warehouse has not begun, so the same Ongoing order gets one piece less.",
      steps: [changes.edited]
    },
    {
      title: "A cancel is refused",
      watch:
        "The first cancel comes in time and Ongoing's order becomes Cancelled. The second comes when the goods are already picked: the order stays, and Omnium's order says why.",
      steps: [changes.cancelled, changes.refused]
    },
    {
      title: "A delivery in parts",
      watch:
        "The warehouse sends eight of ten. Omnium gets a shipment of its own for the eight, with tracking and a label that can be opened; the other two follow.",
      steps: [changes.sentInPart, changes.sentInFull]
    },
    {
      title: "Sent, collected, returned",
      watch:
        "The order of the first scene goes all the way: picked, packed in two parcels, collected by the carrier. Then one piece comes back, and Omnium has a return with the warehouse's cause.",
      steps: [order.picked, order.sent, order.collected, order.returned]
    },
    {
      title: "Goods are received",
      watch:
        "A product gets a new name, five broken pieces leave the stock, and a delivery comes in, of one line only a part. After each, what Omnium can sell is what Ongoing can sell.",
      steps: [goods.renamed, goods.adjusted, goods.announced, goods.received]
    }
  ]
}
