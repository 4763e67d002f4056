import { AsyncLocalStorage } from 'node:async_hooks'

import type pg from 'pg'

import { asUnavailable, DatabaseUnavailable } from '#platform/database/database.ts'

// The identity library answers “not signed in” when it cannot read a session for any reason. So each request notes
// whether the database was away while it ran, and is then answered with that instead.
const requests = new AsyncLocalStorage<{ lost?: DatabaseUnavailable }>()

const note = (error: unknown): never => {
  const away = asUnavailable(error)
  const request = requests.getStore()
  if (request && away instanceof DatabaseUnavailable) request.lost = away
  throw error
}

type Querying = { query: (...given: unknown[]) => unknown }

const watchingClient = <Client extends Querying>(client: Client): Client =>
  new Proxy(client, {
    get(target, name) {
      if (name === 'query') {
        return (...given: unknown[]) => {
          const answer = target.query(...given)
          return answer instanceof Promise ? answer.catch(note) : answer
        }
      }
      const value = Reflect.get(target, name, target) as unknown
      return typeof value === 'function' ? value.bind(target) : value
    },
  })

/** The same pool, but it notes when the database is away. */
export function watched(pool: pg.Pool): pg.Pool {
  return new Proxy(watchingClient(pool as pg.Pool & Querying), {
    get(target, name) {
      if (name === 'connect') return () => pool.connect().then((client) => watchingClient(client as never), note)
      return Reflect.get(target, name, target) as unknown
    },
  })
}

/** Runs a request; throws `DatabaseUnavailable` when the database was away in its course, whatever it answered. */
export async function orUnavailable<T>(run: () => Promise<T>): Promise<T> {
  const request: { lost?: DatabaseUnavailable } = {}
  const answer = await requests.run(request, run).catch((error: unknown) => {
    throw request.lost ?? asUnavailable(error)
  })
  if (request.lost) throw request.lost
  return answer
}
