import type { Params, Result, Router } from "hono/router"
import { TrieRouter } from "hono/router/trie-router"

const mostFound = 1000

/**
 * One tree of routes for the apps of all worlds, which register the same routes in the same order: a tree takes far
 * more memory and time than a world.
 */
export class SharedRoutes {
  readonly #tree = new TrieRouter<number>()
  readonly #known: Array<string> = []
  /** The same paths are asked for again and again. */
  readonly #found = new Map<string, Map<string, Result<number>>>()

  /** A router for one more app. */
  router<Handler>(): Router<Handler> {
    const handlers: Array<Handler> = []
    return {
      name: "SharedRoutes",
      add: (method, path, handler) => {
        this.#add(handlers.push(handler) - 1, method, path)
      },
      match: (method, path) => handlersOf(handlers, this.#match(method, path))
    }
  }

  #match(method: string, path: string): Result<number> {
    const known = this.#found.get(method)
    const before = known?.get(path)
    if (before !== undefined) return before
    const found = this.#tree.match(method, path)
    const paths = known === undefined || known.size >= mostFound ? new Map<string, Result<number>>() : known
    this.#found.set(method, paths.set(path, found))
    return found
  }

  #add(index: number, method: string, path: string): void {
    const route = `${method} ${path}`
    const known = this.#known[index]
    if (known === route) return
    if (known !== undefined) throw new Error(`Route ${index} is ${route} in one world and ${known} in another.`)
    this.#known.push(route)
    this.#found.clear()
    this.#tree.add(method, path, index)
  }
}

const handlersOf = <Handler>(handlers: ReadonlyArray<Handler>, [matched]: Result<number>): Result<Handler> => {
  const found: Array<[Handler, Params]> = []
  for (const [index, params] of matched) {
    const handler = handlers[index]
    // A tree names parameters by their values; an index into a stash belongs to other routers.
    if (handler !== undefined) found.push([handler, params as Params])
  }
  return [found]
}
