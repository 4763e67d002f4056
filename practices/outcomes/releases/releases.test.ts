import { expect, test } from 'vitest'

import { type RecordId, RecordSummary, type RecordType } from '#commons/records/contract.ts'
import { registerRecord } from '#commons/records/register.ts'
import { addDays } from '#platform/time/days.ts'
import { assembled, database, newWorkspace } from '#tests/support/workspace.ts'

import { jobs } from './jobs.ts'

const refused = (code: string) => expect.objectContaining({ code })
const DAY = '2026-05-01'
const at = (day: string) => `${day}T12:00:00Z`

/** A record of another feature, of which releases know no more than the registry. */
const aRecord = (workspaceId: string, type: RecordType, title: string): Promise<{ id: RecordId; key: string }> =>
  database.inWorkspace(workspaceId, 'write', (tx) =>
    registerRecord(tx, workspaceId, { type, title, state: 'done', stateGroup: 'done', by: null, now: new Date() }),
  )

/** Ana (product) and Ben (engineering) with a release, a metric that it should move, and a guardrail. */
async function withRelease() {
  const cast = await newWorkspace('Ana', 'Ben')
  const { ana, ben } = cast
  const metric = await ana.at(at(DAY)).metrics.create({ name: 'Activation', unit: '%', digits: 1, target: 50 })
  const guard = await ana.at(at(DAY)).metrics.create({ name: 'Crashes', direction: 'down', isGuardrail: true })
  const release = await ana.at(at(DAY)).releases.create({ version: '4.12', name: 'Faster dispatch' })
  const effect = {
    key: release.key,
    metricId: metric.id,
    direction: 'increase' as const,
    size: 3,
    measure: 'absolute' as const,
    windowDays: 14,
    guardrailIds: [guard.id],
  }
  const sign = async (version: number) => {
    await ana.at(at(DAY)).signoffs.sign({ recordId: release.id, version })
    await ben.at(at(DAY)).signoffs.sign({ recordId: release.id, version })
  }
  return { ...cast, metric, guard, release, effect, sign }
}

test('a release is planned, says what it should change, is signed by both sides and ships', async () => {
  const { ana, ben, release, effect, sign, told, metric } = await withRelease()
  expect(release).toMatchObject({ key: 'REL-1', title: '4.12 Faster dispatch', state: 'planned', effect: null })

  const declared = await ana.at(at(DAY)).releases.declareEffect(effect)
  expect(declared).toMatchObject({
    revision: 1,
    size: 3,
    metric: { key: metric.key },
    guardrails: [{ title: 'Crashes' }],
  })
  await sign(declared.recordVersion)
  expect((await ben.api.releases.get({ key: 'REL-1' })).signed).toEqual({ product: true, engineering: true })

  const shipped = await ben.at(at('2026-05-04')).releases.ship({ key: 'REL-1' })
  expect(shipped).toMatchObject({ state: 'shipped', shippedBecause: null, shippedAt: new Date(at('2026-05-04')) })
  expect((await ana.api.releases.get({ key: 'REL-1' })).stateGroup).toBe('done')
  expect(await told()).toContain('release.shipped.v1')
  expect(await ana.api.releases.marks({ from: '2026-05-01', to: '2026-05-31' })).toMatchObject([
    { key: 'REL-1', version: '4.12', shippedOn: '2026-05-04' },
  ])
  expect(await ana.api.releases.marks({ from: '2026-05-05', to: '2026-05-31' })).toEqual([])
})

test('without an effect that both sides signed it ships only with a reason, which is kept', async () => {
  const { ana, release, effect } = await withRelease()
  const ship = (because?: string) =>
    ana.at(at('2026-05-04')).releases.ship({ key: release.key, ...(because ? { because } : {}) })
  await expect(ship()).rejects.toEqual(refused('NO_EFFECT'))
  const { recordVersion } = await ana.at(at(DAY)).releases.declareEffect(effect)
  await expect(ship()).rejects.toEqual(refused('NOT_SIGNED'))
  await ana.at(at(DAY)).signoffs.sign({ recordId: release.id, version: recordVersion })
  await expect(ship()).rejects.toEqual(refused('NOT_SIGNED'))
  await expect(
    ana.at(at(DAY)).releases.ship({ key: release.key, because: 'Hotfix', shippedAt: new Date(at('2026-05-02')) }),
  ).rejects.toEqual(refused('IN_THE_FUTURE'))
  expect(await ship('Hotfix for the login outage.')).toMatchObject({ shippedBecause: 'Hotfix for the login outage.' })
  await expect(ship('Again')).rejects.toEqual(refused('ALREADY_SHIPPED'))
})

