import type { Child } from "hono/jsx"
import type { World } from "../World.ts"
import type { Access, Outcome } from "./ActionForm.ts"
import type { Topic } from "./Watch.ts"

/** A part of a page that is rendered anew, in its place, when what it follows has changed. */
export interface Section {
  readonly id: string
  readonly follows: ReadonlyArray<Topic>
  readonly body: () => Child
}

export interface Page {
  readonly title: string
  readonly sections: ReadonlyArray<Section>
}

/** What a page knows of the request for it. */
export interface Ask {
  /** The path prefix of the world, for links. */
  readonly base: string
  /** The address of the world, for curl commands. */
  readonly root: string
  /** This page within the world, with its query. */
  readonly page: string
  readonly param: (name: string) => string
  readonly query: (name: string) => string | undefined
  readonly access: Access | undefined
  /** What the back door answers to a GET of this path under `/_simulator/`. */
  readonly back: (path: string) => Promise<unknown>
  /** What came of the button with this key, where no script could show it. */
  readonly result: (Outcome & { readonly key: string }) | undefined
}

export interface Route<State> {
  /** `/`, or a path under `/board/`; parameters as in Hono. */
  readonly path: string
  /** Its name in the navigation; a page without one is reached from others. */
  readonly tab?: string
  /** The path of the tab that a page without one belongs to. */
  readonly under?: string
  /** Undefined if what the page is about does not exist. */
  readonly page: (world: World<State>, ask: Ask) => Page | undefined
}

/** A file that pages link to. */
export interface Download<State> {
  readonly path: string
  readonly file: (world: World<State>, param: (name: string) => string) => BoardFile | undefined
}

export interface BoardFile {
  readonly name: string
  readonly mimeType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}
