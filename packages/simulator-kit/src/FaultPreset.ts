import type { FaultRule } from "./FaultRule.ts"

const writes = "PUT,POST,PATCH,DELETE"

/** Situations by name. A caller may narrow each to a method, a path or a count. */
export const faultPresets = {
  "lost-answer": [{ method: writes, fault: "reset", count: 1, phase: "after" }],
  "lock-out": [{ fault: "status", status: 429, count: 5, phase: "before", retryAfter: 60 }],
  outage: [{ fault: "status", status: 503, phase: "before" }],
  "html-gateway": [{ fault: "html", status: 502, phase: "before" }],
  "black-friday": [
    { fault: "latency", rate: 0.3, phase: "before", delayMs: 2000 },
    { fault: "status", status: 429, rate: 0.1, phase: "before", retryAfter: 2 },
    { fault: "status", status: 503, rate: 0.05, phase: "before" },
    { fault: "reset", rate: 0.02, phase: "after" }
  ],
  "read-only": [
    { method: writes, fault: "status", status: 403, phase: "before", body: { message: "The system is read-only." } }
  ]
} satisfies Record<string, ReadonlyArray<FaultRule>>

export type FaultPresetName = keyof typeof faultPresets
