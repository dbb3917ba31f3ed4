/** Ongoing keeps at most 50 characters of a row number. */
const longest = 50

/**
 * The row of an order line in Ongoing: its `lineItemId`. Of a longer one the end is kept, because that is where Omnium
 * tells the parts of a divided line apart.
 */
export const make = (lineItemId: string): string => lineItemId.slice(-longest)
