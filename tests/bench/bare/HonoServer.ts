import { Hono } from "hono"

/** The least that answers with hono: what a simulator's start is measured beside. */
const app = new Hono()
app.get("/", (context) => context.text("here"))
const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: app.fetch })
console.log(`listening http://127.0.0.1:${server.port}`)
