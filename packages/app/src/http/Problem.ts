import type { Context } from "hono"
import type { ContentfulStatusCode } from "hono/utils/http-status"

/** RFC 9457. Never a stack, a path of this machine or anything of an order's content. */
export const problem = (c: Context, status: ContentfulStatusCode, title: string, detail?: string): Response =>
  c.body(
    JSON.stringify({
      type: "about:blank",
      title,
      status,
      ...(detail === undefined ? {} : { detail }),
      requestId: c.get("requestId")
    }),
    status,
    { "content-type": "application/problem+json" }
  )
