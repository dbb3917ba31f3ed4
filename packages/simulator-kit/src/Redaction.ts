const secretName = /secret|password|passwd|token|api-?_?key|authorization|credential/i
export const redacted = "REDACTED"

const nameOf = (parameter: string): string => {
  const name = parameter.split("=", 1)[0] ?? ""
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** A query without the values of what is named like a secret. */
export const redactQuery = (query: string): string =>
  query === ""
    ? query
    : query
        .split("&")
        .map((parameter) =>
          secretName.test(nameOf(parameter)) ? `${parameter.split("=", 1)[0]}=${redacted}` : parameter
        )
        .join("&")

/** A name and its value, which may be cut off; a list or an object is looked into. */
const member = /"((?:[^"\\]|\\.)*)"(\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s"[\]{},]+)/g

/** A body without the values of members and form fields that are named like a secret. */
export const redactBody = (path: string, text: string): string => {
  if (/^\s*[[{]/.test(text)) {
    return text.replace(member, (whole, name: string, colon: string) =>
      secretName.test(name) ? `"${name}"${colon}"${redacted}"` : whole
    )
  }
  // What is asked of a path that is named like a secret is one, where it has no name of its own.
  if (text !== "" && secretName.test(path.slice(path.lastIndexOf("/"))) && !text.includes("=")) return redacted
  return redactQuery(text)
}
