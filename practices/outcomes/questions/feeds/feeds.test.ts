import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { assembled, newWorkspace, type TestMember, warehouse } from '#tests/support/workspace.ts'

import { jobs } from './jobs.ts'

const refused = (code: string) => expect.objectContaining({ code })
const cast = [{ name: 'Ana', role: 'admin' }, 'Ben', { name: 'Olga', role: 'observer' }] as const
const NOW = '2026-05-10T14:30:00Z'

/** Events named `shared` of so many people on each day of May. */
const send = (to: { workspaceId: string; projectId: string }, day: number, people: number) =>
  warehouse.insert(
    'product_events',
    Array.from({ length: people }, (_, n) => {
      const at = new Date(Date.UTC(2026, 4, day, 9, n))
      return {
        workspace_id: to.workspaceId,
        project_id: to.projectId,
        id: randomUUID(),
        at,
        received_at: at,
        name: 'shared',
        distinct_id: `user-${n}`,
        person_id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
        session_id: '',
        groups: {},
        properties: {},
        source: 'test',
      }
    }),
  )

const series = { name: 'shared', measure: { of: 'people' as const } }

async function withQuestion(ana: TestMember) {
  const project = await ana.api.productProjects.add({ name: `App ${randomUUID()}` })
  const to = { workspaceId: ana.workspaceId, projectId: project.id }
  for (const day of [6, 7, 8, 9, 10]) await send(to, day, day)
  const asking = { kind: 'trends' as const, series: [series], range: { last: 4, unit: 'week' as const } }
  const question = await ana.at(NOW).questions.save({ projectId: project.id, title: 'Who shares?', asking })
  const metric = await ana.at(NOW).metrics.create({ name: 'Sharers', unit: 'people' })
  const values = async () =>
    (await ana.api.metrics.values({ key: metric.key })).items.map(({ day, value, source }) => [
      day.slice(8),
      value,
      source,
    ])
  return { to, project, question, metric, values }
}

test('a metric is counted from a question: what was, what comes, and a key result moves by itself', async () => {
  const { ana, ben, olga, heard, told } = await newWorkspace(...cast)
  const { to, question, metric, values } = await withQuestion(ana)
  expect(await olga.api.metricFeeds.get({ key: metric.key })).toBeNull()
  const objective = await ana
    .at(NOW)
    .objectives.create({ title: 'Sharing', productOwnerId: ana.id, engineeringOwnerId: ben.id })
  const keyResult = await ana.at(NOW).keyResults.add({
    objectiveId: objective.id,
    title: 'Twenty share',
    kind: 'increase',
    start: 0,
    target: 20,
    unit: 'people',
    source: 'metric',
    metricId: metric.id,
  })
  await ana.at(NOW).objectives.propose({ id: objective.id })
  const { version } = await ana.api.objectives.get({ key: objective.key })
  for (const one of [ana, ben]) await one.at(NOW).objectives.accept({ id: objective.id, version })
  await ana.at(NOW).objectives.activate({ id: objective.id })

  const feed = await ben.at(NOW).metricFeeds.set({ key: metric.key, questionKey: question.key })
  expect(feed).toMatchObject({
    question: { key: question.key },
    line: 'A',
    lastProblem: null,
    countedAt: new Date(NOW),
  })
  expect(feed.says).toContain('each day')
  expect(await values()).toEqual([
    ['09', 9, 'question'],
    ['08', 8, 'question'],
    ['07', 7, 'question'],
    ['06', 6, 'question'],
  ])
  expect((await olga.api.metrics.get({ key: metric.key })).source).toBe('question')
  expect(await told()).toContain('metric-feed.set.v1')
  await heard()
  const value = async () => (await ana.api.keyResults.get({ key: keyResult.key })).value
  expect(await value()).toBe(9)

  // What arrives late counts on its day; the day that has passed counts by itself.
  await send(to, 9, 12)
  await jobs[0]!.run(assembled.host, new Date('2026-05-11T01:15:00Z'))
  await heard()
  expect((await values()).slice(0, 2)).toEqual([
    ['10', 10, 'question'],
    ['09', 12, 'question'],
  ])
  expect(await value()).toBe(10)

  // Counted twice, nothing is new.
  const before = (await told()).filter((name) => name === 'metric.value-recorded.v1').length
  await jobs[0]!.run(assembled.host, new Date('2026-05-11T02:15:00Z'))
  await heard()
  expect((await told()).filter((name) => name === 'metric.value-recorded.v1').length).toBe(before)

  await expect(ben.at(NOW).metrics.recordValues({ key: metric.key, values: [{ value: 1 }] })).rejects.toEqual(
    refused('COUNTED'),
  )
  await ben.at(NOW).metricFeeds.remove({ key: metric.key })
  expect(await ana.api.metricFeeds.get({ key: metric.key })).toBeNull()
  expect(await values()).toHaveLength(5)
  expect(
    await ben.at('2026-05-11T03:00:00Z').metrics.recordValues({ key: metric.key, values: [{ value: 1 }] }),
  ).toMatchObject({
    recorded: 1,
  })
})

