import { expect, test } from 'vitest'

import { registerRecord } from '#commons/records/register.ts'
import { inOneWorkspace } from '#platform/jobs/in-workspaces.ts'
import { assembled, database, newWorkspace, type TestMember } from '#tests/support/workspace.ts'

import { mindThePace } from './jobs.ts'

const refused = (code: string) => ({ code })

type Wanted = Partial<Parameters<TestMember['api']['keyResults']['add']>[0]>

/** An active objective of the third quarter of 2026 with one key result, at the quarter’s beginning. */
async function running(ana: TestMember, ben: TestMember, wanted: Wanted = {}) {
  const [a, b] = [ana.at('2026-07-01T08:00:00Z'), ben.at('2026-07-01T08:00:00Z')]
  const owners = { productOwnerId: ana.id, engineeringOwnerId: ben.id }
  const { id } = await a.objectives.create({ title: 'Faster dispatch', cycle: '2026-Q3', ...owners })
  const given = { objectiveId: id, title: 'Half the wait', kind: 'increase', start: 0, target: 100, unit: '%' } as const
  const keyResult = await a.keyResults.add({ ...given, ...wanted })
  const { version } = await a.objectives.propose({ id })
  for (const one of [a, b]) await one.objectives.accept({ id, version })
  await a.objectives.activate({ id })
  return keyResult
}

test('a value moves the bar, the status and the record, and everybody hears once it is reached', async () => {
  const { ana, ben, heard, told } = await newWorkspace('Ana', 'Ben')
  const { id, key } = await running(ana, ben)
  const august = ana.at('2026-08-16T10:00:00Z')

  expect(await august.keyResults.get({ key })).toMatchObject({
    value: null,
    status: null,
    expected: 0.5054945054945055,
  })
  await august.keyResults.recordValue({ id, value: 40 })
  expect(await ben.at('2026-08-16T10:00:00Z').keyResults.get({ key })).toMatchObject({
    value: 40,
    valueOn: '2026-08-16',
    progress: 0.4,
    status: 'at-risk',
    state: 'at risk',
    stateGroup: 'active',
  })
  await august.keyResults.recordValue({ id, value: 100 })
  await august.keyResults.recordValue({ id, value: 100 })
  await heard()

  expect(await august.keyResults.get({ key })).toMatchObject({ status: 'done', state: 'reached', stateGroup: 'done' })
  const events = await told()
  expect(events.filter((name) => name === 'key-result.reached.v1')).toHaveLength(1)
  expect(events.filter((name) => name === 'key-result.moved.v1')).toHaveLength(2)
  expect((await august.keyResults.readings({ id })).items).toEqual([
    { on: '2026-08-16', value: 100, source: 'by hand', by: ana.id },
  ])
})

test('the day is the one in the workspace’s zone, and pages of readings follow each other', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { id } = await running(ana, ben)
  for (const day of ['2026-07-06', '2026-07-07', '2026-07-08']) {
    await ana.at(`${day}T10:00:00Z`).keyResults.recordValue({ id, value: Number(day.slice(-1)) })
  }
  const first = await ben.api.keyResults.readings({ id, limit: 2 })
  const rest = await ben.api.keyResults.readings({ id, limit: 2, after: first.next })
  expect([...first.items, ...rest.items].map((reading) => reading.value)).toEqual([8, 7, 6])
  expect(rest.next).toBeUndefined()
})

test('values are refused where they do not belong', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { id, objective } = await running(ana, ben)
  const august = ana.at('2026-08-16T10:00:00Z').keyResults
  await expect(august.recordValue({ id, value: 1, on: '2026-08-17' })).rejects.toMatchObject(refused('IN_THE_FUTURE'))
  await expect(august.recordValue({ id })).rejects.toMatchObject(refused('VALUE_NEEDED'))
  const draft = await ana.api.objectives.create({ title: 'Draft' })
  const other = await august.add({ objectiveId: draft.id, title: 'Not yet', kind: 'milestone' })
  await expect(august.recordValue({ id: other.id, value: 1 })).rejects.toMatchObject(refused('NOT_RUNNING'))
  const work = await august.add({ objectiveId: objective.id, title: 'Built', kind: 'milestone', source: 'linked work' })
  await expect(august.recordValue({ id: work.id, value: 1 })).rejects.toMatchObject(refused('COMES_BY_ITSELF'))
})

