import type { BackDoorApp } from "@omnium-ongoing/simulator-kit/BackDoor"
import { readBody } from "@omnium-ongoing/simulator-kit/BackDoorBody"
import { BackDoorError } from "@omnium-ongoing/simulator-kit/BackDoorError"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import { Schema } from "effect"
import type { Refusal } from "../Refusal.ts"
import { adjustStock, countStock, lockStock, type StockPlace } from "../StockChange.ts"
import { type Act, articleByNumber, defaultSite, nextId, type Warehouse } from "../Warehouse.ts"
import { orderEvents, type Webhook, webhookEvents } from "../Webhook.ts"
import { getArticle } from "../wire/GetArticle.ts"
import { recorder } from "./Events.ts"
import { Quantity } from "./OrderAction.ts"
import { orderActions } from "./OrderActions.ts"
import { orderCorrections } from "./OrderCorrections.ts"
import { purchaseOrderActions } from "./PurchaseOrderActions.ts"
import { robotWork } from "./RobotWork.ts"
import { changedSettings, SettingsChange } from "./SettingsChange.ts"
import { replay } from "./Webhooks.ts"

const Adjust = Schema.Struct({
  goodsOwnerId: Schema.optionalKey(Schema.Int),
  warehouseId: Schema.optionalKey(Schema.Int),
  quantity: Schema.Finite,
  cause: Schema.optionalKey(Schema.String)
})
const Break = Schema.Struct({ ...Adjust.fields, quantity: Quantity })
const Lock = Schema.Struct({ ...Adjust.fields, forSale: Schema.optionalKey(Schema.Boolean) })

const NewWebhook = Schema.Struct({
  url: Schema.String.check(Schema.isPattern(/^https?:\/\//)),
  token: Schema.optionalKey(Schema.String),
  basic: Schema.optionalKey(Schema.Struct({ user: Schema.String, password: Schema.String })),
  events: Schema.optionalKey(Schema.Array(Schema.Literals(webhookEvents))),
  retry: Schema.optionalKey(Schema.Literals(["none", "oneDay"]))
})

/** The tester's routes that only this simulator has. */
export const control = (world: World<Warehouse>, app: BackDoorApp): void => {
  const act = (cause: string): Act => ({ now: world.clock.now(), record: recorder(world, cause, null) })
  orderActions(world, app)
  orderCorrections(world, app)
  purchaseOrderActions(world, app)
  robotWork(world, app)

  app.get("/settings", () => Response.json(world.state.settings))
  app.patch("/settings", async (context) => {
    world.state.settings = changedSettings(world.state.settings, await readBody(context, SettingsChange))
    return Response.json(world.state.settings)
  })

  const stockAction = <S extends Schema.ConstraintDecoder<typeof Adjust.Type>>(
    name: string,
    schema: S,
    run: (place: StockPlace, body: S["Type"], act: Act) => Refusal | undefined
  ) =>
    app.post(`/articles/:articleNumber/${name}`, async (context) => {
      const body = await readBody(context, schema)
      const place = placeOf(world.state, context.req.param("articleNumber"), body)
      const refusal = run(place, body, act(body.cause ?? name))
      if (refusal !== undefined) throw new BackDoorError(409, refusal.message)
      return Response.json(getArticle(world.state, world.state.articles.get(place.article.id) ?? place.article))
    })
  stockAction("adjust", Adjust, (place, { quantity }, act) => adjustStock(world.state, place, quantity, act))
  stockAction("break", Break, (place, { quantity, cause = "BREAKAGE" }, act) =>
    adjustStock(world.state, { ...place, cause }, -quantity, act)
  )
  stockAction("count", Adjust, (place, { quantity }, act) => countStock(world.state, place, quantity, act))
  stockAction("lock", Lock, (place, { quantity, forSale = false }, act) =>
    lockStock(world.state, place, quantity, forSale, act)
  )

  app.get("/webhooks", () => Response.json([...world.state.webhooks.values()].map(withoutSecrets)))
  app.post("/webhooks", async (context) => {
    const sent = await readBody(context, NewWebhook)
    const webhook: Webhook = {
      id: nextId(world.state, "webhook"),
      url: sent.url,
      token: sent.token ?? null,
      basic: sent.basic ?? null,
      events: sent.events ?? orderEvents,
      retry: sent.retry ?? "none"
    }
    world.state.webhooks.set(webhook.id, webhook, () => {})
    return Response.json(withoutSecrets(webhook), { status: 201 })
  })
  app.delete("/webhooks/:id{[0-9]+}", (context) => {
    const id = Number(context.req.param("id"))
    if (!world.state.webhooks.delete(id, () => {})) throw new BackDoorError(404, `There is no webhook ${id}.`)
    return context.body(null, 204)
  })
  app.get("/webhookDeliveries", () => Response.json([...world.state.deliveries.values()]))
  app.post("/webhookDeliveries/:id{[0-9]+}/replay", async (context) => {
    const id = Number(context.req.param("id"))
    if (!(await replay(world, id))) throw new BackDoorError(404, `There is no webhook delivery ${id}.`)
    return Response.json(world.state.deliveries.get(id))
  })
}

/** The article and the warehouse meant; the first goods owner that has the article and the first warehouse if not named. */
const placeOf = (
  warehouse: Warehouse,
  articleNumber: string,
  { goodsOwnerId, warehouseId, cause }: typeof Adjust.Type
): StockPlace => {
  const owners = goodsOwnerId === undefined ? [...warehouse.owners.keys()] : [goodsOwnerId]
  const [article] = owners.flatMap((owner) => articleByNumber(warehouse, owner, articleNumber) ?? [])
  if (article === undefined) throw new BackDoorError(404, `There is no article with number '${articleNumber}'.`)
  return { article, warehouseId: warehouseId ?? defaultSite(warehouse), cause }
}

const withoutSecrets = ({ token, basic, ...webhook }: Webhook) => ({
  ...webhook,
  authentication: token === null ? (basic === null ? "none" : "basic") : "token"
})
