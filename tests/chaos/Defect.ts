/** A mistake that somebody could make: one piece of the connector's source in place of another. */
export interface Defect {
  readonly name: string
  /** Below `packages/`. */
  readonly file: string
  readonly of: string
  readonly instead: string
  /** The rules by which a story may find it. */
  readonly rules: ReadonlyArray<string>
}
