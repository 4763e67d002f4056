import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { newWorkspace, type TestMember, warehouse } from '#tests/support/workspace.ts'

import { type Asking, questions as contract } from './contract.ts'

const NOW = '2026-11-12T14:30:00Z'

async function newProject(admin: TestMember) {
  const project = await admin.api.productProjects.add({ name: `Shop ${randomUUID()}` })
  return { projectId: project.id, workspaceId: admin.workspaceId }
}

type Sent = { at: string; name: string; person: number; properties?: object }

const personId = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const send = (at: { projectId: string; workspaceId: string }, events: Sent[]) =>
  warehouse.insert(
    'product_events',
    events.map((event) => ({
      workspace_id: at.workspaceId,
      project_id: at.projectId,
      id: randomUUID(),
      at: new Date(event.at),
      received_at: new Date(event.at),
      name: event.name,
      distinct_id: `user-${event.person}`,
      person_id: personId(event.person),
      session_id: '',
      groups: {},
      properties: event.properties ?? {},
      source: 'test',
    })),
  )

const trends = (more: object = {}): Extract<Asking, { kind: 'trends' }> => ({
  kind: 'trends',
  series: [{ name: 'checkout', filters: [], measure: { of: 'people' } }],
  formulas: [],
  breakdown: null,
  interval: 'day',
  range: { last: 3, unit: 'day' },
  isCompared: false,
  smoothing: 1,
  filters: [],
  ...more,
})

const cast = [{ name: 'Ana', role: 'admin' }, 'Ben', { name: 'Olga', role: 'observer' }] as const

test('a question is kept, answered with what arrived since, changed with its versions, and heard of', async () => {
  const { ana, ben, olga, told } = await newWorkspace(...cast)
  const project = await newProject(ana)
  await send(project, [
    { at: '2026-11-11T10:00:00Z', name: 'checkout', person: 1, properties: { plan: 'pro' } },
    { at: '2026-11-11T11:00:00Z', name: 'checkout', person: 2, properties: { plan: 'free' } },
    { at: '2026-11-11T12:00:00Z', name: 'checkout', person: 2, properties: { plan: 'free' } },
  ])
  const asked = { projectId: project.projectId, asking: trends() }
  const kept = await ben.at(NOW).questions.save({ ...asked, title: 'Who checks out?' })
  expect(kept).toMatchObject({
    key: 'QUE-1',
    title: 'Who checks out?',
    state: 'in use',
    says: 'Unique people who did “checkout”, each day, in the last 3 days.',
  })

  const first = await olga.at(NOW).questions.answer({ key: 'QUE-1' })
  expect(first).toMatchObject({
    says: kept.says,
    people: 2,
    isSmall: true,
    countedAt: new Date(NOW),
    freshUntil: new Date('2026-11-11T12:00:00Z'),
    outcome: {
      buckets: [{ label: '2026-11-10' }, { label: '2026-11-11', isUnfinished: false }, { isUnfinished: true }],
      lines: [{ of: 'A', values: [0, 2, 0], total: 2 }],
    },
  })
  await send(project, [{ at: '2026-11-12T14:29:00Z', name: 'checkout', person: 3 }])
  expect(await olga.at(NOW).questions.answer({ key: 'QUE-1' })).toMatchObject({
    freshUntil: new Date('2026-11-12T14:29:00Z'),
    outcome: { lines: [{ values: [0, 2, 1] }] },
  })

  const asking = trends({ breakdown: { property: { of: 'event', name: 'plan' }, top: 5 } })
  await ana.at('2026-11-12T15:00:00Z').questions.change({ key: 'QUE-1', asking, title: 'Which plans check out?' })
  const { items } = await olga.at(NOW).questions.versions({ key: 'QUE-1' })
  expect(items.map(({ number, byId, says }) => [number, byId, says.includes('by plan')])).toEqual([
    [2, ana.id, true],
    [1, ben.id, false],
  ])
  await ana.api.questions.retire({ key: 'QUE-1' })
  expect((await olga.api.questions.list({})).items).toEqual([])
  await ana.api.questions.bringBack({ key: 'QUE-1' })
  expect((await olga.api.questions.list({ kind: 'trends', search: 'PLANS' })).items).toMatchObject([{ key: 'QUE-1' }])
  expect((await told()).filter((name) => name.startsWith('question'))).toEqual([
    'question.saved.v1',
    'question.changed.v1',
    'question.retired.v1',
    'question.brought-back.v1',
  ])
})

