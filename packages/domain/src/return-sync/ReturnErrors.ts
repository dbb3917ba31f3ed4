import { Effect, Option } from "effect"
import { PropertyKey } from "../omnium/OmniumNames.ts"
import { propertyOf } from "../omnium/OmniumOrder.ts"
import { parse as parseMark } from "../ongoing/GoodsOwnerOrderId.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { CrashPoint } from "../ports/Upstream.ts"
import { causes } from "../sync/Cause.ts"
import { done, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { keysOn } from "./OngoingReturnKey.ts"
import { returnErrorText } from "./ReturnErrorText.ts"
import { givenUp, report, returnedOrder, seenBy } from "./ReturnedOrderSync.ts"

/**
 * Makes `OngoingReturnError` on the order what is given up here, gone if nothing is; and only then reports what was
 * given up to Ongoing, so that it does not come again. Until a person decides, the item that was given up stands for it.
 */
export const returnErrors = Effect.fn("returnErrors")(function* (item: WorkItem) {
  const journal = yield* Journal
  const omnium = yield* Omnium
  const found = yield* returnedOrder(seenBy(item).order)
  if (found === undefined) {
    const message = "The order is not there any more, in Ongoing or in Omnium."
    return { _tag: "Skipped", cause: "order-not-ours", message } satisfies Outcome
  }
  const { state, order } = found
  const isMarked = Option.isSome(parseMark(state.goodsOwnerOrderId ?? ""))
  const given = yield* givenUp(item.tenant, isMarked ? order.id : item.key)
  const text = returnErrorText(given.filter((each) => each.state !== "skipped"))
  const shown = propertyOf(order.properties, PropertyKey.OngoingReturnError) ?? ""
  if (text !== shown) {
    const key = PropertyKey.OngoingReturnError
    yield* journal.recorded(
      {
        tenant: item.tenant,
        item: item.id,
        system: "omnium",
        operation: "PATCH /api/Orders/{orderId}/PatchOrder",
        key: item.key
      },
      omnium.changeOrderProperties(
        order.id,
        text === "" ? { set: [], remove: [key] } : { set: [{ key, value: text }], remove: [] }
      )
    )
  }
  yield* (yield* CrashPoint)("return error before report")
  const reported = yield* report(item, state, [...keysOn(order), ...given.map(seenBy)])
  if (text === shown && !reported) {
    return { _tag: "Skipped", cause: "unchanged", message: causes.unchanged.words } satisfies Outcome
  }
  return done(text === "" ? "No error of a return is left on the order." : "Shown on the order, reported to Ongoing.")
})
