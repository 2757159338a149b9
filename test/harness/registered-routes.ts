// Every route that a product registers, in the order of registration: so that a test about all routes fails for a new one that
// nobody has thought of. It watches Express's own routers, and so sees what no list of ours could forget.
import express from 'express'

const verbs = ['get', 'post', 'put', 'patch', 'delete', 'all'] as const

interface Watched {
  readonly routes: readonly string[]
  stop(): void
}

export function watchRoutes(): Watched {
  const routes = new Set<string>()
  let prototype: object = express.Router()
  while (!Object.hasOwn(prototype, 'get')) prototype = Object.getPrototypeOf(prototype)
  const undo = verbs.map((verb) => {
    const original: unknown = Reflect.get(prototype, verb)
    if (typeof original !== 'function') throw new Error(`Express's routers have no ${verb} any more`)
    Reflect.set(prototype, verb, function (this: unknown, path: unknown, ...handlers: unknown[]) {
      if (handlers.length > 0) routes.add(`${verb.toUpperCase()} ${String(path)}`)
      return original.call(this, path, ...handlers)
    })
    return () => Reflect.set(prototype, verb, original)
  })
  return {
    get routes() {
      return [...routes]
    },
    stop() {
      for (const one of undo) one()
    },
  }
}
