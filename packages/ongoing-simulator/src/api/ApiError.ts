import type { Refusal } from "../Refusal.ts"
import type { Settings } from "../Settings.ts"

/** An answer other than 2xx. `modelState` names the member or parameter at fault. */
export class ApiError extends Error {
  override readonly name = "ApiError"
  readonly status: number
  readonly modelState: Readonly<Record<string, ReadonlyArray<string>>> | undefined

  constructor(status: number, message: string, modelState?: Readonly<Record<string, ReadonlyArray<string>>>) {
    super(message)
    this.status = status
    this.modelState = modelState
  }
}

export const invalid = (modelState: Readonly<Record<string, ReadonlyArray<string>>>): ApiError =>
  new ApiError(400, "The request is invalid.", modelState)

export const refusalError = ({ reason, message }: Refusal, settings: Settings): ApiError => {
  const statuses = { missing: settings.unknownIdStatus, forbidden: settings.wrongGoodsOwnerStatus, refused: 400 }
  return new ApiError(statuses[reason], message)
}

export const errorBody = ({ message, modelState }: ApiError, settings: Settings): unknown =>
  settings.capitalisedErrors ? { Message: message, ModelState: modelState } : { message, modelState }
