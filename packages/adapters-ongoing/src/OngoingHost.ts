export type UnusableHost = "not-a-url" | "not-http" | "credentials-in-url" | "query-in-url" | "no-warehouse"

/** `https://api.ongoingsystems.se/{warehouse}`, with or without `/api/v1` and slashes at its end → `…/{warehouse}/api/v1`. */
export const normalise = (host: string): URL | UnusableHost => {
  const url = URL.parse(host)
  if (url === null) return "not-a-url"
  if (url.protocol !== "https:" && url.protocol !== "http:") return "not-http"
  if (url.username !== "" || url.password !== "") return "credentials-in-url"
  if (url.search !== "" || url.hash !== "") return "query-in-url"
  const segments = url.pathname.split("/").filter((segment) => segment !== "")
  const [beforeLast, last] = segments.slice(-2).map((segment) => segment.toLowerCase())
  const warehouse = beforeLast === "api" && last === "v1" ? segments.slice(0, -2) : segments
  return warehouse.length === 0 ? "no-warehouse" : new URL(`${url.origin}/${[...warehouse, "api", "v1"].join("/")}`)
}
