import type { Action, Field } from "@omnium-ongoing/simulator-kit/board/Action"
import { allocatedOn, type Order, pickedOn } from "../Order.ts"
import { inError } from "../OrderStatuses.ts"
import type { ActionGroup } from "./OrderActions.ts"
import { lineFields, on } from "./OrderCall.ts"

/** What the staff take back and mend. */
export const correctionGroups = (order: Order): ReadonlyArray<ActionGroup> => [
  {
    name: "Take back",
    actions: [
      on(order, "undoAllocation", { label: "Undo the allocation", hint: "What is reserved is free again" }),
      on(order, "undoPick", { label: "Undo all picks", hint: "Puts back on the shelf what was not sent" }),
      on(order, "undoAllocation", { label: "Undo these allocations", fields: lineFields(order, allocatedOn) }),
      on(order, "undoPick", { label: "Undo these picks", fields: lineFields(order, pickedOn) }),
      ...(order.parcels.length === 0
        ? []
        : [
            on(order, "unpack", { label: "Unpack", fields: [parcelField(order)] }),
            on(order, "removeParcel", { label: "Remove a parcel", fields: [parcelField(order)] })
          ])
    ]
  },
  {
    name: "Mend",
    actions: [
      order.status === inError
        ? mendError(order)
        : on(order, "error", { label: "Put in error", hint: "Nobody works on it until it is mended: → 150" }),
      on(order, "editRemark", {
        label: "Edit the remark",
        fields: [{ name: "remark", label: "Remark", value: order.header.orderRemark ?? "" }]
      })
    ]
  }
]

export const mendError = (order: Order): Action => on(order, "mendError", { label: "Mend the error" })

const parcelField = ({ parcels }: Order): Field => ({
  name: "parcelNumber",
  label: "Parcel",
  choices: parcels.map(({ number }) => [number, number])
})
