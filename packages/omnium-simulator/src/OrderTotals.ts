import type { Order, OrderLine, Shipment } from "./Order.ts"

/** Two decimals, as amounts are kept. */
const amount = (value: number): number => Math.round((value + Number.EPSILON) * 100) / 100

/** Fills the prices of a line that were not sent from those that were. */
export const pricedLine = (line: OrderLine, orderDiscountPercent: number): OrderLine => {
  const factor = 1 + (line.taxRate ?? 0) / 100
  const placedPrice = line.placedPrice ?? amount((line.placedPriceExclTax ?? 0) * factor)
  const discountedPrice = line.discountedPrice ?? placedPrice
  const extendedPrice = line.extendedPrice ?? amount(discountedPrice * line.quantity * (1 - orderDiscountPercent / 100))
  const extendedPriceExclTax = line.extendedPriceExclTax ?? amount(extendedPrice / factor)
  return {
    ...line,
    placedPrice,
    placedPriceExclTax: line.placedPriceExclTax ?? amount(placedPrice / factor),
    discountedPrice,
    discountedPriceExclTax: line.discountedPriceExclTax ?? amount(discountedPrice / factor),
    extendedPrice,
    extendedPriceExclTax,
    taxTotal: line.taxTotal ?? amount(extendedPrice - extendedPriceExclTax)
  }
}

/** The prices of a line for another quantity of the same goods. */
export const lineOf = (line: OrderLine, quantity: number): OrderLine => {
  const share = line.quantity === 0 ? 0 : quantity / line.quantity
  return {
    ...line,
    quantity,
    extendedPrice: amount((line.extendedPrice ?? 0) * share),
    extendedPriceExclTax: amount((line.extendedPriceExclTax ?? 0) * share),
    taxTotal: amount((line.taxTotal ?? 0) * share)
  }
}

/** Brings the order's lines in step with those of its shipments; a line in several shipments is their sum. */
export const withLinesOfShipments = (order: Order): Order => ({
  ...order,
  orderForm: {
    ...order.orderForm,
    lineItems: order.orderForm.lineItems.map((line) => {
      const copies = order.orderForm.shipments.flatMap((shipment) =>
        shipment.lineItems.filter((copy) => copy.lineItemId === line.lineItemId)
      )
      const [first, ...others] = copies
      if (first === undefined) return line
      return others.length === 0
        ? first
        : {
            ...lineOf(
              line,
              copies.reduce((sum, copy) => sum + copy.quantity, 0)
            ),
            deliveredQuantity: copies.reduce((sum, copy) => sum + copy.deliveredQuantity, 0),
            canceledQuantity: copies.reduce((sum, copy) => sum + copy.canceledQuantity, 0),
            returnQuantity: copies.reduce((sum, copy) => sum + copy.returnQuantity, 0)
          }
    })
  }
})

const sum = (values: ReadonlyArray<number | undefined>): number =>
  amount(values.reduce<number>((total, value) => total + (value ?? 0), 0))

const summedShipment = (shipment: Shipment): Shipment => {
  const subTotal = sum(shipment.lineItems.map((line) => line.extendedPrice))
  const shippingTotal =
    shipment.shippingTotal ?? amount((shipment.shippingSubTotal ?? 0) - (shipment.shippingDiscountAmount ?? 0))
  return {
    ...shipment,
    shippingSubTotal: shipment.shippingSubTotal ?? shippingTotal,
    shippingTotal,
    subTotal,
    taxTotal: sum([...shipment.lineItems.map((line) => line.taxTotal), shipment.shippingTax]),
    total: amount(subTotal + shippingTotal)
  }
}

/** Order and shipment sums over the lines as they are. */
export const summed = (order: Order): Order => {
  const form = order.orderForm
  const shipments = form.shipments.map(summedShipment)
  const subTotal = sum(form.lineItems.map((line) => line.extendedPrice))
  const subTotalExclTax = sum(form.lineItems.map((line) => line.extendedPriceExclTax))
  const shippingTotal = sum(shipments.map((shipment) => shipment.shippingTotal))
  const shippingTax = sum(shipments.map((shipment) => shipment.shippingTax))
  const handlingTotal = form.handlingTotal ?? 0
  const total = amount(subTotal + shippingTotal + handlingTotal)
  const totalExclTax = amount(subTotalExclTax + shippingTotal - shippingTax + handlingTotal)
  return {
    ...order,
    netTotal: total,
    netTotalExclTax: totalExclTax,
    shippingSubTotal: sum(shipments.map((shipment) => shipment.shippingSubTotal)),
    orderForm: {
      ...form,
      shipments,
      handlingTotal,
      shippingSubTotal: sum(shipments.map((shipment) => shipment.shippingSubTotal)),
      shippingTotal,
      subTotal,
      subTotalExclTax,
      taxTotal: amount(subTotal - subTotalExclTax + shippingTax),
      total,
      totalExclTax
    }
  }
}

/** The percentage a discount on the whole order takes off each line; discounts of other kinds arrive in the lines' own prices. */
export const orderDiscountPercent = (discounts: ReadonlyArray<unknown>): number =>
  Math.min(
    100,
    discounts.reduce<number>((total, discount) => {
      if (typeof discount !== "object" || discount === null) return total
      const { discountType, rewardType, discountValue } = discount as Record<string, unknown>
      return discountType === "Order" && rewardType === "Percentage" && typeof discountValue === "number"
        ? total + discountValue
        : total
    }, 0)
  )
