import { read } from "./Call.ts"

/** What the connector shows to people: work that is given up or waits for somebody. */
export interface Item {
  readonly id: number
  readonly flow: string
  readonly key: string
  readonly state: string
  readonly cause: string | null
  readonly message: string | null
}

/** All that are in a state, page by page. */
export const itemsIn = async (connector: string, tenant: string, state: string): Promise<ReadonlyArray<Item>> => {
  const found: Array<Item> = []
  for (;;) {
    const before = found.at(-1)?.id
    const page = await read<ReadonlyArray<Item>>(
      "GET",
      `${connector}/api/tenants/${tenant}/items?state=${state}${before === undefined ? "" : `&before=${before}`}`
    )
    if (page.length === 0) return found
    found.push(...page)
  }
}
