import { v5 } from 'uuid'

import type { Host } from '#platform/api/answer.ts'
import { asUnavailable, DatabaseUnavailable } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import type { ProductProjectId } from '../../projects/contract.ts'
import { type Arrival, type Delivery, insertArrivals } from '../queries.ts'
import type { Accepted } from '../rules.ts'

type Waiting = { delivery: Delivery; resolve: () => void; reject: (error: unknown) => void }

const MOST_AT_ONCE = 5_000
/** More than this many events waiting for the disk: it is better to come back later. */
const MOST_WAITING = 50_000

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The id under which an event counts once: the client's own, or one that follows from its key within the project. */
export const idOf = (projectId: string, key: string | undefined) =>
  key === undefined ? newId() : UUID.test(key) ? key.toLowerCase() : v5(key, projectId)

export function arrivalOf(project: { workspaceId: string; id: ProductProjectId }, accepted: Accepted): Arrival {
  const { key, distinctId, ...rest } = accepted
  return {
    workspaceId: project.workspaceId,
    projectId: project.id,
    id: idOf(project.id, key),
    distinctId,
    body: JSON.stringify(rest),
  }
}

/**
 * Takes deliveries into the inbox, those that wait together in one transaction. A promise resolves after the commit; it
 * rejects with `DatabaseUnavailable` when nothing was kept.
 */
export function createCommitter(host: Host, onCommitted: () => void) {
  let waiting: Waiting[] = []
  let waitingEvents = 0
  let isBusy = false

  async function work() {
    if (isBusy) return
    isBusy = true
    while (waiting.length > 0) {
      let events = 0
      let upTo = 0
      while (upTo < waiting.length && (upTo === 0 || events + waiting[upTo]!.delivery.arrivals.length <= MOST_AT_ONCE))
        events += waiting[upTo++]!.delivery.arrivals.length
      const batch = waiting.slice(0, upTo)
      waiting = waiting.slice(upTo)
      await keep(batch)
      waitingEvents -= events
    }
    isBusy = false
  }

  async function keep(batch: Waiting[]) {
    try {
      await host.database.asOwner('write', (tx) =>
        insertArrivals(
          tx,
          batch.map(({ delivery }) => delivery),
        ),
      )
      for (const { resolve } of batch) resolve()
      onCommitted()
    } catch (error) {
      const away = asUnavailable(error)
      if (batch.length > 1 && !(away instanceof DatabaseUnavailable)) {
        // One of them cannot be kept; the others must not suffer for it.
        for (const one of batch) await keep([one])
        return
      }
      if (!(away instanceof DatabaseUnavailable)) host.services.log.error({ err: error }, 'events could not be kept')
      for (const { reject } of batch) reject(away)
    }
  }

  return (delivery: Delivery): Promise<void> => {
    if (waitingEvents > MOST_WAITING) {
      return Promise.reject(new DatabaseUnavailable(new Error('Too many events wait to be kept.')))
    }
    waitingEvents += delivery.arrivals.length
    return new Promise((resolve, reject) => {
      waiting.push({ delivery, resolve, reject })
      void work()
    })
  }
}