test('a promise makes sense, or is refused', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { id, objective } = await running(ana, ben)
  const add = (wanted: Wanted) =>
    ana.api.keyResults.add({ objectiveId: objective.id, title: 'x', kind: 'increase', start: 0, target: 1, ...wanted })
  const days = { startsOn: '2026-09-01', dueOn: '2026-08-01' }
  await expect(add(days)).rejects.toMatchObject(refused('DUE_BEFORE_START'))
  await expect(add({ target: 0 })).rejects.toMatchObject(refused('NO_WAY_TO_GO'))
  await expect(add({ kind: 'decrease' })).rejects.toMatchObject(refused('WRONG_WAY'))
  await expect(add({ source: 'linked work' })).rejects.toMatchObject(refused('DOES_NOT_FIT'))
  await expect(add({ source: 'metric' })).rejects.toMatchObject(refused('NOT_A_METRIC'))
  await expect(add({ source: 'metric', metricId: id })).rejects.toMatchObject(refused('NOT_A_METRIC'))
  const retarget = { id, kind: 'increase' as const, start: 5, target: 5 }
  await expect(ana.api.keyResults.retarget(retarget)).rejects.toMatchObject(refused('NO_WAY_TO_GO'))
  await expect(ana.api.keyResults.follow({ id, source: 'linked work' })).rejects.toMatchObject(refused('DOES_NOT_FIT'))
  await expect(ana.api.keyResults.follow({ id, source: 'metric' })).rejects.toMatchObject(refused('NOT_A_METRIC'))
  await ana.api.objectives.drop({ id: objective.id, reason: 'Enough.' })
  await expect(add({})).rejects.toMatchObject(refused('CLOSED'))
  await expect(ana.api.keyResults.rename({ id, title: 'y' })).rejects.toMatchObject(refused('CLOSED'))
  await expect(ana.api.keyResults.remove({ id })).rejects.toMatchObject(refused('CLOSED'))
  await expect(ana.api.keyResults.grade({ id, grade: 1 })).rejects.toMatchObject(refused('NOT_RUNNING'))
})

test('a metric feeds it: what was measured before, and what comes', async () => {
  const { ana, ben, heard } = await newWorkspace('Ana', 'Ben')
  const metric = await ana.api.metrics.create({ name: 'Adoption', kind: 'output' })
  const record = (day: string, value: number) =>
    ana.api.metrics.recordValues({ key: metric.key, values: [{ day, value }] })
  await record('2026-06-20', 3)
  await record('2026-07-01', 8)
  const { id, key } = await running(ana, ben, { source: 'metric', metricId: metric.id })
  expect(await ana.api.keyResults.get({ key })).toMatchObject({
    value: 8,
    valueOn: '2026-07-01',
    metric: { key: metric.key },
    challenge: 'output',
  })

  await record('2026-07-20', 12)
  await record('2026-10-05', 90)
  await heard()
  expect(await ana.api.keyResults.get({ key })).toMatchObject({ value: 12, valueOn: '2026-07-20' })
  await ana.api.metrics.removeValue({ key: metric.key, day: '2026-07-20' })
  await heard()
  expect(await ana.api.keyResults.get({ key })).toMatchObject({ value: 8 })
  expect((await ana.api.metrics.get({ key: metric.key })).measures.map((one) => one.key)).toEqual([key])

  await ana.api.keyResults.follow({ id, source: 'by hand' })
  await record('2026-07-21', 15)
  await heard()
  expect(await ana.api.keyResults.get({ key })).toMatchObject({ value: 8, metric: null, challenge: null })
})

