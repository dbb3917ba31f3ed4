import { BackDoorError } from "@omnium-ongoing/simulator-kit/BackDoorError"
import { Schema } from "effect"
import { orderStatuses } from "../OrderStatuses.ts"
import type { Settings } from "../Settings.ts"

const StatusList = Schema.NonEmptyArray(Schema.Struct({ number: Schema.Int, text: Schema.String })).check(
  Schema.makeFilter(
    (list) => new Set(list.map((status) => status.number)).size === list.length || "Expected each number once"
  )
)
const choice = <const Choices extends ReadonlyArray<string>>(...choices: Choices) =>
  Schema.optionalKey(Schema.Literals(choices))

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
const RateLimit = Schema.Struct({
  kind: Schema.Literals(["volume", "consecutiveFailures"]),
  calls: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)),
  minutes: Schema.Finite.check(Schema.isGreaterThan(0)),
  operation: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[A-Z]+ \//)))
})

/** What a tester may set; what is left out stays. */
export const SettingsChange = Schema.Struct({
  orderStartStatus: Schema.optionalKey(Schema.Int),
  editLockStatus: Schema.optionalKey(Schema.Int),
  unknownArticles: choice("create", "refuse"),
  unknownTransporters: choice("refuse", "ignore"),
  secondCancel: choice("refuse", "accept"),
  returnStatus: Schema.optionalKey(Schema.NullOr(Schema.Int)),
  orderStatuses: Schema.optionalKey(Schema.Union([Schema.Literal("standard"), StatusList])),
  purchaseOrderStatuses: Schema.optionalKey(
    Schema.Union([Schema.Literals(["standard", "norwegian", "both"]), StatusList])
  ),
  returnOrderStatuses: Schema.optionalKey(Schema.Union([Schema.Literal("standard"), StatusList])),
  unknownIdStatus: Schema.optionalKey(Schema.Literals([404, 400])),
  wrongGoodsOwnerStatus: Schema.optionalKey(Schema.Literals([403, 400, 401])),
  createdStatus: Schema.optionalKey(Schema.Literals([201, 200])),
  lineDelayReads: Schema.optionalKey(Count),
  writeMillis: Schema.optionalKey(Count),
  rateLimits: Schema.optionalKey(Schema.Array(RateLimit)),
  retryAfter: choice("seconds", "date", "none"),
  capitalisedErrors: Schema.optionalKey(Schema.Boolean),
  statusLanguage: choice("en", "sv", "no"),
  lenient: Schema.optionalKey(Schema.Boolean)
})

/** Lists of statuses are put in order; the statuses that settings name must be among them. */
export const changedSettings = (settings: Settings, change: typeof SettingsChange.Type): Settings => {
  const next: Settings = {
    ...settings,
    ...change,
    orderStatuses: inOrder(change.orderStatuses ?? settings.orderStatuses),
    purchaseOrderStatuses: inOrder(change.purchaseOrderStatuses ?? settings.purchaseOrderStatuses),
    returnOrderStatuses: inOrder(change.returnOrderStatuses ?? settings.returnOrderStatuses)
  }
  const numbers = orderStatuses(next).map((status) => status.number)
  for (const name of ["orderStartStatus", "returnStatus"] as const) {
    const number = next[name]
    if (number !== null && !numbers.includes(number))
      throw new BackDoorError(400, `${name} is ${number}, which is none of the order statuses ${numbers.join(", ")}.`)
  }
  return next
}

const inOrder = <List extends Settings["purchaseOrderStatuses"]>(list: List): List =>
  // A sorted copy of a list of statuses is one; the compiler cannot see that through the type parameter.
  typeof list === "string" ? list : (list.toSorted((one, other) => one.number - other.number) as unknown as List)
