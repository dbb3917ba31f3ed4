import { DateTime } from "effect"
import { orderErrorKey } from "../omnium/OmniumNames.ts"
import type { OmniumOrder, OrderError } from "../omnium/OmniumOrder.ts"
import type { NewOrderError } from "../ports/Omnium.ts"
import type { Cause } from "../sync/Cause.ts"

export interface OpenError {
  readonly shipmentId: string
  readonly cause: Cause
  readonly message: string
  readonly occurred: DateTime.Utc
}

/**
 * The connector's errors as the order should show them, one for each shipment and cause: the latest open ones, and as
 * solved those it shows that are open no longer. Undefined when it shows them so already.
 */
export const errorList = (
  current: OmniumOrder["errors"],
  open: ReadonlyArray<OpenError>
): ReadonlyArray<NewOrderError> | undefined => {
  const shown = new Map(current.filter((error) => error.key === orderErrorKey).map((error) => [identity(error), error]))
  const latestLast = [...open].sort((one, other) => DateTime.Order(one.occurred, other.occurred))
  const wanted = new Map(
    latestLast.map(asNew).map((error) => [identity(error), since(error, shown.get(identity(error)))])
  )
  const closed = [...shown.values()].filter((error) => !wanted.has(identity(error)))
  const asShown = [...wanted].every(([id, error]) => isOpen(shown.get(id)) && shown.get(id)?.message === error.message)
  return asShown && !closed.some(isOpen) ? undefined : [...wanted.values(), ...closed.map(asSolved)]
}

/** The cause stands at the beginning of the message, where operators can search for it. */
const asNew = ({ shipmentId, cause, message, occurred }: OpenError): NewOrderError => ({
  key: orderErrorKey,
  referenceId: shipmentId,
  message: `${cause}: ${message}`,
  status: "New",
  occurred
})

const identity = (error: { readonly referenceId: string | undefined; readonly message: string }): string =>
  `${error.referenceId ?? ""} ${error.message.split(":", 1)[0]}`

/** A page of Omnium's documentation calls New "Active". */
const isOpen = (error: OrderError | undefined): boolean => error?.status === "New" || error?.status === "Active"

const since = (error: NewOrderError, shown: OrderError | undefined): NewOrderError => ({
  ...error,
  occurred: (isOpen(shown) ? shown?.occurred : undefined) ?? error.occurred
})

/** When it occurred has to be said; of one without a time it is not known any more. */
const unknownTime = DateTime.makeUnsafe(0)

const asSolved = ({ message, referenceId, occurred }: OrderError): NewOrderError => ({
  key: orderErrorKey,
  referenceId: referenceId ?? "",
  message,
  status: "Solved",
  occurred: occurred ?? unknownTime
})
