import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { Option, Schema } from "effect"
import type { Warehouse } from "../Warehouse.ts"
import type { Desk, Guard } from "./Desk.ts"

/** Makes writes wait for their turn when a setting says how long one takes. */
export const oneWriteAtATime = (desk: Desk): Guard => {
  const writes = new WriteQueue()
  const inTurn: Guard = async (request, path, next) => {
    const { warehouse, world } = desk
    await writes.turn(await ownerOfWrite(request, path, warehouse), warehouse.settings.writeMillis, world.host)
    return next()
  }
  return (request, path, next) =>
    desk.warehouse.settings.writeMillis > 0 && isWrite(request.method, path) ? inTurn(request, path, next) : next()
}

/** Writes of one goods owner are carried out one after another, each taking a while of the host's time. */
class WriteQueue {
  readonly #last = new Map<number, Promise<void>>()

  /** Resolves when the write may be applied. */
  turn(ownerId: number, milliseconds: number, host: Host): Promise<void> {
    const before = this.#last.get(ownerId) ?? Promise.resolve()
    const turn = before.then(() => new Promise<void>((resolve) => void host.later(milliseconds, resolve)))
    this.#last.set(ownerId, turn)
    return turn
  }
}

const isWrite = (method: string, path: string): boolean => method !== "GET" && !path.endsWith("/byQuery")

const Owned = Schema.fromJsonString(Schema.Struct({ goodsOwnerId: Schema.Int }))
const decodeOwned = Schema.decodeUnknownOption(Owned)

/** Whose write it is: by the query, by the object in the path, or by the body. Zero when none of them tells. */
const ownerOfWrite = async (request: Request, path: string, warehouse: Warehouse): Promise<number> => {
  const named = Number(new URL(request.url).searchParams.get("goodsOwnerId") ?? 0)
  if (named > 0) return named
  const [, table, id] = /\/(articles|orders|purchaseOrders|returnOrders)\/(\d+)/.exec(path) ?? []
  // The expression above names tables of the warehouse.
  if (table !== undefined) return warehouse[table as Owning].get(Number(id))?.ownerId ?? 0
  return Option.match(decodeOwned(await request.clone().text()), {
    onNone: () => 0,
    onSome: (body) => body.goodsOwnerId
  })
}

type Owning = "articles" | "orders" | "purchaseOrders" | "returnOrders"
