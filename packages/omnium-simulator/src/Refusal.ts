/** A command the system turns down, in the words and with the status the caller gets. */
export class Refusal extends Error {
  override readonly name = "Refusal"
  constructor(
    readonly status: 400 | 404 | 409,
    message: string
  ) {
    super(message)
  }
}

export const refuse = (status: 400 | 404 | 409, message: string): never => {
  throw new Refusal(status, message)
}
