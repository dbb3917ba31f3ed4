import { describe, expect, test } from "bun:test"
import type { OmniumOrder, OmniumShipment } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import type { ShipmentOption } from "@omnium-ongoing/domain/omnium/OmniumSettings"
import {
  shipmentOptionFor,
  transporterFields,
  transporterOf
} from "@omnium-ongoing/domain/order-export/TransporterMapping"
import { exampleOption, exampleOrder, exampleShipment, property } from "../../support/OrderExamples.ts"

const fields = (
  option: ShipmentOption | undefined,
  shipment: Partial<OmniumShipment> = {},
  order: Partial<OmniumOrder> = {}
) => transporterFields(transporterOf(exampleOrder(order), exampleShipment(shipment), option))

describe("Transporter Mapping: Unifaun", () => {
  test("takes carrier and service of the option and the shipment's service point", () => {
    expect(fields(exampleOption(), { servicePointId: "1234" })).toEqual({
      transporter: { transporterCode: "PLAB", transporterServiceCode: "P19" },
      servicePointCode: "1234"
    })
  })

  test("takes the shipment's product and pick-up point before the option's", () => {
    expect(fields(exampleOption(), { shippingMethodProductId: "P18", pickUpServicePointId: "99" })).toEqual({
      transporter: { transporterCode: "PLAB", transporterServiceCode: "P18" },
      servicePointCode: "99"
    })
  })

  test("transporterCode, transporterServiceCode and servicePointCode on the shipment win, whatever the gateway", () => {
    const properties = [
      property("transporterCode", "DHL"),
      property("transporterServiceCode", "ASP2"),
      property("servicePointCode", "5")
    ]
    const expected = {
      transporter: { transporterCode: "DHL", transporterServiceCode: "ASP2" },
      servicePointCode: "5"
    }
    const shipment = { properties, shippingMethodProductId: "P18", servicePointId: "1234" }
    expect(fields(exampleOption(), shipment)).toEqual(expected)
    expect(fields(undefined, shipment)).toEqual(expected)
    expect(fields(exampleOption({ shippingGateway: "Bring" }), shipment)).toEqual(expected)
  })

  test("without any code leaves the transporter to the warehouse", () => {
    expect(fields(exampleOption({ shippingCompany: undefined, shipmentProduct: undefined }))).toEqual({})
  })
})

describe("Transporter Mapping: Porterbuddy", () => {
  const porterbuddy = { transporter: { transporterCode: "ONGOING_PORTERBUDDY" } }

  test("by the gateway, whatever its case", () => {
    expect(fields(exampleOption({ shippingGateway: "porterbuddy" }))).toEqual(porterbuddy)
  })

  test("by its id on the order, through Unifaun or without a gateway", () => {
    const order = { properties: [property("UnifaunPorterbuddyId", "pb-1")] }
    expect(fields(exampleOption(), {}, order)).toEqual(porterbuddy)
    expect(fields(undefined, {}, { properties: [property("porterbuddyId", "pb-1")] })).toEqual(porterbuddy)
  })

  test("not for the shipment of the same order that goes by another gateway", () => {
    const order = { properties: [property("porterbuddyId", "pb-1")] }
    expect(fields(exampleOption({ shippingGateway: "Bring" }), {}, order)).toEqual({})
  })
})

describe("Transporter Mapping: Ingrid", () => {
  const ingrid = exampleOption({ shippingGateway: "Ingrid" })

  test("TOS ID → PreparedTransportDocumentId, from the first place that has it", () => {
    const id = (providerName: string) => ({ externalIds: [{ providerName, id: providerName }] })
    const named = (key: string) => ({ properties: [property(key, key)] })
    for (const provider of ["Ingrid", "IngridTosId"]) {
      expect(fields(ingrid, id(provider))).toEqual({ preparedTransportDocumentId: provider })
      expect(fields(ingrid, {}, id(provider))).toEqual({ preparedTransportDocumentId: provider })
    }
    for (const key of ["tos_id", "TosId", "IngridTosId"]) {
      expect(fields(ingrid, named(key))).toEqual({ preparedTransportDocumentId: key })
      expect(fields(ingrid, {}, named(key))).toEqual({ preparedTransportDocumentId: key })
    }
    expect(fields(ingrid, named("TosId"), id("Ingrid"))).toEqual({ preparedTransportDocumentId: "TosId" })
  })

  test("without a TOS ID leaves the transport to the warehouse", () => {
    expect(fields(ingrid)).toEqual({})
  })
})

describe("the shipment option", () => {
  const options = [
    exampleOption({ shippingMethodName: "Bring", shippingMethodId: "1" }),
    exampleOption({ shippingMethodName: "PostNord", shippingMethodId: "2" })
  ]
  const of = (shippingMethodName: string | undefined, shippingMethodId: string | undefined) =>
    shipmentOptionFor(exampleShipment({ shippingMethodName, shippingMethodId }), options)?.shippingMethodName

  test("is that of the method's name, else of its id", () => {
    expect(of("postnord", "1")).toBe("PostNord")
    expect(of(undefined, "1")).toBe("Bring")
    expect(of("Unknown", "2")).toBe("PostNord")
    expect(of(undefined, undefined)).toBeUndefined()
  })
})
