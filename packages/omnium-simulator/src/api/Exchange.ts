import type { Call, World } from "@omnium-ongoing/simulator-kit/World"
import { productLine } from "../Assortment.ts"
import type { OrderContext } from "../OrderLifecycle.ts"
import { refuse } from "../Refusal.ts"
import { isoOf, lockedUntil, type Tenant, type Write } from "../Tenant.ts"
import { instant, type Problem, type Shape } from "../wire/Shape.ts"
import { MalformedBody } from "./Answer.ts"

/** One call of an operation: what was sent, the world it meets and the time there. */
export class Exchange {
  readonly tenant: Tenant
  readonly now: number
  readonly write: Write
  readonly #body: unknown
  readonly #isLenient: boolean
  readonly #params: ReadonlyMap<string, string>
  readonly #url: string
  readonly #call: Call

  constructor(
    readonly world: World<Tenant>,
    readonly operation: Operation,
    call: Call,
    parts: {
      readonly params: ReadonlyMap<string, string>
      readonly url: string
      readonly body: unknown
      readonly isLenient: boolean
    }
  ) {
    this.tenant = world.state
    this.now = world.clock.now()
    this.write = {
      now: this.now,
      record: world.ledger.recorder(`${operation.method} ${operation.path}`, call.requestId)
    }
    this.#call = call
    this.#params = parts.params
    this.#url = parts.url
    this.#body = parts.body
    this.#isLenient = parts.isLenient
  }

  get isoNow(): string {
    return isoOf(this.now)
  }

  get orderContext(): OrderContext {
    return {
      now: this.isoNow,
      orderTypes: this.tenant.settings.orderTypes,
      productLine: (sku) => productLine(this.tenant, sku)
    }
  }

  json(value: unknown, status?: number): Response {
    return this.#call.json(value, status)
  }

  param(name: string): string {
    return this.#params.get(name) ?? ""
  }

  /** The values of a query parameter, whose name may be written in any case. */
  query(name: string): ReadonlyArray<string> {
    return [...new URL(this.#url).searchParams]
      .filter(([key]) => key.toLowerCase() === name.toLowerCase())
      .map(([, value]) => value)
  }

  isSet(name: string): boolean {
    return this.query(name).some((value) => value.toLowerCase() === "true")
  }

  /** A query parameter that is an instant. */
  instantQuery(name: string): string | undefined {
    const [sent] = this.query(name)
    return sent === undefined ? undefined : this.#checked(instant, sent, name)
  }

  read<A>(shape: Shape<A>): A {
    if (this.#body === undefined || this.#body === null) {
      throw new MalformedBody([{ path: "$", message: "A non-empty request body is required." }])
    }
    return this.#checked(shape, this.#body, "")
  }

  #checked<A>(shape: Shape<A>, sent: unknown, path: string): A {
    const problems: Array<Problem> = []
    const value = shape.read(sent, path, { lenient: this.#isLenient, problems })
    if (problems.length > 0 || value === undefined) throw new MalformedBody(problems)
    return value
  }

  /** Another operation holds the entity: its lock runs on the world's clock. */
  refuseLocked(entity: string, id: string): void {
    if (lockedUntil(this.tenant, entity, id) > this.world.clock.now()) {
      refuse(409, `${entity} ${id} is locked by another operation`)
    }
  }
}

export type Query = Readonly<Record<string, "text" | "flag" | "number" | "instant" | "list">>

export interface Operation {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  /** A template such as `/api/Orders/{orderId}`. */
  readonly path: string
  readonly summary: string
  /** The model of its body, for the description of the API. */
  readonly body?: Shape<unknown>
  /** Its query parameters. Values of a list are given by repeating its name. */
  readonly query?: Query
  /** The model of its answer; without one the answer has no body. */
  readonly answer?: Shape<unknown>
  /** Of success: 200 with a body, 204 without, unless it says so. */
  readonly status?: number
  readonly isPublic?: boolean
  /** False for what the real API has and this one only knows by name. */
  readonly isSimulated?: false
  /** Its answer is plain text. */
  readonly isText?: boolean
  readonly run: (exchange: Exchange) => Response | Promise<Response>
}
