import { Layer, Logger, References } from "effect"
import { redaction } from "./Redaction.ts"
import type { Settings } from "./Settings.ts"

/** Every secret of the configuration, for the net under the log. */
const secretsOf = (settings: Settings) => [
  ...(settings.adminKey === undefined ? [] : [settings.adminKey]),
  ...settings.tenants.flatMap((tenant) => [tenant.webhookSecret, tenant.omnium.clientSecret, tenant.connector.Password])
]

/** One JSON object a line, without secrets. What an order holds is never logged in the first place. */
export const layer = (settings: Settings, write: (line: string) => void) => {
  const redact = redaction(
    secretsOf(settings),
    settings.tenants.flatMap(({ connector, omnium }) => [connector.Username, omnium.clientId])
  )
  return Layer.merge(
    Logger.layer([Logger.map(Logger.formatJson, (line) => write(`${redact(line)}\n`))]),
    Layer.succeed(References.MinimumLogLevel, "Info")
  )
}
