import { anything, flag, instant, list, number, type Read, record, text } from "./Shape.ts"

export const ExternalId = record({ providerName: text, id: text }, { name: "OmniumExternalId" })
export type ExternalId = Read<typeof ExternalId>

export const PropertyItem = record(
  { key: text, value: text, keyGroup: text, valueType: text },
  { name: "OmniumPropertyItem" }
)
export type PropertyItem = Read<typeof PropertyItem>

export const EntityError = record(
  {
    key: text,
    message: text,
    details: text,
    comment: text,
    referenceId: text,
    occurred: instant,
    severity: text,
    status: text
  },
  { name: "OmniumEntityError" }
)
export type EntityError = Read<typeof EntityError>

export const Asset = record(
  {
    assetId: text,
    assetType: text,
    name: text,
    fileName: text,
    description: text,
    externalUrl: text,
    url: text,
    contentType: text,
    length: number,
    purpose: text,
    sortOrder: number,
    isMainImage: flag,
    forceUpload: flag,
    properties: list(PropertyItem),
    created: instant,
    modified: instant
  },
  { name: "OmniumAsset" }
)
export type Asset = Read<typeof Asset>

export const Comment = record(
  {
    id: text,
    created: instant,
    creator: text,
    title: text,
    detail: text,
    userId: text,
    customerId: text,
    lineItemId: text,
    parentId: text,
    tags: list(text),
    attachments: list(Asset),
    type: text
  },
  { name: "OmniumComment" }
)
export type Comment = Read<typeof Comment>

export const Address = record(
  {
    name: text,
    line1: text,
    line2: text,
    streetNumber: text,
    postalCode: text,
    city: text,
    state: text,
    regionCode: text,
    regionName: text,
    countryCode: text,
    countryName: text,
    phone: text,
    email: text,
    externalId: text,
    locationName: text,
    apartmentNumber: text,
    purposes: list(text),
    properties: list(PropertyItem)
  },
  { name: "OmniumAddress" }
)

export const ContactPerson = record(
  {
    id: text,
    firstName: text,
    lastName: text,
    email: text,
    phone: text,
    notify: flag,
    isPrimaryContact: flag,
    role: text,
    roles: list(text),
    address: Address,
    externalIds: list(ExternalId),
    properties: list(PropertyItem)
  },
  { name: "OmniumContactPerson" }
)

export const PickUpPoint = record(
  {
    name: text,
    servicePointId: text,
    address: record({
      street: text,
      streetName: text,
      streetNumber: text,
      postalCode: text,
      city: text,
      country: text,
      countryCode: text
    }),
    openingHours: anything
  },
  { name: "OmniumShippingPickUpPoint" }
)
