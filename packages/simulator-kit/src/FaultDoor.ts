import { Schema } from "effect"
import type { BackDoorApp } from "./BackDoor.ts"
import { decodeBody } from "./BackDoorBody.ts"
import { BackDoorError } from "./BackDoorError.ts"
import type { FaultPreset } from "./FaultPreset.ts"
import { FaultRule, matchFields } from "./FaultRule.ts"
import type { ActiveFault } from "./Faults.ts"
import { longForm, ShortFaultRule } from "./ShortFaultRule.ts"
import type { World } from "./World.ts"

const PresetCommand = Schema.Struct({ preset: Schema.NonEmptyString, ...matchFields })

/** Rules in their short form begin so, and no JSON does. */
const looksShort = /^[a-z0-9-]+:/

/** The routes of faults. */
export const faultDoor = (world: World<unknown>, app: BackDoorApp, presets: ReadonlyArray<FaultPreset>): void => {
  app.get("/faults", () => Response.json(world.faults.rules.map(faultView)))
  app.get("/faults/presets", () => Response.json(presets))
  app.post("/faults", async (context) => {
    const value = commandOf(await context.req.text())
    const rules = rulesOf(value, presets)
    const added = world.faults.addAll(rules, world.clock.now()).map(faultView)
    return Response.json(Array.isArray(value) || has(value, "preset") ? added : added[0], { status: 201 })
  })
  app.delete("/faults", (context) => {
    world.faults.clear()
    return context.body(null, 204)
  })
  app.delete("/faults/:id{[0-9]+}", (context) => {
    const id = Number(context.req.param("id"))
    if (!world.faults.remove(id)) throw new BackDoorError(404, `There is no fault ${id}.`)
    return context.body(null, 204)
  })
}

const faultView = ({ id, rule, phase, label, until, seen, fired }: ActiveFault) => ({
  id,
  ...rule,
  phase,
  label,
  ...(Number.isFinite(until) && { until: new Date(until).toISOString() }),
  seen,
  fired
})

const commandOf = (text: string): unknown => {
  if (looksShort.test(text.trim())) return { rule: text }
  try {
    return JSON.parse(text)
  } catch {
    throw new BackDoorError(400, "The body is neither JSON nor a rule such as 503:0.1:before.")
  }
}

const has = <Name extends string>(value: unknown, name: Name): value is Readonly<Record<Name, unknown>> =>
  typeof value === "object" && value !== null && name in value

const rulesOf = (value: unknown, presets: ReadonlyArray<FaultPreset>): ReadonlyArray<FaultRule> => {
  if (Array.isArray(value)) return value.flatMap((item) => rulesOf(item, presets))
  if (has(value, "rule")) {
    const { rule, ...more } = decodeBody(ShortFaultRule, value)
    return [decodeBody(FaultRule, { ...more, ...longForm(rule) })]
  }
  if (!has(value, "preset")) return [decodeBody(FaultRule, value)]
  const { preset: name, ...narrower } = decodeBody(PresetCommand, value)
  return presetRules(name, presets).map((rule) => ({ ...rule, ...narrower }))
}

const presetRules = (name: string, presets: ReadonlyArray<FaultPreset>): ReadonlyArray<FaultRule> => {
  const preset = presets.find((each) => each.name === name || each.failureCase === name)
  if (preset === undefined) {
    const known = presets.map((each) =>
      [each.name, ...(each.failureCase === undefined ? [] : [each.failureCase])].join("/")
    )
    throw new BackDoorError(400, `There is no preset "${name}"; there are ${known.join(", ")}.`)
  }
  if (preset.rules === undefined) {
    throw new BackDoorError(400, `"${name}" is no fault of the wire. Do this instead: ${preset.instead}`)
  }
  return preset.rules
}
