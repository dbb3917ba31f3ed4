import { catalogue } from "@omnium-ongoing/simulator-kit/Catalogue"
import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import { Random } from "@omnium-ongoing/simulator-kit/Random"
import { commonParcelTypes } from "./ParcelTypes.ts"
import type { Persona } from "./Persona.ts"
import { newRobot } from "./Robot.ts"
import { seededArticles } from "./SeededArticles.ts"
import { seedOrders } from "./SeedOrders.ts"
import { seedPurchaseOrders } from "./SeedPurchaseOrders.ts"
import type { Settings } from "./Settings.ts"
import { type Act, emptyWarehouse, nextId, ownerKey, type Warehouse } from "./Warehouse.ts"
import { orderEvents } from "./Webhook.ts"

export interface Installation {
  readonly goodsOwners: ReadonlyArray<number>
  readonly warehouseIds: ReadonlyArray<number>
  /** How many articles of the catalogue each goods owner has. */
  readonly articles: number
  readonly orders: number
  readonly settings: Settings
  readonly robot?: Persona | undefined
  readonly webhook?: { readonly url: string; readonly token?: string } | undefined
}

/** Seeding happened before any test begins; the same seed gives the same times. */
const seededAt = Date.UTC(2026, 0, 5, 7, 30)

/** Enough for each of their histories. */
const mostPurchaseOrders = 6

const places = [
  { address1: "Lagerveien 12", postCode: "1415", city: "Oppegård", countryCode: "NO" },
  { address1: "Terminalgata 4", postCode: "7041", city: "Trondheim", countryCode: "NO" },
  { address1: "Hamnvägen 8", postCode: "418 34", city: "Göteborg", countryCode: "SE" }
]

const contracts = [
  {
    transporterCode: "BRING",
    transporterName: "Bring",
    ediCode: "",
    services: [
      { code: "SERVICEPAKKE", name: "Pakke til hentested" },
      { code: "PA_DOREN", name: "Pakke levert hjem" },
      { code: "PICKUP_PARCEL", name: "PickUp Parcel" },
      { code: "HOME_DELIVERY_PARCEL", name: "Home Delivery Parcel" },
      { code: "BPAKKE_DOR-DOR", name: "Bedriftspakke" },
      { code: "SERVICEPAKKE_RETURSERVICE", name: "Retur fra hentested" }
    ]
  },
  {
    transporterCode: "PN",
    transporterName: "PostNord",
    ediCode: "",
    services: [
      { code: "P19NO", name: "MyPack Collect" },
      { code: "P17NO", name: "MyPack Home" },
      { code: "P18NO", name: "PostNord Parcel" },
      { code: "P24NO", name: "Return Drop Off" }
    ]
  },
  {
    transporterCode: "DHL",
    transporterName: "DHL",
    ediCode: "",
    services: [{ code: "DHLPARCEL", name: "DHL Parcel Connect" }]
  },
  {
    transporterCode: "ONGOING_PORTERBUDDY",
    transporterName: "Porterbuddy",
    ediCode: "",
    services: [{ code: "PORTERBUDDY", name: "Porterbuddy" }]
  }
]

const returnCauses = [
  { code: "10", name: "Angrerett", isRemoveCause: false, isChangeCause: false },
  { code: "20", name: "Feil størrelse", isRemoveCause: false, isChangeCause: true },
  { code: "30", name: "Skadet vare", isRemoveCause: true, isChangeCause: false }
]

const articleItemStatuses = [
  { code: "DEFECT", name: "Defekt", isLocked: true, isLockedForSale: true },
  { code: "CONTROL", name: "Til kontroll", isLocked: true, isLockedForSale: false }
]

/** The articles, and nothing else yet. */
export const startWarehouse = (installation: Installation, seed: number): Warehouse =>
  emptyWarehouse(installation.settings, seededArticles({ ...installation, seed, at: seededAt }))

export const seedWarehouse = (installation: Installation, seed: number): Warehouse => {
  const warehouse = startWarehouse(installation, seed)
  if (installation.robot !== undefined) warehouse.robot = newRobot(installation.robot)
  const act: Act = { now: seededAt, record: unrecorded }
  installation.warehouseIds.forEach((id, position) => {
    const address = places[position % places.length]!
    warehouse.sites.set(id, { id, code: `WH${id}`, name: `Lager ${address.city} ${id}`, address }, unrecorded)
  })
  // Not the first article: its stock is what examples count on.
  const expected = catalogue(seed, Math.min(installation.articles, 2 * mostPurchaseOrders + 1)).slice(1)
  for (const id of installation.goodsOwners) {
    warehouse.owners.set(id, { id, name: `Epic Company ${id}` }, unrecorded)
    for (const contract of contracts)
      warehouse.contracts.set(ownerKey(id, contract.transporterCode), { ownerId: id, ...contract }, unrecorded)
    for (const cause of returnCauses)
      warehouse.returnCauses.set(
        ownerKey(id, cause.code),
        {
          id: nextId(warehouse, "registerEntry"),
          ownerId: id,
          comment: null,
          isReturnCommentMandatory: false,
          ...cause
        },
        unrecorded
      )
    for (const status of articleItemStatuses) {
      const entry = { id: nextId(warehouse, "registerEntry"), ownerId: id, ...status }
      warehouse.articleItemStatuses.set(ownerKey(id, status.code), entry, unrecorded)
    }
    for (const type of commonParcelTypes) {
      const entry = { id: nextId(warehouse, "registerEntry"), ownerId: id, ...type }
      warehouse.parcelTypes.set(ownerKey(id, type.code), entry, unrecorded)
    }
    seedOrders(warehouse, id, installation.orders, new Random(seed, `orders of ${id}`), act)
    seedPurchaseOrders(
      warehouse,
      id,
      Math.min(installation.orders, mostPurchaseOrders),
      expected.map((item) => item.sku),
      act
    )
  }
  if (installation.webhook !== undefined) {
    const { url, token = null } = installation.webhook
    const id = nextId(warehouse, "webhook")
    warehouse.webhooks.set(id, { id, url, token, basic: null, events: orderEvents, retry: "oneDay" }, unrecorded)
  }
  return warehouse
}
