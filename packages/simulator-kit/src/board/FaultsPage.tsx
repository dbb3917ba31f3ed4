/** @jsxImportSource hono/jsx */
import type { FC } from "hono/jsx"
import type { FaultPreset } from "../FaultPreset.ts"
import { faultNames } from "../FaultRule.ts"
import type { ActiveFault } from "../Faults.ts"
import { type Action, ActionButton, ActionDetails } from "./Action.tsx"
import { Instant } from "./Instant.tsx"
import type { Ask, Route } from "./Page.ts"
import { Nothing } from "./Shell.tsx"

const path = "/_simulator/faults"

export const faultsPage = (presets: ReadonlyArray<FaultPreset>): Route<unknown> => ({
  path: "/board/faults",
  tab: "Faults",
  page: ({ faults }, ask) => ({
    title: "Faults",
    sections: [
      {
        id: "rules",
        follows: ["faults"],
        body: () => (
          <>
            <h2>In force</h2>
            {faults.rules.length === 0 ? (
              <Nothing>No rule is in force: every call is answered as the real system answers it.</Nothing>
            ) : (
              <>
                <RuleTable ask={ask} rules={faults.rules} />
                <ActionButton ask={ask} action={{ label: "Clear all faults", method: "DELETE", path }} />
              </>
            )}
          </>
        )
      },
      { id: "rule", follows: [], body: () => <ActionDetails ask={ask} action={ownRule} /> },
      {
        id: "presets",
        follows: [],
        body: () => (
          <>
            <h2>By name</h2>
            <div class="cards">
              {presets.map((preset) => (
                <Preset ask={ask} preset={preset} />
              ))}
            </div>
          </>
        )
      }
    ]
  })
})

const Preset: FC<{ readonly ask: Ask; readonly preset: FaultPreset }> = ({ ask, preset }) => (
  <div class="card">
    <p class="title">
      {preset.name} {preset.failureCase !== undefined && <span class="badge over">{preset.failureCase}</span>}
    </p>
    <p>{preset.does}</p>
    <p class="sub">{preset.because}</p>
    {preset.rules === undefined ? (
      <p class="sub">Instead of a fault: {preset.instead}</p>
    ) : (
      <ActionButton ask={ask} action={{ label: `Set ${preset.name}`, path, body: { preset: preset.name } }} />
    )}
  </div>
)

const ownRule: Action = {
  label: "A rule of your own",
  path,
  fields: [
    { name: "method", label: "Method", placeholder: "PUT,POST" },
    { name: "path", label: "Path", placeholder: "/orders/{orderId}" },
    { name: "fault", label: "Fault", choices: faultNames.map((name) => [name, name] as const) },
    { name: "status:number", label: "Status", type: "number", value: 503 },
    { name: "rate:number", label: "Rate", type: "number", placeholder: "1" },
    { name: "count:number", label: "How often", type: "number", placeholder: "always" },
    {
      name: "phase",
      label: "Phase",
      choices: [
        ["before", "before: not applied"],
        ["after", "after: applied, the answer is lost"]
      ]
    }
  ]
}

const RuleTable: FC<{ readonly ask: Ask; readonly rules: ReadonlyArray<ActiveFault> }> = ({ ask, rules }) => (
  <table class="stacked">
    <thead>
      <tr>
        <th>Rule</th>
        <th>Calls</th>
        <th class="n">Rate</th>
        <th class="n">Fired</th>
        <th>Until</th>
        <th>End it</th>
      </tr>
    </thead>
    <tbody>
      {rules.map(({ id, label, rule, fired, until }) => (
        <tr id={`fault-${id}`}>
          <td data-label="Rule">
            <b>{label}</b>
          </td>
          <td data-label="Calls">
            {rule.method ?? "any method"} {rule.path ?? "any path"}
          </td>
          <td class="n" data-label="Rate">
            {rule.rate ?? 1}
          </td>
          <td class="n" data-label="Fired">
            {fired}
            {rule.count !== undefined && ` of ${rule.count}`}
          </td>
          <td data-label="Until">{Number.isFinite(until) ? <Instant at={until} /> : "you end it"}</td>
          <td data-label="End it">
            <ActionButton ask={ask} action={{ label: `End ${label}`, method: "DELETE", path: `${path}/${id}` }} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
