import { expect, test } from 'vitest'

import type { RecordId, RecordType } from '#commons/records/contract.ts'
import { registerRecord } from '#commons/records/register.ts'
import { addDays } from '#platform/time/days.ts'
import { assembled, database, newWorkspace } from '#tests/support/workspace.ts'

import { jobs } from './jobs.ts'

const refused = (code: string) => expect.objectContaining({ code })
const SHIPPED = '2026-05-20'
const at = (day: string) => `${day}T12:00:00Z`

const aRecord = (workspaceId: string, type: RecordType, title: string): Promise<{ id: RecordId; key: string }> =>
  database.inWorkspace(workspaceId, 'write', (tx) =>
    registerRecord(tx, workspaceId, { type, title, state: 'active', stateGroup: 'active', by: null, now: new Date() }),
  )

/** Ana (product, leads) and Ben (engineering, leads) shipped a release with a declared effect; Cleo is product too. */
async function shipped() {
  const cast = await newWorkspace('Ana', 'Ben', 'Cleo')
  const { ana, ben, heard } = cast
  const metric = await ana.at(at('2026-05-01')).metrics.create({ name: 'Activation', unit: '%' })
  const release = await ana.at(at('2026-05-01')).releases.create({
    version: '4.12',
    name: 'Faster dispatch',
    productLeadId: ana.id,
    engineeringLeadId: ben.id,
  })
  const { recordVersion } = await ana.at(at('2026-05-01')).releases.declareEffect({
    key: release.key,
    metricId: metric.id,
    direction: 'increase',
    size: 3,
    measure: 'absolute',
    windowDays: 14,
  })
  for (const member of [ana, ben]) {
    await member.at(at('2026-05-01')).signoffs.sign({ recordId: release.id, version: recordVersion })
  }
  await ben.at(at(SHIPPED)).releases.ship({ key: release.key })
  await heard()
  return { ...cast, metric, release, key: 'REV-1' }
}

/** The same, with both sides revealed. */
async function revealed() {
  const cast = await shipped()
  for (const member of [cast.ana, cast.ben]) {
    await member.api.successReviews.writeSurprise({ key: cast.key, text: `${member.name} was surprised.` })
    await member.api.successReviews.handIn({ key: cast.key })
  }
  return cast
}

const decision = (ownerId: never) => ({
  verdict: 'adjust' as const,
  learned: 'Couriers read the map before the list.',
  reason: 'It moved the right way, but by half of what we expected.',
  ownerId,
  followUpOn: '2026-07-01',
})

test('shipping books a review for the day after the window, with both leads invited and told', async () => {
  const { ana, ben, key, release, told } = await shipped()
  const review = await ana.at(at(SHIPPED)).successReviews.get({ key })
  expect(review).toMatchObject({
    title: 'Success review of 4.12 Faster dispatch',
    state: 'booked',
    dueOn: addDays(SHIPPED, 15),
    windowDays: 14,
    facilitatorId: ana.id,
    isOverdue: false,
    release: { key: release.key },
    facts: { shippedOn: SHIPPED, effect: { size: 3, metric: { title: 'Activation' } }, outcome: null, readings: [] },
  })
  expect(review.people.map(({ id }) => id).toSorted()).toEqual([ana.id, ben.id].toSorted())
  expect(await told()).toContain('success-review.booked.v1')
  expect((await ben.api.notifications.list({})).items.map(({ key: notice }) => notice)).toContain(
    'success-review.booked',
  )
  expect((await ana.api.links.line({ recordId: release.id })).cameOfIt.map(({ record }) => record.key)).toContain(key)
  await expect(ana.api.successReviews.book({ releaseId: release.id })).rejects.toEqual(refused('ALREADY_BOOKED'))
})

test('a release without a declared effect is looked back at after thirty days', async () => {
  const { ana, heard } = await newWorkspace('Ana')
  const planned = await ana.at(at('2026-05-01')).releases.create({ version: '1' })
  await expect(ana.api.successReviews.book({ releaseId: planned.id })).rejects.toEqual(refused('NOT_SHIPPED'))
  await ana.at(at(SHIPPED)).releases.ship({ key: planned.key, because: 'Only a new icon.' })
  await heard()
  expect(await ana.api.successReviews.get({ key: 'REV-1' })).toMatchObject({
    dueOn: addDays(SHIPPED, 31),
    facilitatorId: ana.id,
    facts: { effect: null, shippedBecause: 'Only a new icon.' },
  })
})

