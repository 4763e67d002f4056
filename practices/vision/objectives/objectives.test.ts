import { expect, test } from 'vitest'

import type { RecordId } from '#commons/records/contract.ts'
import { newWorkspace, type TestMember } from '#tests/support/workspace.ts'

const refused = (code: string) => ({ code })

/** Proposed with one key result, owned by both. */
async function proposed(ana: TestMember, ben: TestMember, title = 'Faster dispatch') {
  const { id } = await ana.api.objectives.create({ title, productOwnerId: ana.id, engineeringOwnerId: ben.id })
  await ana.api.keyResults.add({
    objectiveId: id,
    title: 'Half the wait',
    kind: 'decrease',
    start: 10,
    target: 5,
    unit: 'min',
  })
  return ana.api.objectives.propose({ id })
}

async function accept(member: TestMember, id: RecordId, key: string) {
  const { version } = await member.api.objectives.get({ key })
  return member.api.objectives.accept({ id, version })
}

async function active(ana: TestMember, ben: TestMember, title?: string) {
  const { id, key } = await proposed(ana, ben, title)
  await accept(ana, id, key)
  await accept(ben, id, key)
  return ana.api.objectives.activate({ id })
}

test('an objective runs once both owners accepted its targets, and everybody hears', async () => {
  const { ana, ben, heard, told } = await newWorkspace('Ana', 'Ben')
  const { id, key, keyResults } = await proposed(ana, ben)
  expect(keyResults).toMatchObject([{ key: 'KR-1', state: 'draft', target: 5, unit: 'min', isRunning: false }])

  await accept(ana, id, key)
  await accept(ben, id, key)
  const running = await ben.api.objectives.activate({ id })
  await heard()

  expect(running).toMatchObject({
    key: 'OBJ-1',
    state: 'active',
    stateGroup: 'active',
    productOwnerId: ana.id,
    engineeringOwnerId: ben.id,
    accepted: { product: { by: ana.id }, engineering: { by: ben.id } },
    keyResults: [{ state: 'active', isRunning: true }],
  })
  expect((await ben.api.links.line({ recordId: id })).cameOfIt.map((step) => step.record.key)).toEqual(['KR-1'])
  expect(await told()).toEqual(
    expect.arrayContaining([
      'objective.drafted.v1',
      'key-result.added.v1',
      'objective.proposed.v1',
      'objective.accepted.v1',
      'objective.activated.v1',
    ]),
  )
  const notices = (await ben.api.notifications.list({})).items.map((notice) => notice.text)
  expect(notices).toContain(`asks you to accept the targets of #${key}`)
})

test('one side alone cannot start it', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { id } = await ana.api.objectives.create({ title: 'Alone', productOwnerId: ana.id })
  const activate = () => ana.api.objectives.activate({ id })

  await expect(activate()).rejects.toMatchObject(refused('NOT_PROPOSED'))
  await expect(ana.api.objectives.propose({ id })).rejects.toMatchObject(refused('NO_KEY_RESULTS'))
  const { key } = await ana.api.keyResults.add({
    objectiveId: id,
    title: 'More',
    kind: 'increase',
    start: 0,
    target: 5,
  })
  await ana.api.objectives.propose({ id })
  await expect(ana.api.objectives.propose({ id })).rejects.toMatchObject(refused('NOT_A_DRAFT'))
  await expect(activate()).rejects.toMatchObject(refused('NO_ENGINEERING_OWNER'))
  await ana.api.objectives.assignOwners({ id, productOwnerId: null, engineeringOwnerId: ben.id })
  await expect(activate()).rejects.toMatchObject(refused('NO_PRODUCT_OWNER'))
  await ana.api.objectives.assignOwners({ id, productOwnerId: ana.id, engineeringOwnerId: ben.id })
  await expect(activate()).rejects.toMatchObject(refused('NOT_ACCEPTED_BY_PRODUCT'))
  await accept(ana, id, 'OBJ-1')
  await expect(activate()).rejects.toMatchObject(refused('NOT_ACCEPTED_BY_ENGINEERING'))
  const { id: keyResultId } = await ana.api.keyResults.get({ key })
  await ana.api.keyResults.remove({ id: keyResultId })
  await expect(activate()).rejects.toMatchObject(refused('NO_KEY_RESULTS'))
})

