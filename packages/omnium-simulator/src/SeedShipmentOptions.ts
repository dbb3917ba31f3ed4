import type { ShipmentOption } from "./wire/Settings.ts"

/** One way of delivery for each of the gateways an integration has to tell apart. */
export const shipmentOptions: ReadonlyArray<ShipmentOption> = [
  {
    shippingMethodId: "postnord-mypack",
    shippingMethodName: "PostNord",
    label: "Hent hos PostNord",
    shippingGateway: "Unifaun",
    shippingCompany: "PN",
    shipmentProduct: "P19NO",
    shipmentProductName: "MyPack Collect",
    shipmentReturnProduct: "P24NO",
    providerServices: "NOTSMS,NOTEMAIL",
    shipmentDeliveryType: "PickUp",
    servicePointRequired: false,
    validOnMarkets: ["epic_market_no"],
    properties: []
  },
  {
    shippingMethodId: "dhl-home",
    shippingMethodName: "DHL",
    label: "DHL hjem",
    shippingGateway: "Unifaun",
    shippingCompany: "DHL",
    shipmentProduct: "DHLPARCEL",
    shipmentProductName: "DHL Parcel Connect",
    shipmentDeliveryType: "Delivery",
    servicePointRequired: false,
    validOnMarkets: ["epic_market_no"],
    properties: []
  },
  {
    shippingMethodId: "porterbuddy",
    shippingMethodName: "Porterbuddy",
    label: "Levert i kveld",
    shippingGateway: "Porterbuddy",
    shippingCompany: "Porterbuddy",
    shipmentProduct: "porterbuddy",
    shipmentDeliveryType: "Delivery",
    servicePointRequired: false,
    validOnMarkets: ["epic_market_no"],
    properties: []
  },
  {
    shippingMethodId: "ingrid-mailbox",
    shippingMethodName: "pnl-mph",
    label: "Valgt i kassen",
    shippingGateway: "Ingrid",
    shippingCompany: "Ingrid",
    shipmentProduct: "pnl-mph",
    shipmentDeliveryType: "Delivery",
    servicePointRequired: false,
    validOnMarkets: ["epic_market_no"],
    properties: []
  },
  {
    shippingMethodId: "bring-servicepakke",
    shippingMethodName: "SERVICEPAKKE",
    label: "Hent på postkontoret",
    shippingGateway: "Bring",
    shippingCompany: "Bring",
    shipmentProduct: "SERVICEPAKKE",
    shipmentDeliveryType: "PickUp",
    servicePointRequired: true,
    validOnMarkets: ["epic_market_no"],
    properties: []
  },
  {
    shippingMethodId: "home-delivery",
    shippingMethodName: "HOME_DELIVERY",
    label: "Levert hjem",
    shippingGateway: "Bring",
    shippingCompany: "Bring",
    shipmentProduct: "PA_DANSEN",
    shipmentDeliveryType: "Delivery",
    servicePointRequired: false,
    validOnMarkets: ["epic_market_no"],
    properties: []
  }
]
