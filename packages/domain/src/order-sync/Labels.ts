import type { OngoingFile } from "../ongoing/OngoingOrderState.ts"

export interface Labels {
  readonly label: OngoingFile | undefined
  readonly returnLabel: OngoingFile | undefined
}

/** Nothing but its name marks a file as a label: `label*.pdf`, `return*.pdf`. Of several, the oldest. */
export const labelsAmong = (files: ReadonlyArray<OngoingFile>): Labels => ({
  label: oldest(files, /^label.*\.pdf$/is),
  returnLabel: oldest(files, /^return.*\.pdf$/is)
})

const oldest = (files: ReadonlyArray<OngoingFile>, name: RegExp): OngoingFile | undefined =>
  files
    .filter((file) => name.test(file.fileName))
    .sort((one, other) => one.fileId - other.fileId)
    .at(0)

const magic = [0x25, 0x50, 0x44, 0x46, 0x2d] // %PDF-
const largest = 20 * 1024 * 1024

/** Whether it is a PDF by its first bytes, whatever its name and type say, and no larger than 20 MiB. */
export const isPdf = (bytes: Uint8Array): boolean =>
  bytes.length <= largest && magic.every((byte, index) => bytes[index] === byte)
