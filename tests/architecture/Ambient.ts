import type { Source } from "./Imports.ts"

/** What reaches past the parameters and services a module is given, and what takes its place. */
const forbidden: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /\bDate\.now\b|\bnew Date(?!\s*\()|(?<!new )\bDate\(|\bnowUnsafe\b|\bis(Future|Past)Unsafe\b/,
    "Clock or DateTime.now"
  ],
  [
    /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b|\brandomBytes\b|\buuidV\dUnsafe\b|\bulidUnsafe\b/,
    "Random, or a key made from the data"
  ],
  [
    /\bset(Timeout|Interval|Immediate)\b|\bqueueMicrotask\b|\bprocess\.nextTick\b|\bBun\.sleep/,
    "Effect.sleep, Schedule"
  ],
  [/\bAbortSignal\.timeout\b|\bPromise\.race\b/, "Effect.timeout, Effect.raceFirst"],
  [/(?<![.\w#])fetch\(|\bBun\.(file|write|spawn|connect|serve)\b/, "HttpClient, FileSystem, a port"],
  [/\bfrom "node:(fs|net|http|https|dns|tls|child_process|timers|worker_threads)/, "HttpClient, FileSystem, a port"],
  [/\bprocess\.(env|argv|exit|on|cwd|std\w+)\b|\bBun\.env\b|\bimport\.meta\.env\b/, "Settings, or a parameter"],
  [/\bconsole\./, "Effect.log, or the text given back to the caller"],
  [/\bperformance\.now\b|\bhrtime\b/, "Clock.monotonicTimeNanos"],
  [/\bcrypto\.subtle\b/, "node:crypto createHmac, which answers at once"],
  [/\bEffect\.(run(Promise|Fork|Sync|Callback)(Exit)?)\(|\bManagedRuntime\.make\b/, "run…With(the layer's context)"],
  [/\bCron\.(next|prev|sequence)\b/, "Schedule.cron"],
  [/\bcurrent_timestamp\b|\bdatetime\('now'|\bunixepoch\(|\bstrftime\([^)]*'now'/i, "a parameter of the statement"],
  [/\b(SELECT|VALUES|SET|WHERE|BY|DEFAULT)\b[^`]*\brandom(blob)?\(/, "a parameter of the statement"],
  [/^(export )?(let|var) /m, "a service: what a module keeps leaks from one run into the next"]
]

/** One line for each ambient effect of a source; types and comments do not count. */
export const ambientEffects = ({ path, text }: Source): ReadonlyArray<string> => {
  const loader = path.endsWith(".tsx") ? "tsx" : "ts"
  // The transpiler writes `new Date()` as `new Date`, and leaves `new Date(instant)` as it is.
  const plain = new Bun.Transpiler({ loader }).transformSync(text)
  return forbidden.flatMap(([pattern, instead]) => {
    const match = pattern.exec(plain)
    return match === null ? [] : [`${path}: ${match[0].trim()} – use ${instead}`]
  })
}