test('only its owners accept, each for their side, and exactly what they read', async () => {
  const { ana, ben, cleo } = await newWorkspace('Ana', 'Ben', 'Cleo')
  const { id, version } = await proposed(ana, ben)
  await expect(cleo.api.objectives.accept({ id, version })).rejects.toMatchObject(refused('NOT_AN_OWNER'))
  await expect(ana.api.objectives.accept({ id, version: version - 1 })).rejects.toMatchObject(
    refused('CHANGED_MEANWHILE'),
  )
  await ana.api.objectives.takeBack({ id })
  await expect(ana.api.objectives.accept({ id, version })).rejects.toMatchObject(refused('NOT_PROPOSED'))
  await expect(ana.api.objectives.takeBack({ id })).rejects.toMatchObject(refused('NOT_PROPOSED'))
})

test('a colleague’s sign-off is not the owner’s acceptance', async () => {
  const { ana, ben, cleo } = await newWorkspace('Ana', 'Ben', 'Cleo')
  const { id, key, version } = await proposed(ana, ben)
  await cleo.api.signoffs.sign({ recordId: id, version })
  await accept(ben, id, key)
  await expect(ana.api.objectives.activate({ id })).rejects.toMatchObject(refused('NOT_ACCEPTED_BY_PRODUCT'))
})

test('owners stand on their side, also when they move', async () => {
  const { ana, ben, boss } = await newWorkspace('Ana', 'Ben', { name: 'Boss', role: 'admin' })
  const { eve } = await newWorkspace('Eve')
  const create = (owners: object) => ana.api.objectives.create({ title: 'Owned', ...owners })
  await expect(create({ productOwnerId: ben.id })).rejects.toMatchObject(refused('WRONG_SIDE'))
  await expect(create({ engineeringOwnerId: eve.id })).rejects.toMatchObject(refused('NOT_A_MEMBER'))
  const { id, key } = await proposed(ana, ben)
  const wrong = { id, productOwnerId: ben.id, engineeringOwnerId: ana.id }
  await expect(ana.api.objectives.assignOwners(wrong)).rejects.toMatchObject(refused('WRONG_SIDE'))
  const strange = { id, productOwnerId: eve.id, engineeringOwnerId: null }
  await expect(ana.api.objectives.assignOwners(strange)).rejects.toMatchObject(refused('NOT_A_MEMBER'))

  await accept(ana, id, key)
  await accept(ben, id, key)
  await boss.api.people.assign({ id: ben.id, discipline: 'design' })
  await expect(ana.api.objectives.activate({ id })).rejects.toMatchObject(refused('NO_ENGINEERING_OWNER'))
})

test('changed targets ask both again, while it goes on running', async () => {
  const { ana, ben, heard, told } = await newWorkspace('Ana', 'Ben')
  const { id, key, keyResults } = await active(ana, ben)
  const [first] = keyResults
  await ben.api.keyResults.rename({ id: first!.id, title: 'Half the waiting time' })
  expect((await ana.api.objectives.get({ key })).state).toBe('active')

  await ben.api.keyResults.retarget({ id: first!.id, kind: 'decrease', start: 10, target: 7, unit: 'min' })
  await heard()
  const reopened = await ana.api.objectives.get({ key })
  expect(reopened).toMatchObject({
    state: 'proposed',
    stateGroup: 'active',
    accepted: { product: null, engineering: null },
    keyResults: [{ target: 7, title: 'Half the waiting time', isRunning: true }],
  })
  expect(await told()).toContain('objective.reopened.v1')
  expect((await ana.api.notifications.list({})).items[0]!.text).toBe(
    `changed the targets of #${key}. They need your acceptance again`,
  )
  await expect(ana.api.objectives.takeBack({ id })).rejects.toMatchObject(refused('NOT_PROPOSED'))
  await accept(ana, id, key)
  await accept(ben, id, key)
  expect(await ana.api.objectives.activate({ id })).toMatchObject({ state: 'active' })
})

