import { createHash } from 'node:crypto'

import { isContractProcedure } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'

import { features } from '#app/features.ts'
import { proceduresOf } from '#platform/api/assemble.ts'
import { isAtLeast, type Role, ROLES } from '#platform/auth/identity.ts'
import { demoWorkspace } from '#tests/support/demo-workspace.ts'
import { type Foreign, sampleInput } from '#tests/support/sample-input.ts'
import { database, newWorkspace, type TestMember } from '#tests/support/workspace.ts'

type Call = (input?: unknown) => Promise<unknown>

const procedures = proceduresOf(features)
const ofWorkspace = procedures.filter(({ may }) => may !== 'anyone' && may !== 'user')
const asked = (member: TestMember, { feature, name }: { feature: string; name: string }) =>
  (member.api as unknown as Record<string, Record<string, Call>>)[feature]![name]!
const contractOf = ({ feature, name }: { feature: string; name: string }) => {
  const procedure = (features.find((one) => one.name === feature)!.contract as Record<string, unknown>)[name]
  if (!isContractProcedure(procedure)) throw new Error(`${feature}.${name}`)
  return procedure
}

/** What a call came to, as a code: `ANSWERED`, or why not. */
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'ANSWERED',
    (error: { code?: string; status?: number }) => error.code ?? 'a fault without a code',
  )

let there: { workspaceId: string; foreign: Foreign[] }

beforeAll(async () => {
  const { workspaceId, samples } = await demoWorkspace()
  there = { workspaceId, foreign: samples }
}, 180_000)

/** A fingerprint of every row of a workspace, table by table. */
async function printOf(workspaceId: string) {
  const { rows: tables } = await database.owner.execute<{ name: string }>(
    sql`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id' order by 1`,
  )
  const prints: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await database.owner.execute<{ print: string }>(
      sql.raw(
        `select coalesce(md5(string_agg(md5(t::text), '' order by t::text)), '') as print from "${name}" t where workspace_id = '${workspaceId}'`,
      ),
    )
    prints[name] = createHash('sha256').update(rows[0]!.print).digest('hex').slice(0, 12)
  }
  return prints
}

describe('each role may what its procedure declares, and nothing more', () => {
  test.each(
    ofWorkspace.map((procedure) => [`${procedure.feature}.${procedure.name}`, procedure.may, procedure] as const),
  )('%s asks for %s', async (_name, _may, procedure) => {
    const cast = await newWorkspace(...ROLES.map((role) => ({ name: role, role })))
    for (const role of ROLES) {
      const member = (cast as unknown as Record<Role, TestMember>)[role]
      const came = await outcome(
        asked(member, procedure)(sampleInput(contractOf(procedure)['~orpc'].inputSchema, there.foreign[0]!)),
      )
      expect({ role, refused: came === 'NOT_ALLOWED' }).toEqual({
        role,
        refused: !isAtLeast(role, procedure.may as Role),
      })
    }
    const reader = (cast as unknown as Record<Role, TestMember>).admin.with({ scopes: ['nothing:read'] })
    const noScope = (reader as unknown as Record<string, Record<string, Call>>)[procedure.feature]![procedure.name]!
    expect(await outcome(noScope({}))).toBe('NOT_ALLOWED')
  })
})

test('no procedure reads or writes another workspace by its ids', async () => {
  const { mallory, workspaceId } = await newWorkspace({ name: 'Mallory', role: 'admin' })
  const before = await printOf(there.workspaceId)
  const { rows: titles } = await database.owner.execute<{ title: string }>(
    sql`select title from records where workspace_id = ${there.workspaceId} and length(title) > 12`,
  )
  const faults: string[] = []
  for (const procedure of ofWorkspace) {
    if (procedure.feature === 'people' && procedure.name === 'removeDemo') continue // ends the caller's own workspace
    for (const foreign of there.foreign) {
      const input = sampleInput(contractOf(procedure)['~orpc'].inputSchema, foreign)
      const call = asked(mallory, procedure)(input)
      const came = await outcome(call)
      if (came === 'INTERNAL_SERVER_ERROR' || came.startsWith('a fault'))
        faults.push(`${procedure.feature}.${procedure.name}: ${came}`)
      if (came !== 'ANSWERED') continue
      const text = JSON.stringify(await call) ?? ''
      const leaked = titles.find(({ title }) => text.includes(title))
      if (leaked) faults.push(`${procedure.feature}.${procedure.name} tells “${leaked.title}”`)
    }
  }
  expect([...new Set(faults)]).toEqual([])
  expect(await printOf(there.workspaceId)).toEqual(before)
  // What was written, was written at home.
  const { rows } = await database.owner.execute<{ n: number }>(
    sql`select count(*)::int as n from events where workspace_id = ${there.workspaceId} and by_id = ${mallory.id}`,
  )
  expect(rows[0]!.n, workspaceId).toBe(0)
}, 180_000)

test('with every filter forgotten, row-level security still shows and changes nothing of another workspace', async () => {
  const { workspaceId } = await newWorkspace('Eve')
  const before = await printOf(there.workspaceId)
  for (const name of Object.keys(before)) {
    const seen = await database.inWorkspace(workspaceId, 'read', (tx) =>
      tx.execute<{ n: number }>(
        sql.raw(`select count(*)::int as n from "${name}" where workspace_id <> '${workspaceId}'`),
      ),
    )
    expect(seen.rows[0]!.n, name).toBe(0)
    await database.inWorkspace(workspaceId, 'write', (tx) =>
      tx.execute(sql.raw(`delete from "${name}" where workspace_id = '${there.workspaceId}'`)),
    )
  }
  expect(await printOf(there.workspaceId)).toEqual(before)
}, 60_000)
