import type { FaultPreset } from "@omnium-ongoing/simulator-kit/FaultPreset"

const notHere = (what: string): string => `Not of this system: ${what} in the Ongoing simulator.`

/** Failure cases of this system alone; calls without a host lie under `/_simulator`. */
export const failureCases: ReadonlyArray<FaultPreset> = [
  {
    name: "tracking-elsewhere",
    failureCase: "C3",
    does: "A waybill stands where the client does not look.",
    because: "Each warehouse books its transports in its own way.",
    instead: notHere("tracking-elsewhere")
  },
  {
    name: "members-without-value",
    failureCase: "C4",
    does: "Members without a value are left out.",
    because: "This vendor omits nulls, the warehouse's sends them.",
    instead: "GET /api/Orders/{orderId} of any order; the simulator always answers so."
  },
  {
    name: "literal-list",
    failureCase: "C6",
    does: "A filter with commas in it matches nothing.",
    because: "Lists are JSON lists here, and a text with commas is one text.",
    instead: 'POST /api/Orders/Search with a list member such as {"selectedStores":["A,B"]}.'
  },
  {
    name: "cancel-unanswered",
    failureCase: "C12",
    does: "An order is cancelled while the warehouse goes on, and the word of its refusal does not arrive here.",
    because: "The cancel is only a wish until the warehouse has agreed to it.",
    instead:
      'Cancel the order with POST /api/Orders/{orderId}/UpdateStatus, then POST locks {"entity":"Order","id":"…","seconds":600}: what the client writes to it gets 409 until then.'
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
    does: "A shipped order is collected later.",
    because: "Shipped is not the last status.",
    instead: notHere("collected-after-shipped")
  },
  {
    name: "second-parcel",
    failureCase: "C16",
    does: "A parcel comes to an order that is already shipped.",
    because: "The rest of the order was packed at night.",
    instead: notHere("second-parcel")
  },
  {
    name: "part-delivery",
    failureCase: "C17",
    does: "Less is delivered than was ordered.",
    because: "Shelves hold less than the books say.",
    instead: notHere("part-delivery")
  },
  {
    name: "return-refused",
    failureCase: "C18",
    does: "The next return is refused with 400.",
    because:
      "Its type is not configured, or the order does not allow it, and the client told the warehouse that all is well.",
    rules: [
      {
        ...{ method: "POST", path: "/Returns/{orderId}/Return", fault: "status", status: 400, count: 1 },
        ...{ phase: "before", body: "The return could not be created" }
      }
    ]
  },
  {
    name: "return-answer-lost",
    failureCase: "C19",
    does: "The next return is created, and the connection is cut instead of an answer.",
    because: "A client that crashed or lost the answer creates the return, and the refund, once more.",
    rules: [{ method: "POST", path: "/Returns/{orderId}/Return", fault: "reset", count: 1, phase: "after" }]
  },
  {
    name: "thin-edit",
    failureCase: "C21",
    does: "An order is edited by somebody who knows only a part of it.",
    because: "A write replaces what it does not name, and the client's was thinner than what stood there.",
    instead: "PUT /api/Stores or PUT /api/Deliveries without a list; both are replaced here, as in the real system."
  },
  {
    name: "orphaned-product",
    failureCase: "C23",
    does: "A product disappears and no search or event tells of it.",
    because: "Products are deleted and renamed, and stock is then written to nobody.",
    instead: "DELETE products/{id}."
  },
  {
    name: "event-unheard",
    failureCase: "C25",
    does: "An event is repeated three times and never again, and never after 2xx, 400, 404 or 429.",
    because: "The receiver said 200 and lost it, or 429 because it was busy.",
    instead:
      "Let the receiver answer so; GET eventDeliveries shows it, POST eventDeliveries/{id}/replay sends it again."
  }
]
