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

const SHIPPED = '2026-05-20'

/** Noise between −1 and 1, the same for the same day. */
function chance(seed: number) {
  let state = (seed * 2654435761) >>> 0
  state = Math.imul(state ^ (state >>> 15), 2246822519)
  state = Math.imul(state ^ (state >>> 13), 3266489917)
  return (((state ^ (state >>> 16)) >>> 0) / 0xffffffff) * 2 - 1
}

/** Days around shipping, with a value of 40 that has its week and its noise, and `step` more after it. */
const aroundShipping = (from: number, to: number, { step = 0, seed = 1, every = 1 } = {}) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
    .filter((index) => index % every === 0)
    .map((index) => ({
      day: addDays(SHIPPED, index),
      value: 40 + (((index % 7) + 7) % 7) / 3 + chance(seed * 1000 + index) + (index > 0 ? step : 0),
    }))

/** The same, declared, signed, with values of ten weeks before, and shipped. */
async function shippedWith(more: object = {}) {
  const cast = await withRelease()
  const { ana, ben, heard } = cast
  const { recordVersion } = await ana.at(at(DAY)).releases.declareEffect({ ...cast.effect, ...more })
  await cast.sign(recordVersion)
  const record = (key: string, values: { day: string; value: number }[], days = 60) =>
    ana.at(at(addDays(SHIPPED, days))).metrics.recordValues({ key, values })
  await record(cast.metric.key, aroundShipping(-100, 0))
  await record(cast.guard.key, aroundShipping(-100, 0, { seed: 2 }))
  await ben.at(at(SHIPPED)).releases.ship({ key: 'REL-1' })
  /** What is read once so many days have passed, by the job. */
  const read = async (days: number) => {
    await jobs[0]!.run(assembled.host, new Date(at(addDays(SHIPPED, days))))
    await heard()
    return (await ana.api.releases.get({ key: 'REL-1' })).readings
  }
  return { ...cast, record, read }
}

test('a known effect is read at each horizon with its interval, and a guardrail that held shows no clear change', async () => {
  const { ana, metric, guard, record, read, told } = await shippedWith()
  await record(metric.key, aroundShipping(1, 14, { step: 3 }))
  await record(guard.key, aroundShipping(1, 14, { seed: 2 }))
  expect(await read(7)).toEqual([])
  expect((await read(8)).map(({ role, horizonDays }) => [role, horizonDays])).toEqual([
    ['expected', 7],
    ['guardrail', 7],
  ])
  const both = await read(15)
  const [, found] = both
  expect(found).toMatchObject({
    role: 'expected',
    horizonDays: 14,
    method: 'interrupted time series',
    before: { from: addDays(SHIPPED, -69), to: addDays(SHIPPED, -1), n: 69 },
    after: { from: addDays(SHIPPED, 1), to: addDays(SHIPPED, 14), n: 14 },
    outcome: 'improved',
    readAtOnce: 2,
    meanwhile: [],
    lacks: null,
    lookAgainOn: null,
  })
  expect(found!.absolute!.low).toBeGreaterThan(0)
  expect(found!.absolute!.low).toBeLessThan(3)
  expect(found!.absolute!.high).toBeGreaterThan(3)
  expect(found!.adjustedP).toBeGreaterThanOrEqual(found!.p!)
  expect(found!.minimum).toBeGreaterThan(0)
  expect(found!.without).toHaveLength(14)
  expect(both.filter(({ role }) => role === 'guardrail').map(({ outcome }) => outcome)).toEqual([
    'no clear change',
    'no clear change',
  ])

  const many = async () => (await told()).filter((name) => name === 'release.effect-read.v1').length
  const before = await many()
  await read(15)
  expect(await many()).toBe(before)

  // Late values change nothing until somebody reads again.
  await record(guard.key, aroundShipping(1, 14, { seed: 2, step: 6 }))
  const { readings } = await ana.at(at(addDays(SHIPPED, 16))).releases.readAgain({ key: 'REL-1' })
  expect(readings.filter(({ role }) => role === 'guardrail').map(({ outcome }) => outcome)).toContain('worsened')
})

