import { Schema } from "effect"
import { flag, list, number, part, text } from "./Parts.ts"

/** A page of a search or a batch of a scroll. Something that has neither rows nor a count is no such thing. */
export const WirePage = <S extends Schema.Constraint>(row: S) =>
  Schema.Struct({ result: list(row), totalHits: number, scrollId: text }).check(
    Schema.makeFilter((page) => Array.isArray(page.result) || typeof page.totalHits === "number")
  )

/** The answer to a change that runs a workflow: a 200 does not yet say that it went well. */
export const WireWorkflowResult = Schema.Struct({
  isAborted: flag,
  order: part(
    Schema.Struct({
      id: text,
      orderForm: part(Schema.Struct({ shipments: list(Schema.Struct({ shipmentId: text, prevStatus: text })) }))
    })
  ),
  orderActionExecutionResults: list(Schema.Struct({ actionType: text, actionStatus: text, errorReason: text }))
})

/** The answer to a patch. */
export const WireCounters = Schema.Struct({
  notFoundCount: Schema.Finite,
  errorCount: Schema.Finite,
  errorMessage: text
})

export const WireChangedOrder = Schema.Struct({ id: Schema.NonEmptyString })

export const WireMadeReturn = Schema.Struct({ returnId: Schema.NonEmptyString })

/** An order's errors with every member they have, to be sent back as they came. */
export const WireRawErrors = Schema.Struct({
  id: Schema.NonEmptyString,
  errors: list(Schema.Record(Schema.String, Schema.Unknown))
})

export const WireToken = Schema.Struct({ accessToken: Schema.NonEmptyString, expiresIn: number })
