export const pingPath = "/orders/statuses"

/** The ping as a command line; curl asks for the password. */
export const pingCommand = (host: URL, username: string): string =>
  `curl --include --user ${quoted(username)} ${quoted(`${host.href}${pingPath}`)}`

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
