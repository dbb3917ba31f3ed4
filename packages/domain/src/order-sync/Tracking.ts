import { Duration } from "effect"
import type { OmniumPackage } from "../omnium/OmniumOrder.ts"
import type { OngoingOrderState, OngoingParcel } from "../ongoing/OngoingOrderState.ts"
import { sentByParcel } from "../ongoing/StatusMeaning.ts"

export interface Tracking {
  readonly number: string | undefined
  readonly link: string | undefined
  /** Whether the number is the carrier's; a parcel number may be the warehouse's own. */
  readonly isWaybill: boolean
}

/** What of a parcel or of the order as a whole can be followed. At least one of the numbers is known. */
interface Trace {
  readonly waybill: string | undefined
  readonly parcelNumber: string | undefined
  readonly link: string | undefined
}

/** The customer's tracking: the first waybill, else the first parcel number. */
export const outboundTracking = (state: OngoingOrderState): Tracking | undefined => tracking(outbound(state))

/** Carriers answer within minutes; what has no tracking so long after it was seen sent will not get one by itself. */
export const trackingPatience = Duration.minutes(30)

/** Whether it is on its way, and nobody can follow it. */
export const isUntracked = (state: OngoingOrderState): boolean =>
  sentByParcel.has(state.status) && outboundTracking(state) === undefined

export const returnTracking = (state: OngoingOrderState): Tracking | undefined => tracking(returning(state))

/**
 * The shipment's packages with everything that Ongoing has sent: parcels that came later are added, none is removed, and
 * a package keeps its id. A parcel known by its number only gets its waybill; a corrected waybill is one more package.
 */
export const packages = (
  existing: ReadonlyArray<OmniumPackage>,
  state: OngoingOrderState
): ReadonlyArray<OmniumPackage> => outbound(state).reduce(withTrace, existing)

/** Links are shown to people, so nothing but http and https is taken over. */
export const trackingLink = (url: string | undefined): string | undefined =>
  url !== undefined && /^https?:\/\/[^\s"'<>\\]+$/i.test(url.trim()) ? url.trim() : undefined

const tracking = (traces: ReadonlyArray<Trace>): Tracking | undefined => {
  const chosen = traces.find((trace) => trace.waybill !== undefined) ?? traces[0]
  const number = chosen?.waybill ?? chosen?.parcelNumber
  const own = traces.find((trace) => trace.link !== undefined && numberOf(trace) === number)
  const link = own?.link ?? traces.find((trace) => trace.link !== undefined)?.link
  if (number === undefined && link === undefined) return undefined
  return { number, link, isWaybill: chosen?.waybill !== undefined }
}

const numberOf = (trace: Trace): string | undefined => trace.waybill ?? trace.parcelNumber

/** Carriers put their number on the parcel, on the order or on both, so all places are read. */
const outbound = (state: OngoingOrderState): ReadonlyArray<Trace> => {
  const returns = new Set(returning(state).map((trace) => trace.waybill))
  return [
    ...parcels(state, false),
    ...state.tracking.map(ofOrder),
    ofOrder({ waybill: state.waybill, trackingUrl: undefined })
  ].filter((trace) => !isEmpty(trace) && (trace.waybill === undefined || !returns.has(trace.waybill)))
}

const returning = (state: OngoingOrderState): ReadonlyArray<Trace> =>
  [
    ...state.returnTracking.map(ofOrder),
    ...parcels(state, true),
    ofOrder({ waybill: state.returnWaybill, trackingUrl: undefined })
  ].filter((trace) => !isEmpty(trace))

const isEmpty = (trace: Trace): boolean => (numberOf(trace) ?? trace.link) === undefined

const ofOrder = (of: { readonly waybill: string | undefined; readonly trackingUrl: string | undefined }): Trace => ({
  waybill: of.waybill,
  parcelNumber: undefined,
  link: trackingLink(of.trackingUrl)
})

/** By their ids, so that the first one stays the first. */
const parcels = (state: OngoingOrderState, isReturnParcel: boolean): ReadonlyArray<Trace> =>
  state.parcels
    .filter((parcel) => parcel.isReturnParcel === isReturnParcel)
    .sort((one, other) => one.parcelId - other.parcelId)
    .map((parcel: OngoingParcel) => ({
      waybill: parcel.waybill,
      parcelNumber: parcel.parcelNumber,
      link: trackingLink(parcel.trackingUrl)
    }))

const withTrace = (packages: ReadonlyArray<OmniumPackage>, trace: Trace): ReadonlyArray<OmniumPackage> => {
  const number = numberOf(trace)
  if (number === undefined) return packages
  const at = placeOf(packages, trace)
  const known = packages[at]
  if (known === undefined) {
    const id = [trace.parcelNumber, number].find((each) => each !== undefined && !packages.some(hasId(each)))
    return [
      ...packages,
      {
        id: id ?? `${number}-${packages.length + 1}`,
        trackingNumber: number,
        trackingLink: trace.link,
        labelLink: undefined
      }
    ]
  }
  const trackingNumber = trace.waybill ?? known.trackingNumber ?? number
  return packages.with(at, { ...known, trackingNumber, trackingLink: known.trackingLink ?? trace.link })
}

const hasId = (wanted: string) => (each: OmniumPackage) => each.id === wanted

/** The package of the same number, else that of the same parcel while it has no waybill. */
const placeOf = (packages: ReadonlyArray<OmniumPackage>, { waybill, parcelNumber }: Trace): number => {
  const same = waybill === undefined ? -1 : packages.findIndex((each) => each.trackingNumber === waybill)
  if (same >= 0 || parcelNumber === undefined) return same
  return packages.findIndex(
    ({ id, trackingNumber }) =>
      trackingNumber === parcelNumber ||
      (id === parcelNumber && (waybill === undefined || trackingNumber === undefined))
  )
}
