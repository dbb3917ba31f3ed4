import { readFileSync, rmSync } from "node:fs"
import { isDeepStrictEqual } from "node:util"
import type { Death } from "./Connector.ts"
import { CrashWorld } from "./CrashWorld.ts"
import { brokenLaws } from "./Laws.ts"
import { pictureOf } from "./Picture.ts"
import { rest, story } from "./Story.ts"

export interface Undisturbed {
  readonly picture: Awaited<ReturnType<typeof pictureOf>>
  readonly broken: ReadonlyArray<string>
  /** How often each point is reached. */
  readonly hits: ReadonlyMap<string, number>
}

/** The whole story without a death. */
export const undisturbed = async (program: string): Promise<Undisturbed> => {
  const notes = `${program}.points`
  await using world = await CrashWorld.open({ program, notes })
  await story(world)
  const hits = new Map<string, number>()
  for (const point of readFileSync(notes, "utf8").trimEnd().split("\n")) hits.set(point, (hits.get(point) ?? 0) + 1)
  rmSync(notes)
  await rest(world)
  return { picture: await pictureOf(world), broken: await brokenLaws(world), hits }
}

/** Every point at its first hit, and at a later one if it has any. */
export const deaths = (hits: ReadonlyMap<string, number>): ReadonlyArray<Death> =>
  [...hits].flatMap(([point, count]) =>
    [1, ...(count > 1 ? [Math.floor(count / 2) + 1] : [])].map((hit) => ({ point, hit }))
  )

/** The whole story with this death; everything that is not as it was without it. */
export const differences = async (
  program: string,
  dies: Death,
  { picture }: Undisturbed
): Promise<ReadonlyArray<string>> => {
  try {
    await using world = await CrashWorld.open({ program, dies })
    await story(world)
    await rest(world)
    return [
      ...(isDeepStrictEqual(world.deaths, ["SIGKILL"]) ? [] : [`It ended by ${JSON.stringify(world.deaths)}.`]),
      ...(await brokenLaws(world)),
      ...apart(picture, await pictureOf(world), [])
    ]
  } catch (error) {
    return [String(error)]
  }
}

/** Where two pictures differ. */
const apart = (wanted: unknown, seen: unknown, path: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (isDeepStrictEqual(wanted, seen)) return []
  const [one, other] = [membersOf(wanted), membersOf(seen)]
  if (one === undefined || other === undefined) {
    return [`${path.join(".")}: ${JSON.stringify(seen)} in place of ${JSON.stringify(wanted)}.`]
  }
  const names = new Set([...one.keys(), ...other.keys()])
  return [...names].flatMap((name) => apart(one.get(name), other.get(name), [...path, name]))
}

const membersOf = (value: unknown): ReadonlyMap<string, unknown> | undefined =>
  typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined
