import { ExternalId, PropertyItem } from "./Parts.ts"
import { flag, instant, list, number, type Read, record, text } from "./Shape.ts"

const StoreAddress = record(
  {
    name: text,
    streetName: text,
    streetNumber: text,
    zipcode: text,
    city: text,
    region: text,
    regionCode: text,
    country: text,
    countryCode: text,
    contactPersonName: text,
    email: text
  },
  { name: "OmniumStoreAddress" }
)
const Priority = record({ warehouseCode: text, priority: number })

export const StoreMembers = record(
  {
    id: text,
    name: text,
    isWarehouse: flag,
    isPrimaryWarehouse: flag,
    isPrimaryStore: flag,
    isWebWarehouse: flag,
    isVirtual: flag,
    isInactive: flag,
    isPublicVisible: flag,
    address: StoreAddress,
    shippingAddress: StoreAddress,
    email: text,
    phoneNumber: text,
    organizationalNumber: text,
    storeGroupId: text,
    storeRoleIds: list(text),
    availableOnMarkets: list(text),
    availableWarehouses: list(Priority),
    availableReturnLocations: list(Priority),
    externalIds: list(text),
    externalIdsList: list(ExternalId),
    properties: list(PropertyItem),
    created: instant,
    modified: instant
  },
  {
    name: "OmniumStore",
    always: ["id", "isWarehouse", "created", "modified", "properties", "externalIds", "externalIdsList"]
  }
)
export type StoreMembers = Read<typeof StoreMembers>

export const StoreSearch = record(
  {
    isWarehouse: flag,
    externalIds: list(text),
    property: PropertyItem,
    storeIds: list(text),
    marketIds: list(text),
    modifiedFrom: instant,
    modifiedTo: instant,
    includeInactive: flag,
    isInactive: flag,
    searchText: text,
    take: number,
    page: number,
    sortOrder: text
  },
  { name: "OmniumStoreSearchRequest" }
)
export type StoreSearch = Read<typeof StoreSearch>
