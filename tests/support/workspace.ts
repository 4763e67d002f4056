import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { eq } from 'drizzle-orm'
import pino from 'pino'

import { features } from '#app/features.ts'
import type { WholeContract } from '#app/features.ts'
import type { Discipline } from '#commons/people/contract.ts'
import { sideOf } from '#commons/people/rules.ts'
import { members, workspaces } from '#commons/people/tables.ts'
import type { Asked } from '#platform/api/answer.ts'
import { assemble } from '#platform/api/assemble.ts'
import { type Me, MemberId, type Role } from '#platform/auth/identity.ts'
import { createSeal } from '#platform/auth/seal.ts'
import { openDatabase } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'
import { events } from '#platform/events/tables.ts'
import type { Letter } from '#platform/services.ts'
import { openStorage } from '#platform/storage/storage.ts'
import { openWarehouse } from '#platform/warehouse/warehouse.ts'

const sent: Letter[] = []
const warehouseFolder = mkdtempSync(path.join(tmpdir(), 'throughline-warehouse-'))
process.once('exit', () => rmSync(warehouseFolder, { recursive: true, force: true }))
/** Of this worker; ends with it. It is loaded by the first test that needs it. */
export const warehouse = openWarehouse(
  { DATA_DIR: warehouseFolder, CLICKHOUSE_URL: undefined },
  pino({ level: 'silent' }),
)
export const database = openDatabase(process.env.TEST_DATABASE_URL!)
export const assembled = assemble(features, database, {
  warehouse,
  log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
  baseUrl: 'http://localhost:3000',
  secret: 'a secret of the tests',
  sendMail: async (letter) => void sent.push(letter),
  fetch: () => Promise.reject(new Error('Tests bring their own outside world.')),
  privateHosts: ['localhost'],
  storage: openStorage({ DATA_DIR: mkdtempSync(path.join(tmpdir(), 'throughline-files-')), UPLOAD_LIMIT_MB: 1 }),
  seal: createSeal('a secret that only the tests know, of enough length'),
})

export type Api = ContractRouterClient<WholeContract>

/** The api of every feature as this member asks it, at the time that `clock` tells. */
export function apiOf(me: Me, options: { clock?: () => Date; key?: string; scopes?: string[] } = {}): Api {
  const context = (): Asked => ({
    host: assembled.host,
    who: { me, ...(me.userId ? { userId: me.userId } : {}), ...(options.scopes ? { scopes: options.scopes } : {}) },
    now: options.clock?.() ?? new Date(),
    ...(options.key ? { key: options.key } : {}),
  })
  return createRouterClient(assembled.router, { context }) as unknown as Api
}

export type TestMember = Me & {
  api: Api
  at: (time: string | Date) => Api
  with: (options: { key?: string; scopes?: string[] }) => Api
}

type Cast = string | { name: string; discipline?: Discipline; role?: Role; timeZone?: string }
type NameOf<C> = C extends string ? Lowercase<C> : C extends { name: infer N extends string } ? Lowercase<N> : never

/**
 * A workspace of one's own for each test, so tests share one database and never meet.
 * A bare name is a member; by turns they are product managers and engineers: the first is product, the second engineering.
 */
export async function newWorkspace<const C extends Cast[]>(...cast: C) {
  const workspaceId = newId()
  const now = new Date()
  const people = cast.map((one, i) => {
    const own = typeof one === 'string' ? { name: one } : one
    const discipline = own.discipline ?? (i % 2 === 0 ? 'product management' : 'engineering')
    return {
      workspaceId,
      id: MemberId.parse(newId()),
      userId: newId(),
      name: own.name,
      role: own.role ?? ('member' as const),
      discipline,
      side: sideOf(discipline),
      timeZone: own.timeZone ?? 'UTC',
      joinedAt: now,
    }
  })
  await database.asOwner('write', async (tx) => {
    await tx
      .insert(workspaces)
      .values({ workspaceId, slug: `test-${workspaceId}`, name: 'Test workspace', createdAt: now })
    if (people.length > 0) await tx.insert(members).values(people)
  })
  const named = people.map((person) => {
    const me: Me = person
    const member: TestMember = {
      ...me,
      api: apiOf(me),
      at: (time) => apiOf(me, { clock: () => new Date(time) }),
      with: (options) => apiOf(me, options),
    }
    return [person.name.toLowerCase(), member] as const
  })
  return {
    ...(Object.fromEntries(named) as Record<NameOf<C[number]>, TestMember>),
    workspaceId,
    /** Waits until every listener has heard everything that happened. */
    heard: () => assembled.relay.relay(),
    /** The names of the events of this workspace, oldest first. */
    told: async () => {
      const rows = await database.owner
        .select()
        .from(events)
        .where(eq(events.workspaceId, workspaceId))
        .orderBy(events.number)
      return rows.map((row) => row.name)
    },
    letters: () => sent.filter((letter) => people.some((person) => letter.to.includes(person.name.toLowerCase()))),
  }
}
