import { expect, test } from 'vitest'

import { newWorkspace } from '#tests/support/workspace.ts'

import { WorkStateId } from '../contract.ts'

const ADA = { name: 'Ada', role: 'admin' } as const
const id = (text: string) => WorkStateId.parse(text)

test('a workspace begins with the usual states and adds its own in their group', async () => {
  const { ada, told } = await newWorkspace(ADA)
  expect((await ada.api.workStates.inOrder()).map((state) => state.name)).toEqual([
    'Backlog',
    'To do',
    'In progress',
    'In review',
    'Done',
    'Cancelled',
  ])
  const qa = await ada.api.workStates.add({ name: 'In QA', group: 'started' })
  expect((await ada.api.workStates.inOrder()).map((state) => state.name)).toEqual([
    'Backlog',
    'To do',
    'In progress',
    'In review',
    'In QA',
    'Done',
    'Cancelled',
  ])
  await ada.api.workStates.reorder({ ids: [qa.id, id('in-progress'), id('in-review')] })
  expect((await ada.api.workStates.inOrder()).map((state) => state.name).slice(2, 5)).toEqual([
    'In QA',
    'In progress',
    'In review',
  ])
  expect(await told()).toEqual(['work-states.changed.v1', 'work-states.changed.v1'])
})

test('a new name shows on all items, and what is removed hands its items on', async () => {
  const { ada } = await newWorkspace(ADA)
  const item = await ada.api.workItems.create({ title: 'Item', stateId: id('in-review') })
  await ada.api.workStates.rename({ id: id('in-review'), name: 'Under review' })
  expect((await ada.api.records.get({ key: item.key })).state).toBe('Under review')
  await ada.api.workStates.remove({ id: id('in-review'), moveTo: id('in-progress') })
  expect((await ada.api.records.get({ key: item.key })).state).toBe('In progress')
  expect((await ada.api.workItems.list({ states: [id('in-progress')] })).items).toHaveLength(1)
})

test('a state of one team is there for its items alone', async () => {
  const { ada } = await newWorkspace(ADA)
  const team = await ada.api.people.createTeam({ name: 'Web', prefix: 'WEB' })
  const qa = await ada.api.workStates.add({ name: 'In QA', group: 'started', teamId: team.id })
  const ours = await ada.api.workItems.create({ title: 'Ours', teamId: team.id, stateId: qa.id })
  await expect(ada.api.workItems.create({ title: 'Theirs', stateId: qa.id })).rejects.toMatchObject({
    code: 'NOT_A_STATE',
  })
  expect((await ada.api.workItems.edit({ id: ours.id, teamId: null })).stateId).toBe('in-progress')
  const columns = async (filter: object) =>
    (await ada.api.workItems.board(filter)).groups.map((group) => group.value).includes(qa.id)
  expect([await columns({ teams: [team.id] }), await columns({})]).toEqual([true, false])
})

test('each refusal', async () => {
  const { ada, mel } = await newWorkspace(ADA, 'Mel')
  await expect(ada.api.workStates.add({ name: 'done', group: 'completed' })).rejects.toMatchObject({
    code: 'NAME_TAKEN',
  })
  await expect(
    ada.api.workStates.add({ name: 'Web done', group: 'completed', teamId: mel.id as never }),
  ).rejects.toMatchObject({ code: 'NOT_A_TEAM' })
  await expect(ada.api.workStates.rename({ id: id('to-do'), name: 'Backlog' })).rejects.toMatchObject({
    code: 'NAME_TAKEN',
  })
  await expect(ada.api.workStates.rename({ id: id('gone'), name: 'New' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(ada.api.workStates.reorder({ ids: [id('in-review')] })).rejects.toMatchObject({ code: 'NOT_ONE_GROUP' })
  await expect(ada.api.workStates.remove({ id: id('done'), moveTo: id('cancelled') })).rejects.toMatchObject({
    code: 'LAST_OF_GROUP',
  })
  await expect(ada.api.workStates.remove({ id: id('in-review'), moveTo: id('done') })).rejects.toMatchObject({
    code: 'OTHER_GROUP',
  })
  await expect(mel.api.workStates.add({ name: 'Mine', group: 'started' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
  for (let i = 0; i < 34; i++) await ada.api.workStates.add({ name: `State ${i}`, group: 'started' })
  await expect(ada.api.workStates.add({ name: 'One more', group: 'started' })).rejects.toMatchObject({
    code: 'TOO_MANY_STATES',
  })
})
