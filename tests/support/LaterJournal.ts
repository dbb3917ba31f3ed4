import { Database } from "bun:sqlite"

/** What a journal that no process has open would look like if it had been left so much earlier, as to lost calls. */
export const later = (dataDir: string, milliseconds: number): void => {
  using journal = new Database(`${dataDir}/journal.sqlite`, { readwrite: true })
  journal.run("UPDATE audits SET at = at - ?", [milliseconds])
  journal.run("UPDATE items SET not_before = not_before - ? WHERE not_before IS NOT NULL", [milliseconds])
}