test('what it serves is said in order, and only what fits', async () => {
  const { ana } = await newWorkspace('Ana')
  const { eve } = await newWorkspace('Eve')
  const above = await ana.api.objectives.create({ title: 'Company goal', cycle: '2026' })
  const metric = await ana.api.metrics.create({ name: 'On time' })
  const { id, serves } = await ana.api.objectives.create({ title: 'Team goal', serves: [above.id, metric.id] })
  expect(serves.map((record) => record.key)).toEqual([above.key, metric.key])

  const align = (...to: RecordId[]) => ana.api.objectives.align({ id, serves: to })
  expect((await align(metric.id, above.id)).serves.map((record) => record.key)).toEqual([metric.key, above.key])
  expect((await align(metric.id)).serves.map((record) => record.key)).toEqual([metric.key])
  await align(above.id)
  await expect(align(id)).rejects.toMatchObject(refused('DOES_NOT_FIT'))
  const keyResult = await ana.api.keyResults.add({ objectiveId: above.id, title: 'x', kind: 'milestone' })
  await expect(align(keyResult.id)).rejects.toMatchObject(refused('DOES_NOT_FIT'))
  const strange = await eve.api.objectives.create({ title: 'Elsewhere' })
  await expect(align(strange.id)).rejects.toMatchObject(refused('DOES_NOT_FIT'))
  await expect(ana.api.objectives.align({ id: above.id, serves: [id] })).rejects.toMatchObject(refused('WOULD_CIRCLE'))
  expect((await ana.api.objectives.get({ key: 'OBJ-2' })).serves.map((record) => record.key)).toEqual([above.key])
})

test('a goal is found by what it is, whose it is and how it stands', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const team = await ana.api.people.createTeam({ name: 'Web', prefix: 'WEB', memberIds: [ana.id] })
  const goal = await ana.api.objectives.create({ title: 'Year', cycle: '2026', teamId: team.id })
  const child = await ana.api.objectives.create({ title: 'Quarter', serves: [goal.id], engineeringOwnerId: ben.id })
  const keys = async (filter: object) => (await ben.api.objectives.list(filter)).items.map((objective) => objective.key)

  expect(await keys({})).toEqual([goal.key, child.key])
  expect(await keys({ cycle: '2026' })).toEqual([goal.key])
  expect(await keys({ teamId: team.id })).toEqual([goal.key])
  expect(await keys({ owner: ben.id })).toEqual([child.key])
  expect(await keys({ unaligned: true })).toEqual([goal.key])
  expect(await keys({ unaligned: false })).toEqual([child.key])
  expect(await keys({ serving: goal.id })).toEqual([child.key])
  expect(await keys({ serving: child.id })).toEqual([])
  expect(await keys({ state: 'active' })).toEqual([])
  const running = await active(ana, ben, 'Running')
  await ben.api.keyResults.recordValue({ id: running.keyResults[0]!.id, value: 5 })
  expect(await keys({ status: 'done' })).toEqual([running.key])
  expect(await keys({ status: 'off-track' })).toEqual([])
  const mine = (await ben.api.objectives.mine({})).items.map(({ key, waitsFor }) => [key, waitsFor])
  expect(mine).toContainEqual([child.key, null])
})

test('pages follow each other without gap or repeat', async () => {
  const { ana } = await newWorkspace('Ana')
  for (const n of [1, 2, 3]) await ana.api.objectives.create({ title: `Goal ${n}`, productOwnerId: ana.id })
  const lists = [
    (after?: string) => ana.api.objectives.list({ limit: 2, after }),
    (after?: string) => ana.api.objectives.list({ limit: 2, after, unaligned: true }),
    (after?: string) => ana.api.objectives.mine({ limit: 2, after }),
  ]
  for (const list of lists) {
    const first = await list()
    const rest = await list(first.next)
    expect([...first.items, ...rest.items].map((one) => one.title)).toEqual(['Goal 1', 'Goal 2', 'Goal 3'])
    expect(rest.next).toBeUndefined()
  }
})

