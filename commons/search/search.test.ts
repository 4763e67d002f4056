import { expect, test } from 'vitest'

import type { RecordType } from '#commons/records/contract.ts'
import { registerRecord } from '#commons/records/register.ts'
import { database, newWorkspace, type TestMember } from '#tests/support/workspace.ts'

const add = (by: TestMember, title: string, { type = 'work-item' as RecordType, text = '', now = new Date() } = {}) =>
  database.inWorkspace(by.workspaceId, 'write', (tx) =>
    registerRecord(tx, by.workspaceId, { type, title, text, state: 'open', stateGroup: 'open', by: by.id, now }),
  )
const titles = (found: { title: string }[]) => found.map(({ title }) => title)

test('a title is found by its words, their beginnings, and with a typing mistake', async () => {
  const { ana } = await newWorkspace('Ana')
  await add(ana, 'Read the live traffic feed')
  await add(ana, 'Rename the settings page')
  expect(titles(await ana.api.search.find({ text: 'traffic' }))).toEqual(['Read the live traffic feed'])
  expect(titles(await ana.api.search.find({ text: 'traff' }))).toEqual(['Read the live traffic feed'])
  expect(titles(await ana.api.search.find({ text: 'trafic' }))).toEqual(['Read the live traffic feed'])
  expect(await ana.api.search.find({ text: 'zebra' })).toEqual([])
})

test('a key goes straight to its record, however it is typed', async () => {
  const { ana } = await newWorkspace('Ana')
  const { key } = await add(ana, 'Live traffic', { type: 'initiative' })
  for (const text of [key, key.toLowerCase(), key.replace('-', '')]) {
    expect((await ana.api.search.find({ text }))[0]).toMatchObject({ key, title: 'Live traffic' })
  }
})

test('the text is searched too, and shown where it fits', async () => {
  const { ana } = await newWorkspace('Ana')
  await add(ana, 'Dispatch', { text: 'Couriers wait at the bridge when it opens for ships.' })
  const [found] = await ana.api.search.find({ text: 'bridge' })
  expect(found).toMatchObject({ title: 'Dispatch', excerpt: expect.stringContaining('at the bridge when') })
})

test('what I made and what I looked at last come first', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const longAgo = new Date('2025-01-01T00:00:00Z')
  await add(ben, 'Traffic model one', { now: longAgo })
  await add(ana, 'Traffic model two', { now: longAgo })
  expect(titles(await ana.api.search.find({ text: 'traffic model' }))[0]).toBe('Traffic model two')
  expect(titles(await ben.api.search.find({ text: 'traffic model' }))[0]).toBe('Traffic model one')
})

test('types and states narrow it down', async () => {
  const { ana } = await newWorkspace('Ana')
  await add(ana, 'Traffic', { type: 'initiative' })
  await add(ana, 'Traffic', { type: 'metric' })
  expect((await ana.api.search.find({ text: 'traffic', types: ['metric'] })).map(({ type }) => type)).toEqual([
    'metric',
  ])
  expect(await ana.api.search.find({ text: 'traffic', stateGroup: 'done' })).toEqual([])
})

test('another workspace finds nothing here', async () => {
  const { ana } = await newWorkspace('Ana')
  const { eve } = await newWorkspace('Eve')
  const { key } = await add(ana, 'A secret traffic plan')
  expect(await eve.api.search.find({ text: 'secret traffic' })).toEqual([])
  expect(await eve.api.search.find({ text: key })).toEqual([])
})
