import { list } from "../Json.ts"
import type { Scene } from "../Story.ts"
import { type Addresses, type Send, type Systems, systems } from "../Systems.ts"
import type { Seen } from "../Views.ts"
import { type OwnCall, overhearing, remembering, type SeenCall } from "./Calls.ts"

export interface PlayedStep {
  readonly title: string
  /** What it showed, or why it could not be played. */
  readonly came: Seen | string
}

export interface PlayedScene {
  readonly steps: ReadonlyArray<PlayedStep>
  readonly own: ReadonlyArray<OwnCall>
  /** What the connector asked and told the two systems meanwhile. */
  readonly omnium: ReadonlyArray<SeenCall>
  readonly ongoing: ReadonlyArray<SeenCall>
}

export interface StageOptions {
  readonly send: Send
  readonly addresses: Addresses
  readonly story: (systems: Systems) => ReadonlyArray<Scene>
  /** Empties all three systems. */
  readonly startOver: () => Promise<void>
}

/** Tells the story scene by scene, and remembers what was seen. One thing at a time. */
export const createStage = ({ send, addresses, story, startOver }: StageOptions) => {
  const scenes = story(systems(send, addresses))
  let played: ReadonlyArray<PlayedScene> = []
  let busy: "playing" | "resetting" | undefined
  let changes = 0

  /** The reason why not, if something is under way. */
  const alone = async (work: "playing" | "resetting", run: () => Promise<void>): Promise<string | undefined> => {
    if (busy !== undefined) {
      return busy === "playing" ? "A scene is being played. Wait for its end." : "The systems are being reset."
    }
    busy = work
    changes++
    try {
      await run()
      return undefined
    } catch (error) {
      return `That went wrong: ${wordsOf(error)}`
    } finally {
      busy = undefined
      changes++
    }
  }

  const play = async (index: number): Promise<PlayedScene> => {
    const omnium = await overhearing(send, addresses.omnium)
    const ongoing = await overhearing(send, addresses.ongoing)
    const calls = remembering(send)
    const steps: Array<PlayedStep> = []
    // Calls of its own for each scene: somebody may have moved Omnium's clock beyond the end of the last token.
    for (const step of story(systems(calls.send, addresses))[index]?.steps ?? []) {
      steps.push({ title: step.title, came: await step.play().catch(wordsOf) })
    }
    return {
      steps,
      own: calls.writes,
      omnium: await omnium(calls.has),
      ongoing: await ongoing(calls.has)
    }
  }

  return {
    addresses,
    scenes,
    get played() {
      return played
    },
    get busy() {
      return busy
    },
    /** Grows with every change of the above. */
    get changes() {
      return changes
    },
    next: async (): Promise<string | undefined> =>
      played.length === scenes.length
        ? "The story is told. Reset to tell it again."
        : alone("playing", async () => {
            played = [...played, await play(played.length)]
          }),
    reset: (): Promise<string | undefined> =>
      alone("resetting", async () => {
        await startOver()
        played = []
      }),
    /** The connector's list of work, newest first. */
    work: async (): Promise<ReadonlyArray<unknown>> => {
      // While it is being started anew there is none.
      const response = await send(new Request(`${addresses.connector}/api/tenants/epic/items`)).catch(() => undefined)
      return response?.ok === true ? list(await response.json()) : []
    }
  }
}

export type Stage = ReturnType<typeof createStage>

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
