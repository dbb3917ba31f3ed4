/** Why the warehouse does not do what was asked, in words. `missing` means that the thing named does not exist. */
export class Refusal {
  readonly reason: "missing" | "forbidden" | "refused"
  readonly message: string

  constructor(reason: Refusal["reason"], message: string) {
    this.reason = reason
    this.message = message
  }
}

export const refused = (message: string): Refusal => new Refusal("refused", message)
export const foreignOwner = (ownerId: number): Refusal =>
  new Refusal("forbidden", `The user has no access to goods owner ${ownerId}.`)
export const missing = (message: string): Refusal => new Refusal("missing", message)
