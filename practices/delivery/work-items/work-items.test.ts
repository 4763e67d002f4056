import { expect, test } from 'vitest'

import { newWorkspace, type TestMember } from '#tests/support/workspace.ts'

import { WorkStateId } from './contract.ts'

const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  )
const stateId = (id: string) => WorkStateId.parse(id)

const newItem = (by: TestMember, title: string, more: object = {}) => by.api.workItems.create({ title, ...more })

async function withTeam() {
  const here = await newWorkspace('Ana', 'Ben')
  const team = await here.ana.api.people.createTeam({
    name: 'Web',
    prefix: 'WEB',
    memberIds: [here.ana.id, here.ben.id],
  })
  return { ...here, team }
}

test('a title is enough, and the key begins with the team’s prefix', async () => {
  const { ana, team, told, heard } = await withTeam()
  const item = await newItem(ana, 'Show the next stop', { teamId: team.id })
  expect(item).toMatchObject({ key: 'WEB-1', type: 'feature', stateId: 'backlog', group: 'backlog', priority: 'none' })
  expect((await newItem(ana, 'No team yet')).key).toBe('WRK-1')
  await heard()
  expect(await told()).toContain('work-item.created.v1')
  const page = await ana.api.workItems.get({ key: 'web-1' })
  expect(page).toMatchObject({ title: 'Show the next stop', createdBy: ana.id, watching: true, body: '', source: null })
})

test('what is not there is refused', async () => {
  const { ana, ben } = await withTeam()
  const other = await withTeam()
  const elsewhere = await newItem(other.ana, 'Elsewhere')
  const tries = {
    NOT_A_TEAM: { teamId: other.team.id },
    NOT_A_STATE: { stateId: 'nowhere' },
    NOT_A_MEMBER: { assignees: [other.ben.id] },
    NOT_A_LABEL: { labels: [elsewhere.id] },
    NOT_A_PARENT: { parentId: elsewhere.id },
    NOT_FOUND: { lineId: elsewhere.id },
  }
  for (const [refusal, more] of Object.entries(tries)) {
    expect([more, await refusalOf(newItem(ben, 'Wrong', more))]).toEqual([more, refusal])
  }
  const shoutOut = await ana.api.shoutOuts.give({ to: [ben.id], message: 'Thanks' })
  expect(await refusalOf(newItem(ana, 'Wrong', { lineId: shoutOut.id }))).toBe('NOT_A_REASON')
  expect((await ana.api.workItems.list({})).items).toEqual([])
})

test('each change is one event, kept in the item’s history in words', async () => {
  const { ana, ben, told } = await withTeam()
  const item = await newItem(ana, 'Show the next stop')
  await ana.api.workItems.edit({ id: item.id, priority: 'high', estimate: 3 })
  await ana.api.workItems.assign({ id: item.id, assignees: [ben.id] })
  await ben.api.workItems.move({ id: item.id, stateId: stateId('in-progress') })
  await ben.api.workItems.move({ id: item.id, group: 'completed' })
  const row = await ben.api.workItems.move({ id: item.id, stateId: stateId('to-do') })
  expect(row).toMatchObject({ priority: 'high', estimate: 3, assignees: [ben.id], stateId: 'to-do', closedAt: null })
  expect(row.startedAt).toBeInstanceOf(Date)
  expect(await told()).toEqual([
    'team.formed.v1',
    'work-item.created.v1',
    'work-item.changed.v1',
    'work-item.assigned.v1',
    'work-item.moved.v1',
    'work-item.moved.v1',
    'work-item.completed.v1',
    'work-item.moved.v1',
    'work-item.reopened.v1',
  ])
  const history = await ana.api.history.of({ recordId: item.id })
  const changes = history.items.flatMap((entry) => ('changes' in entry ? (entry.changes ?? []) : []))
  expect(changes).toContainEqual({ field: 'state', from: 'Backlog', to: 'In progress' })
  expect(changes).toContainEqual({ field: 'assignees', from: null, to: 'Ben' })
  expect(changes).toContainEqual({ field: 'priority', from: null, to: 'high' })
})

test('nothing is told of a change that changes nothing', async () => {
  const { ana, told } = await newWorkspace('Ana')
  const item = await newItem(ana, 'Same', { priority: 'low' })
  await ana.api.workItems.edit({ id: item.id, priority: 'low', title: 'Same' })
  await ana.api.workItems.move({ id: item.id, stateId: stateId('backlog') })
  expect(await told()).toEqual(['work-item.created.v1'])
})

test('the description is a shared document, begun with the item', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const item = await newItem(ana, 'Write it down', { body: 'Couriers look **twice**.' })
  expect((await ana.api.workItems.get({ key: item.key })).body).toBe('Couriers look **twice**.')
  await ben.api.documents.write({ recordId: item.id, markdown: 'And once more.', how: 'append' })
  expect((await ana.api.workItems.get({ key: item.key })).body).toContain('And once more.')
})

