import type { OngoingFile } from "../ongoing/OngoingOrderState.ts"

export interface Labels {
  readonly labels: ReadonlyArray<OngoingFile>
  readonly returnLabels: ReadonlyArray<OngoingFile>
}

/** Nothing but its name marks a file as a label: `label*.pdf`, `return*.pdf`. The oldest first; what is no PDF is none. */
export const labelsAmong = (files: ReadonlyArray<OngoingFile>): Labels => ({
  labels: named(files, /^label.*\.pdf$/is),
  returnLabels: named(files, /^return.*\.pdf$/is)
})

const named = (files: ReadonlyArray<OngoingFile>, name: RegExp): ReadonlyArray<OngoingFile> =>
  files.filter((file) => name.test(file.fileName) && isPdf(file.bytes)).sort((one, other) => one.fileId - other.fileId)

const magic = [0x25, 0x50, 0x44, 0x46, 0x2d] // %PDF-
const largest = 20 * 1024 * 1024

/** Whether it is a PDF by its first bytes, whatever its name and type say, and no larger than 20 MiB. */
const isPdf = (bytes: Uint8Array): boolean =>
  bytes.length <= largest && magic.every((byte, index) => bytes[index] === byte)