test('a metric can be averaged over days, so that a weekend is no setback', async () => {
  const { ana, ben, heard } = await newWorkspace('Ana', 'Ben')
  const metric = await ana.api.metrics.create({ name: 'Deliveries' })
  const record = (day: string, value: number) =>
    ana.api.metrics.recordValues({ key: metric.key, values: [{ day, value }] })
  await record('2026-06-30', 30)
  await record('2026-07-01', 40)
  const { id } = await running(ana, ben, { source: 'metric', metricId: metric.id, metricDays: 2 })
  await record('2026-07-03', 10)
  await record('2026-07-02', 20)
  await heard()
  const values = async () => (await ana.api.keyResults.readings({ id })).items.map(({ on, value }) => [on, value])
  expect(await values()).toEqual([
    ['2026-07-03', 15],
    ['2026-07-02', 30],
    ['2026-07-01', 35],
  ])
  await ana.api.metrics.removeValue({ key: metric.key, day: '2026-07-02' })
  await heard()
  expect(await values()).toEqual([
    ['2026-07-03', 10],
    ['2026-07-01', 35],
  ])
  await ana.api.keyResults.follow({ id, source: 'metric', metricId: metric.id })
  expect((await values())[1]).toEqual(['2026-07-01', 40])
})

test('linked work feeds a milestone by what is done of it', async () => {
  const { ana, ben, workspaceId } = await newWorkspace('Ana', 'Ben')
  const { id, key } = await running(ana, ben, { kind: 'milestone', source: 'linked work' })
  expect(await ana.api.keyResults.get({ key })).toMatchObject({ value: null, work: { total: 0, done: 0 }, target: 100 })
  const initiative = await ana.api.initiatives.create({ title: 'Onboarding' })
  await ana.api.links.connect({ from: initiative.id, to: id, kind: 'serves' })
  const [first] = await Promise.all(
    ['Import', 'Map', 'Tour', 'Mail'].map((title) => ana.api.workItems.create({ title, lineId: initiative.id })),
  )
  await ana.api.workItems.move({ id: first!.id, group: 'completed' })

  const august = new Date('2026-08-16T10:00:00Z')
  expect(await ana.at(august).keyResults.get({ key })).toMatchObject({ value: 25, work: { total: 4, done: 1 } })
  expect((await ana.api.keyResults.readings({ id })).items).toEqual([])
  await inOneWorkspace(assembled.host, workspaceId, august, mindThePace)
  await inOneWorkspace(assembled.host, workspaceId, august, mindThePace)
  expect((await ana.api.keyResults.readings({ id })).items).toEqual([
    { on: '2026-08-16', value: 25, source: 'linked work', by: null },
  ])
})

test('time alone can bring it off track, which is told once', async () => {
  const { ana, ben, told, workspaceId } = await newWorkspace('Ana', 'Ben')
  const { id, key } = await running(ana, ben)
  await ana.at('2026-07-11T10:00:00Z').keyResults.recordValue({ id, value: 12 })
  expect(await ana.at('2026-07-11T12:00:00Z').keyResults.get({ key })).toMatchObject({ status: 'on-track' })
  const later = new Date('2026-09-01T00:10:00Z')
  await inOneWorkspace(assembled.host, workspaceId, later, mindThePace)
  await inOneWorkspace(assembled.host, workspaceId, later, mindThePace)

  expect((await ana.api.records.get({ key })).state).toBe('off track')
  expect((await told()).filter((name) => name === 'key-result.status-changed.v1')).toHaveLength(2)
})

