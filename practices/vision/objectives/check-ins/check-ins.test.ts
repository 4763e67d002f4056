import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { events } from '#platform/events/tables.ts'
import { inOneWorkspace } from '#platform/jobs/in-workspaces.ts'
import { assembled, database, newWorkspace, type TestMember } from '#tests/support/workspace.ts'

import { askForCheckIns } from './jobs.ts'

const refused = (code: string) => ({ code })
const MONDAY = '2026-08-10T09:00:00Z'

/** An active objective of the third quarter of 2026 with one key result from 0 to 100. */
async function running(ana: TestMember, ben: TestMember, source: 'by hand' | 'linked work' = 'by hand') {
  const [a, b] = [ana.at('2026-07-01T08:00:00Z'), ben.at('2026-07-01T08:00:00Z')]
  const owners = { productOwnerId: ana.id, engineeringOwnerId: ben.id }
  const { id } = await a.objectives.create({ title: 'Faster dispatch', cycle: '2026-Q3', ...owners })
  const kind = source === 'by hand' ? 'increase' : 'milestone'
  const keyResult = await a.keyResults.add({ objectiveId: id, title: 'Adopted', kind, source, start: 0, target: 100 })
  const { version } = await a.objectives.propose({ id })
  for (const one of [a, b]) await one.objectives.accept({ id, version })
  await a.objectives.activate({ id })
  return keyResult
}

/** Everything of this workspace that the outbox holds: what live streams, history, audit and webhooks are made of. */
const everythingTold = async (workspaceId: string) =>
  JSON.stringify(await database.owner.select().from(events).where(eq(events.workspaceId, workspaceId)))

test('neither side hears the other before it has spoken: no answer, event or history tells', async () => {
  const { ana, ben, cleo, heard, workspaceId } = await newWorkspace('Ana', 'Ben', 'Cleo')
  const { id, key } = await running(ana, ben)
  const secret = 'The partner has gone silent'

  const own = await ana.at(MONDAY).checkIns.checkIn({ keyResultId: id, value: 40, confidence: 3, sentence: secret })
  await heard()
  expect(own).toMatchObject({
    week: '2026-08-10',
    value: 40,
    revealedAt: null,
    product: null,
    engineering: null,
    gap: null,
    answered: { product: true, engineering: false },
    answers: [{ memberId: ana.id, confidence: 3, sentence: secret }],
  })
  // Ben is the other side, Cleo a colleague of the same one: neither may know.
  for (const other of [ben, cleo]) {
    const api = other.at(MONDAY)
    const [round] = (await api.checkIns.list({ keyResultId: id })).items
    expect(round).toMatchObject({
      answers: [],
      product: null,
      gap: null,
      answered: { product: true, engineering: false },
    })
    const seen = JSON.stringify([
      await api.checkIns.list({ keyResultId: id }),
      await api.checkIns.due({}),
      await api.checkIns.gaps({}),
      await api.keyResults.get({ key }),
      await api.keyResults.readings({ id }),
      await api.objectives.list({}),
      await api.cycles.rhythm({ cycle: '2026-Q3' }),
      await api.history.of({ recordId: id }),
      await api.notifications.list({}),
    ])
    expect(seen).not.toContain(secret)
    expect(seen).not.toMatch(/"confidence":\s*3/)
    expect(seen).not.toMatch(/"product":\s*3/)
  }
  const told = await everythingTold(workspaceId)
  expect(told).toContain('key-result.checked-in.v1')
  expect(told).not.toContain(secret)
  expect(told).not.toContain('onfidence')
})