test('a formula, the comparison with as long before, and what stands behind a point', async () => {
  const { ana } = await newWorkspace(...cast)
  const project = await newProject(ana)
  await send(project, [
    { at: '2026-11-09T10:00:00Z', name: 'view', person: 1 },
    { at: '2026-11-11T10:00:00Z', name: 'view', person: 1 },
    { at: '2026-11-11T10:00:00Z', name: 'view', person: 2 },
    { at: '2026-11-11T10:00:00Z', name: 'checkout', person: 2 },
  ])
  const asking = trends({
    series: ['view', 'checkout'].map((name) => ({ name, filters: [], measure: { of: 'events' } })),
    formulas: [{ text: 'B / A * 100' }],
    isCompared: true,
  })
  const asked = { projectId: project.projectId, asking }
  const { outcome } = await ana.at(NOW).questions.ask(asked)
  expect(outcome).toMatchObject({
    lines: [
      { of: 'A', values: [0, 2, 0], previous: [0, 0, 1], total: 2, previousTotal: 1 },
      { of: 'B', values: [0, 1, 0] },
      { of: 'F1', values: [null, 50, null], previous: [null, null, 0], total: 50, previousTotal: 0, people: null },
    ],
  })
  const point = { kind: 'trends', series: 0, part: { kind: 'all', text: '' }, bucket: 1 } as const
  expect(await ana.at(NOW).questions.people({ ...asked, point })).toEqual({
    items: [1, 2].map((number) => ({
      personId: personId(number),
      distinctId: `user-${number}`,
      lastAt: new Date('2026-11-11T10:00:00Z'),
    })),
  })
})

test('each refusal', async () => {
  const { ana } = await newWorkspace(...cast)
  const { projectId } = await newProject(ana)
  const api = ana.at(NOW)
  const ask = (more: object) => api.questions.ask({ projectId, asking: trends(more) })
  await expect(ask({ interval: 'hour', range: { last: 50, unit: 'day' } })).rejects.toMatchObject({
    code: 'TOO_MANY_INTERVALS',
  })
  const property = { of: 'event', name: 'plan' }
  await expect(ask({ filters: [{ test: 'matches', property, text: '(' }] })).rejects.toMatchObject({
    code: 'WRONG_PATTERN',
  })
  await expect(ask({ filters: [{ test: 'in cohort', cohortId: randomUUID() }] })).rejects.toMatchObject({
    code: 'NO_SUCH_COHORT',
  })
  await expect(ask({ formulas: [{ text: 'A / (B' }] })).rejects.toMatchObject({
    code: 'WRONG_FORMULA',
    message: expect.stringContaining('There is no series B.'),
  })
  const asked = { projectId, asking: trends() }
  const point = { kind: 'trends', series: 3, part: { kind: 'all', text: '' }, bucket: null } as const
  await expect(api.questions.people({ ...asked, point })).rejects.toMatchObject({ code: 'NO_SUCH_POINT' })
  const nowhere = { ...asked, projectId: randomUUID() as typeof projectId }
  await expect(api.questions.ask(nowhere)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(api.questions.save({ ...nowhere, title: 'Nothing' })).rejects.toMatchObject({ code: 'NO_PROJECT' })

  const { key, editedAt } = await api.questions.save({ ...asked, title: 'Who checks out?' })
  await ana.at('2026-11-12T15:00:00Z').questions.change({ key, title: 'Who buys?' })
  await expect(api.questions.change({ key, title: 'Who pays?', seenAt: editedAt })).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  })

  const rule = {
    match: 'all',
    conditions: [{ kind: 'did not', event: { name: 'view', filters: [] }, days: 7 }],
  } as const
  const cohort = await api.cohorts.save({ projectId, name: 'Gone', rule: structuredClone(rule) as never })
  await expect(
    api.cohorts.save({ projectId, name: 'Gone', rule: structuredClone(rule) as never }),
  ).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  const filters = [{ test: 'in cohort' as const, cohortId: cohort.id }]
  await api.questions.change({ key, asking: trends({ filters }) })
  await expect(api.cohorts.remove({ id: cohort.id })).rejects.toMatchObject({ code: 'IN_USE' })
  await api.questions.retire({ key })
  await api.cohorts.remove({ id: cohort.id })
})

test('a question beyond its limits says what to narrow', () => {
  expect(contract.ask['~orpc'].errorMap.TOO_LARGE.message).toContain('shorter range')
})

