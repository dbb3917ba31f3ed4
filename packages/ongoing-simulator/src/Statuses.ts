import { type Refusal, refused } from "./Refusal.ts"
import type { Settings } from "./Settings.ts"

/** A status as an installation lists it. */
export interface Status {
  readonly number: number
  readonly text: string
}

/** A status of the lists that are known here, in every language. */
export interface KnownStatus extends Record<Settings["statusLanguage"], string> {
  readonly number: number
}

export const inLanguage = (
  list: ReadonlyArray<KnownStatus>,
  language: Settings["statusLanguage"]
): ReadonlyArray<Status> => list.map((status) => ({ number: status.number, text: status[language] }))

/** The number, or the one at hand where the installation has no such number: the step then leaves the status alone. */
export const statusOr = (list: ReadonlyArray<Status>, number: number, otherwise: number): number =>
  list.some((status) => status.number === number) ? number : otherwise

/** Why a step is impossible that cannot do without its number. */
export const refuseLacking = (list: ReadonlyArray<Status>, number: number, what: string): Refusal | undefined =>
  list.some((status) => status.number === number)
    ? undefined
    : refused(`This installation has no ${what} ${number}. It has ${list.map((each) => each.number).join(", ")}.`)
