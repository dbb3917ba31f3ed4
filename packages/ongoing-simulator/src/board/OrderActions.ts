import type { Action, Field } from "@omnium-ongoing/simulator-kit/board/Action"
import type { Ask } from "@omnium-ongoing/simulator-kit/board/Page"
import { leftOn, type Order, packedOn, pickedOn, returnedOn, sentOn, total } from "../Order.ts"
import { cancelled, collected, inError, picked, released, sent } from "../OrderStatuses.ts"
import type { Warehouse } from "../Warehouse.ts"
import { lineFields, on } from "./OrderCall.ts"
import { correctionGroups, mendError } from "./OrderCorrections.ts"

/** The buttons of an order. Each is a call of a door; what the warehouse could not do, the door refuses. */

export interface ActionGroup {
  readonly name: string
  readonly actions: ReadonlyArray<Action>
}

/** What the staff would do if nothing goes wrong. */
export const nextStep = (order: Order): Action | undefined => {
  const { status } = order
  if (status === cancelled || status >= collected) return undefined
  const isLeft = order.lines.some((line) => leftOn(order, line) > 0)
  if (status === inError) return mendError(order)
  if (status < released) return release(order)
  if (status >= sent) return collect(order)
  return total(order, pickedOn) > total(order, sentOn) && (status === picked || !isLeft) ? ship(order) : pickAll(order)
}

export const actionGroups = (ask: Ask, warehouse: Warehouse, order: Order): ReadonlyArray<ActionGroup> => [
  {
    name: "Pick",
    actions: [
      release(order),
      on(order, "allocate", { label: "Allocate", hint: "Reserves what is there: → 320" }),
      pickAll(order),
      on(order, "pick", { label: "Pick these", fields: lineFields(order, (line) => leftOn(order, line)) })
    ]
  },
  {
    name: "Pack and send",
    actions: [
      ship(order),
      on(order, "pickUpPoint", { label: "At the pick-up point", hint: "The receiver can fetch it: → 451" }),
      collect(order),
      on(order, "pack", { label: "Pack", fields: parcelFields(order, "parcels.0.") }),
      on(order, "addParcel", { label: "Add a parcel", fields: parcelFields(order, "") }),
      on(order, "attachLabel", { label: "Attach the label" }),
      on(order, "attachReturnLabel", { label: "Attach the return label" }),
      on(order, "attachFile", {
        label: "Attach a PDF",
        fields: [{ name: "fileName", label: "File name", value: `label-${order.number}.pdf` }]
      })
    ]
  },
  {
    name: "Something is short",
    actions: [
      on(order, "closeShort", { label: "Close short", hint: "Drops what is left" }),
      on(order, "backOrder", { label: "Make a back order", hint: "Moves what is left to an order of its own" }),
      on(order, "substitute", {
        label: "Substitute",
        fields: [
          { name: "rowNumber", label: "Row", choices: rows(order) },
          { name: "articleNumber", label: "Article instead" },
          { name: "quantity:number", label: "Quantity", type: "number", placeholder: "as ordered" }
        ]
      })
    ]
  },
  {
    name: "Goods come back",
    actions: [
      on(order, "return", { label: "Return all", hint: "Everything that was sent" }),
      on(order, "return", { label: "Return these", fields: returnFields(warehouse, order) })
    ]
  },
  ...correctionGroups(order),
  {
    name: "The goods owner",
    actions: [
      order.refusesCancel
        ? on(order, "refuseCancel", { label: "Grant cancellations", body: { on: false } })
        : on(order, "refuseCancel", { label: "Refuse cancellations", body: { on: true } }),
      {
        label: "Cancel, as the goods owner",
        method: "DELETE",
        path: `${ask.access?.api}/orders/${order.id}`,
        tone: "danger"
      }
    ]
  }
]

const release = (order: Order): Action => on(order, "release", { label: "Release", hint: "To the staff: → 300" })

const pickAll = (order: Order): Action =>
  on(order, "pick", { label: "Pick all", hint: "Takes everything that is there from the shelves" })

/** Goods that nobody packed go into one parcel. */
const ship = (order: Order): Action =>
  on(order, "ship", {
    label: "Ship",
    hint: "Packs what is loose, prints the labels and hands the order to the carrier",
    body: { ...(total(order, pickedOn) > total(order, packedOn) && { parcels: [nextParcel(order)] }), labels: true }
  })

const collect = (order: Order): Action => on(order, "collect", { label: "Collect", hint: "The receiver has it: → 500" })

const nextParcel = ({ id, number, parcels }: Order) => {
  const waybill = `3700${id}${String(parcels.length + 1).padStart(2, "0")}`
  return {
    parcelNumber: `${number}-P${parcels.length + 1}`,
    waybill,
    trackingUrl: `https://tracking.example.com/${waybill}`
  }
}

const parcelFields = (order: Order, prefix: string): ReadonlyArray<Field> => {
  const parcel = nextParcel(order)
  return [
    { name: `${prefix}parcelNumber`, label: "Parcel", value: parcel.parcelNumber },
    { name: `${prefix}waybill`, label: "Waybill", value: parcel.waybill },
    { name: `${prefix}trackingUrl`, label: "Tracking URL", value: parcel.trackingUrl },
    {
      name: `${prefix}isReturn:flag`,
      label: "Direction",
      choices: [
        ["", "out"],
        ["true", "back"]
      ]
    }
  ]
}

const rows = (order: Order): ReadonlyArray<readonly [string, string]> =>
  order.lines.filter((line) => line.kit === null).map(({ sent: { rowNumber } }) => [rowNumber, rowNumber])

const returnFields = (warehouse: Warehouse, order: Order): ReadonlyArray<Field> => {
  const causes = warehouse.returnCauses
    .values()
    .filter(({ ownerId }) => ownerId === order.ownerId)
    .map(({ code, name, isRemoveCause }) => [code, `${code} ${name}${isRemoveCause ? ", scrapped" : ""}`] as const)
    .toArray()
  return lineFields(order, (line) => pickedOn(line) - returnedOn(line)).flatMap((field) =>
    field.name.endsWith(".quantity:number")
      ? [
          field,
          {
            name: field.name.replace("quantity:number", "cause:with"),
            label: "Cause",
            choices: [["", "none"], ...causes]
          }
        ]
      : [field]
  )
}
