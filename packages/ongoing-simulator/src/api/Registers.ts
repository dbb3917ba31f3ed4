import { Schema } from "effect"
import { missing } from "../Refusal.ts"
import { deleteEntry, putEntry } from "../Register.ts"
import { flag, Integer, RequiredText } from "../wire/Fields.ts"
import type { Api, Ask, Desk } from "./Desk.ts"

export const PutWayOfDelivery = Schema.Struct({
  goodsOwnerId: Integer,
  code: RequiredText,
  name: RequiredText
}).annotate({ identifier: "PostWayOfDeliveryTypeModel" })

export const PutReturnCause = Schema.Struct({
  ...PutWayOfDelivery.fields,
  isRemoveCause: flag,
  isChangeCause: flag,
  isReturnCommentMandatory: flag
}).annotate({ identifier: "PostReturnCauseModel" })

/** The small registers: what can be named by its code on an order. */
export const registers = (api: Api, desk: Desk): void => {
  api.get("/warehouses", () =>
    Response.json([...desk.warehouse.sites.values()].map((site) => ({ ...site, address: siteAddress(site) })))
  )
  api.get("/transporterContracts", (ask) => {
    const owner = desk.owner(desk.query(ask, { goodsOwnerId: "int" }))
    const contracts = [...desk.warehouse.contracts.values()].filter((contract) => contract.ownerId === owner)
    return Response.json(
      contracts.map((contract) => ({
        ediCode: contract.ediCode,
        transporterName: contract.transporterName,
        transporterCode: contract.transporterCode,
        transporterServiceCode: "",
        transporterServices: contract.services.map((service) => ({
          transporterServiceName: service.name,
          transporterServiceCode: service.code
        }))
      }))
    )
  })
  api.get("/orders/types", (ask) =>
    Response.json({
      orderTypes: desk.entries(ask, desk.warehouse.orderTypes).map(({ code, name }) => ({ code, name }))
    })
  )
  api.get("/orders/classes", (ask) =>
    Response.json({
      orderClasses: desk.entries(ask, desk.warehouse.orderClasses).map(({ code, name, comment }) => ({
        code,
        name,
        comment
      }))
    })
  )
  api.get("/parcelTypes", (ask) =>
    Response.json(desk.entries(ask, desk.warehouse.parcelTypes).map(({ ownerId: _, ...type }) => type))
  )

  const ways = () => desk.warehouse.waysOfDelivery
  api.get("/orders/wayOfDeliveryTypes", (ask) =>
    Response.json({ wayOfDeliveryTypes: desk.entries(ask, ways()).map(({ id, code, name }) => ({ id, code, name })) })
  )
  const putWay = async (ask: Ask, id: number | undefined) => {
    const sent = await desk.body(ask, PutWayOfDelivery, "w")
    desk.owner(sent)
    const entry = { ownerId: sent.goodsOwnerId, code: sent.code, name: sent.name, comment: null }
    const done = desk.granted(putEntry(desk.warehouse, ways(), entry, id, desk.act(ask)))
    return wayStored(done.id)
  }
  api.put("/orders/wayOfDeliveryTypes", (ask) => putWay(ask, undefined))
  api.put("/orders/wayOfDeliveryTypes/:id{[0-9]+}", (ask) => putWay(ask, Number(ask.req.param("id"))))
  api.delete("/orders/wayOfDeliveryTypes/:id{[0-9]+}", (ask) => {
    const id = Number(ask.req.param("id"))
    if (!deleteEntry(ways(), id, desk.act(ask))) desk.granted(missing(`There is no way of delivery with id ${id}.`))
    return wayStored(id)
  })

  api.get("/returnOrders/returnCauses", (ask) =>
    Response.json({
      returnCauses: desk
        .entries(ask, desk.warehouse.returnCauses)
        .map(({ ownerId: _, comment: _none, ...cause }) => cause)
    })
  )
  const putCause = async (ask: Ask, id: number | undefined) => {
    const { goodsOwnerId, code, name, ...sent } = await desk.body(ask, PutReturnCause, "r")
    desk.owner({ goodsOwnerId })
    const cause = {
      ownerId: goodsOwnerId,
      code,
      name,
      comment: null,
      isRemoveCause: sent.isRemoveCause ?? false,
      isChangeCause: sent.isChangeCause ?? false,
      isReturnCommentMandatory: sent.isReturnCommentMandatory ?? false
    }
    const done = desk.granted(putEntry(desk.warehouse, desk.warehouse.returnCauses, cause, id, desk.act(ask)))
    return Response.json({ returnCauseId: done.id, success: true, message: null })
  }
  api.put("/returnOrders/returnCauses", (ask) => putCause(ask, undefined))
  api.put("/returnOrders/returnCauses/:id{[0-9]+}", (ask) => putCause(ask, Number(ask.req.param("id"))))
}

const wayStored = (id: number): Response => Response.json({ wayOfDeliveryTypeId: id, success: true, message: null })

const siteAddress = (site: { readonly name: string; readonly address: object }) => ({
  name: site.name,
  address2: null,
  address3: null,
  countryStateCode: null,
  deliveryInstruction: null,
  addressFreeText1: null,
  addressFreeText2: null,
  telephoneNotification: null,
  emailNotification: null,
  smsNotification: null,
  ...site.address
})