test('where nothing changed, no change is read', async () => {
  const { metric, record, read } = await shippedWith({ guardrailIds: [] })
  await record(metric.key, aroundShipping(1, 14))
  const found = (await read(15)).at(-1)
  expect(found).toMatchObject({ outcome: 'no clear change' })
  expect(found!.absolute!.low).toBeLessThan(0)
  expect(found!.absolute!.high).toBeGreaterThan(0)
})

test('another release with the same metric confounds, and is named', async () => {
  const { ana, ben, metric, effect, record, read } = await shippedWith({ guardrailIds: [] })
  await ana.at(at(DAY)).releases.create({ version: '4.13' })
  await ana.at(at(DAY)).releases.declareEffect({ ...effect, key: 'REL-2', guardrailIds: [] })
  await ben.at(at(addDays(SHIPPED, 10))).releases.ship({ key: 'REL-2', because: 'Out with it.' })
  await record(metric.key, aroundShipping(1, 14, { step: 3 }))
  const [week, window] = (await read(15)).filter(({ role }) => role === 'expected')
  expect(week).toMatchObject({ horizonDays: 7, outcome: 'improved', meanwhile: [] })
  expect(window).toMatchObject({
    outcome: 'confounded',
    meanwhile: [{ kind: 'release', record: { key: 'REL-2' }, confounds: true }],
  })
  expect(window!.absolute).not.toBeNull()
})

test('another definition of the metric after shipping confounds', async () => {
  const { ana, metric, record, read } = await shippedWith({ guardrailIds: [] })
  await ana.at(at(addDays(SHIPPED, 3))).metrics.edit({ key: metric.key, definition: 'Counted anew.' })
  await record(metric.key, aroundShipping(1, 14, { step: 3 }))
  expect((await read(15)).at(-1)).toMatchObject({
    outcome: 'confounded',
    meanwhile: [{ kind: 'definition', on: addDays(SHIPPED, 3), confounds: true }],
  })
})

test('too little is not judged: it says what is missing, what could be seen, and when to look again', async () => {
  const { metric, guard, record, read } = await shippedWith()
  await record(metric.key, aroundShipping(1, 3))
  // A guardrail that is measured once a week shows nothing daily.
  const week = await read(8)
  expect(week[0]).toMatchObject({
    horizonDays: 7,
    outcome: 'insufficient data',
    method: null,
    absolute: null,
    lacks: { of: 'values after', days: 4 },
    // The next horizon is the declared window of 14 days.
    lookAgainOn: addDays(SHIPPED, 15),
  })
  expect(week[0]!.minimum).toBeGreaterThan(0)

  await record(metric.key, aroundShipping(4, 14))
  await record(guard.key, aroundShipping(1, 14, { seed: 2 }))
  // The day has come, and by now values were added.
  expect((await read(15)).map(({ outcome }) => outcome)).not.toContain('insufficient data')
})

test('a metric that is measured weekly cannot be judged, and does not wait for a day', async () => {
  const { ana, sign, effect, heard } = await withRelease()
  const weekly = await ana.at(at(DAY)).metrics.create({ name: 'NPS', unit: '%' })
  const { recordVersion } = await ana
    .at(at(DAY))
    .releases.declareEffect({ ...effect, metricId: weekly.id, guardrailIds: [] })
  await sign(recordVersion)
  await ana.at(at(addDays(SHIPPED, 60))).metrics.recordValues({
    key: weekly.key,
    values: aroundShipping(-100, 60, { every: 7 }),
  })
  await ana.at(at(SHIPPED)).releases.ship({ key: 'REL-1' })
  await jobs[0]!.run(assembled.host, new Date(at(addDays(SHIPPED, 15))))
  await heard()
  expect((await ana.api.releases.get({ key: 'REL-1' })).readings.at(-1)).toMatchObject({
    outcome: 'insufficient data',
    lacks: { of: 'daily values', days: 7 },
    lookAgainOn: null,
  })
  expect(
    await ana.at(at(addDays(SHIPPED, 60))).releases.outlook({ metricId: weekly.id, windowDays: 30 }),
  ).toMatchObject({ minimum: null, lacks: { of: 'daily values', days: 7 } })
})