test('the leads are asked to sign what was declared, but not who declared it', async () => {
  const { ana, ben, release, effect, heard } = await withRelease()
  await ana.at(at(DAY)).releases.edit({ key: release.key, productLeadId: ana.id, engineeringLeadId: ben.id })
  await ana.at(at(DAY)).releases.declareEffect(effect)
  await heard()
  const asked = async (member: typeof ana) =>
    (await member.api.notifications.list({})).items.filter(({ text }) => text.includes('asks you to sign'))
  expect(await asked(ben)).toMatchObject([{ by: ana.id, record: { key: release.key } }])
  expect(await asked(ana)).toEqual([])
})

test('what both sides signed changes only with a reason, is kept, and asks for new signatures', async () => {
  const { ana, release, effect, sign } = await withRelease()
  const declare = (more: object) => ana.at(at(DAY)).releases.declareEffect({ ...effect, ...more })
  const first = await declare({ saw: 0 })
  await expect(declare({ size: 4, saw: 0 })).rejects.toEqual(refused('CHANGED_MEANWHILE'))
  await sign(first.recordVersion)
  await expect(declare({ size: 4 })).rejects.toEqual(refused('REASON_NEEDED'))
  await declare({ size: 4, reason: 'The beta moved it more than we thought.' })
  const seen = await ana.api.releases.get({ key: release.key })
  expect(seen.signed).toEqual({ product: false, engineering: false })
  expect(seen.declared.map(({ size, reason }) => [size, reason])).toEqual([
    [4, 'The beta moved it more than we thought.'],
    [3, ''],
  ])
  await ana.at(at(DAY)).releases.ship({ key: release.key, because: 'Out with it.' })
  await expect(declare({ reason: 'It did less.' })).rejects.toEqual(refused('EFFECT_IS_FIXED'))
})

test('an effect needs a metric in use, which cannot guard itself', async () => {
  const { ana, effect, guard, metric, release } = await withRelease()
  const declare = (more: object) => ana.at(at(DAY)).releases.declareEffect({ ...effect, ...more })
  await expect(declare({ metricId: release.id })).rejects.toEqual(refused('NOT_A_METRIC'))
  await expect(declare({ guardrailIds: [metric.id] })).rejects.toEqual(refused('GUARDS_ITSELF'))
  await ana.api.metrics.retire({ key: guard.key })
  await expect(declare({})).rejects.toEqual(refused('NOT_A_METRIC'))
  await expect(declare({ guardrailIds: [], size: 0 })).rejects.toEqual(refused('BAD_REQUEST'))
})

test('each horizon is read once it is over, from the days on both sides of shipping', async () => {
  const { ana, ben, effect, sign, metric, guard, heard, told } = await withRelease()
  const shippedOn = '2026-05-20'
  const days = Array.from({ length: 15 }, (_, i) => addDays(shippedOn, i - 15))
  await ana
    .at(at(DAY))
    .releases.declareEffect(effect)
    .then(({ recordVersion }) => sign(recordVersion))
  const record = (key: string, on: string[], value: (i: number) => number, now: string) =>
    ana.at(at(now)).metrics.recordValues({ key, values: on.map((day, i) => ({ day, value: value(i) })) })
  await record(metric.key, days, (i) => (i % 2 ? 40 : 42), shippedOn)
  await record(guard.key, days, (i) => (i % 2 ? 9 : 11), shippedOn)
  await record(metric.key, [shippedOn], () => 1_000, shippedOn)
  await ben.at(at(shippedOn)).releases.ship({ key: 'REL-1' })

  const after = Array.from({ length: 14 }, (_, i) => addDays(shippedOn, i + 1))
  await record(metric.key, after, (i) => (i < 7 ? 44 : 46), addDays(shippedOn, 14))
  await record(guard.key, after.slice(0, 3), () => 20, addDays(shippedOn, 14))

  const read = async (day: string) => {
    await jobs[0]!.run(assembled.host, new Date(at(day)))
    await heard()
    return (await ana.api.releases.get({ key: 'REL-1' })).readings
  }
  expect(await read(addDays(shippedOn, 7))).toEqual([])
  const week = await read(addDays(shippedOn, 8))
  expect(week).toHaveLength(2)
  expect(week[0]).toMatchObject({
    role: 'expected',
    horizonDays: 7,
    before: { from: addDays(shippedOn, -7), to: addDays(shippedOn, -1), n: 7 },
    after: { from: addDays(shippedOn, 1), to: addDays(shippedOn, 7), n: 7, mean: 44, sd: 0 },
    outcome: 'right way',
    lookAgainOn: null,
  })
  expect(week[1]).toMatchObject({
    role: 'guardrail',
    after: { n: 3 },
    outcome: 'insufficient data',
    lookAgainOn: addDays(shippedOn, 15),
  })

  const both = await read(addDays(shippedOn, 15))
  expect(both.map(({ role, horizonDays, outcome }) => [role, horizonDays, outcome])).toEqual([
    ['expected', 7, 'right way'],
    ['expected', 14, 'reached'],
    ['guardrail', 7, 'insufficient data'],
    ['guardrail', 14, 'insufficient data'],
  ])
  const many = (await told()).filter((name) => name === 'release.effect-read.v1').length
  await read(addDays(shippedOn, 15))
  expect((await told()).filter((name) => name === 'release.effect-read.v1')).toHaveLength(many)

  // Late values change nothing until somebody reads again.
  await record(guard.key, after, () => 20, addDays(shippedOn, 16))
  const { readings } = await ana.at(at(addDays(shippedOn, 16))).releases.readAgain({ key: 'REL-1' })
  expect(readings.filter(({ role }) => role === 'guardrail').map(({ outcome }) => outcome)).toEqual(['worse', 'worse'])
})

