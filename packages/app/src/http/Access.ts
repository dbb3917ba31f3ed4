import { createHash, timingSafeEqual } from "node:crypto"
import type { System } from "@omnium-ongoing/domain/ports/Upstream"
import { Redacted } from "effect"
import type { Context, MiddlewareHandler } from "hono"
import type { Settings } from "../Settings.ts"
import { problem } from "./Problem.ts"

/** Who may use a route. There is no route without one of these. */
export type Access =
  /** Anybody who reaches the address: it tells nothing of tenants' data. */
  | "anyone"
  /** Whoever knows the link. */
  | "holder-of-the-link"
  /** The operator, by the admin key. */
  | "admin"
  /** A tenant's Omnium, by the tenant's webhook secret. */
  | "omnium"
  /** A tenant's Ongoing, by the same secret. */
  | "ongoing"

const digest = (text: string) => createHash("sha256").update(text).digest()

/** Equal lengths are compared in equal time, whatever was sent. */
const same = (given: string | undefined, expected: Redacted.Redacted<string>): boolean =>
  timingSafeEqual(digest(given ?? ""), digest(Redacted.value(expected))) && given !== undefined

const bearer = (c: Context): string | undefined => /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1]

/** The password of HTTP Basic, whatever the user name. */
const basicPassword = (c: Context): string | undefined => {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(c.req.header("authorization") ?? "")?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, "base64").toString("utf8")
  const at = text.indexOf(":")
  return at < 0 ? undefined : text.slice(at + 1)
}

const tenantSecret = (settings: Settings, c: Context) =>
  settings.tenants.find((tenant) => tenant.id === c.req.param("tenant"))?.webhookSecret

const unauthorised = (c: Context, challenge?: string): Response => {
  if (challenge !== undefined) c.header("www-authenticate", challenge)
  return problem(c, 401, "Unauthorized", "The secret is missing or wrong.")
}

/** A page of another site must not make a browser on this machine act: it may be let in without a key. */
const fromElsewhere = (c: Context): boolean => {
  const origin = c.req.header("origin")
  if (origin !== undefined && URL.parse(origin)?.host !== new URL(c.req.url).host) return true
  return c.req.header("sec-fetch-site") === "cross-site"
}

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname)

export const guarded = (
  settings: Settings,
  access: Access,
  refused: (c: Context, system: System) => void
): MiddlewareHandler => {
  const absent = tenantPlaceholder
  return async (c, next) => {
    switch (access) {
      case "anyone":
      case "holder-of-the-link":
        return next()
      case "admin": {
        if (fromElsewhere(c)) return problem(c, 403, "Forbidden", "The request comes from another site.")
        if (settings.adminKey === undefined) {
          return isLoopback(new URL(c.req.url).hostname) ? next() : problem(c, 403, "Forbidden", "Set an adminKey.")
        }
        const given = bearer(c) ?? basicPassword(c)
        return same(given, settings.adminKey) ? next() : unauthorised(c, 'Basic realm="connector", charset="UTF-8"')
      }
      case "omnium": {
        const given = bearer(c) ?? c.req.header("x-webhook-secret")
        const secret = tenantSecret(settings, c)
        if (same(given, secret ?? absent) && secret !== undefined) return next()
        refused(c, access)
        return unauthorised(c)
      }
      case "ongoing": {
        const given = c.req.header("x-auth-token") ?? basicPassword(c)
        const secret = tenantSecret(settings, c)
        if (same(given, secret ?? absent) && secret !== undefined) return next()
        refused(c, access)
        return unauthorised(c)
      }
    }
  }
}

/** Compared in place of the secret of a tenant that does not exist, so that nobody learns which tenants do. */
const tenantPlaceholder = Redacted.make("no such tenant")
