import { Schema } from "effect"

const ModelState = Schema.Record(Schema.String, Schema.Array(Schema.String).check(Schema.isMinLength(1)))

/** The vendor publishes no error model. `modelState` names the members and parameters that are not valid. */
export const ErrorAnswer = Schema.Union([
  Schema.Struct({ message: Schema.String, modelState: Schema.optionalKey(ModelState) }).annotate({
    identifier: "Refused"
  }),
  Schema.Struct({ Message: Schema.String, ModelState: Schema.optionalKey(ModelState) }).annotate({
    identifier: "RefusedCapitalised"
  })
])
