/** Which methods the routes have for a path: what a client with the wrong method is told. */
export const allowedMethods = (
  routes: Iterable<{ readonly method: string; readonly path: string }>
): ((path: string) => ReadonlyArray<string>) => {
  const patterns = [...routes]
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => ({
      method,
      pattern: new RegExp(`^${path.replaceAll(/:\w+\{\[0-9\]\+\}/g, "\\d+").replaceAll(/:\w+/g, "[^/]+")}$`)
    }))
  return (path) => [...new Set(patterns.flatMap(({ method, pattern }) => (pattern.test(path) ? [method] : [])))].sort()
}