test('neither side reads the other before both handed in, by any procedure', async () => {
  const { ana, ben, cleo, key } = await shipped()
  const secret = 'We expected more of the map.'
  await ana.api.successReviews.writeSurprise({ key, text: secret })
  await ana.api.successReviews.handIn({ key })

  for (const seen of [
    await ben.api.successReviews.get({ key }),
    await ben.api.successReviews.list({}),
    await ben.api.search.find({ text: 'expected more of the map' }).catch(() => ({})),
  ]) {
    expect(JSON.stringify(seen)).not.toContain(secret)
  }
  const forBen = await ben.api.successReviews.get({ key })
  expect(forBen.surprises).toEqual([
    { side: 'product', isHandedIn: true, text: null, by: null },
    { side: 'engineering', isHandedIn: false, text: null, by: null },
  ])
  expect(forBen.state).toBe('under way')
  // A colleague of the same side reads and edits it, but not unseen.
  expect((await cleo.api.successReviews.get({ key })).surprises[0]!.text).toBe(secret)
  await expect(cleo.api.successReviews.writeSurprise({ key, text: 'Mine', saw: '' })).rejects.toEqual(
    refused('CHANGED_MEANWHILE'),
  )

  await expect(ben.api.successReviews.handIn({ key })).rejects.toEqual(refused('NOTHING_WRITTEN'))
  await ben.api.successReviews.writeSurprise({ key, text: 'The cache did it.' })
  expect(await ben.api.successReviews.handIn({ key })).toEqual({ isRevealed: true })
  expect((await ben.api.successReviews.get({ key })).surprises.map(({ text }) => text)).toEqual([
    secret,
    'The cache did it.',
  ])
  await expect(ana.api.successReviews.writeSurprise({ key, text: 'Later' })).rejects.toEqual(refused('REVEALED'))
  await expect(ana.api.successReviews.handIn({ key })).rejects.toEqual(refused('REVEALED'))
})

test('the facilitator reveals early, nobody else does, and not while nothing is written', async () => {
  const { ana, ben, key } = await shipped()
  await expect(ana.api.successReviews.reveal({ key })).rejects.toEqual(refused('NOTHING_WRITTEN'))
  await ben.api.successReviews.writeSurprise({ key, text: 'The cache did it.' })
  await expect(ben.api.successReviews.reveal({ key })).rejects.toEqual(refused('NOT_FACILITATOR'))
  await ana.api.successReviews.reveal({ key })
  expect((await ana.api.successReviews.get({ key })).surprises[1]!.text).toBe('The cache did it.')
  await expect(ana.api.successReviews.reveal({ key })).rejects.toEqual(refused('REVEALED'))
})

test('who stands on neither side writes for none', async () => {
  const { ana, heard, guest } = await newWorkspace('Ana', { name: 'Guest', discipline: 'other' })
  await ana.at(at('2026-05-01')).releases.create({ version: '1' })
  await ana.at(at(SHIPPED)).releases.ship({ key: 'REL-1', because: 'Small' })
  await heard()
  await expect(guest.api.successReviews.writeSurprise({ key: 'REV-1', text: 'Hm' })).rejects.toEqual(refused('NO_SIDE'))
  await expect(guest.api.successReviews.handIn({ key: 'REV-1' })).rejects.toEqual(refused('NO_SIDE'))
})

