import { expect, test } from 'vitest'

import type { RecordType } from '#commons/records/contract.ts'
import { registerRecord } from '#commons/records/register.ts'
import { database, newWorkspace } from '#tests/support/workspace.ts'

async function line(workspaceId: string) {
  const make = (type: RecordType, title: string) =>
    database.inWorkspace(workspaceId, 'write', (tx) =>
      registerRecord(tx, workspaceId, { type, title, state: 'open', stateGroup: 'open', by: null, now: new Date() }),
    )
  return {
    clause: (await make('clause', 'Couriers arrive on time')).id,
    objective: (await make('objective', 'Dispatch that keeps its word')).id,
    keyResult: (await make('key-result', 'Late deliveries below 4 %')).id,
    initiative: (await make('initiative', 'Live traffic')).id,
    workItem: (await make('work-item', 'Read the traffic feed')).id,
    release: (await make('release', '2.4')).id,
    stray: (await make('work-item', 'Rename a variable')).id,
  }
}

async function connected() {
  const workspace = await newWorkspace('Ana', 'Ben')
  const ids = await line(workspace.workspaceId)
  const { connect } = workspace.ana.api.links
  await connect({ from: ids.objective, to: ids.clause, kind: 'serves' })
  await connect({ from: ids.keyResult, to: ids.objective, kind: 'serves' })
  await connect({ from: ids.initiative, to: ids.keyResult, kind: 'serves' })
  await connect({ from: ids.workItem, to: ids.initiative, kind: 'delivers' })
  await connect({ from: ids.release, to: ids.workItem, kind: 'delivers' })
  return { ...workspace, ids }
}

test('from a work item the line leads up to the clause and down to the release', async () => {
  const { ana, ids } = await connected()
  const found = await ana.api.links.line({ recordId: ids.workItem })
  expect(found.why.map((step) => [step.record.id, step.distance])).toEqual([
    [ids.initiative, 1],
    [ids.keyResult, 2],
    [ids.objective, 3],
    [ids.clause, 4],
  ])
  expect(found.cameOfIt.map((step) => step.record.id)).toEqual([ids.release])
  expect(found.reachesVision).toBe(true)
})

test('linking is told of, and taking a link away frays the line', async () => {
  const { ana, ids, told } = await connected()
  const [link] = (await ana.api.links.of({ recordId: ids.initiative })).filter(({ kind }) => kind === 'serves')
  await ana.api.links.disconnect({ id: link!.id })
  expect((await ana.api.links.line({ recordId: ids.workItem })).reachesVision).toBe(false)
  expect((await told()).slice(-1)).toEqual(['records.unlinked.v1'])
})

test.each([
  ['NOT_ITSELF', 'objective', 'objective', 'serves'],
  ['DOES_NOT_FIT', 'clause', 'workItem', 'serves'],
] as const)('%s is refused', async (code, from, to, kind) => {
  const { ana, ids } = await connected()
  await expect(ana.api.links.connect({ from: ids[from], to: ids[to], kind })).rejects.toMatchObject({ code })
})

test('the line cannot run in a circle', async () => {
  const { ana, ids } = await connected()
  await ana.api.links.connect({ from: ids.stray, to: ids.workItem, kind: 'delivers' })
  await expect(ana.api.links.connect({ from: ids.workItem, to: ids.stray, kind: 'delivers' })).rejects.toMatchObject({
    code: 'WOULD_CIRCLE',
  })
})

test('another workspace can neither see nor join these records', async () => {
  const { ids } = await connected()
  const { eve } = await newWorkspace('Eve')
  await expect(eve.api.links.line({ recordId: ids.workItem })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(eve.api.links.connect({ from: ids.stray, to: ids.initiative, kind: 'delivers' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await eve.api.links.of({ recordId: ids.workItem })).toEqual([])
  await expect(eve.api.links.disconnect({ id: ids.workItem as never })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('coverage counts who is linked and who reaches the vision', async () => {
  const { ana } = await connected()
  const coverage = await ana.api.links.coverage()
  expect(coverage.find(({ type }) => type === 'work-item')).toEqual({
    type: 'work-item',
    total: 2,
    linked: 1,
    reachVision: 1,
  })
  expect((await ana.api.links.unlinked({ type: 'work-item' })).items.map(({ title }) => title)).toEqual([
    'Rename a variable',
  ])
  const map = await ana.api.links.map()
  expect(map.records.find(({ type }) => type === 'initiative')).toMatchObject({ below: 1, doneBelow: 0 })
  expect(map.edges).toHaveLength(3)
})

test('pages of unlinked records follow each other without gap or repeat', async () => {
  const { ana, workspaceId } = await newWorkspace('Ana')
  for (let i = 0; i < 5; i++) {
    await database.inWorkspace(workspaceId, 'write', (tx) =>
      registerRecord(tx, workspaceId, {
        type: 'work-item',
        title: `Stray ${i}`,
        state: 'open',
        stateGroup: 'open',
        by: null,
        now: new Date(),
      }),
    )
  }
  const first = await ana.api.links.unlinked({ type: 'work-item', limit: 2 })
  const second = await ana.api.links.unlinked({ type: 'work-item', limit: 2, after: first.next })
  const third = await ana.api.links.unlinked({ type: 'work-item', limit: 2, after: second.next })
  const titles = [first, second, third].flatMap((page) => page.items.map(({ title }) => title))
  expect(titles.sort()).toEqual(['Stray 0', 'Stray 1', 'Stray 2', 'Stray 3', 'Stray 4'])
  expect(third.next).toBeUndefined()
})
