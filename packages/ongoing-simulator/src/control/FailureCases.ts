import type { FaultPreset } from "@omnium-ongoing/simulator-kit/FaultPreset"

/** Failure cases that the warehouse or its data make, not the wire; calls without a host lie under `/_simulator`. */
export const failureCases: ReadonlyArray<FaultPreset> = [
  {
    name: "tracking-elsewhere",
    failureCase: "C3",
    does: "A waybill stands on the parcel, on the order, as the parcel's number alone, or on a return parcel beside it.",
    because: "Each warehouse books its transports in its own way, and a client read the one place that was empty.",
    instead:
      'POST orders/{orderId}/pack {"parcels":[{"parcelNumber":"P1"}]} has no waybill; with "waybill" it has one; {"parcelNumber":"R1","waybill":"…","isReturn":true} goes to returnTracking.'
  },
  {
    name: "members-without-value",
    failureCase: "C4",
    does: "A fresh order has tracking, parcels and the like as null.",
    because: "The vendor sends optional members as null, and a strict client refused every fresh order.",
    instead: "GET /orders/{orderId} before anything is packed; the simulator always answers so."
  },
  {
    name: "literal-list",
    failureCase: "C6",
    does: "A filter with commas in it matches nothing.",
    because: "Lists are repeated parameters, so A,B is one article number that nobody has.",
    instead: "GET /articles?goodsOwnerId=7&articleNumber=A,B; the simulator always answers so."
  },
  {
    name: "cancel-refused",
    failureCase: "C12",
    does: "A cancellation is refused, and the order goes on to be shipped.",
    because: "The warehouse had begun, and the shop showed the order as cancelled all the same.",
    instead:
      'POST orders/{orderId}/refuseCancel {"on":true}, or pick something before the cancel; for a lost answer {"preset":"lost-answer","method":"DELETE"}.'
  },
  {
    name: "client-crash",
    failureCase: "C14",
    does: "The call succeeds here, and the client dies before it writes that down.",
    because: "Processes are killed between any two steps.",
    instead:
      'Kill the client at the call: {"rule":"hang:1:after:1"} applies it and holds the answer for as long as you need.'
  },
  {
    name: "collected-after-shipped",
    failureCase: "C15",
    does: "A shipped order is collected later, and an old message about its shipping comes after that.",
    because: "Shipped is not the last status, and webhooks overtake one another.",
    instead: "POST orders/{orderId}/ship, then collect, then POST webhookDeliveries/{id}/replay of the first."
  },
  {
    name: "second-parcel",
    failureCase: "C16",
    does: "A parcel comes to an order that is already shipped.",
    because: "The rest of the order was packed at night, or a waybill was typed wrong and corrected.",
    instead:
      'POST clock {"advance":"PT2H"}, then POST orders/{orderId}/addParcel {"parcelNumber":"P2","waybill":"…"}; the same number once more corrects it.'
  },
  {
    name: "part-delivery",
    failureCase: "C17",
    does: "Less is picked than was ordered, in rounds, short, or as another article.",
    because: "Shelves hold less than the books say.",
    instead:
      'POST orders/{orderId}/pick {"lines":[{"rowNumber":"1","quantity":8}]} and ship, then pick the rest, closeShort, backOrder or substitute.'
  },
  {
    name: "odd-return",
    failureCase: "C18",
    does: "Goods come back with a cause that nobody has mapped.",
    because: "The staff of a warehouse add causes when they need them.",
    instead: 'POST orders/{orderId}/return {"lines":[{"rowNumber":"1","quantity":1,"cause":"new"}]} after shipping.'
  },
  {
    name: "return-in-rounds",
    failureCase: "C19",
    does: "One piece comes back, is reported, and two more follow on the same line.",
    because: "Customers send parcels when they like, and the client died between its two writes.",
    instead:
      'POST orders/{orderId}/return with quantity 1, later with 2; {"rule":"reset:1:before:1","method":"PATCH"} loses the report between.'
  },
  {
    name: "rich-remarks",
    failureCase: "C21",
    does: "The warehouse has typed something into an order that the next whole write would wipe out.",
    because: "A PUT replaces everything, and the client knew less than the warehouse.",
    instead:
      'PATCH /orders/{orderId}/orderRemark {"orderRemark":"…"} between two PUTs of the order, as the staff would.'
  },
  {
    name: "orphaned-article",
    failureCase: "C23",
    does: "An article has a new number, stands twice by another case of letters, or lies in two warehouses.",
    because: "Catalogues are renamed and merged, and stock is then written to nobody.",
    instead:
      'PUT /articles with another articleNumber, or with one that differs by case; POST articles/{articleNumber}/adjust {"warehouseId":2,"quantity":5} for the second warehouse.'
  },
  {
    name: "webhook-unheard",
    failureCase: "C25",
    does: "A webhook is never repeated, comes twice, or comes a day late.",
    because: "The webhook's retry is set to none, or its receiver said 200 and lost the message.",
    instead:
      'POST webhooks {"url":"…","retry":"none"}, POST webhookDeliveries/{id}/replay after POST clock {"advance":"PT24H"}.'
  }
]
