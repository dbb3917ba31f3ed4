import type { UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { type DateTime, Option, Result, type Schema, SchemaIssue } from "effect"
import { type Answer, isOk } from "./Answer.ts"
import { errorText, isHtml, oneLine, parseJson, type WordsIn, wordsOf } from "./ErrorText.ts"
import { type CallKind, reasonOfBody, reasonOfStatus, unreadable } from "./Reasons.ts"

export interface Reply<A> {
  readonly value: A
  /** By the server's clock if it tells it, else by ours. */
  readonly readAt: DateTime.Utc
}

export type Decode<A> = (json: unknown) => Result.Result<A, Schema.SchemaError>

/** How a vendor's answers speak, and what they must not be let say. */
export interface Speech {
  readonly wordsIn: WordsIn
  readonly conceal: (text: string) => string
}

/** What an answer says, or why it says nothing. */
export const replyTo = <A>(
  call: CallKind,
  answer: Answer,
  decode: Decode<A>,
  { wordsIn, conceal }: Speech
): Result.Result<Reply<A>, UpstreamReason> => {
  const { status, contentType, body } = answer
  const shown = (text: string) => oneLine(conceal(text))
  if (!isOk(answer)) {
    const text = errorText(
      status,
      contentType,
      Result.getOrElse(body, () => ""),
      wordsIn
    )
    return Result.fail(reasonOfStatus(call, answer, shown(text)))
  }
  if (Result.isFailure(body)) return Result.fail(reasonOfBody(call, status, body.failure))
  const noReply = (what: string) => Result.fail(unreadable(call, status, shown(`answered ${status} with ${what}`)))
  if (body.success.trim() === "") return noReply("nothing")
  if (isHtml(contentType, body.success)) return noReply("HTML")
  const json = parseJson(body.success)
  if (Option.isNone(json)) return noReply("something that is not JSON")
  const value = decode(json.value)
  if (Result.isSuccess(value)) return Result.succeed({ value: value.success, readAt: answer.at })
  // What was read holds people's names and addresses; what was done may say why it was not.
  const words = call.write ? wordsOf(json.value, wordsIn) : ""
  return noReply(`another shape at ${placeOf(value.failure)}${words === "" ? "" : `; ${words}`}`)
}

const listIssues = SchemaIssue.makeFormatterStandardSchemaV1()

/** Where the shape is wrong, never what stands there. */
const placeOf = ({ issue }: Schema.SchemaError): string =>
  (listIssues(issue).issues[0]?.path ?? []).map(String).join(".") || "its root"