test('parts hang under their whole, inherit its team and line, and never circle', async () => {
  const { ana, team, heard } = await withTeam()
  const initiative = await ana.api.initiatives.create({ title: 'Faster dispatch' })
  const whole = await newItem(ana, 'Whole', { teamId: team.id, lineId: initiative.id })
  const first = await newItem(ana, 'First', { parentId: whole.id })
  const second = await newItem(ana, 'Second', { parentId: first.id })
  expect(second).toMatchObject({ teamId: team.id, line: { id: initiative.id }, parent: { id: first.id } })
  const third = await newItem(ana, 'Third', { parentId: whole.id })
  await ana.api.workItems.move({ id: third.id, group: 'completed' })
  const page = await ana.api.workItems.get({ key: whole.key })
  expect(page.subItemRows.map((row) => row.title)).toEqual(['First', 'Third'])
  expect(page.subItems).toEqual({ total: 2, completed: 1 })

  expect(await refusalOf(ana.api.workItems.setParent({ id: whole.id, parentId: second.id }))).toBe('WOULD_CIRCLE')
  expect(await refusalOf(ana.api.workItems.setParent({ id: whole.id, parentId: whole.id }))).toBe('WOULD_CIRCLE')
  const freed = await ana.api.workItems.setParent({ id: first.id, parentId: null })
  expect(freed).toMatchObject({ parent: null, line: null })
  expect((await ana.api.workItems.among({ ids: [second.id] }))[0]!.line).toBeNull()
  await heard()
  const line = await ana.api.links.line({ recordId: third.id })
  expect(line.why.map((step) => step.record.id)).toEqual([whole.id, initiative.id])
})

test('lists follow a link that was made or taken away elsewhere', async () => {
  const { ana, heard } = await newWorkspace('Ana')
  const initiative = await ana.api.initiatives.create({ title: 'Faster dispatch' })
  const whole = await newItem(ana, 'Whole')
  const part = await newItem(ana, 'Part')
  await ana.api.links.connect({ from: part.id, to: whole.id, kind: 'delivers' })
  const link = await ana.api.links.connect({ from: whole.id, to: initiative.id, kind: 'delivers' })
  await heard()
  const rows = await ana.api.workItems.among({ ids: [whole.id, part.id] })
  expect(rows.map((row) => row.line?.id)).toEqual([initiative.id, initiative.id])
  expect(rows[1]!.parent?.id).toBe(whole.id)
  await ana.api.links.disconnect({ id: link.id })
  await heard()
  expect((await ana.api.workItems.list({ under: 'none' })).items).toHaveLength(2)
})

test('connecting replaces what an item was there for', async () => {
  const { ana } = await newWorkspace('Ana')
  const one = await ana.api.initiatives.create({ title: 'One' })
  const two = await ana.api.initiatives.create({ title: 'Two' })
  const item = await newItem(ana, 'Item', { lineId: one.id })
  expect((await ana.api.workItems.connect({ id: item.id, lineId: two.id })).line?.id).toBe(two.id)
  expect((await ana.api.links.of({ recordId: item.id })).map((link) => link.to.id)).toEqual([two.id])
  expect((await ana.api.workItems.connect({ id: item.id, lineId: null })).line).toBeNull()
})

test('an item shows what it waits for until that is finished, and whoever waited is told', async () => {
  const { ana, ben, heard } = await newWorkspace('Ana', 'Ben')
  const waiting = await newItem(ana, 'Waiting', { assignees: [ana.id] })
  const blocker = await newItem(ana, 'Blocker')
  const middle = await newItem(ana, 'Middle')
  await ana.at('2026-03-01T10:00:00Z').workItems.block({ id: waiting.id, by: blocker.id })
  await ana.api.workItems.block({ id: blocker.id, by: middle.id })
  expect((await ana.api.workItems.get({ key: waiting.key })).blockedBy).toMatchObject([
    { record: { id: blocker.id }, since: new Date('2026-03-01T10:00:00Z') },
  ])
  expect(await refusalOf(ana.api.workItems.block({ id: middle.id, by: waiting.id }))).toBe('WOULD_WAIT_FOR_EVER')
  expect(await refusalOf(ana.api.workItems.block({ id: middle.id, by: middle.id }))).toBe('NOT_ITSELF')
  expect((await ana.api.workItems.list({ waiting: true })).items.map((row) => row.id).sort()).toEqual(
    [waiting.id, blocker.id].sort(),
  )

  await ben.api.workItems.move({ id: blocker.id, group: 'completed' })
  await heard()
  expect((await ana.api.workItems.among({ ids: [waiting.id] }))[0]!.waitsFor).toEqual({ total: 0, since: null })
  const notices = (await ana.api.notifications.list({})).items.map((notice) => notice.text)
  expect(notices).toContain(`finished #${blocker.key}, for which #${waiting.key} waited`)
  await ana.api.workItems.unblock({ id: waiting.id, by: blocker.id })
  expect((await ana.api.workItems.get({ key: waiting.key })).blockedBy).toEqual([])
})

