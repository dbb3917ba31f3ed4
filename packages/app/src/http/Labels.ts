import { BlobStorage, BlobToken } from "@omnium-ongoing/domain/ports/BlobStorage"
import { Effect, Option, Schema } from "effect"
import { problem } from "./Problem.ts"
import type { Route, Run } from "./Route.ts"

const decodeToken = Schema.decodeUnknownOption(BlobToken)

export const labels = (run: Run): ReadonlyArray<Route> => [
  {
    method: "GET",
    path: "/labels/:token",
    access: "holder-of-the-link",
    summary: "A shipping label or return label, for 400 days.",
    answer: { type: "application/pdf" },
    problems: [404],
    handler: async (c) => {
      const token = Option.getOrUndefined(decodeToken(c.req.param("token")))
      const blob =
        token === undefined
          ? undefined
          : Option.getOrUndefined(await run(Effect.flatMap(BlobStorage, (blobs) => blobs.get(token))))
      if (blob === undefined) return problem(c, 404, "Not Found", "There is no such label, or it is no longer kept.")
      return c.body(Uint8Array.from(blob.bytes), 200, {
        "content-type": blob.contentType,
        "content-disposition": 'inline; filename="label.pdf"',
        "cache-control": "private, max-age=3600",
        "content-security-policy": "default-src 'none'; sandbox",
        "referrer-policy": "no-referrer"
      })
    }
  }
]
