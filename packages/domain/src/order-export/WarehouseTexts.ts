import type { OngoingOrder } from "../ongoing/OngoingOrder.ts"
import type { OngoingLineState, OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import type { Intent } from "../sync/Intent.ts"
import { requestHash } from "../sync/RequestHash.ts"

type Kept = Intent["kept"]

export interface Merged {
  readonly order: OngoingOrder
  /** What the warehouse had written itself and Omnium's has replaced, as a person calls it. */
  readonly replaced: ReadonlyArray<string>
}

/**
 * A PUT replaces the whole order. What the warehouse has written since goes along as it is, unless Omnium has changed
 * the same: then Omnium's replaces it. An address is one text: parts of two would be a third.
 */
export const withWarehouseTexts = (wanted: OngoingOrder, state: OngoingOrderState, kept: Kept): Merged => {
  const held = asHeld(wanted, state)
  const theirs = textsOf(held)
  const choices = [...textsOf(wanted)].map(([name, mine]) => choose(name, mine, theirs.get(name) ?? "", kept))
  const stays = new Set(choices.filter((choice) => choice.by === "warehouse").map(({ name }) => name))
  const of = (name: string): OngoingOrder => (stays.has(name) ? held : wanted)
  const { orderRemark: _remark, ...rest } = wanted
  const email = of("e-mail address").emailNotification
  const phone = of("phone number").smsNotification
  const servicePoint = of("service point").servicePointCode
  // Empty where Omnium has taken its own away: what is left out would count as never written.
  const remark = of("remark").orderRemark ?? (state.orderRemark === undefined ? undefined : "")
  return {
    order: {
      ...rest,
      ...warehousesOwn(state),
      consignee: of("address").consignee,
      ...(email !== undefined && { emailNotification: email }),
      ...(phone !== undefined && { smsNotification: phone }),
      ...(servicePoint !== undefined && { servicePointCode: servicePoint }),
      ...(remark !== undefined && { orderRemark: remark }),
      orderLines: wanted.orderLines.map(
        (line) => (stays.has(commentOf(line)) ? held : wanted).orderLines.find(isRow(line)) ?? line
      )
    },
    replaced: choices.filter((choice) => choice.isReplaced).map(({ name }) => name)
  }
}

const choose = (name: string, mine: string, theirs: string, kept: Kept) => {
  // Of a request whose answer was lost, `mine` may be the warehouse's own already, and the first may have arrived.
  const last = kept[sentBefore + name] ?? kept[underWay + name]
  const isOurs = last === undefined || last === requestHash(theirs)
  // Of an order that was sent before texts were remembered, nobody knows who has changed what.
  const isSame = last === undefined ? mine === "" : last === (kept[underWay + name] ?? requestHash(mine))
  const by = isSame || (mine === "" && !isOurs) ? "warehouse" : "omnium"
  return { name, by, isReplaced: by === "omnium" && !isOurs && mine !== theirs }
}

/** What is sent is remembered as hashes: the texts are personal data. It counts once it is confirmed. */
export const beingSent = (wanted: OngoingOrder, last: Kept): Kept => ({
  ...only(last, sentBefore),
  ...Object.fromEntries([...textsOf(wanted)].map(([name, text]) => [underWay + name, requestHash(text)]))
})

export const sentTexts = (kept: Kept): Kept =>
  Object.fromEntries(
    Object.entries(only(kept, underWay)).map(([name, hash]) => [sentBefore + name.slice(underWay.length), hash])
  )

/** What was refused has changed nothing. */
export const withoutRefusedTexts = (kept: Kept): Kept =>
  Object.fromEntries(Object.entries(kept).filter(([name]) => !name.startsWith(underWay)))

const sentBefore = "text "
const underWay = "new text "

const only = (kept: Kept, prefix: string): Kept =>
  Object.fromEntries(Object.entries(kept).filter(([name]) => name.startsWith(prefix)))

const commentOf = ({ rowNumber }: { readonly rowNumber: string }): string => `comment of line ${rowNumber}`

const isRow =
  ({ rowNumber }: { readonly rowNumber: string }) =>
  (other: { readonly rowNumber: string }): boolean =>
    other.rowNumber === rowNumber

/** By how a person calls them; empty where there is none. */
const textsOf = (order: OngoingOrder): ReadonlyMap<string, string> => {
  const { name, address1, address2, address3, postCode, city, countryCode, countryStateCode } = order.consignee
  const address = [name, address1, address2, address3, postCode, city, countryCode, countryStateCode]
  return new Map([
    ["remark", plain(order.orderRemark)],
    ["address", address.map(plain).join("\n")],
    ["e-mail address", plain(order.emailNotification?.value)],
    ["phone number", plain(order.smsNotification?.value)],
    ["service point", plain(order.servicePointCode)],
    ...order.orderLines.map((line) => [commentOf(line), plain(line.comment)] as const)
  ])
}

/** Line ends and outer space may be changed on the way. */
const plain = (text: string | undefined): string => (text ?? "").replaceAll("\r\n", "\n").trim()

/** The order as Ongoing has it. A remark and a comment may have been emptied; what else is not told is not believed gone. */
const asHeld = (wanted: OngoingOrder, state: OngoingOrderState): OngoingOrder => {
  const { orderRemark: _remark, ...rest } = wanted
  const servicePointCode = state.servicePointCode ?? wanted.servicePointCode
  const { emailNotification, smsNotification } = wanted
  return {
    ...rest,
    consignee: consigneeOf(wanted, state),
    ...(state.orderRemark !== undefined && { orderRemark: state.orderRemark }),
    ...(emailNotification && {
      emailNotification: { ...emailNotification, value: state.email ?? emailNotification.value }
    }),
    ...(smsNotification && { smsNotification: { ...smsNotification, value: state.sms ?? smsNotification.value } }),
    ...(servicePointCode !== undefined && { servicePointCode }),
    orderLines: wanted.orderLines.map((line) => withComment(line, state.lines.find(isRow(line))))
  }
}

const withComment = (line: OngoingOrder["orderLines"][number], held: OngoingLineState | undefined) => {
  if (held === undefined) return line
  const { comment: _comment, ...rest } = line
  return { ...rest, ...(held.comment !== undefined && { comment: held.comment }) }
}

/** Without a name it was not told. The customer's number is never written, and the organisation's is never told. */
const consigneeOf = (
  { consignee }: OngoingOrder,
  { consignee: told }: OngoingOrderState
): OngoingOrder["consignee"] => {
  const { customerNumber: _number, name, ...address } = told
  if (name === undefined) return consignee
  const { organisationNumber } = consignee
  return { ...address, name, ...(organisationNumber !== undefined && { organisationNumber }) }
}

/** Texts that Omnium has nothing for. */
const warehousesOwn = (state: OngoingOrderState) => ({
  ...(state.deliveryInstruction !== undefined && { deliveryInstruction: state.deliveryInstruction }),
  ...(state.warehouseInstruction !== undefined && { warehouseInstruction: state.warehouseInstruction }),
  ...(state.freeText1 !== undefined && { freeText1: state.freeText1 }),
  ...(state.freeText2 !== undefined && { freeText2: state.freeText2 }),
  ...(state.freeText3 !== undefined && { freeText3: state.freeText3 })
})