test('a changed question counts anew, a retired one says so and leaves the values', async () => {
  const { ana, heard } = await newWorkspace(...cast)
  const { question, metric, values } = await withQuestion(ana)
  await ana.at(NOW).metricFeeds.set({ key: metric.key, questionKey: question.key })
  const events = { ...series, measure: { of: 'events' as const } }
  const twice = { text: 'A * 2' }
  await ana.at(NOW).questions.change({
    key: question.key,
    asking: { kind: 'trends', series: [events], formulas: [twice], range: { last: 4, unit: 'week' } },
  })
  await heard()
  expect((await values())[0]).toEqual(['09', 9, 'question'])
  await ana.at(NOW).metricFeeds.set({ key: metric.key, questionKey: question.key, line: 'F1' })
  expect((await values())[0]).toEqual(['09', 18, 'question'])

  await ana.at(NOW).questions.change({
    key: question.key,
    asking: { kind: 'trends', series: [events], range: { last: 4, unit: 'week' } },
  })
  await heard()
  expect((await ana.api.metricFeeds.get({ key: metric.key }))!.lastProblem).toContain('no such line')
  await ana.at(NOW).questions.retire({ key: question.key })
  expect((await ana.at(NOW).metricFeeds.run({ key: metric.key })).lastProblem).toBe('The question is retired.')
  expect(await values()).toHaveLength(4)
})

test('what cannot be counted is refused, and nothing is half done', async () => {
  const { ana, ben, olga } = await newWorkspace(...cast)
  const { project, question, metric } = await withQuestion(ana)
  const set = (more: object) => ben.at(NOW).metricFeeds.set({ key: metric.key, questionKey: question.key, ...more })
  await expect(set({ questionKey: 'QUE-99' })).rejects.toEqual(refused('NO_QUESTION'))
  await expect(set({ line: 'B' })).rejects.toEqual(refused('NO_SUCH_LINE'))
  await expect(set({ line: 'Z' })).rejects.toEqual(refused('BAD_REQUEST'))
  const lifecycle = await ana.at(NOW).questions.save({
    projectId: project.id,
    title: 'Who stays?',
    asking: { kind: 'lifecycle', event: { name: 'shared' }, range: { last: 7, unit: 'day' } },
  })
  await expect(set({ questionKey: lifecycle.key })).rejects.toEqual(refused('NOT_DAILY'))
  await expect(ben.api.metricFeeds.run({ key: metric.key })).rejects.toEqual(refused('NOT_FOUND'))
  await expect(ben.api.metricFeeds.remove({ key: metric.key })).rejects.toEqual(refused('NOT_FOUND'))
  await expect(olga.api.metricFeeds.set({ key: metric.key, questionKey: question.key })).rejects.toEqual(
    refused('NOT_ALLOWED'),
  )
  await ana.api.questions.retire({ key: question.key })
  await expect(set({})).rejects.toEqual(refused('NO_QUESTION'))
  await ana.api.questions.bringBack({ key: question.key })
  await ana.api.metrics.retire({ key: metric.key })
  await expect(set({})).rejects.toEqual(refused('RETIRED'))
  expect(await ana.api.metricFeeds.get({ key: metric.key })).toBeNull()
})

test('nobody of another workspace sees or sets it', async () => {
  const { ana } = await newWorkspace(...cast)
  const { question, metric } = await withQuestion(ana)
  await ana.at(NOW).metricFeeds.set({ key: metric.key, questionKey: question.key })
  const { eve } = await newWorkspace('Eve')
  await expect(eve.api.metricFeeds.get({ key: metric.key })).rejects.toEqual(refused('NOT_FOUND'))
  await expect(eve.api.metricFeeds.run({ key: metric.key })).rejects.toEqual(refused('NOT_FOUND'))
  const own = await eve.api.metrics.create({ name: 'Own' })
  await expect(eve.api.metricFeeds.set({ key: own.key, questionKey: question.key })).rejects.toEqual(
    refused('NO_QUESTION'),
  )
})
