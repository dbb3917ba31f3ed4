import { parseArgs } from "node:util"

export type Command =
  | { readonly _tag: "Serve"; readonly port: number | undefined }
  | {
      readonly _tag: "Sync"
      readonly tenant: string
      readonly only: ReadonlyArray<string> | undefined
      readonly full: boolean
    }
  | { readonly _tag: "ExportProducts"; readonly tenant: string }
  | { readonly _tag: "Doctor"; readonly tenant: string | undefined }
  | { readonly _tag: "Items"; readonly tenant: string; readonly state: string | undefined }
  | { readonly _tag: "Retry"; readonly item: string }

export interface Arguments {
  readonly command: Command
  readonly config: string | undefined
  readonly json: boolean
}

export const usage = `usage: app [serve] [--config FILE] [--port N]
       app sync TENANT [--only purchase-orders,orders,returns,inventory] [--full] [--json]
       app export-products TENANT [--json]
       app doctor [TENANT] [--json]
       app items TENANT [--state open|held|dead|done|skipped|coalesced] [--json]
       app retry ITEM [--json]`

const options = {
  config: { type: "string" },
  port: { type: "string" },
  only: { type: "string" },
  full: { type: "boolean", default: false },
  state: { type: "string" },
  json: { type: "boolean", default: false }
} as const

/** The command line, or what is wrong with it. */
export const parse = (args: ReadonlyArray<string>): Arguments | string => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    const [name = "serve", subject, ...more] = positionals
    if (more.length > 0) return `unexpected argument: ${more[0]}`
    const command = commandOf(name, subject, values)
    return typeof command === "string" ? command : { command, config: values.config, json: values.json }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const commandOf = (
  name: string,
  subject: string | undefined,
  values: { readonly port?: string; readonly only?: string; readonly full: boolean; readonly state?: string }
): Command | string => {
  if (name === "serve") {
    if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) return `--port ${values.port} is not a port`
    return { _tag: "Serve", port: values.port === undefined ? undefined : Number(values.port) }
  }
  if (name === "doctor") return { _tag: "Doctor", tenant: subject }
  if (name !== "sync" && name !== "export-products" && name !== "items" && name !== "retry")
    return `there is no command ${name}`
  if (subject === undefined) return name === "retry" ? "retry needs an item" : `${name} needs a tenant`
  switch (name) {
    case "sync":
      return { _tag: "Sync", tenant: subject, only: values.only?.split(","), full: values.full }
    case "export-products":
      return { _tag: "ExportProducts", tenant: subject }
    case "items":
      return { _tag: "Items", tenant: subject, state: values.state }
    case "retry":
      return { _tag: "Retry", item: subject }
  }
}