test('once both are in, everybody sees both, and a gap is told', async () => {
  const { ana, ben, cleo, heard, told } = await newWorkspace('Ana', 'Ben', 'Cleo')
  const { id, key } = await running(ana, ben)
  await ana.at(MONDAY).checkIns.checkIn({ keyResultId: id, value: 40, confidence: 8 })
  await ben.at(MONDAY).checkIns.checkIn({ keyResultId: id, confidence: 4, sentence: 'The data is not there yet.' })
  await heard()

  const [round] = (await cleo.at(MONDAY).checkIns.list({ keyResultId: id })).items
  expect(round).toMatchObject({
    product: 8,
    engineering: 4,
    gap: 4,
    isGap: true,
    value: 40,
    answers: [
      { memberId: ana.id, side: 'product', confidence: 8 },
      { memberId: ben.id, side: 'engineering', confidence: 4, sentence: 'The data is not there yet.' },
    ],
  })
  expect(await cleo.at(MONDAY).keyResults.get({ key })).toMatchObject({
    confidence: { week: '2026-08-10', product: 8, engineering: 4, gap: 4, isGap: true },
  })
  expect((await cleo.at(MONDAY).checkIns.gaps({})).items).toMatchObject([
    { keyResult: { key }, checkIn: { gap: 4 }, openSince: '2026-08-10' },
  ])
  expect(await told()).toEqual(expect.arrayContaining(['check-in.revealed.v1', 'confidence.gap-opened.v1']))
  const [notice] = (await ana.api.notifications.list({})).items.filter((one) => one.key === 'key-result.gap-opened')
  expect(notice!.text).toBe(
    `Product and engineering see #${key} 4 points apart. Talk about it in the next weekly sync.`,
  )
})

test('a gap opens once and closes once, and says for how long it stood', async () => {
  const { ana, ben, told, workspaceId } = await newWorkspace('Ana', 'Ben')
  const { id } = await running(ana, ben)
  const week = async (day: string, product: number, engineering: number) => {
    const sentence = 'As it is.'
    await ana.at(`${day}T09:00:00Z`).checkIns.checkIn({ keyResultId: id, confidence: product, sentence })
    await ben.at(`${day}T10:00:00Z`).checkIns.checkIn({ keyResultId: id, confidence: engineering, sentence })
  }
  await week('2026-08-03', 8, 5)
  await week('2026-08-10', 8, 4)
  expect((await ana.api.checkIns.gaps({})).items).toMatchObject([{ openSince: '2026-08-03' }])
  await week('2026-08-17', 6, 5)
  const names = (await told()).filter((name) => name.startsWith('confidence.'))
  expect(names).toEqual(['confidence.gap-opened.v1', 'confidence.gap-closed.v1'])
  expect(await everythingTold(workspaceId)).toContain('"days":14')
  expect((await ana.api.checkIns.gaps({})).items).toEqual([])
})

test('until the reveal one may think again, after it no more; others may add theirs', async () => {
  const { ana, ben, cleo } = await newWorkspace('Ana', 'Ben', 'Cleo')
  const { id } = await running(ana, ben)
  const answer = (member: TestMember, confidence: number) =>
    member.at(MONDAY).checkIns.checkIn({ keyResultId: id, confidence, sentence: 'So it is.' })
  await answer(ana, 8)
  await answer(ana, 6)
  await answer(cleo, 9)
  expect(await answer(ben, 7)).toMatchObject({ product: 7.5, engineering: 7, gap: 0.5, isGap: false })
  await expect(answer(ana, 2)).rejects.toMatchObject(refused('ALREADY_REVEALED'))
  const { dan } = await newWorkspace('Dan')
  await expect(answer(dan, 2)).rejects.toMatchObject(refused('NOT_FOUND'))
})

test('an answer given after the reveal does not move it', async () => {
  const { ana, ben, cleo } = await newWorkspace('Ana', 'Ben', 'Cleo')
  const { id } = await running(ana, ben)
  for (const one of [ana, ben]) await one.at(MONDAY).checkIns.checkIn({ keyResultId: id, confidence: 7 })
  const after = await cleo.at(MONDAY).checkIns.checkIn({ keyResultId: id, confidence: 1 })
  expect(after).toMatchObject({ product: 7, engineering: 7, gap: 0 })
  expect(after.answers.find((one) => one.memberId === cleo.id)).toMatchObject({ confidence: 1, afterReveal: true })
})

test('bad news needs a sentence', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { id } = await running(ana, ben)
  const at = (day: string, confidence: number, value: number, sentence = '') =>
    ana.at(`${day}T09:00:00Z`).checkIns.checkIn({ keyResultId: id, confidence, value, sentence })
  await at('2026-07-13', 7, 20)
  await expect(at('2026-07-20', 6, 30)).rejects.toMatchObject(refused('SAY_WHY'))
  expect((await ana.api.keyResults.readings({ id })).items).toHaveLength(1)
  await at('2026-07-20', 6, 30, 'Two people are ill.')
  await expect(at('2026-08-17', 6, 30)).rejects.toMatchObject(refused('SAY_WHY'))
})

