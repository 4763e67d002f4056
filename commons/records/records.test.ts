import { expect, test } from 'vitest'

import { database, newWorkspace } from '#tests/support/workspace.ts'

import type { RecordType } from './contract.ts'
import { registerRecord, updateRecord } from './register.ts'

async function stage() {
  const workspace = await newWorkspace('Ana', 'Ben')
  const { workspaceId } = workspace
  let minute = 0
  const make = (title: string, type: RecordType = 'initiative') =>
    database.inWorkspace(workspaceId, 'write', (tx) =>
      registerRecord(tx, workspaceId, {
        type,
        title,
        state: 'open',
        stateGroup: 'open',
        by: workspace.ana.id,
        now: new Date(Date.UTC(2026, 4, 1, 10, minute++)),
      }),
    )
  return { ...workspace, make }
}

test('a whole key comes first, then what begins with the words, then what holds them', async () => {
  const { ana, ben, make } = await stage()
  const traffic = await make('Live traffic')
  await make('Traffic lights')
  await make('Nothing of the kind')
  await make('A metric of traffic', 'metric')
  const titles = async (input: Parameters<typeof ana.api.records.find>[0]) =>
    (await ben.api.records.find(input)).map(({ title }) => title)
  expect(await titles({ text: 'traffic' })).toEqual(['Traffic lights', 'A metric of traffic', 'Live traffic'])
  expect(await titles({ text: 'traffic', types: ['metric'] })).toEqual(['A metric of traffic'])
  expect((await titles({ text: traffic.key.toLowerCase() }))[0]).toBe('Live traffic')
  expect(await titles({ text: '', limit: 2 })).toEqual(['A metric of traffic', 'Nothing of the kind'])
  // Signs that mean something to a pattern are only signs.
  expect(await titles({ text: '%' })).toEqual([])
  expect(await titles({ text: '_' })).toEqual([])
  expect(await titles({ text: '\\' })).toEqual([])
})

test('what was removed is found no more', async () => {
  const { ana, make, workspaceId } = await stage()
  const { id, key } = await make('Live traffic')
  await database.inWorkspace(workspaceId, 'write', (tx) =>
    updateRecord(tx, workspaceId, id, { removed: true }, new Date()),
  )
  expect(await ana.api.records.find({ text: 'live' })).toEqual([])
  expect(await ana.api.records.among({ keys: [key] })).toEqual([])
  await expect(ana.api.records.get({ key })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('one watches and stops, and finds again what one looked at', async () => {
  const { ana, ben, make } = await stage()
  const [first, second] = [await make('First'), await make('Second')]
  expect((await ana.api.records.get({ key: first.key })).watching).toBe(true)
  await ana.api.records.unwatch({ id: first.id })
  await ben.api.records.watch({ id: first.id })
  await ben.api.records.watch({ id: first.id })
  expect((await ana.api.records.get({ key: first.key })).watching).toBe(false)
  expect((await ben.api.records.get({ key: first.key })).watching).toBe(true)

  const minute = (n: number) => new Date(Date.UTC(2026, 4, 2, 10, n))
  await ben.at(minute(1)).records.visit({ id: first.id })
  await ben.at(minute(2)).records.visit({ id: second.id })
  await ben.at(minute(3)).records.visit({ id: first.id })
  expect((await ben.api.records.recent()).map(({ title }) => title)).toEqual(['First', 'Second'])
  expect(await ana.api.records.recent()).toEqual([])
})

test('another workspace finds none of it', async () => {
  const { make } = await stage()
  const { id, key } = await make('Live traffic')
  const { eve } = await newWorkspace('Eve')
  expect(await eve.api.records.find({ text: 'live' })).toEqual([])
  expect(await eve.api.records.among({ keys: [key] })).toEqual([])
  expect((await eve.api.records.list({})).items).toEqual([])
  const gone = { code: 'NOT_FOUND' }
  await expect(eve.api.records.get({ key })).rejects.toMatchObject(gone)
  await expect(eve.api.records.watch({ id })).rejects.toMatchObject(gone)
  await expect(eve.api.records.visit({ id })).rejects.toMatchObject(gone)
})

test('records page without gap or repeat', async () => {
  const { ana, make } = await stage()
  for (let n = 0; n < 5; n++) await make(`Number ${n}`)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await ana.api.records.list({ limit: 2, ...(after ? { after } : {}) })
    seen.push(...page.items.map(({ title }) => title))
    after = page.next
  } while (after)
  expect(seen).toEqual([4, 3, 2, 1, 0].map((n) => `Number ${n}`))
})