test('nothing is read where nothing was declared or shipped', async () => {
  const { ana, release, effect } = await withRelease()
  await expect(ana.api.releases.readAgain({ key: release.key })).rejects.toEqual(refused('NOT_SHIPPED'))
  await ana.at(at(DAY)).releases.ship({ key: release.key, because: 'Hotfix' })
  await expect(ana.api.releases.readAgain({ key: release.key })).rejects.toEqual(refused('NO_EFFECT'))
  await expect(ana.api.releases.declareEffect(effect)).rejects.toEqual(refused('EFFECT_IS_FIXED'))
})

test('it brings work, changes and initiatives, each once, and drafts its notes from them', async () => {
  const { ana, release, workspaceId } = await withRelease()
  const work = await aRecord(workspaceId, 'work-item', 'Keep the map still while couriers type')
  const initiative = await aRecord(workspaceId, 'initiative', 'Dispatch in one tap')
  const objective = await aRecord(workspaceId, 'objective', 'Couriers on time')
  const { contents } = await ana.api.releases.add({ key: release.key, ids: [work.id, initiative.id, work.id] })
  expect(contents.map(({ key }) => key).toSorted()).toEqual([work.key, initiative.key].toSorted())
  await ana.api.releases.add({ key: release.key, ids: [work.id] })
  expect((await ana.api.releases.get({ key: release.key })).contents).toEqual({ total: 2, done: 2 })
  await expect(ana.api.releases.add({ key: release.key, ids: [objective.id] })).rejects.toEqual(refused('DOES_NOT_FIT'))
  await expect(ana.api.releases.create({ version: '5', contents: [objective.id] })).rejects.toEqual(
    refused('DOES_NOT_FIT'),
  )

  const { notes } = await ana.api.releases.draftNotes({ key: release.key })
  expect(notes).toContain(`## What is new\n\n- Dispatch in one tap (${initiative.key})`)
  expect(notes).toContain(`- Keep the map still while couriers type (${work.key})`)
  await ana.api.releases.writeNotes({ key: release.key, notes, saw: '' })
  await expect(ana.api.releases.writeNotes({ key: release.key, notes: 'Mine', saw: '' })).rejects.toEqual(
    refused('CHANGED_MEANWHILE'),
  )
  await ana.api.releases.leaveOut({ key: release.key, id: work.id })
  await expect(ana.api.releases.leaveOut({ key: release.key, id: work.id })).rejects.toEqual(refused('NOT_FOUND'))
  const detail = await ana.api.releases.get({ key: release.key })
  expect(detail.notes).toBe(notes)
  expect(detail.records.map((record) => RecordSummary.parse(record).key)).toEqual([initiative.key])
})

test('an edit keeps what it does not name and refuses to overwrite unseen', async () => {
  const { ana, ben, release } = await withRelease()
  const edited = await ben.api.releases.edit({
    key: release.key,
    version: '4.13',
    plannedOn: '2026-06-01',
    engineeringLeadId: ben.id,
    seenAt: release.editedAt,
  })
  expect(edited).toMatchObject({ title: '4.13 Faster dispatch', leads: { product: null, engineering: ben.id } })
  await expect(ana.api.releases.edit({ key: release.key, name: 'X', seenAt: release.editedAt })).rejects.toEqual(
    refused('CHANGED_MEANWHILE'),
  )
  await expect(ana.api.releases.edit({ key: release.key, productLeadId: ben.id })).rejects.toEqual(
    refused('WRONG_SIDE'),
  )
  const { eve } = await newWorkspace('Eve')
  await expect(ana.api.releases.edit({ key: release.key, productLeadId: eve.id })).rejects.toEqual(
    refused('NOT_A_MEMBER'),
  )
  await expect(ana.api.releases.edit({ key: release.key, teamId: release.id as never })).rejects.toEqual(
    refused('NOT_A_TEAM'),
  )
})

