/** A rule of the connector that did not hold, by its number, and what was seen. */
export interface Violation {
  readonly rule: string
  readonly words: string
}
