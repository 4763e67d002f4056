import { eq } from 'drizzle-orm'

import { members } from '#commons/people/tables.ts'
import type { Asked, Host } from '#platform/api/answer.ts'
import type { Me } from '#platform/auth/identity.ts'
import { openOutbox } from '#platform/events/outbox.ts'
import type { DemoStage } from '#platform/feature.ts'

import { features } from './features.ts'

/**
 * Fills a workspace with one believable team and its year up to `now`, through the features' own commands, so that
 * the demo obeys every rule and has real events, history and links. Each feature fills its part in its order.
 */
export async function fillDemo(host: Host, workspaceId: string, now: Date) {
  const kept = new Map<string, string>()
  const parts = features.flatMap((feature) => (feature.demo ? [feature.demo] : [])).sort((a, b) => a.order - b.order)
  for (const part of parts) {
    const people = await host.database.inWorkspace(workspaceId, 'read', (tx) =>
      tx.select().from(members).where(eq(members.workspaceId, workspaceId)),
    )
    const byName = new Map(people.map((person): [string, Me] => [person.name, person]))
    const stage: DemoStage = {
      workspaceId,
      now,
      kept,
      members: people.map(({ id, name }) => ({ id, name })),
      as(name, at, run) {
        const me = byName.get(name) ?? byName.get(people[0]?.name ?? '')
        if (!me) throw new Error(`The demo has no member called ${name}.`)
        return inOneTransaction(host, me, at, run)
      },
    }
    await part.fill(stage)
  }
}

/** All that a step asks is one transaction: a year of history in seconds instead of minutes. */
async function inOneTransaction<T>(host: Host, me: Me, at: Date, run: (context: Asked) => Promise<T>) {
  const outbox = openOutbox(host.listenersOf)
  return host.database.inWorkspace(me.workspaceId, 'write', async (tx) => {
    const context: Asked = { host, who: { me }, now: at, within: { tx, emit: outbox.emit, mode: 'write' } }
    const answer = await run(context)
    await outbox.write(tx, { workspaceId: me.workspaceId, memberId: me.id, now: at })
    return answer
  })
}
