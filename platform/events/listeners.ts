import type { Asked, Host } from '#platform/api/answer.ts'
import type { Me } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Services } from '#platform/services.ts'

import type { DomainEvent } from './define-event.ts'
import type { About, Emit } from './outbox.ts'
import type { Change } from './tables.ts'

/** What a listener gets to hear, inside a transaction of its own in the event's workspace. */
export type Heard<Data> = {
  data: Data
  eventId: string
  eventName: string
  eventNumber: number
  workspaceId: string
  /** The member who caused it; null for the system. */
  by: string | null
  at: Date
  now: Date
  recordId: string | null
  changes: Change[]
  /** Who alone may hear of it; null for everyone. */
  audience: string[] | null
  tx: Transaction
  emit: Emit
  services: Services
  host: Host
}

export type Subscriber = {
  /** The name of an event, or `*` for every one that `hears` accepts. */
  event: string
  hears?: (about: About) => boolean
  /** Unique among all listeners and kept for ever: deliveries are stored under it. */
  name: string
  run: (heard: Heard<unknown>) => Promise<void>
}

/**
 * “When this happens, do that.” Runs after the commit, in one transaction with the note that it ran, so its rows
 * are written once. What it does outside the database can happen again: make that safe to repeat by `eventId`.
 */
export function when<Data>(
  event: DomainEvent<string, Data>,
  name: string,
  run: (heard: Heard<Data>) => Promise<void>,
): Subscriber {
  return { event: event.name, name, run: (heard) => run({ ...heard, data: event.data.parse(heard.data) }) }
}

/** The same for whatever event changed a field of a record, of any feature. */
export const whenChanged = (name: string, run: (heard: Heard<unknown>) => Promise<void>): Subscriber => ({
  event: '*',
  hears: ({ record, changes }) => record !== undefined && (changes?.length ?? 0) > 0,
  name,
  run,
})

/** The context in which a listener asks a feature as a member, inside its own transaction. */
export const askedAs = ({ host, now, tx, emit }: Heard<unknown>, me: Me): Asked => ({
  host,
  who: { me },
  now,
  within: { tx, emit, mode: 'write' },
})
