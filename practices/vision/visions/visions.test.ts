import { expect, test } from 'vitest'

import { newWorkspace, type TestMember } from '#tests/support/workspace.ts'

import type { Sentence, VisionText } from './contract.ts'

type Text = Omit<VisionText, 'clauses'> & {
  clauses: (Omit<Sentence, 'clauseId'> & { clauseId: Sentence['clauseId'] | null })[]
}

const TEXT: Text = {
  sentence: 'Every courier rides the shortest safe way.',
  northStarId: null,
  clauses: [
    { clauseId: null, section: 'user needs', text: 'A courier knows the next stop without stopping.' },
    { clauseId: null, section: 'market goals', text: 'First choice of fleets in three cities.' },
  ],
}

async function write(member: TestMember, change: Partial<Text> = {}) {
  const { draft } = await member.api.visions.get()
  const { sentence, northStarId, clauses } = draft.revision === 0 ? TEXT : draft
  return member.api.visions.edit({ sentence, northStarId, clauses, ...change, revision: draft.revision })
}

async function propose(member: TestMember, reason = 'We learned more.') {
  const { draft } = await member.api.visions.get()
  return member.api.visions.propose({ revision: draft.revision, reason })
}

async function sign(member: TestMember) {
  const { record } = await member.api.visions.get()
  return member.api.signoffs.sign({ recordId: record!.id, version: record!.version })
}

async function published(ana: TestMember, ben: TestMember, change: Partial<Text> = {}) {
  await write(ana, change)
  const { number } = await propose(ana)
  await sign(ana)
  await sign(ben)
  return ben.api.visions.publish({ number })
}

test('a draft becomes a version, and both sides make it the vision', async () => {
  const { ana, ben, heard, told } = await newWorkspace('Ana', 'Ben')

  await write(ana)
  const version = await propose(ana, 'Our first vision.')
  const before = await ben.api.visions.get()
  expect(before).toMatchObject({ published: null, proposed: { number: 1, reason: 'Our first vision.' }, clauses: [] })

  await sign(ana)
  await sign(ben)
  await ben.api.visions.publish({ number: version.number })
  await heard()

  const after = await ben.api.visions.get()
  expect(after).toMatchObject({
    record: { key: 'VIS-1', title: TEXT.sentence, state: 'published', stateGroup: 'active' },
    published: { number: 1, author: ana.id, publishedBy: ben.id },
    proposed: null,
    isDraftAhead: false,
    clauses: [
      { key: 'VC-1', title: TEXT.clauses[0]!.text, section: 'user needs', addedIn: 1, retiredIn: null },
      { key: 'VC-2', title: TEXT.clauses[1]!.text, section: 'market goals' },
    ],
  })
  const line = await ben.api.links.line({ recordId: after.clauses[0]!.id })
  expect(line.why.map((step) => step.record.key)).toEqual(['VIS-1'])
  expect(await told()).toEqual(
    expect.arrayContaining(['vision.drafted.v1', 'vision.proposed.v1', 'vision.published.v1', 'records.linked.v1']),
  )
})

test('drafting and proposing leave the published vision as it is', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { number } = await published(ana, ben)
  const { clauses } = await ana.api.visions.get()

  await write(ana, { sentence: 'Every courier is home for dinner.', clauses: [] })
  expect(await ben.api.visions.get()).toMatchObject({
    published: { number, sentence: TEXT.sentence },
    clauses,
    isDraftAhead: true,
  })
  await write(ana, { clauses: [{ clauseId: null, section: 'user needs', text: 'Dinner at seven.' }] })
  await propose(ana)
  expect(await ben.api.visions.get()).toMatchObject({
    record: { title: TEXT.sentence, state: 'published' },
    published: { number },
    proposed: { number: 2 },
    clauses,
  })
})

