import { expect, test } from 'vitest'

import { registerRecord, updateRecord } from '#commons/records/register.ts'
import { database, newWorkspace } from '#tests/support/workspace.ts'

import { lastSignoffs, signoffsOf } from './sign.ts'

async function withRecord() {
  const workspace = await newWorkspace('Ana', 'Ben', { name: 'Olga', discipline: 'other' })
  const { workspaceId, ana } = workspace
  const record = await database.inWorkspace(workspaceId, 'write', (tx) =>
    registerRecord(tx, workspaceId, {
      type: 'initiative',
      title: 'Live traffic',
      state: 'Later',
      stateGroup: 'open',
      by: ana.id,
      now: new Date(),
    }),
  )
  const change = () =>
    database.inWorkspace(workspaceId, 'write', (tx) =>
      updateRecord(tx, workspaceId, record.id, { title: 'Live traffic in the city', newVersion: true }, new Date()),
    )
  return { ...workspace, recordId: record.id, change }
}

test('both sides sign, each for their own, and it is told', async () => {
  const { ana, ben, recordId, told } = await withRecord()
  expect((await ana.api.signoffs.of({ recordId })).missing).toEqual(['product', 'engineering'])
  const signed = await ana.api.signoffs.sign({ recordId, version: 1, note: 'Worth it.' })
  expect(signed).toMatchObject({ memberId: ana.id, side: 'product', verdict: 'agreed', version: 1, note: 'Worth it.' })
  await ben.api.signoffs.sign({ recordId, version: 1 })
  expect((await ana.api.signoffs.of({ recordId })).missing).toEqual([])
  expect(await told()).toEqual(['record.signed-off.v1', 'record.signed-off.v1'])
})

test('a change makes sign-offs stale: they stay, but for the version they were given to', async () => {
  const { workspaceId, ana, ben, recordId, change } = await withRecord()
  await ana.api.signoffs.sign({ recordId, version: 1 })
  await ben.api.signoffs.sign({ recordId, version: 1 })
  await change()
  const now = await ana.api.signoffs.of({ recordId })
  expect(now).toMatchObject({ version: 2, missing: ['product', 'engineering'] })
  expect(now.signOffs.map(({ version }) => version)).toEqual([1, 1])
  await ben.api.signoffs.sign({ recordId, version: 2 })
  const [all, last] = await database.inWorkspace(workspaceId, 'read', async (tx) => [
    await signoffsOf(tx, workspaceId, [recordId]),
    await lastSignoffs(tx, workspaceId, [recordId]),
  ])
  expect(all.get(recordId)).toHaveLength(3)
  expect(last.get(recordId)).toMatchObject({ product: { version: 1 }, engineering: { version: 2 } })
})

test('a second answer of the same member takes the place of the first, and can be taken back', async () => {
  const { ana, recordId } = await withRecord()
  await ana.api.signoffs.sign({ recordId, version: 1 })
  const no = await ana.api.signoffs.sign({ recordId, version: 1, verdict: 'declined', note: 'Too dear.' })
  expect((await ana.api.signoffs.of({ recordId })).signOffs).toMatchObject([{ verdict: 'declined', note: 'Too dear.' }])
  await ana.api.signoffs.withdraw({ id: no.id })
  expect((await ana.api.signoffs.of({ recordId })).signOffs).toEqual([])
})

test('refuses a stale version, a member without a side, and another’s sign-off', async () => {
  const { ana, ben, olga, recordId, change } = await withRecord()
  const signed = await ana.api.signoffs.sign({ recordId, version: 1 })
  await expect(ben.api.signoffs.withdraw({ id: signed.id })).rejects.toMatchObject({ code: 'NOT_YOURS' })
  await expect(olga.api.signoffs.sign({ recordId, version: 1 })).rejects.toMatchObject({ code: 'NO_SIDE' })
  await change()
  await expect(ben.api.signoffs.sign({ recordId, version: 1 })).rejects.toMatchObject({ code: 'STALE_VERSION' })
})

test('another workspace sees nothing and signs nothing', async () => {
  const { ana, recordId } = await withRecord()
  const signed = await ana.api.signoffs.sign({ recordId, version: 1 })
  const { eve } = await newWorkspace('Eve')
  const gone = { code: 'NOT_FOUND' }
  await expect(eve.api.signoffs.of({ recordId })).rejects.toMatchObject(gone)
  await expect(eve.api.signoffs.sign({ recordId, version: 1 })).rejects.toMatchObject(gone)
  await expect(eve.api.signoffs.withdraw({ id: signed.id })).rejects.toMatchObject(gone)
})