test('a delivery date is met when it is delivered', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { id, key } = await running(ana, ben, { kind: 'delivery date', dueOn: '2026-09-15' })
  const at = (day: string) => ana.at(`${day}T10:00:00Z`).keyResults
  await at('2026-08-01').recordValue({ id, expectedOn: '2026-10-15' })
  expect(await at('2026-08-01').get({ key })).toMatchObject({ status: 'off-track', deliveredOn: null })
  await expect(at('2026-09-20').recordValue({ id, value: 3 })).rejects.toMatchObject(refused('VALUE_NEEDED'))
  const tomorrow = { id, expectedOn: '2026-09-21', isDelivered: true }
  await expect(at('2026-09-20').recordValue(tomorrow)).rejects.toMatchObject(refused('IN_THE_FUTURE'))
  await at('2026-09-20').recordValue({ id, isDelivered: true })
  expect(await at('2026-09-20').get({ key })).toMatchObject({
    status: 'done',
    deliveredOn: '2026-09-20',
    suggestedGrade: 0.9,
  })
})

test('the running ones are listed by due day, whose they are and how they stand', async () => {
  const { ana, ben, cleo } = await newWorkspace('Ana', 'Ben', 'Cleo')
  const late = await running(ana, ben, { dueOn: '2026-09-30', title: 'Late' })
  const soon = await running(ana, ben, { dueOn: '2026-08-31', title: 'Soon' })
  const next = await running(ana, ben, { dueOn: '2026-09-10', title: 'Next' })
  const august = cleo.at('2026-08-16T10:00:00Z').keyResults
  await ana.at('2026-08-15T10:00:00Z').keyResults.recordValue({ id: late.id, value: 100 })
  const keys = async (filter: object) => (await august.list(filter)).items.map((one) => one.key)

  expect(await keys({})).toEqual([soon.key, next.key, late.key])
  expect(await keys({ owner: cleo.id })).toEqual([])
  expect(await keys({ cycle: '2026-Q2' })).toEqual([])
  expect(await keys({ status: 'done' })).toEqual([late.key])
  const first = await august.list({ limit: 2 })
  expect(await keys({ limit: 2, after: first.next })).toEqual([late.key])
})

test('a success review writes its verdict down', async () => {
  const { ana, ben, told, workspaceId } = await newWorkspace('Ana', 'Ben')
  const { id } = await running(ana, ben)
  const verdict = { id, verdict: 'adjust' as const }
  const wrong = ana.api.keyResults.noteVerdict({ ...verdict, reviewId: id })
  await expect(wrong).rejects.toMatchObject(refused('NOT_A_REVIEW'))
  const registered = { type: 'success-review', title: 'Review', state: 'decided', stateGroup: 'done' } as const
  const review = await database.inWorkspace(workspaceId, 'write', (tx) =>
    registerRecord(tx, workspaceId, { ...registered, by: ana.id, now: new Date() }),
  )
  expect(await ana.api.keyResults.noteVerdict({ ...verdict, reviewId: review.id })).toMatchObject({
    verdict: { verdict: 'adjust', review: { key: review.key } },
  })
  expect(await told()).toContain('key-result.judged.v1')
})

test('another workspace sees and changes nothing', async () => {
  const here = await newWorkspace('Ana', 'Ben')
  const { eve } = await newWorkspace('Eve')
  const { id, key, objective } = await running(here.ana, here.ben)
  const gone = refused('NOT_FOUND')
  const { keyResults } = eve.api
  expect((await keyResults.list({})).items).toEqual([])
  await expect(keyResults.get({ key })).rejects.toMatchObject(gone)
  await expect(keyResults.readings({ id })).rejects.toMatchObject(gone)
  await expect(keyResults.recordValue({ id, value: 1 })).rejects.toMatchObject(gone)
  await expect(keyResults.retarget({ id, kind: 'milestone' })).rejects.toMatchObject(gone)
  await expect(keyResults.remove({ id })).rejects.toMatchObject(gone)
  await expect(keyResults.grade({ id, grade: 1 })).rejects.toMatchObject(gone)
  const add = keyResults.add({ objectiveId: objective.id, title: 'Mine', kind: 'milestone' })
  await expect(add).rejects.toMatchObject(gone)
})
