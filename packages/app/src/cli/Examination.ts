import type { Finding } from "@omnium-ongoing/domain/doctor/Finding"

/** What doctor found of a tenant. */
export interface Examination {
  readonly tenant: string
  readonly findings: ReadonlyArray<Finding>
}

/** Errors first; what is in order, last. */
const order = ["error", "warning", "ok"] as const

export const examinationText = (examinations: ReadonlyArray<Examination>): string =>
  examinations
    .flatMap(({ tenant, findings }) => [
      tenant,
      ...findings
        .toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity))
        .flatMap(({ severity, check, message, advice }) => [
          `  ${severity.padEnd(7)}  ${check}: ${message}`,
          ...(severity === "ok" ? [] : [`           ${advice}`])
        ])
    ])
    .join("\n")

export const isClean = (examinations: ReadonlyArray<Examination>): boolean =>
  examinations.every(({ findings }) => findings.every((finding) => finding.severity !== "error"))