test('it ends in a verdict that is written back to what the release served, on the facts of that day', async () => {
  const { ana, ben, key, release, workspaceId, told, heard, metric } = await revealed()
  const initiative = await aRecord(workspaceId, 'initiative', 'Dispatch in one tap')
  const objective = await ana.api.objectives.create({ title: 'Couriers who stay', productOwnerId: ana.id })
  const keyResult = await ana.api.keyResults.add({
    objectiveId: objective.id,
    title: 'Activation to 60 %',
    kind: 'increase',
    start: 40,
    target: 60,
    unit: '%',
  })
  await ana.api.releases.add({ key: release.key, ids: [initiative.id] })
  await ana.api.links.connect({ from: initiative.id, to: keyResult.id, kind: 'serves' })
  const days = Array.from({ length: 85 }, (_, i) => addDays(SHIPPED, i - 70))
  // A week that repeats, with what looks like chance in it.
  const valueOf = (index: number) => 40 + (index % 7) / 2 + ((index * 37) % 11) / 10
  await ana.at(at(addDays(SHIPPED, 15))).metrics.recordValues({
    key: metric.key,
    values: days.map((day, i) => ({ day, value: valueOf(i) + (day > SHIPPED ? 3 : 0) })),
  })
  await ana.at(at(addDays(SHIPPED, 15))).releases.readAgain({ key: release.key })

  const decided = await ben.at(at(addDays(SHIPPED, 16))).successReviews.decide({ key, ...decision(ben.id as never) })
  expect(decided).toMatchObject({
    state: 'adjusted',
    stateGroup: 'done',
    decision: { verdict: 'adjust', ownerId: ben.id, decidedBy: ben.id },
  })
  await heard()
  const seen = await ana.api.successReviews.get({ key })
  expect(seen.decides.map(({ key: decides }) => decides).toSorted()).toEqual([initiative.key, keyResult.key].toSorted())
  expect(await ana.api.keyResults.get({ key: keyResult.key })).toMatchObject({
    verdict: { verdict: 'adjust', review: { key } },
  })
  expect(seen.facts).toMatchObject({ outcome: 'improved', readings: [{ horizonDays: 7 }, { horizonDays: 14 }] })
  expect(await told()).toContain('success-review.completed.v1')

  // What is read later changes the release’s page, but not the facts on which it was decided.
  await ana.at(at(addDays(SHIPPED, 20))).metrics.recordValues({
    key: metric.key,
    values: days.flatMap((day, i) => (day > SHIPPED ? [{ day, value: valueOf(i) - 4 }] : [])),
  })
  await ana.at(at(addDays(SHIPPED, 20))).releases.readAgain({ key: release.key })
  expect((await ana.api.successReviews.get({ key })).facts.outcome).toBe('improved')
  expect((await ana.api.releases.get({ key: release.key })).readings[0]!.outcome).toBe('worsened')

  await expect(ana.api.successReviews.decide({ key, ...decision(ana.id as never) })).rejects.toEqual(refused('DECIDED'))
  await expect(ana.api.successReviews.handOver({ key, facilitatorId: ben.id })).rejects.toEqual(refused('DECIDED'))
  await expect(ana.api.successReviews.putOff({ key, until: '2030-01-01', reason: 'Hm' })).rejects.toEqual(
    refused('DECIDED'),
  )
})

test('nothing is decided before both sides are revealed, and its owner is a member', async () => {
  const { ana, ben, key } = await shipped()
  await expect(ana.api.successReviews.decide({ key, ...decision(ana.id as never) })).rejects.toEqual(
    refused('NOT_REVEALED'),
  )
  await ben.api.successReviews.writeSurprise({ key, text: 'The cache did it.' })
  await ana.api.successReviews.reveal({ key })
  const { eve } = await newWorkspace('Eve')
  await expect(ana.api.successReviews.decide({ key, ...decision(eve.id as never) })).rejects.toEqual(
    refused('NOT_A_MEMBER'),
  )
  await expect(ana.api.successReviews.decide({ key, ...decision(ana.id as never), learned: ' ' })).rejects.toEqual(
    refused('BAD_REQUEST'),
  )
})

test('what else shipped around it is listed, and nothing before its baseline', async () => {
  const { ana, key } = await shipped()
  const ship = async (version: string, day: string) => {
    const { key: other } = await ana.at(at('2026-05-01')).releases.create({ version })
    await ana.at(at(day)).releases.ship({ key: other, because: 'Small' })
  }
  await ship('before', addDays(SHIPPED, -15))
  await ship('same window', addDays(SHIPPED, -14))
  await ship('last day', addDays(SHIPPED, 14))
  await ship('after', addDays(SHIPPED, 15))
  expect((await ana.api.successReviews.get({ key })).facts.alsoShipped.map(({ record }) => record.title)).toEqual([
    'same window',
    'last day',
  ])
})

