import { decodingProblems } from "@omnium-ongoing/simulator-kit/DecodingProblems"
import { plainlyRight } from "@omnium-ongoing/simulator-kit/PlainlyRight"
import { remembered } from "@omnium-ongoing/simulator-kit/Remembered"
import type { Table } from "@omnium-ongoing/simulator-kit/Table"
import type { Call, World } from "@omnium-ongoing/simulator-kit/World"
import { Result, Schema } from "effect"
import type { Context, Hono } from "hono"
import type { Article } from "../Article.ts"
import { recorder } from "../control/Events.ts"
import type { Order } from "../Order.ts"
import type { PurchaseOrder } from "../PurchaseOrder.ts"
import { foreignOwner, missing, Refusal } from "../Refusal.ts"
import type { ReturnOrder } from "../ReturnOrder.ts"
import type { Act, Warehouse } from "../Warehouse.ts"
import { ApiError, invalid, refusalError } from "./ApiError.ts"
import { commaJoined, type Query, type QueryShape, readQuery } from "./Query.ts"

export type Env = { Bindings: Call }
export type Api = Hono<Env>
export type Ask = Context<Env>

/** Stands before the operations: goes on, at once or later, or answers itself. */
export type Guard = (request: Request, path: string, next: () => MayWait) => MayWait
type MayWait = Response | Promise<Response>

/** JSON itself, and what curl and fetch say of any text when their caller says nothing. */
const mayBeJson = /^$|json|^text\/plain|^application\/x-www-form-urlencoded/i

type Decoder<S extends Schema.ConstraintDecoder<unknown>> = ReturnType<typeof Schema.decodeUnknownResult<S>>
const strictDecoders = new WeakMap<object, unknown>()
const lenientDecoders = new WeakMap<object, unknown>()

/** Made once for a schema, because the making takes as long as the decoding. */
const decoderOf = <S extends Schema.ConstraintDecoder<unknown>>(schema: S, lenient: boolean): Decoder<S> => {
  const decoders = lenient ? lenientDecoders : strictDecoders
  const onExcessProperty = lenient ? "ignore" : "error"
  const known = decoders.get(schema) ?? Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty })
  decoders.set(schema, known)
  // Kept under its own schema.
  return known as Decoder<S>
}

/** What every resource of the front door needs: the world's present state, checked input, and refusals as answers. */
export class Desk {
  readonly world: World<Warehouse>

  constructor(world: World<Warehouse>) {
    this.world = world
  }

  get warehouse(): Warehouse {
    return this.world.state
  }

  act(ask: Ask): Act {
    return {
      now: this.world.clock.now(),
      record: recorder(this.world, operationOf(ask.req.method, ask.req.path), ask.env.requestId)
    }
  }

  query<Shape extends QueryShape>(ask: Ask, shape: Shape): Query<Shape> {
    return readQuery(ask.req.url, shape, this.warehouse.settings.lenient)
  }

  /** What a query selects. Who joins an array with commas is told so, where the real system just finds nothing. */
  list<Shape extends QueryShape, A>(
    ask: Ask,
    shape: Shape,
    select: (query: Query<Shape>) => ReadonlyArray<A>
  ): ReadonlyArray<A> {
    const query = this.query(ask, shape)
    if (!this.warehouse.settings.lenient)
      for (const { name, value, literal, divided } of commaJoined(query))
        if (select(literal).length === 0 && select(divided).length > 0)
          throw invalid({
            [name]: [`'${value}' is one value. Give each value of an array a key of its own: ${name}=A&${name}=B.`]
          })
    return select(query)
  }

  /** The goods owner that every list names. */
  owner(query: { readonly goodsOwnerId?: number }): number {
    const { goodsOwnerId } = query
    if (goodsOwnerId === undefined) throw invalid({ goodsOwnerId: ["goodsOwnerId is required."] })
    return this.granted(this.warehouse.owners.has(goodsOwnerId) ? goodsOwnerId : foreignOwner(goodsOwnerId))
  }

