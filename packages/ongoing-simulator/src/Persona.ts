export const personas = ["careful", "busy", "sloppy", "black-friday"] as const
export type Persona = (typeof personas)[number]

/** How somebody works; what is not said otherwise is how often out of 1. */
export interface Habits {
  readonly everySeconds: number
  /** How many things are done at a time: one of these numbers. */
  readonly tasks: ReadonlyArray<number>
  readonly picksInPart: number
  readonly packsTwice: number
  readonly forgetsTracking: number
  /** Sends what is there although more could be picked. */
  readonly sendsShort: number
  /** Drops the rest of an order; otherwise it becomes a back order. */
  readonly closesShort: number
  readonly receivesInPart: number
  readonly miscounts: number
  readonly editsOrders: number
  readonly countsShelves: number
  /** Of the customers. */
  readonly returnsGoods: number
}

export const habits: Readonly<Record<Persona, Habits>> = {
  careful: {
    everySeconds: 600,
    tasks: [1],
    picksInPart: 0.1,
    packsTwice: 0.1,
    forgetsTracking: 0,
    sendsShort: 0,
    closesShort: 0.2,
    receivesInPart: 0.3,
    miscounts: 0,
    editsOrders: 0,
    countsShelves: 0.05,
    returnsGoods: 0.1
  },
  busy: {
    everySeconds: 120,
    tasks: [2, 3, 4],
    picksInPart: 0.3,
    packsTwice: 0.3,
    forgetsTracking: 0.02,
    sendsShort: 0.1,
    closesShort: 0.5,
    receivesInPart: 0.5,
    miscounts: 0.02,
    editsOrders: 0.05,
    countsShelves: 0.02,
    returnsGoods: 0.2
  },
  sloppy: {
    everySeconds: 300,
    tasks: [1, 1, 2],
    picksInPart: 0.5,
    packsTwice: 0.3,
    forgetsTracking: 0.4,
    sendsShort: 0.4,
    closesShort: 0.7,
    receivesInPart: 0.5,
    miscounts: 0.4,
    editsOrders: 0.3,
    countsShelves: 0.1,
    returnsGoods: 0.3
  },
  "black-friday": {
    everySeconds: 60,
    tasks: [0, 0, 0, 1, 10, 25],
    picksInPart: 0.4,
    packsTwice: 0.4,
    forgetsTracking: 0.1,
    sendsShort: 0.2,
    closesShort: 0.5,
    receivesInPart: 0.6,
    miscounts: 0.1,
    editsOrders: 0.02,
    countsShelves: 0,
    returnsGoods: 0.4
  }
}