test('a release is withdrawn with a reason, once', async () => {
  const { ana, release } = await withRelease()
  const withdraw = () => ana.api.releases.withdraw({ key: release.key, because: 'It lost routes offline.' })
  expect(await withdraw()).toMatchObject({ state: 'withdrawn', withdrawnBecause: 'It lost routes offline.' })
  await expect(withdraw()).rejects.toEqual(refused('WITHDRAWN'))
  await expect(ana.api.releases.ship({ key: release.key, because: 'No' })).rejects.toEqual(refused('WITHDRAWN'))
})

test('a published release ships the planned one of its version; sending it again only adds', async () => {
  const { ana, release, workspaceId, told } = await withRelease()
  const work = await aRecord(workspaceId, 'work-item', 'One')
  const more = await aRecord(workspaceId, 'change', 'Two')
  const objective = await aRecord(workspaceId, 'objective', 'Not in a release')
  const published = {
    repository: 'fernway/courier-app',
    tag: 'app/v4.12',
    name: 'v4.12',
    notes: 'From GitHub',
    publishedAt: new Date(at('2026-05-03')),
    workKeys: [work.key, 'NO-1', 'nonsense'],
    contains: [objective.id],
  }
  const first = await ana.at(at('2026-05-03')).releases.putPublished(published)
  expect(first).toMatchObject({ key: release.key, state: 'shipped', name: 'Faster dispatch', contents: { total: 1 } })
  expect(first.shippedBecause).toMatch(/^It was published from fernway\/courier-app before/)

  const before = await told()
  expect(await ana.at(at('2026-05-04')).releases.putPublished(published)).toEqual(first)
  expect(await told()).toEqual(before)
  const again = { ...published, notes: 'Other words', contains: [more.id] }
  expect((await ana.at(at('2026-05-04')).releases.putPublished(again)).contents.total).toBe(2)
  expect((await ana.api.releases.get({ key: release.key })).notes).toBe('From GitHub')

  const other = await ana.at(at('2026-05-09')).releases.putPublished({
    repository: 'fernway/courier-app',
    tag: 'v5.0.0',
    publishedAt: new Date(at('2026-05-08')),
  })
  expect(other).toMatchObject({ version: '5.0.0', title: '5.0.0', state: 'shipped' })
  await expect(
    ana.at(at('2026-05-09')).releases.putPublished({ ...published, publishedAt: new Date(at('2026-05-10')) }),
  ).rejects.toEqual(refused('IN_THE_FUTURE'))
})

test('another workspace sees nothing of it', async () => {
  const { release, effect } = await withRelease()
  const { eve } = await newWorkspace('Eve')
  expect((await eve.api.releases.list({})).items).toEqual([])
  for (const ask of [
    () => eve.api.releases.get({ key: release.key }),
    () => eve.api.releases.ship({ key: release.key, because: 'Mine' }),
    () => eve.api.releases.declareEffect(effect),
    () => eve.api.releases.leaveOut({ key: release.key, id: release.id }),
  ]) {
    await expect(ask()).rejects.toEqual(refused('NOT_FOUND'))
  }
})

test('those to come are first, then the newest, page by page without gap or repeat', async () => {
  const { ana } = await newWorkspace('Ana')
  const planned = async (version: string, plannedOn: string) =>
    ana.at(at('2026-04-01')).releases.create({ version, plannedOn })
  await planned('1', '2026-04-10')
  await planned('2', '2026-04-20')
  await planned('3', '2026-06-01')
  await planned('4', '2026-07-01')
  for (const [key, day] of [
    ['REL-1', '2026-04-11'],
    ['REL-2', '2026-04-21'],
  ] as const) {
    await ana.at(at(day)).releases.ship({ key, because: 'Small' })
  }
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await ana.api.releases.list({ limit: 2, ...(after ? { after } : {}) })
    seen.push(...page.items.map(({ version }) => version))
    after = page.next
  } while (after)
  expect(seen).toEqual(['4', '3', '2', '1'])
  expect((await ana.api.releases.list({ state: ['shipped'], search: '2' })).items.map(({ key }) => key)).toEqual([
    'REL-2',
  ])
})
