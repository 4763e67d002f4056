import { eq } from 'drizzle-orm'

import { members } from '#commons/people/tables.ts'
import type { Asked, Host } from '#platform/api/answer.ts'
import type { Me } from '#platform/auth/identity.ts'
import { openOutbox, type Written } from '#platform/events/outbox.ts'
import type { DemoStage } from '#platform/feature.ts'

import { features } from './features.ts'

/**
 * Fills a workspace with one believable team and its year up to `now`, through the features' own commands, so that
 * the demo obeys every rule and has real events, history and links. Each feature fills its part in its order. All of it
 * is one transaction: there is a whole demo or none, and no listener hears of it before it is there.
 */
export async function fillDemo(host: Host, workspaceId: string, now: Date) {
  const written: Written[] = []
  await host.database.inWorkspace(workspaceId, 'write', async (tx) => {
    const kept = new Map<string, string>()
    const parts = features.flatMap((feature) => (feature.demo ? [feature.demo] : [])).sort((a, b) => a.order - b.order)
    for (const part of parts) {
      const people = await tx
        .select()
        .from(members)
        .where(eq(members.workspaceId, workspaceId))
        .orderBy(members.joinedAt)
      const byName = new Map(people.map((person): [string, Me] => [person.name, person]))
      const stage: DemoStage = {
        workspaceId,
        now,
        kept,
        members: people.map(({ id, name }) => ({ id, name })),
        async as(name, at, run) {
          const me = byName.get(name)
          if (!me) throw new Error(`The demo has no member called ${name}.`)
          const outbox = openOutbox(host.listenersOf)
          const context: Asked = { host, who: { me }, now: at, within: { tx, emit: outbox.emit, mode: 'write' } }
          const answer = await run(context)
          written.push(...(await outbox.write(tx, { workspaceId, memberId: me.id, now: at })))
          return answer
        },
      }
      await part.fill(stage)
    }
  })
  host.committed(workspaceId, written)
}
