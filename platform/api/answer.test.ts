import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { database, newWorkspace } from '#tests/support/workspace.ts'

const give = (to: { id: string }) => ({ to: [to.id as never], message: 'You kept the launch calm.' })

test('a resent command gets its first answer and acts once', async () => {
  const { ana, ben, told } = await newWorkspace('Ana', 'Ben')
  const once = ana.with({ key: 'k-1' })

  const first = await once.shoutOuts.give(give(ben))
  const again = await once.shoutOuts.give(give(ben))

  expect(again).toEqual(first)
  expect((await told()).filter((name) => name === 'shout-out.given.v1')).toHaveLength(1)
})

test('the same command sent ten times at once acts once', async () => {
  const { ana, ben, told } = await newWorkspace('Ana', 'Ben')
  const once = ana.with({ key: 'k-2' })

  const answers = await Promise.all(Array.from({ length: 10 }, () => once.shoutOuts.give(give(ben))))

  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
  expect((await told()).filter((name) => name === 'shout-out.given.v1')).toHaveLength(1)
})

test('a key stands for one command only', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const once = ana.with({ key: 'k-3' })
  await once.shoutOuts.give(give(ben))
  await expect(once.shoutOuts.give({ ...give(ben), message: 'Another' })).rejects.toMatchObject({ code: 'KEY_REUSED' })
})

test('events are numbered without gaps however many write at once', async () => {
  const { ana, ben, workspaceId } = await newWorkspace('Ana', 'Ben')
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      i % 3 ? ana.api.shoutOuts.give(give(ben)) : ana.api.shoutOuts.give(give(ana)).catch(() => {}),
    ),
  )
  const { rows } = await database.owner.execute<{ count: string; last: string }>(
    sql`select count(*), max(number) as last from events where workspace_id = ${workspaceId}`,
  )
  expect(rows[0]!.count).toBe(rows[0]!.last)
})

test('a refused command leaves nothing behind', async () => {
  const { ana, told } = await newWorkspace('Ana')
  await expect(ana.api.shoutOuts.give(give(ana))).rejects.toMatchObject({ code: 'NOT_YOURSELF' })
  expect(await told()).toEqual([])
})

test('an observer reads and does not write; a token keeps to its scopes', async () => {
  const { ana, olga } = await newWorkspace('Ana', { name: 'Olga', role: 'observer' })
  expect((await olga.api.shoutOuts.list({})).items).toEqual([])
  await expect(olga.api.shoutOuts.give(give(ana))).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(ana.with({ scopes: ['read'] }).shoutOuts.give(give(olga))).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(ana.with({ scopes: ['metrics:write'] }).shoutOuts.list({})).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
  await ana.with({ scopes: ['shoutOuts:write'] }).shoutOuts.give(give(olga))
})

test('a query that forgets its filters still sees one workspace only, and cannot write', async () => {
  const here = await newWorkspace('Ana', 'Ben')
  const there = await newWorkspace('Eve', 'Kim')
  await here.ana.api.shoutOuts.give(give(here.ben))
  const seen = await database.inWorkspace(there.workspaceId, 'read', (tx) => tx.execute(sql`select * from shout_outs`))
  expect(seen.rows).toEqual([])
  await expect(
    database.inWorkspace(there.workspaceId, 'read', (tx) => tx.execute(sql`delete from shout_outs`)),
  ).rejects.toMatchObject({ cause: { code: '25006' } })
  await expect(
    database.inWorkspace(there.workspaceId, 'write', (tx) =>
      tx.execute(sql`insert into record_numbers values (${here.workspaceId}, 'X', 1)`),
    ),
  ).rejects.toMatchObject({ cause: { code: '42501' } })
})