test('words, team and cycle can change until it is over', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { eve } = await newWorkspace('Eve')
  const theirs = await eve.api.people.createTeam({ name: 'Far', prefix: 'FAR' })
  const draft = await ana.api.objectives.create({ title: 'Draft', cycle: '2026-Q3' })
  await ana.api.keyResults.add({ objectiveId: draft.id, title: 'Ship it', kind: 'delivery date' })
  const edited = await ana.api.objectives.edit({ id: draft.id, title: 'Better words', cycle: '2026-Q4' })
  expect(edited).toMatchObject({
    title: 'Better words',
    cycle: '2026-Q4',
    keyResults: [{ startsOn: '2026-10-01', dueOn: '2026-12-31' }],
  })
  const far = { id: draft.id, teamId: theirs.id }
  await expect(ana.api.objectives.edit(far)).rejects.toMatchObject(refused('NO_SUCH_TEAM'))
  const create = ana.api.objectives.create({ title: 'Far', teamId: theirs.id })
  await expect(create).rejects.toMatchObject(refused('NO_SUCH_TEAM'))

  const { id } = await active(ana, ben)
  const moved = { id, cycle: '2030-Q1' }
  await expect(ana.api.objectives.edit(moved)).rejects.toMatchObject(refused('ALREADY_RUNNING'))
  const dropped = await ana.api.objectives.drop({ id, reason: 'The customer left.' })
  expect(dropped).toMatchObject({ state: 'dropped', endNote: 'The customer left.', keyResults: [{ state: 'dropped' }] })
  const closed = refused('CLOSED')
  await expect(ana.api.objectives.edit({ id, title: 'No' })).rejects.toMatchObject(closed)
  await expect(ana.api.objectives.drop({ id, reason: 'Again' })).rejects.toMatchObject(closed)
  const owners = { id, productOwnerId: null, engineeringOwnerId: null }
  await expect(ana.api.objectives.assignOwners(owners)).rejects.toMatchObject(closed)
})

test('at the end each key result is graded or goes on, and the objective is finished', async () => {
  const { ana, ben, heard, told } = await newWorkspace('Ana', 'Ben')
  const draft = await ana.api.objectives.create({
    title: 'Dispatch',
    cycle: '2026-Q3',
    productOwnerId: ana.id,
    engineeringOwnerId: ben.id,
  })
  const add = (title: string, target: number) =>
    ana.api.keyResults.add({ objectiveId: draft.id, title, kind: 'increase', start: 0, target, unit: '%' })
  const first = await add('Adopted', 50)
  const second = await add('Loved', 40)
  await ana.api.objectives.propose({ id: draft.id })
  await accept(ana, draft.id, draft.key)
  await accept(ben, draft.id, draft.key)
  const early = { id: draft.id, keyResultIds: [second.id] }
  await expect(ana.api.objectives.finish({ id: draft.id })).rejects.toMatchObject(refused('NOT_ACTIVE'))
  await expect(ana.api.objectives.rollOver(early)).rejects.toMatchObject(refused('NOT_ACTIVE'))
  await ana.api.objectives.activate({ id: draft.id })
  await ana.at('2026-09-29T10:00:00Z').keyResults.recordValue({ id: second.id, value: 10 })
  const initiative = await ana.api.initiatives.create({ title: 'Onboarding' })
  await ana.api.links.connect({ from: initiative.id, to: second.id, kind: 'serves' })

  await expect(ana.api.objectives.finish({ id: draft.id })).rejects.toMatchObject(refused('NOT_GRADED'))
  expect(await ben.api.keyResults.grade({ id: first.id, grade: 0.74, note: 'Two cities.' })).toMatchObject({
    grade: 0.7,
    gradeNote: 'Two cities.',
    state: 'graded',
    isRunning: false,
  })
  const roll = (change: object) => ana.api.objectives.rollOver({ id: draft.id, keyResultIds: [second.id], ...change })
  await expect(roll({ keyResultIds: [first.id] })).rejects.toMatchObject(refused('NOT_UNFINISHED'))
  await expect(roll({ cycle: '2026-Q3' })).rejects.toMatchObject(refused('NOT_LATER'))
  const next = await roll({})
  await expect(roll({})).rejects.toMatchObject(refused('NOT_UNFINISHED'))
  await expect(ana.api.keyResults.grade({ id: second.id, grade: 1 })).rejects.toMatchObject(refused('ROLLED_OVER'))
  expect(next).toMatchObject({
    title: 'Dispatch',
    state: 'draft',
    cycle: '2026-Q4',
    productOwnerId: ana.id,
    engineeringOwnerId: ben.id,
    rolledFrom: { key: draft.key },
    keyResults: [
      { title: 'Loved', start: 10, target: 40, startsOn: '2026-10-01', dueOn: '2026-12-31', state: 'draft' },
    ],
  })
  const line = await ana.api.links.line({ recordId: next.keyResults[0]!.id })
  expect(line.cameOfIt.map((step) => step.record.key)).toEqual([initiative.key])

  const done = await ana.api.objectives.finish({ id: draft.id, learned: 'Start with one city.' })
  await heard()
  expect(done).toMatchObject({
    state: 'done',
    stateGroup: 'done',
    grade: 0.7,
    endNote: 'Start with one city.',
    rolledTo: { key: next.key },
  })
  expect(done.keyResults.find((one) => one.id === second.id)).toMatchObject({
    rolledTo: { key: next.keyResults[0]!.key },
  })
  expect(await told()).toEqual(
    expect.arrayContaining(['key-result.graded.v1', 'objective.rolled-over.v1', 'objective.finished.v1']),
  )
})

