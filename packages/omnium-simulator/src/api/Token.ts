import { issueToken, lifetime } from "./AccessToken.ts"
import { problemDetails } from "./Answer.ts"

/** The bare token as text, or an object with `returnAsJson=true`. Credentials come in the query or as a form. */
export const tokenAnswer = (
  request: Request,
  body: string,
  now: number,
  credentials: { readonly clientId: string; readonly clientSecret: string }
): Response => {
  const sent = new Map<string, string>()
  const isForm = (request.headers.get("content-type") ?? "").startsWith("application/x-www-form-urlencoded")
  const sources = [...(isForm ? [new URLSearchParams(body)] : []), new URL(request.url).searchParams]
  for (const source of sources) for (const [name, value] of source) sent.set(name.toLowerCase(), value)
  const clientId = sent.get("clientid") ?? sent.get("client_id")
  const clientSecret = sent.get("clientsecret") ?? sent.get("client_secret")
  if (clientId !== credentials.clientId || clientSecret !== credentials.clientSecret) {
    const detail =
      clientId === undefined || clientSecret === undefined
        ? `${misplaced(request, body)}ClientId and clientSecret are read from the query, or from a form`
        : clientId === credentials.clientId
          ? `The secret of API user '${clientId}' is another one`
          : `There is no API user '${clientId}'`
    return problemDetails(401, "Unauthorized", { detail })
  }
  const accessToken = issueToken(credentials.clientId, credentials.clientSecret, Math.floor(now / 1000))
  return sent.get("returnasjson")?.toLowerCase() === "true"
    ? Response.json({ accessToken, tokenType: "Bearer", expiresIn: lifetime })
    : new Response(accessToken, { headers: { "content-type": "text/plain; charset=utf-8" } })
}

const misplaced = (request: Request, body: string): string => {
  if (request.headers.has("authorization")) return "The Authorization header is not looked at here. "
  return body.trim() === "" ? "" : "The body is no form (application/x-www-form-urlencoded). "
}