test('only a running key result is checked in on, for a side, and with a value where none comes by itself', async () => {
  const { ana, ben, olli } = await newWorkspace('Ana', 'Ben', { name: 'Olli', discipline: 'other' })
  const { id, objective } = await running(ana, ben, 'linked work')
  const check = (member: TestMember, said: object = {}) =>
    member.at(MONDAY).checkIns.checkIn({ keyResultId: id, confidence: 5, ...said })
  await expect(check(olli)).rejects.toMatchObject(refused('NO_SIDE'))
  await expect(check(ana, { value: 3 })).rejects.toMatchObject(refused('COMES_BY_ITSELF'))
  await expect(check(ana, { confidence: 11 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await ana.api.objectives.drop({ id: objective.id, reason: 'Enough.' })
  await expect(check(ana)).rejects.toMatchObject(refused('NOT_RUNNING'))
})

test('owners are asked once a week for what they owe', async () => {
  const { ana, ben, cleo, heard, told, workspaceId } = await newWorkspace('Ana', 'Ben', 'Cleo')
  const { id, key } = await running(ana, ben)
  await ana.at(MONDAY).checkIns.checkIn({ keyResultId: id, confidence: 7 })
  expect((await ana.at(MONDAY).checkIns.due({})).items).toEqual([])
  expect((await cleo.at(MONDAY).checkIns.due({})).items).toEqual([])
  expect((await ben.at(MONDAY).checkIns.due({})).items).toMatchObject([
    { keyResult: { key }, checkIn: { answered: { product: true, engineering: false }, answers: [] } },
  ])

  const on = (time: string) => inOneWorkspace(assembled.host, workspaceId, new Date(time), askForCheckIns)
  await on('2026-08-12T07:00:00Z')
  expect(await told()).not.toContain('check-ins.due.v1')
  await on('2026-08-13T07:00:00Z')
  await on('2026-08-13T15:00:00Z')
  await heard()
  expect((await told()).filter((name) => name === 'check-ins.due.v1')).toHaveLength(1)
  const texts = async (member: TestMember) => (await member.api.notifications.list({})).items.map((one) => one.text)
  expect(await texts(ben)).toContain(`#${key} waits for your check-in this week.`)
  expect(await texts(ana)).not.toContain(`#${key} waits for your check-in this week.`)
})

test('the rhythm of a cycle counts who spoke, how far apart, and who foresaw', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { id } = await running(ana, ben)
  for (const one of [ana, ben]) {
    const confidence = one === ana ? 10 : 1
    await one.at(MONDAY).checkIns.checkIn({ keyResultId: id, confidence })
  }
  await ana.at('2026-08-17T09:00:00Z').checkIns.checkIn({ keyResultId: id, confidence: 10 })
  await ana.api.keyResults.grade({ id, grade: 0.9 })
  expect(await ben.api.cycles.rhythm({ cycle: '2026-Q3' })).toEqual({
    rounds: 2,
    roundsWithBoth: 1,
    medianGap: 9,
    openGaps: 1,
    brier: { product: 0, engineering: 1 },
  })
})

test('rounds follow each other without gap or repeat', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { id } = await running(ana, ben)
  for (const day of ['2026-07-06', '2026-07-13', '2026-07-20']) {
    await ana.at(`${day}T09:00:00Z`).checkIns.checkIn({ keyResultId: id, confidence: 5 })
  }
  const first = await ben.api.checkIns.list({ keyResultId: id, limit: 2 })
  const rest = await ben.api.checkIns.list({ keyResultId: id, limit: 2, after: first.next })
  expect([...first.items, ...rest.items].map((round) => round.week)).toEqual(['2026-07-20', '2026-07-13', '2026-07-06'])
})

test('another workspace sees no round', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { eve } = await newWorkspace('Eve')
  const { id } = await running(ana, ben)
  await ana.at(MONDAY).checkIns.checkIn({ keyResultId: id, confidence: 5 })
  await expect(eve.api.checkIns.list({ keyResultId: id })).rejects.toMatchObject(refused('NOT_FOUND'))
  expect((await eve.api.checkIns.gaps({})).items).toEqual([])
  expect(await eve.api.cycles.rhythm({ cycle: '2026-Q3' })).toMatchObject({ rounds: 0 })
})
