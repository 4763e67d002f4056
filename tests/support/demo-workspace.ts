import { sql } from 'drizzle-orm'

import { fillDemo } from '#app/demo.ts'

import type { Foreign } from './sample-input.ts'
import { assembled, database, newWorkspace, type TestMember } from './workspace.ts'

const ADMINS = ['Somebody', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'] as const

let made: Promise<{ workspaceId: string; admins: TestMember[]; samples: Foreign[] }> | undefined

/** A workspace with the demo's year and six admins, made once for all files of a worker, and ids and keys of what is in it. */
export const demoWorkspace = () => (made ??= make())

async function make() {
  const { workspaceId, ...cast } = await newWorkspace(...ADMINS.map((name) => ({ name, role: 'admin' as const })))
  await fillDemo(assembled.host, workspaceId, new Date('2026-11-20T12:00:00Z'))
  for (let i = 0; i < 5; i++) await assembled.relay.relay()
  const one = async (text: string) => (await database.owner.execute<{ id: string }>(sql.raw(text))).rows[0]!.id
  const memberId = await one(`select id from members where workspace_id = '${workspaceId}' and role = 'member' limit 1`)
  const teamId = await one(`select id from teams where workspace_id = '${workspaceId}' limit 1`)
  // One record of each type: a handler refuses what is of the wrong type before it looks further.
  const { rows } = await database.owner.execute<{ id: string; key: string }>(
    sql`select distinct on (type) id, prefix || '-' || number as key from records where workspace_id = ${workspaceId} and removed_at is null order by type, number desc`,
  )
  return {
    workspaceId,
    admins: ADMINS.map((name) => (cast as unknown as Record<string, TestMember>)[name.toLowerCase()]!),
    samples: rows.map((row) => ({ ...row, memberId, teamId })),
  }
}