test('both sides sign off exactly this version, or it is not published', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  await write(ana)
  await propose(ana)
  const publish = () => ana.api.visions.publish({ number: 1 })

  await expect(publish()).rejects.toMatchObject({ code: 'NEEDS_BOTH_SIDES' })
  await sign(ana)
  await expect(publish()).rejects.toMatchObject({ code: 'NEEDS_ENGINEERING' })
  const first = await ana.api.visions.get()
  await ana.api.signoffs.sign({ recordId: first.record!.id, version: 1, verdict: 'declined' })
  await sign(ben)
  await expect(publish()).rejects.toMatchObject({ code: 'NEEDS_PRODUCT' })

  await write(ana, { sentence: 'Something else.' })
  await propose(ana)
  await expect(publish()).rejects.toMatchObject({ code: 'NOT_THE_NEWEST' })
  await expect(ana.api.visions.publish({ number: 2 })).rejects.toMatchObject({ code: 'NEEDS_BOTH_SIDES' })
  await sign(ana)
  await sign(ben)
  await ana.api.visions.publish({ number: 2 })
  await expect(ana.api.visions.publish({ number: 2 })).rejects.toMatchObject({ code: 'ALREADY_PUBLISHED' })
  await expect(ana.api.visions.publish({ number: 9 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('nobody writes over what they have not seen', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { revision } = await write(ana)
  const theirs = { ...TEXT, revision, clauses: [] }
  await ben.api.visions.edit(theirs)

  const changed = { code: 'CHANGED_MEANWHILE' }
  await expect(ana.api.visions.edit({ ...TEXT, revision })).rejects.toMatchObject(changed)
  await expect(ana.api.visions.edit({ ...TEXT, revision: 0 })).rejects.toMatchObject(changed)
  await expect(ana.api.visions.propose({ revision, reason: 'Mine' })).rejects.toMatchObject(changed)
  await expect(ana.api.visions.startOver({ revision })).rejects.toMatchObject(changed)
})

test('a draft takes its metrics and clauses from this workspace', async () => {
  const { ana } = await newWorkspace('Ana')
  const there = await newWorkspace('Eve', 'Max')
  await published(there.eve, there.max)
  const [strange] = (await there.eve.api.visions.get()).clauses

  const clauses = [{ clauseId: strange!.id, section: 'user needs' as const, text: 'Ours now.' }]
  await expect(write(ana, { clauses })).rejects.toMatchObject({ code: 'NOT_A_CLAUSE' })
  await expect(write(ana, { northStarId: strange!.id })).rejects.toMatchObject({ code: 'NOT_A_METRIC' })
})

test('what is proposed says something new', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  await write(ana, { sentence: '' })
  await expect(propose(ana)).rejects.toMatchObject({ code: 'NO_SENTENCE' })
  await write(ana, { sentence: 'Yes.', clauses: [] })
  await expect(propose(ana)).rejects.toMatchObject({ code: 'NO_CLAUSES' })
  await published(ana, ben, TEXT)
  await expect(propose(ana)).rejects.toMatchObject({ code: 'NOTHING_CHANGED' })
})

test('a clause left out is retired, and an earlier version brings it back under its own key', async () => {
  const { ana, ben, heard } = await newWorkspace('Ana', 'Ben')
  await published(ana, ben)
  const { clauses } = await ana.api.visions.get()
  const [first, second] = clauses
  const reworded = { clauseId: first!.id, section: first!.section, text: 'A courier never stops to look.' }
  await published(ana, ben, { clauses: [reworded] })
  await heard()

  expect((await ana.api.visions.get()).clauses).toMatchObject([{ key: first!.key, title: reworded.text, changedIn: 2 }])
  expect((await ana.api.visions.retired({})).items).toMatchObject([
    { key: second!.key, retiredIn: 2, state: 'retired' },
  ])
  const history = await ben.api.visions.version({ number: 2 })
  expect(history.before?.clauses[0]?.text).toBe(first!.title)

  const { draft } = await ana.api.visions.get()
  await ana.api.visions.restore({ number: 1, revision: draft.revision })
  await propose(ana)
  await sign(ana)
  await sign(ben)
  await ana.api.visions.publish({ number: 3 })
  expect((await ana.api.visions.get()).clauses.map(({ key, title }) => [key, title])).toEqual(
    clauses.map(({ key, title }) => [key, title]),
  )
  expect((await ana.api.visions.retired({})).items).toEqual([])
  await expect(ana.api.visions.restore({ number: 9, revision: 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(ana.api.visions.restore({ number: 1, revision: 0 })).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
})

test('the north star measures the vision from the day it is published', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const metric = await ana.api.metrics.create({ name: 'Deliveries on time' })
  const input = await ana.api.metrics.create({ name: 'Routes planned' })
  await ana.api.links.connect({ from: input.id, to: metric.id, kind: 'measures' })
  await write(ana, { northStarId: metric.id })
  await propose(ana)
  expect((await ana.api.visions.get()).northStar).toBeNull()
  await sign(ana)
  await sign(ben)
  await ana.api.visions.publish({ number: 1 })

  expect(await ana.api.visions.get()).toMatchObject({
    northStar: { id: metric.id, title: 'Deliveries on time' },
    inputMetrics: [{ id: input.id }],
  })
  expect((await ana.api.metrics.northStars()).map((one) => one.id)).toEqual([metric.id])
  await published(ana, ben, { northStarId: null })
  expect(await ana.api.metrics.northStars()).toEqual([])
})

test('each clause shows what serves it', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  await published(ana, ben)
  const [first, second] = (await ana.api.visions.get()).clauses
  const objective = await ana.api.objectives.create({ title: 'Faster dispatch', serves: [first!.id] })
  await ana.api.keyResults.add({
    objectiveId: objective.id,
    title: 'Half the wait',
    kind: 'decrease',
    start: 10,
    target: 5,
  })

  const none = { objectives: 0, activeObjectives: 0, keyResults: 0, workItems: 0, workItemsDone: 0 }
  const served = { ...none, objectives: 1, keyResults: 1 }
  expect(await ben.api.visions.effort()).toEqual([
    { clauseId: first!.id, ...served },
    { clauseId: second!.id, ...none },
  ])
  expect(await ben.api.visions.clause({ key: first!.key })).toMatchObject({
    key: 'VC-1',
    objectives: [{ key: objective.key }],
    effort: served,
  })
  await expect(ben.api.visions.clause({ key: 'VC-99' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('another workspace sees nothing of it', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { eve } = await newWorkspace('Eve')
  await published(ana, ben)

  expect(await eve.api.visions.get()).toMatchObject({
    record: null,
    published: null,
    clauses: [],
    draft: { revision: 0 },
  })
  expect((await eve.api.visions.versions({})).items).toEqual([])
  await expect(eve.api.visions.clause({ key: 'VC-1' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(eve.api.visions.version({ number: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('versions follow each other without gap or repeat', async () => {
  const { ana } = await newWorkspace('Ana')
  await write(ana)
  for (const n of [1, 2, 3]) {
    await write(ana, { sentence: `Version ${n}.` })
    await propose(ana)
  }
  const first = await ana.api.visions.versions({ limit: 2 })
  const rest = await ana.api.visions.versions({ limit: 2, after: first.next })
  expect([...first.items, ...rest.items].map((version) => version.number)).toEqual([3, 2, 1])
  expect(rest.next).toBeUndefined()
})

test('starting over brings the published text back into the draft', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  await published(ana, ben)
  const { revision } = await write(ana, { sentence: 'Half a thought' })
  const draft = await ana.api.visions.startOver({ revision })
  expect(draft).toMatchObject({ sentence: TEXT.sentence, revision: revision + 1 })
  expect((await ana.api.visions.get()).isDraftAhead).toBe(false)
})