  /** The entries that the goods owner asked for has in a register. */
  entries<Entry extends { readonly ownerId: number }>(ask: Ask, table: Table<string, Entry>): ReadonlyArray<Entry> {
    const owner = this.owner(this.query(ask, { goodsOwnerId: "int" }))
    return [...table.values()].filter((entry) => entry.ownerId === owner)
  }

  /** The body as the schema describes it; `parameter` is the vendor's name for it in error texts. */
  async body<S extends Schema.ConstraintDecoder<unknown>>(ask: Ask, schema: S, parameter: string): Promise<S["Type"]> {
    const { lenient } = this.warehouse.settings
    const contentType = ask.req.header("content-type") ?? ""
    if (!lenient && !mayBeJson.test(contentType))
      throw new ApiError(415, `The body must be JSON, with the content type application/json, not '${contentType}'.`)
    const text = await ask.req.raw.text()
    ask.env.received(text)
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch {
      throw invalid({ [parameter]: ["The body is not JSON."] })
    }
    // Plainly right means that the schema would give it back as it is.
    if (plainlyRight(schema)(json)) return json as S["Type"]
    const result = decoderOf(schema, lenient)(json)
    if (Result.isSuccess(result)) return result.success
    const modelState: Record<string, Array<string>> = {}
    for (const { path, text } of decodingProblems(schema, result.failure.issue)) {
      const name = [parameter, ...path].reduce<string>(
        (start, part) =>
          typeof part === "number" ? `${start}[${part}]` : start === "" ? String(part) : `${start}.${String(part)}`,
        ""
      )
      modelState[name] = [...(modelState[name] ?? []), text]
    }
    throw invalid(modelState)
  }

  /** The one member of the body of a PATCH. */
  async member<S extends Schema.ConstraintDecoder<unknown>>(ask: Ask, name: string, schema: S): Promise<S["Type"]> {
    const body = await this.body(ask, Schema.Struct({ [name]: schema }), "m")
    // The struct has this member alone.
    return (body as Readonly<Record<string, unknown>>)[name] as S["Type"]
  }

  /** The result, or the refusal as an answer. */
  granted<A>(result: A | Refusal): A {
    if (result instanceof Refusal) throw refusalError(result, this.warehouse.settings)
    return result
  }

  order(ask: Ask): Order {
    const id = Number(ask.req.param("orderId"))
    return this.granted(this.warehouse.orders.get(id) ?? missing(`There is no order with orderId ${id}.`))
  }

  purchaseOrder(ask: Ask): PurchaseOrder {
    const id = Number(ask.req.param("purchaseOrderId"))
    return this.granted(
      this.warehouse.purchaseOrders.get(id) ?? missing(`There is no purchase order with purchaseOrderId ${id}.`)
    )
  }

  returnOrder(ask: Ask): ReturnOrder {
    const id = Number(ask.req.param("returnOrderId"))
    return this.granted(
      this.warehouse.returnOrders.get(id) ?? missing(`There is no return order with returnOrderId ${id}.`)
    )
  }

  article(ask: Ask): Article {
    const id = Number(ask.req.param("articleSystemId"))
    return this.granted(this.warehouse.articles.get(id) ?? missing(`There is no article with articleSystemId ${id}.`))
  }
}

/** Method and path template of a call: `PUT /orders/{id}`. */
export const operationOf = (method: string, path: string): string => {
  const known = operations.get(method)
  if (known !== undefined) return known(path)
  const operation = remembered(1000, (asked) => `${method} ${templateOf(asked)}`)
  operations.set(method, operation)
  return operation(path)
}

/** By method, of which the wire lets only the known ones through. */
const operations = new Map<string, (path: string) => string>()

const templateOf = (path: string): string => path.replace(/^.*?\/api\/v1/, "").replaceAll(/\/\d+(?=\/|$)/g, "/{id}")

/** The answer of the calls that are declared as an octet stream without a model. */
export const opaque = (): Response =>
  new Response(null, { status: 200, headers: { "content-type": "application/octet-stream" } })
