import { type Finding, ok, warning } from "./Finding.ts"

/** Whether the address that label links begin with is this service's, as seen from this machine. */
export const labelLinkFinding = (publicUrl: string, failure: string | undefined): Finding =>
  failure === undefined
    ? ok("label-links", `The service answers at publicUrl (${publicUrl}), where label links point.`)
    : warning(
        "label-links",
        `Label links point to publicUrl (${publicUrl}), where the service does not answer: ${failure}.`,
        "Start the service, and let publicUrl be the address under which Omnium's users reach it."
      )
