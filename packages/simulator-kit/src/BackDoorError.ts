/** A refusal of the back door: answered as `{ "message": … }` with this status. */
export class BackDoorError extends Error {
  override readonly name = "BackDoorError"
  readonly status: 400 | 404 | 409

  constructor(status: 400 | 404 | 409, message: string) {
    super(message)
    this.status = status
  }
}
