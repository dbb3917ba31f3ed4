/**
 * The least that a simulator could be: it answers a GET with bytes it was given, and keeps what is PUT in a map.
 * `POST /` gives it the bytes for the path in the `for` parameter.
 */
const answers = new Map<string, Uint8Array>()
const kept = new Map<string, unknown>()

const server = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch: async (request) => {
    if (request.method === "GET") {
      const path = request.url.slice(request.url.indexOf("/", 8))
      return new Response(answers.get(path), { headers: { "content-type": "application/json" } })
    }
    if (request.method === "POST") {
      answers.set(new URL(request.url).searchParams.get("for") ?? "", await request.bytes())
      return new Response(null, { status: 204 })
    }
    const body: unknown = await request.json()
    kept.set(String(kept.size), body)
    return Response.json({ id: kept.size, message: "kept" })
  }
})
console.log(`listening http://127.0.0.1:${server.port}`)
