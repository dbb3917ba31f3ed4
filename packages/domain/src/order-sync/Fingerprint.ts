import type { OngoingOrderState, OngoingTracking } from "../ongoing/OngoingOrderState.ts"

/** Everything of an order that order sync brings to Omnium, so that an order in which none of it changed is left alone. */
export const fingerprint = (state: OngoingOrderState): string =>
  JSON.stringify([
    state.status,
    state.waybill,
    state.returnWaybill,
    [...state.parcels]
      .sort((one, other) => one.parcelId - other.parcelId)
      .map(({ parcelId, parcelNumber, isReturnParcel, waybill, trackingUrl }) => [
        parcelId,
        parcelNumber,
        isReturnParcel,
        waybill,
        trackingUrl
      ]),
    state.tracking.map(followed),
    state.returnTracking.map(followed),
    [...state.lines]
      .sort((one, other) => one.orderLineId - other.orderLineId)
      .map(({ rowNumber, picked, inParcels }) => [
        rowNumber,
        picked,
        [...inParcels]
          .sort((one, other) => one.parcelId - other.parcelId || one.quantity - other.quantity)
          .map(({ parcelId, quantity }) => [parcelId, quantity])
      ])
  ])

const followed = ({ waybill, trackingUrl }: OngoingTracking) => [waybill, trackingUrl]
