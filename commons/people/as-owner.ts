import { os } from '@orpc/server'

import { type Asked, available, refusal, whyNotAsk } from '#platform/api/answer.ts'
import type { Host } from '#platform/api/answer.ts'
import type { ProcedureMeta } from '#platform/api/contract.ts'
import type { Transaction } from '#platform/database/database.ts'
import { type Emit, openOutbox } from '#platform/events/outbox.ts'

/** The owner's transaction, in which members of any workspace may come and go, with the events of each. */
export type Owned = {
  tx: Transaction
  now: Date
  /** Emits in one workspace, in the name of one of its members. */
  emitIn: (workspaceId: string, memberId: string | null) => Emit
}

/** One transaction of the owner with its events. It sees every workspace, so whoever runs in it guards every row. */
export async function inOwnersTransaction<T>(
  host: Host,
  mode: 'read' | 'write',
  now: Date,
  run: (owned: Owned) => Promise<T>,
) {
  const outboxes = new Map<
    string,
    { workspaceId: string; memberId: string | null; outbox: ReturnType<typeof openOutbox> }
  >()
  const emitIn: Owned['emitIn'] = (workspaceId, memberId) => {
    const key = `${workspaceId} ${memberId}`
    const known = outboxes.get(key) ?? { workspaceId, memberId, outbox: openOutbox(host.listenersOf) }
    outboxes.set(key, known)
    return known.outbox.emit
  }
  const { answer, written } = await host.database.asOwner(mode, async (tx) => {
    const given = await run({ tx, now, emitIn })
    const events = []
    for (const { workspaceId, memberId, outbox } of outboxes.values()) {
      events.push({ workspaceId, written: await outbox.write(tx, { workspaceId, memberId, now }) })
    }
    return { answer: given, written: events }
  })
  for (const one of written) if (one.written.length > 0) host.committed(one.workspaceId, one.written)
  return answer
}

/** For what concerns users, who stand above the workspaces: checks who asks, then gives the owner's transaction. */
export const asOwner = os.$context<Asked>().middleware(async ({ context, next, procedure, path }) => {
  const { kind = 'command', may } = procedure['~orpc'].meta as ProcedureMeta
  const { host, who, now } = context
  const why = whyNotAsk(who, may, kind, path[0] ?? '')
  if (why) throw refusal(why)
  return available(() =>
    inOwnersTransaction(host, kind === 'query' ? 'read' : 'write', now, (owned) =>
      Promise.resolve(next({ context: { ...owned, services: host.services } })),
    ),
  )
})

/**
 * Goes before `inWorkspace` where the answer holds a secret that is shown once: the answers to resends are kept in the
 * database, and a secret must not be. A command that is resent then makes a second one, which can be revoked.
 */
export const unremembered = os.$context<Asked>().middleware(({ next }) => next({ context: { key: undefined } }))
