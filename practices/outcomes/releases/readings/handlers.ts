import { implement } from '@orpc/server'

import { workspaceOf } from '#commons/people/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Emit } from '#platform/events/outbox.ts'
import { type Day, dayIn } from '#platform/time/days.ts'
import { metricsById, type MetricSummary, redefinitionsOf, seriesOf } from '#practices/outcomes/metrics/lookups.ts'

import { releases as contract } from '../contract.ts'
import { type DeclaredRow, declaredFor } from '../effects/queries.ts'
import { effectRead } from '../events.ts'
import { findRelease, type FoundRelease, releasesShipped } from '../queries.ts'
import type { Reading, Window } from './contract.ts'
import { adjusted, historyFrom, judge, type Point } from './judging/rules.ts'
import { cleanFrom, type Happening, meanwhileOf } from './meanwhile/rules.ts'
import { putReading, type ReadingRow, readingRows } from './queries.ts'
import { type Better, horizonsOf, horizonsOver, lookAgainOn, outcomeOf, readableOn, windowsOf } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

/** All that is known of a release before one of its metrics is read over one horizon. */
type Subject = {
  release: FoundRelease
  shippedOn: Day
  /** Newest first; the first one counts. */
  declared: DeclaredRow[]
  metrics: Map<string, MetricSummary>
  series: Map<string, Point[]>
  others: Happening['releases']
  redefinitions: Happening['redefinitions']
  timeZone: string
  today: Day
  now: Date
}

/** Some publish many times a day. */
const MOST_OTHERS = 10_000

async function subjectOf(
  tx: Transaction,
  workspaceId: string,
  release: FoundRelease,
  declared: DeclaredRow[],
  now: Date,
): Promise<Subject> {
  const { timeZone } = await workspaceOf(tx, workspaceId)
  const [last] = declared
  const { metricId, guardrailIds, controlMetricId, windowDays } = last!
  const ids = [metricId, ...guardrailIds, ...(controlMetricId ? [controlMetricId] : [])]
  const shippedOn = release.shippedOn!
  const from = historyFrom(shippedOn)
  const to = windowsOf(shippedOn, horizonsOf(windowDays).at(-1)!).after.to
  const series = new Map<string, Point[]>()
  for (const id of ids) series.set(id, await seriesOf(tx, workspaceId, id, from, to))
  const shipped = (await releasesShipped(tx, workspaceId, from, to, MOST_OTHERS)).filter(({ id }) => id !== release.id)
  const theirIds = shipped.map(({ id }) => id)
  const declaredByThem = await declaredFor(tx, workspaceId, theirIds)
  const seen = (await readingRows(tx, workspaceId, theirIds)).filter(
    ({ outcome }) => outcome === 'improved' || outcome === 'worsened',
  )
  return {
    release,
    shippedOn,
    declared,
    metrics: await metricsById(tx, workspaceId, ids),
    series,
    others: shipped.map(({ id, shippedOn: on }) => {
      const theirs = declaredByThem.get(id)?.[0]
      const moved = seen.filter(({ releaseId }) => releaseId === id).map(({ metricId: movedId }) => movedId)
      const movesIds = [...(theirs ? [theirs.metricId] : []), ...moved]
      return { id, shippedOn: on!, movesIds, hasEffect: theirs !== undefined }
    }),
    redefinitions: await redefinitionsOf(tx, workspaceId, ids, from, to),
    timeZone,
    today: dayIn(timeZone, now),
    now,
  }
}

function windowOf(points: readonly Point[], { from, to }: { from: Day; to: Day }): Window {
  const values = points.filter(({ day }) => day >= from && day <= to).map(({ value }) => value)
  const n = values.length
  return { from, to, n, mean: n === 0 ? null : values.reduce((sum, value) => sum + value, 0) / n }
}

/** One metric over one horizon, before its p is held beside those of the others. */
function readOne(subject: Subject, metricId: RecordId, horizonDays: number): ReadingRow {
  const { shippedOn, declared, series, others, redefinitions, timeZone, now } = subject
  const [last] = declared
  const isExpected = metricId === last!.metricId
  const controlId = isExpected ? last!.controlMetricId : null
  const points = series.get(metricId) ?? []
  const { before, after } = windowsOf(shippedOn, horizonDays)
  const happening: Happening = {
    shippedOn,
    window: { from: before.from, to: after.to },
    metricId,
    controlId,
    releases: others,
    redefinitions,
    declaredOn: dayIn(timeZone, declared.at(-1)!.at),
    // The first declaration is none anew.
    redeclared: declared.slice(0, -1).map(({ at, reason }) => ({ on: dayIn(timeZone, at), reason })),
    measured: points.map(({ day }) => day),
  }
  const clean = cleanFrom(happening)
  const control = controlId ? series.get(controlId) : undefined
  return {
    releaseId: subject.release.id,
    metricId,
    horizonDays,
    role: isExpected ? 'expected' : 'guardrail',
    before: windowOf(points, clean && clean > before.from ? { from: clean, to: before.to } : before),
    after: windowOf(points, after),
    judged: judge({ points, control, cleanFrom: clean, shippedOn, ...after, horizonDays }),
    meanwhile: meanwhileOf(happening),
    adjustedP: null,
    readAtOnce: 1,
    outcome: 'insufficient data',
    lookAgainOn: null,
    readAt: now,
  }
}

