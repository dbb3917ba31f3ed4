/** The connection broke. In-process the call rejects with it; a server closes the socket. */
export class ConnectionFault extends Error {
  override readonly name = "ConnectionFault"
  readonly kind: "reset" | "reset-mid-body" | "hang"
  /** What was sent before the connection broke. */
  readonly partial: Response | undefined

  constructor(kind: "reset" | "reset-mid-body" | "hang", partial?: Response) {
    super(`Simulated fault: ${kind}`)
    this.kind = kind
    this.partial = partial
  }
}
