import { base64 } from "./Base64.ts"

/** The header's value for a user and a password in UTF-8. */
export const basicAuthorization = (user: string, password: string): string =>
  `Basic ${base64(new TextEncoder().encode(`${user}:${password}`))}`