/** Each reading with its word, once all that are read at once lie side by side. `count` includes those not readable yet. */
function weighed({ declared, metrics, shippedOn, today }: Subject, rows: ReadingRow[], count: number): ReadingRow[] {
  const { direction, windowDays } = declared[0]!
  const missing = Array.from({ length: count - rows.length }, () => null)
  const corrected = adjusted([...rows.map(({ judged }) => judged.p), ...missing])
  return rows.map((row, index) => {
    const metric = metrics.get(row.metricId)!
    const declaredBetter: Better = { direction: direction === 'increase' ? 'up' : 'down', low: null, high: null }
    const adjustedP = corrected[index]!
    const { judged, after, meanwhile, horizonDays } = row
    const { maturesAfterDays } = metric
    return {
      ...row,
      adjustedP,
      readAtOnce: count,
      outcome: outcomeOf({
        judged,
        adjustedP,
        after: after.mean,
        better: row.role === 'expected' ? declaredBetter : metric,
        isConfounded: meanwhile.some(({ confounds }) => confounds),
      }),
      lookAgainOn: lookAgainOn(judged.lacks, { shippedOn, horizonDays, windowDays, maturesAfterDays }, today),
    }
  })
}

const isDue = (known: ReadingRow | undefined, today: Day) =>
  !known || (known.lookAgainOn !== null && known.lookAgainOn <= today)

type By = { tx: Transaction; workspaceId: string; emit: Emit; now: Date }

async function readHorizon(by: By, subject: Subject, known: ReadingRow[], horizon: number, again: boolean) {
  const { tx, workspaceId, emit } = by
  const { release, metrics, shippedOn, today } = subject
  const { metricId: expectedId, guardrailIds } = subject.declared[0]!
  const family = [expectedId, ...guardrailIds].filter((id) => metrics.has(id))
  const knownOf = (metricId: string) => known.find((one) => one.metricId === metricId && one.horizonDays === horizon)
  const readable = family.filter((id) => readableOn(shippedOn, horizon, metrics.get(id)!.maturesAfterDays) <= today)
  const due = readable.filter((id) => again || isDue(knownOf(id), today))
  if (due.length === 0) return
  const rows = readable.flatMap((id) => (due.includes(id) ? readOne(subject, id, horizon) : (knownOf(id) ?? [])))
  for (const reading of weighed(subject, rows, family.length)) {
    const before = knownOf(reading.metricId)
    const { role, outcome, metricId } = reading
    if (!due.includes(metricId) && outcome === before?.outcome) continue
    await putReading(tx, workspaceId, reading)
    // A guardrail that held is no news on the release’s page.
    const isNews = outcome !== before?.outcome && (role === 'expected' || outcome === 'worsened')
    const field = `${metrics.get(metricId)!.name} after ${horizon} days`
    emit(
      effectRead,
      { id: release.id, metricId, role, horizonDays: horizon, outcome },
      isNews
        ? { record: release.id, other: metricId, changes: [{ field, from: before?.outcome ?? null, to: outcome }] }
        : {},
    )
  }
}

/**
 * Reads what each of these shipped releases moved, for every horizon that is over and was not read yet, or whose day to
 * look again has come; with `again` for every horizon that is over. A metric is read once its values are final.
 */
export async function readEffects(by: By, releases: FoundRelease[], again = false) {
  const { tx, workspaceId, now } = by
  const ids = releases.map(({ id }) => id)
  const declared = await declaredFor(tx, workspaceId, ids)
  const known = await readingRows(tx, workspaceId, ids)
  const today = dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)
  for (const release of releases) {
    const own = declared.get(release.id)
    if (!own || !release.shippedOn) continue
    const { shippedOn } = release
    const ofRelease = known.filter(({ releaseId }) => releaseId === release.id)
    const horizons = horizonsOver(shippedOn, own[0]!.windowDays, today)
    const isRead = (horizon: number) => {
      const rows = ofRelease.filter(({ horizonDays }) => horizonDays === horizon)
      return rows.length > own[0]!.guardrailIds.length && rows.every((row) => !isDue(row, today))
    }
    if (!again && horizons.every(isRead)) continue
    const subject = await subjectOf(tx, workspaceId, release, own, now)
    for (const horizon of horizons) await readHorizon(by, subject, ofRelease, horizon, again)
  }
}

/** The readings of releases as their pages show them, by release. */
export async function shownReadings(tx: Transaction, workspaceId: string, releaseIds: readonly string[]) {
  const rows = await readingRows(tx, workspaceId, releaseIds)
  const ids = rows.map(({ metricId }) => metricId)
  const others = rows.flatMap(({ meanwhile }) => meanwhile.flatMap(({ releaseId }) => releaseId ?? []))
  const records = await recordsById(tx, workspaceId, [...new Set([...ids, ...others])])
  const metrics = await metricsById(tx, workspaceId, ids)
  const shown = rows.flatMap(({ metricId, releaseId, judged, meanwhile, ...row }) => {
    const [record, metric] = [records.get(metricId), metrics.get(metricId)]
    if (!record || !metric) return []
    const reading: Reading = {
      ...row,
      ...judged,
      metric: record,
      unit: metric.unit,
      digits: metric.digits,
      meanwhile: meanwhile.map(({ releaseId: id, ...one }) => ({ ...one, record: (id && records.get(id)) || null })),
    }
    return [{ releaseId, reading }]
  })
  return new Map(
    [...Map.groupBy(shown, ({ releaseId }) => releaseId as string)].map(([id, own]) => [
      id,
      own.map(({ reading }) => reading),
    ]),
  )
}

const readAgain = api.readAgain.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId } = context
  const release = await findRelease(tx, workspaceId, input.key)
  if (!release) throw errors.NOT_FOUND()
  if (!release.shippedOn) throw errors.NOT_SHIPPED()
  if (!(await declaredFor(tx, workspaceId, [release.id])).has(release.id)) throw errors.NO_EFFECT()
  await readEffects(context, [release], true)
  return { readings: (await shownReadings(tx, workspaceId, [release.id])).get(release.id) ?? [] }
})

export const readingHandlers = { readAgain }