test('a changed clause asks for another look', async () => {
  const { ana, ben, heard } = await newWorkspace('Ana', 'Ben')
  const sign = async () => {
    const { record } = await ana.api.visions.get()
    for (const one of [ana, ben]) await one.api.signoffs.sign({ recordId: record!.id, version: record!.version })
    await ana.api.visions.publish({ number: record!.version })
  }
  const clause = { section: 'user needs' as const, text: 'Riders know the way.' }
  const text = { sentence: 'Ride on.', northStarId: null }
  await ana.api.visions.edit({ ...text, clauses: [{ ...clause, clauseId: null }], revision: 0 })
  await ana.api.visions.propose({ revision: 1, reason: 'First.' })
  await sign()
  const [{ id: clauseId } = { id: undefined }] = (await ana.api.visions.get()).clauses
  const owners = { productOwnerId: ana.id, engineeringOwnerId: ben.id }
  const { id, key } = await ana.api.objectives.create({ title: 'Guide', serves: [clauseId!], ...owners })
  await expect(ana.api.objectives.reaffirm({ id })).rejects.toMatchObject(refused('NOTHING_TO_REAFFIRM'))

  const { draft } = await ana.api.visions.get()
  const changed = [{ ...clause, clauseId: clauseId!, text: 'Riders never get lost.' }]
  await ana.api.visions.edit({ ...text, clauses: changed, revision: draft.revision })
  await ana.api.visions.propose({ revision: draft.revision + 1, reason: 'Clearer.' })
  await sign()
  await heard()

  expect((await ben.api.objectives.mine({})).items).toMatchObject([{ key, waitsFor: 'reaffirmation' }])
  expect((await ben.api.notifications.list({})).items.map((notice) => notice.text)).toContain(
    `The vision changed. Does #${key} still serve it?`,
  )
  const { cleo } = await newWorkspace('Cleo')
  await expect(cleo.api.objectives.reaffirm({ id })).rejects.toMatchObject(refused('NOT_FOUND'))
  expect(await ben.api.objectives.reaffirm({ id })).toMatchObject({ reaffirmSince: null })
})

test('another workspace sees nothing and changes nothing', async () => {
  const here = await newWorkspace('Ana', 'Ben')
  const { eve } = await newWorkspace('Eve')
  const { id, key } = await active(here.ana, here.ben)
  const gone = refused('NOT_FOUND')

  expect((await eve.api.objectives.list({})).items).toEqual([])
  await expect(eve.api.objectives.get({ key })).rejects.toMatchObject(gone)
  await expect(eve.api.objectives.edit({ id, title: 'Mine' })).rejects.toMatchObject(gone)
  await expect(eve.api.objectives.drop({ id, reason: 'Mine' })).rejects.toMatchObject(gone)
  await expect(eve.api.objectives.finish({ id })).rejects.toMatchObject(gone)
  await expect(eve.api.objectives.align({ id, serves: [] })).rejects.toMatchObject(gone)
  expect((await eve.api.cycles.inUse()).cycles.every((cycle) => cycle.objectives === 0)).toBe(true)
})

test('the cycles of a day are there, and so is any that is in use', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const november = ana.at('2026-11-22T10:00:00Z')
  await november.objectives.create({ title: 'Old', cycle: '2024-Q1' })
  await november.objectives.create({ title: 'Now', productOwnerId: ana.id, engineeringOwnerId: ben.id })
  const { today, current, cycles } = await november.cycles.inUse()
  expect([today, current]).toEqual(['2026-11-22', '2026-Q4'])
  expect(cycles.map(({ key, when, objectives, joint }) => [key, when, objectives, joint])).toEqual([
    ['2027-Q1', 'coming', 0, 0],
    ['2026-Q4', 'current', 1, 1],
    ['2026', 'current', 0, 0],
    ['2026-2028', 'current', 0, 0],
    ['2024-Q1', 'past', 1, 0],
  ])
})
