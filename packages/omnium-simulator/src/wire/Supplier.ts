import { Address, ContactPerson, ExternalId, PropertyItem } from "./Parts.ts"
import { instant, list, number, type Read, record, text } from "./Shape.ts"

export const SupplierMembers = record(
  {
    id: text,
    name: text,
    omniumStoreId: text,
    email: text,
    phone: text,
    taxId: text,
    preferredCurrency: text,
    preferredLanguage: text,
    address: Address,
    addresses: list(Address),
    contacts: list(ContactPerson),
    defaultLeadTime: number,
    externalIds: list(ExternalId),
    properties: list(PropertyItem),
    tags: list(text),
    storeIds: list(text),
    created: instant,
    modified: instant
  },
  { name: "OmniumSupplier", always: ["id", "created", "modified", "externalIds", "properties", "tags", "storeIds"] }
)
export type SupplierMembers = Read<typeof SupplierMembers>

export const SupplierSearch = record(
  {
    externalIds: list(text),
    supplierId: text,
    modifiedFrom: instant,
    modifiedTo: instant,
    storeIds: list(text),
    properties: list(PropertyItem),
    searchText: text,
    take: number,
    page: number
  },
  { name: "OmniumSupplierSearchRequest" }
)
export type SupplierSearch = Read<typeof SupplierSearch>