test('its people are reminded on the day and each week until it is put off or decided', async () => {
  const { ana, ben, key, heard } = await shipped()
  const due = addDays(SHIPPED, 15)
  const reminders = async (day: string) => {
    await jobs[0]!.run(assembled.host, new Date(at(day)))
    await heard()
    const { items } = await ben.api.notifications.list({})
    return items.filter(({ key: notice }) => notice === 'success-review.due').map(({ text }) => text)
  }
  expect(await reminders(addDays(due, -1))).toEqual([])
  expect(await reminders(due)).toEqual(['A success review is due today'])
  expect(await reminders(addDays(due, 6))).toHaveLength(1)
  expect(await reminders(addDays(due, 7))).toContain('A success review has been due for 7 days')

  expect((await ana.at(at(addDays(due, 8))).successReviews.list({ show: 'overdue' })).items).toHaveLength(1)
  await expect(
    ana.at(at(addDays(due, 8))).successReviews.putOff({ key, until: addDays(due, 8), reason: 'No data' }),
  ).rejects.toEqual(refused('NOT_LATER'))
  const until = addDays(due, 20)
  await ana.at(at(addDays(due, 8))).successReviews.putOff({ key, until, reason: 'The import was broken for a week.' })
  expect((await ana.at(at(addDays(due, 8))).successReviews.get({ key })).putOff).toMatchObject([
    { from: due, to: until, reason: 'The import was broken for a week.', by: ana.id },
  ])
  expect(await reminders(addDays(due, 14))).toHaveLength(2)
  expect(await reminders(until)).toHaveLength(3)
})

test('people are invited and the facilitation handed over', async () => {
  const { ana, ben, cleo, key } = await shipped()
  const { eve } = await newWorkspace('Eve')
  await expect(ana.api.successReviews.invite({ key, memberIds: [eve.id] })).rejects.toEqual(refused('NOT_A_MEMBER'))
  expect((await ana.api.successReviews.invite({ key, memberIds: [cleo.id] })).people).toHaveLength(3)
  await expect(ana.api.successReviews.handOver({ key, facilitatorId: eve.id })).rejects.toEqual(refused('NOT_A_MEMBER'))
  expect(await ana.api.successReviews.handOver({ key, facilitatorId: ben.id })).toMatchObject({ facilitatorId: ben.id })
  expect((await cleo.api.successReviews.list({ memberId: cleo.id })).items).toHaveLength(1)
})

test('the figures count what was held in time and how it ended', async () => {
  const { ana, key } = await revealed()
  const now = at(addDays(SHIPPED, 16))
  expect(await ana.at(now).successReviews.figures()).toEqual({
    open: 1,
    overdue: 1,
    completed: 0,
    onTime: 0,
    verdicts: { continue: 0, adjust: 0, stop: 0 },
  })
  await ana.at(now).successReviews.decide({ key, ...decision(ana.id as never), verdict: 'stop' })
  expect(await ana.at(now).successReviews.figures()).toEqual({
    open: 0,
    overdue: 0,
    completed: 1,
    onTime: 1,
    verdicts: { continue: 0, adjust: 0, stop: 1 },
  })
  expect((await ana.api.successReviews.list({ show: 'completed', verdict: 'stop' })).items).toHaveLength(1)
  expect((await ana.api.successReviews.list({ show: 'completed', verdict: 'adjust' })).items).toEqual([])
})

test('another workspace sees nothing of it', async () => {
  const { key, release } = await shipped()
  const { eve } = await newWorkspace('Eve')
  expect((await eve.api.successReviews.list({})).items).toEqual([])
  for (const ask of [
    () => eve.api.successReviews.get({ key }),
    () => eve.api.successReviews.book({ releaseId: release.id }),
    () => eve.api.successReviews.writeSurprise({ key, text: 'Hm' }),
    () => eve.api.successReviews.reveal({ key }),
  ]) {
    await expect(ask()).rejects.toEqual(refused('NOT_FOUND'))
  }
})

test('pages follow each other by day without gap or repeat', async () => {
  const { ana, heard } = await newWorkspace('Ana')
  for (const [i, day] of ['2026-05-03', '2026-05-01', '2026-05-02', '2026-05-02', '2026-05-05'].entries()) {
    const { key } = await ana.at(at('2026-05-01')).releases.create({ version: `${i}` })
    await ana.at(at(day)).releases.ship({ key, because: 'Small' })
  }
  await heard()
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await ana.api.successReviews.list({ limit: 2, ...(after ? { after } : {}) })
    seen.push(...page.items.map(({ dueOn }) => dueOn))
    after = page.next
  } while (after)
  expect(seen).toEqual(['2026-06-01', '2026-06-02', '2026-06-02', '2026-06-03', '2026-06-05'])
})
