/** @jsxImportSource hono/jsx */
import type { FC } from "hono/jsx"
import { actionCall, actionCurl, fieldNames, type Outcome } from "./ActionForm.ts"
import type { Ask } from "./Page.ts"

/** Something that a button does, by a call of the simulator's own interfaces. */
export interface Action {
  readonly label: string
  readonly method?: "POST" | "PUT" | "PATCH" | "DELETE"
  /** Within the world. `{name}` is filled by the field `path.name`. */
  readonly path: string
  /** Members of the body that nobody fills in. */
  readonly body?: Readonly<Record<string, unknown>>
  readonly fields?: ReadonlyArray<Field>
  readonly tone?: "primary" | "danger"
  readonly hint?: string
}

/** `name` is a member of the body, such as `lines.0.quantity:number`; see `actionCall`. */
export interface Field {
  readonly name: string
  /** None for what is sent along unseen. */
  readonly label?: string
  readonly type?: "text" | "number"
  readonly value?: string | number | undefined
  readonly placeholder?: string | undefined
  readonly choices?: ReadonlyArray<readonly [value: string, text: string]>
}

/** The button, its fields, the curl command that does the same, and what came of it. */
export const ActionButton: FC<{ readonly ask: Ask; readonly action: Action }> = ({ ask, action }) => {
  const key = keyOf(action)
  const filled = actionCall(initialForm(ask, action))
  return (
    <form class="action" method="post" action={`${ask.base}/board/act`} id={key} data-action>
      {[...initialForm(ask, action)]
        .filter(([name]) => name.startsWith("_"))
        .map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      {action.fields !== undefined && (
        <div class="fields">
          {action.fields.map((field, position) => (
            <FieldInput field={field} id={`${key}-${position}`} />
          ))}
        </div>
      )}
      <button type="submit" class={action.tone} title={action.hint} id={`${key}-button`}>
        {action.label}
      </button>
      <details class="curl" id={`${key}-curl`}>
        <summary>
          curl<span class="unseen"> for {action.label}</span>
        </summary>
        <code>{actionCurl(filled, ask.root, ask.access)}</code>
      </details>
      <output>{ask.result?.key === key && <Said outcome={ask.result} />}</output>
    </form>
  )
}

/** An action that asks for something first: its form opens under its name. */
export const ActionDetails: FC<{ readonly ask: Ask; readonly action: Action }> = ({ ask, action }) => (
  <details class="more" id={`${keyOf(action)}-form`} open={ask.result?.key === keyOf(action)}>
    <summary>{action.label}…</summary>
    <ActionButton ask={ask} action={action} />
  </details>
)

const Said: FC<{ readonly outcome: Outcome }> = ({ outcome }) => (
  <span class={isDone(outcome) ? "done" : "refused"}>{saidOf(outcome)}</span>
)

export const isDone = ({ status }: Outcome): boolean => status !== undefined && status < 400

export const saidOf = (outcome: Outcome): string =>
  isDone(outcome) ? `Done (${outcome.status}).` : `${outcome.status ?? "No answer"}: ${outcome.said}`

/** The form as it is before anybody fills it in. */
const initialForm = (ask: Ask, action: Action): URLSearchParams => {
  const form = new URLSearchParams()
  form.set(fieldNames.method, action.method ?? "POST")
  form.set(fieldNames.path, action.path)
  form.set(fieldNames.body, action.body === undefined ? "" : JSON.stringify(action.body))
  form.set(fieldNames.page, ask.page)
  form.set(fieldNames.key, keyOf(action))
  for (const { name, value, choices } of action.fields ?? []) form.set(name, String(value ?? choices?.[0]?.[0] ?? ""))
  return form
}

const keyOf = ({ label, path }: Action): string =>
  `${path} ${label}`
    .replace(/^\/(_simulator\/)?/, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .toLowerCase()

const FieldInput: FC<{ readonly field: Field; readonly id: string }> = ({ field, id }) => {
  const { name, label, type = "text", value, placeholder, choices } = field
  if (label === undefined) return <input type="hidden" name={name} value={String(value ?? "")} />
  return (
    <label for={id}>
      <span>{label}</span>
      {choices === undefined ? (
        <input
          id={id}
          name={name}
          type={type}
          value={value === undefined ? "" : String(value)}
          placeholder={placeholder}
          step={type === "number" ? "any" : undefined}
          autocomplete="off"
        />
      ) : (
        <select id={id} name={name}>
          {choices.map(([choice, text]) => (
            <option value={choice} selected={choice === value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </label>
  )
}