test('who is assigned is told, once for a bulk edit', async () => {
  const { ana, ben, heard } = await newWorkspace('Ana', 'Ben')
  const ids = []
  for (const title of ['One', 'Two', 'Three']) ids.push((await newItem(ana, title)).id)
  await ana.api.workItems.editMany({ ids, addAssignees: [ben.id] })
  await heard()
  const told = async () => (await ben.api.notifications.list({})).items.map((notice) => notice.text)
  expect(await told()).toEqual([expect.stringMatching(/^assigned #WRK-\d and more to you$/)])

  const one = await newItem(ana, 'Four')
  await ana.api.workItems.editMany({ ids: [one.id], addAssignees: [ben.id] })
  await heard()
  expect((await told())[0]).toBe(`assigned #${one.key} to you`)
})

test('many change together, each with its own event, or none does', async () => {
  const { ana, ben, team, told } = await withTeam()
  const initiative = await ana.api.initiatives.create({ title: 'Faster dispatch' })
  const label = await ana.api.workLabels.add({ name: 'maps' })
  const ids = []
  for (let i = 0; i < 20; i++) ids.push((await newItem(ana, `Item ${i}`)).id)
  const before = (await told()).length
  const { changed } = await ana.api.workItems.editMany({
    ids,
    stateId: stateId('in-progress'),
    priority: 'high',
    teamId: team.id,
    addAssignees: [ben.id],
    addLabels: [label.id],
    lineId: initiative.id,
  })
  expect(changed).toHaveLength(20)
  const { items } = await ana.api.workItems.list({ assignees: [ben.id], labels: [label.id], under: initiative.id })
  expect(items).toHaveLength(20)
  expect(items.every((row) => row.group === 'started' && row.priority === 'high' && row.teamId === team.id)).toBe(true)
  const names = (await told()).slice(before)
  expect(names.filter((name) => name === 'work-item.moved.v1')).toHaveLength(20)
  expect(names.filter((name) => name === 'work-item.assigned.v1')).toHaveLength(20)

  const other = await newWorkspace('Cleo')
  const foreign = await newItem(other.cleo, 'Not theirs')
  expect(await refusalOf(ana.api.workItems.editMany({ ids: [foreign.id], priority: 'low' }))).toBe('NOT_FOUND')
  expect(await refusalOf(ana.api.workItems.editMany({ ids, stateId: stateId('nowhere') }))).toBe('NOT_A_STATE')
  expect(await refusalOf(ana.api.workItems.editMany({ ids, addAssignees: [other.cleo.id] }))).toBe('NOT_A_MEMBER')
  await ana.api.workItems.editMany({ ids: ids.slice(0, 5), removed: true })
  expect((await ana.api.workItems.counts({})).groups.find((one) => one.group === 'started')?.total).toBe(15)
  await ana.api.workItems.editMany({ ids: ids.slice(0, 5), removed: false })
  expect((await ana.api.workItems.counts({})).groups.find((one) => one.group === 'started')?.total).toBe(20)
})

test('what is removed lies in the trash and comes back whole', async () => {
  const { ana, told } = await newWorkspace('Ana')
  const item = await newItem(ana, 'Gone')
  await ana.api.workItems.remove({ id: item.id })
  expect(await refusalOf(ana.api.workItems.get({ key: item.key }))).toBe('NOT_FOUND')
  expect(await refusalOf(ana.api.workItems.remove({ id: item.id }))).toBe('NOT_FOUND')
  expect((await ana.api.workItems.removed({})).items.map((row) => row.key)).toEqual([item.key])
  expect(await ana.api.workItems.restore({ id: item.id })).toMatchObject({ key: item.key, title: 'Gone' })
  expect((await ana.api.workItems.removed({})).items).toEqual([])
  expect(await told()).toEqual(['work-item.created.v1', 'work-item.removed.v1', 'work-item.restored.v1'])
})

test('another workspace sees and changes nothing', async () => {
  const { ana } = await newWorkspace('Ana')
  const { cleo } = await newWorkspace('Cleo')
  const item = await newItem(ana, 'Ours')
  const { id } = item
  expect(await refusalOf(cleo.api.workItems.get({ key: item.key }))).toBe('NOT_FOUND')
  expect(await cleo.api.workItems.among({ ids: [id] })).toEqual([])
  expect(await cleo.api.workItems.byKeys({ keys: [item.key] })).toEqual([])
  expect((await cleo.api.workItems.list({})).items).toEqual([])
  for (const call of [
    () => cleo.api.workItems.edit({ id, title: 'Mine' }),
    () => cleo.api.workItems.move({ id, group: 'completed' }),
    () => cleo.api.workItems.assign({ id, assignees: [cleo.id] }),
    () => cleo.api.workItems.remove({ id }),
    () => cleo.api.workItems.restore({ id }),
  ])
    expect(await refusalOf(call())).toBe('NOT_FOUND')
})

test('an observer looks and a contributor cannot change', async () => {
  const { ana, ina, olga } = await newWorkspace(
    'Ana',
    { name: 'Ina', role: 'contributor' },
    { name: 'Olga', role: 'observer' },
  )
  const item = await newItem(ana, 'Look')
  expect((await olga.api.workItems.get({ key: item.key })).title).toBe('Look')
  expect(await refusalOf(ina.api.workItems.edit({ id: item.id, title: 'Changed' }))).toBe('NOT_ALLOWED')
})
