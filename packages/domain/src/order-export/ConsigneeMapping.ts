import type { OmniumAddress, OmniumOrder, OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { Consignee } from "../ongoing/OngoingOrder.ts"

/** Where the shipment goes. An address without street, postal code and city is none. */
export const deliveryAddress = (order: OmniumOrder, shipment: OmniumShipment): OmniumAddress | undefined =>
  [shipment.address, order.billingAddress].find(
    (address) => (address?.line1 ?? address?.postalCode ?? address?.city) !== undefined
  )

/** Without `customerNumber`: with it, Ongoing overwrites its register of customers with the address of one order. */
export const consigneeMapping = (order: OmniumOrder, address: OmniumAddress | undefined): Consignee => ({
  name: nameOn(address) ?? order.customerName ?? "",
  ...present({
    address1: street(address),
    address2: address?.line2,
    postCode: address?.postalCode,
    city: address?.city,
    countryCode: address?.countryCode,
    countryStateCode: address?.regionCode,
    organisationNumber: address?.organizationalNumber
  })
})

const nameOn = (address: OmniumAddress | undefined): string | undefined => {
  const person = [address?.firstName, address?.lastName].filter((name) => name !== undefined).join(" ")
  return address?.name ?? (person === "" ? address?.organization : person)
}

/** Some shops write the street number into the line, some beside it, some do both. */
const street = (address: OmniumAddress | undefined): string | undefined => {
  const { line1, streetNumber } = address ?? {}
  if (line1 === undefined || streetNumber === undefined) return line1 ?? streetNumber
  const contained = ` ${line1.toLowerCase().replaceAll(",", " ")} `.includes(` ${streetNumber.toLowerCase()} `)
  return contained ? line1 : `${line1} ${streetNumber}`
}

const present = <Key extends string>(texts: Readonly<Record<Key, string | undefined>>): { [K in Key]?: string } => {
  const kept: { [K in Key]?: string } = {}
  for (const key in texts) {
    const text = texts[key]
    if (text !== undefined) kept[key] = text
  }
  return kept
}