test('nothing of it is seen or counted from another workspace', async () => {
  const { ana } = await newWorkspace(...cast)
  const project = await newProject(ana)
  await send(project, [{ at: '2026-11-11T10:00:00Z', name: 'checkout', person: 1 }])
  const asked = { projectId: project.projectId, asking: trends() }
  await ana.at(NOW).questions.save({ ...asked, title: 'Who checks out?' })
  const rule = {
    match: 'all' as const,
    conditions: [{ kind: 'did' as const, event: { name: null, filters: [] }, atLeast: 1, days: 7 }],
  }
  const cohort = await ana.api.cohorts.save({ projectId: project.projectId, name: 'Active', rule })
  expect(await ana.at(NOW).cohorts.size({ id: cohort.id })).toEqual({ people: 1 })

  const { eve } = await newWorkspace({ name: 'Eve', role: 'admin' })
  for (const call of [
    () => eve.at(NOW).questions.ask(asked),
    () => eve.at(NOW).questions.answer({ key: 'QUE-1' }),
    () => eve.at(NOW).questions.get({ key: 'QUE-1' }),
    () => eve.at(NOW).questions.versions({ key: 'QUE-1' }),
    () => eve.at(NOW).questions.properties({ projectId: project.projectId, of: 'event' }),
    () => eve.at(NOW).cohorts.size({ id: cohort.id }),
    () => eve.at(NOW).cohorts.remove({ id: cohort.id }),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  expect((await eve.at(NOW).questions.list({})).items).toEqual([])
  expect((await eve.at(NOW).cohorts.list({ projectId: project.projectId })).items).toEqual([])
  const own = await newProject(eve)
  const stolen = trends({ filters: [{ test: 'in cohort', cohortId: cohort.id }] })
  await expect(eve.at(NOW).questions.ask({ projectId: own.projectId, asking: stolen })).rejects.toMatchObject({
    code: 'NO_SUCH_COHORT',
  })
})

test('pages have no gap and no repeat', async () => {
  const { ana } = await newWorkspace(...cast)
  const project = await newProject(ana)
  const asked = { projectId: project.projectId, asking: trends() }
  // All of one instant: only the id tells them apart.
  for (let i = 0; i < 5; i++) await ana.at(NOW).questions.save({ ...asked, title: `Question ${i}` })
  const seen: string[] = []
  let after: Awaited<ReturnType<typeof ana.api.questions.list>>['next']
  do {
    const page = await ana.api.questions.list({ limit: 2, ...(after ? { after: after as never } : {}) })
    seen.push(...page.items.map(({ key }) => key))
    after = page.next
  } while (after)
  expect(seen).toEqual(['QUE-5', 'QUE-4', 'QUE-3', 'QUE-2', 'QUE-1'])

  await send(
    project,
    Array.from({ length: 5 }, (_, i) => ({ at: '2026-11-11T10:00:00Z', name: 'checkout', person: i + 1 })),
  )
  const people: string[] = []
  let beyond: string | undefined
  do {
    const point = { kind: 'trends', series: 0, part: { kind: 'all', text: '' }, bucket: null } as const
    const page = await ana.at(NOW).questions.people({ ...asked, point, limit: 2, ...(beyond ? { after: beyond } : {}) })
    people.push(...page.items.map((person) => person.personId))
    beyond = page.next
  } while (beyond)
  expect(people).toEqual([1, 2, 3, 4, 5].map(personId))
})

test('property names and values to choose from', async () => {
  const { ana } = await newWorkspace(...cast)
  const project = await newProject(ana)
  await send(project, [
    {
      at: '2026-11-11T10:00:00Z',
      name: 'view',
      person: 1,
      properties: { plan: 'pro', 'page.path': '/a', deep: { x: 1 } },
    },
    { at: '2026-11-11T10:00:00Z', name: 'view', person: 2, properties: { plan: 'pro' } },
    { at: '2026-11-11T10:00:00Z', name: 'checkout', person: 2, properties: { Plan: 'free', amount: 5 } },
  ])
  const { projectId } = project
  const api = ana.at(NOW).questions
  expect(await api.properties({ projectId, of: 'event' })).toEqual(['amount', 'page.path', 'Plan', 'plan'])
  expect(await api.properties({ projectId, of: 'event', event: 'checkout' })).toEqual(['amount', 'Plan'])
  expect(await api.propertyValues({ projectId, property: { of: 'event', name: 'plan' } })).toEqual([
    { text: 'pro', count: 2 },
  ])
  expect(await api.propertyValues({ projectId, property: { of: 'event', name: 'page.path' }, text: '/A' })).toEqual([
    { text: '/a', count: 1 },
  ])
  expect(await api.groupTypes({ projectId })).toEqual([])
})