test('a metric is not read before its values are final', async () => {
  const { ana, metric, record, read } = await shippedWith({ guardrailIds: [] })
  await ana.at(at(DAY)).metrics.edit({ key: metric.key, maturesAfterDays: 5 })
  await record(metric.key, aroundShipping(1, 7))
  expect(await read(12)).toEqual([])
  expect(await read(13)).toMatchObject([{ horizonDays: 7 }])
})

test('beside a control, what hit both is not the release’s doing', async () => {
  const { ana, effect, metric, record, sign, release } = await withRelease().then(async (cast) => ({
    ...cast,
    record: (key: string, values: { day: string; value: number }[]) =>
      cast.ana.at(at(addDays(SHIPPED, 60))).metrics.recordValues({ key, values }),
  }))
  const control = await ana.at(at(DAY)).metrics.create({ name: 'Activation in Malmö', unit: '%' })
  const other = await ana.at(at(DAY)).metrics.create({ name: 'Load time', unit: 'ms' })
  const declare = (controlMetricId: typeof control.id, more: object = {}) =>
    ana.at(at(DAY)).releases.declareEffect({ ...effect, controlMetricId, ...more })
  await expect(declare(metric.id)).rejects.toEqual(refused('CONTROL_IS_TOUCHED'))
  await expect(declare(effect.guardrailIds[0]!)).rejects.toEqual(refused('CONTROL_IS_TOUCHED'))
  await expect(declare(other.id)).rejects.toEqual(refused('CONTROL_UNIT'))
  await expect(declare(release.id as never)).rejects.toEqual(refused('NOT_A_METRIC'))
  const declared = await declare(control.id, { guardrailIds: [] })
  expect(declared.control).toMatchObject({ key: control.key })
  await sign(declared.recordVersion)

  await record(metric.key, aroundShipping(-100, 14, { step: 9 }))
  await record(control.key, aroundShipping(-100, 14, { step: 9, seed: 4 }))
  await ana.at(at(SHIPPED)).releases.ship({ key: 'REL-1' })
  const { readings } = await ana.at(at(addDays(SHIPPED, 15))).releases.readAgain({ key: 'REL-1' })
  expect(readings.at(-1)).toMatchObject({ method: 'difference in differences', outcome: 'no clear change' })
})

test('what was declared is held beside what was measured, by team, and only within the workspace', async () => {
  const { ana, metric, record, read } = await shippedWith({ guardrailIds: [] })
  expect(await ana.api.releases.calibration({})).toMatchObject({ items: [], share: null })
  await record(metric.key, aroundShipping(1, 14, { step: 3 }))
  await read(15)
  const seen = await ana.api.releases.calibration({})
  expect(seen).toMatchObject({
    improved: 1,
    held: 1,
    share: null,
    items: [{ against: 'as', release: { key: 'REL-1' } }],
  })
  expect((await ana.api.releases.calibration({ teamId: metric.id as never })).items).toEqual([])
  const outlook = await ana.at(at(addDays(SHIPPED, 15))).releases.outlook({ metricId: metric.id, windowDays: 30 })
  expect(outlook.minimum).toBeGreaterThan(0)
  expect(outlook.minimumShare).toBeGreaterThan(0)
  const { eve } = await newWorkspace('Eve')
  expect((await eve.api.releases.calibration({})).items).toEqual([])
  await expect(eve.api.releases.outlook({ metricId: metric.id, windowDays: 30 })).rejects.toEqual(
    refused('NOT_A_METRIC'),
  )
})

test('a release written down weeks later is read at once, and says that its effect was declared late', async () => {
  const { ana, heard, metric, effect, sign } = await withRelease()
  const late = at(addDays(SHIPPED, 16))
  await ana.at(late).metrics.recordValues({ key: metric.key, values: aroundShipping(-100, 15, { step: 3 }) })
  const { recordVersion } = await ana.at(late).releases.declareEffect({ ...effect, guardrailIds: [] })
  await sign(recordVersion)
  await ana.at(late).releases.ship({ key: 'REL-1', shippedAt: new Date(at(SHIPPED)) })
  await heard()
  const { readings } = await ana.api.releases.get({ key: 'REL-1' })
  expect(readings).toMatchObject([
    { horizonDays: 7, outcome: 'improved', meanwhile: [{ kind: 'declaration', on: addDays(SHIPPED, 16) }] },
    { horizonDays: 14, outcome: 'improved' },
  ])
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
