import { Hono } from "hono"
import type { Stage } from "./Stage.ts"

export const stageDoor = (stage: Stage) => {
  const app = new Hono()
  app.get("/", (c) => c.json({ scenes: stage.scenes, played: stage.played, busy: stage.busy ?? null }))
  app.post("/next", async (c) => c.json({ refused: (await stage.next()) ?? null }))
  app.post("/reset", async (c) => c.json({ refused: (await stage.reset()) ?? null }))
  return { fetch: async (request: Request): Promise<Response> => app.fetch(request) }
}
