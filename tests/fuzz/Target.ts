import type { Described, Document } from "./Operations.ts"

/** A system that is called, as fresh as its first call. */
export interface Target extends AsyncDisposable {
  readonly document: Document
  readonly origin: string
  /** What stands before the document's paths. */
  readonly base: string
  /** What all its paths begin with: elsewhere are pages that no document describes. */
  readonly root: string
  /** Answers, however much of its own time that takes. */
  readonly send: (request: Request) => Promise<Response>
  /** What a caller shows to be let in to this operation. */
  readonly credentials: (operation: Described) => Readonly<Record<string, string>>
  /** What no answer may hold. */
  readonly secrets: ReadonlyArray<string>
  /** What a caller knows before he has read anything. */
  readonly known: ReadonlyArray<unknown>
  /**
   * Bodies that are right where being valid is not enough, by the operation's key. `{new}` in a text is new each time,
   * and a text that is nothing but a name in braces is what is known by that name.
   */
  readonly examples: Readonly<Record<string, ReadonlyArray<unknown>>>
  /** Parameters that have another name in answers. */
  readonly aliases: Readonly<Record<string, string>>
  /** Operations that these calls cannot get a good answer from, and why. */
  readonly unanswered: Readonly<Record<string, string>>
  /** What happens between two calls. */
  readonly between: () => Promise<void>
}
