import { existsSync } from "node:fs"
import { tmpdir } from "node:os"
import { drawStory } from "./DrawnStory.ts"
import { noCounts, type Result, simulate } from "./Simulation.ts"
import type { Story } from "./Story.ts"
import type { Violation } from "./Violation.ts"

/** What a seed came to, as one worker tells it to the other process. */
export interface SeedResult extends Omit<Result, "latest"> {
  readonly seed: number
  /** Only of a seed that failed. */
  readonly latest: ReadonlyArray<string>
}

/** In memory where the machine has such a place: what is tested is the order of writes, not the disk. */
const directory = existsSync("/dev/shm") ? "/dev/shm" : tmpdir()

/** A name that no other run uses. */
export const journalFile = (name: string): string => `${directory}/chaos-${process.pid}-${name}.sqlite`

export const runSeed = async (seed: number, days: number): Promise<SeedResult> => {
  const { latest, ...result } = await runStory(drawStory(seed, days))
  return { ...result, seed, latest: result.violations.length === 0 ? [] : latest }
}

/** What the story throws, and not the connector, is a failure too. */
export const runStory = async (story: Story, listen?: (line: string) => void): Promise<Result> => {
  try {
    return await simulate(story, journalFile(String(story.seed)), listen)
  } catch (error) {
    const thrown: Violation = {
      rule: "simulation",
      words: error instanceof Error ? (error.stack ?? error.message) : String(error)
    }
    return {
      violations: [thrown],
      hash: "",
      latest: [],
      counts: noCounts
    }
  }
}
