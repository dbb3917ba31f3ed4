import type { Context } from "hono"
import { BackDoorError } from "./BackDoorError.ts"

/** The number in a parameter of the query. */
export const numberIn = (context: Context, name: string, fallback: number): number => {
  const text = context.req.query(name) ?? String(fallback)
  if (!/^\d+$/.test(text)) throw new BackDoorError(400, `${name}=${text} is not a whole number.`)
  return Number(text)
}
