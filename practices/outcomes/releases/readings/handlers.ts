import { implement } from '@orpc/server'

import { workspaceOf } from '#commons/people/lookups.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Emit } from '#platform/events/outbox.ts'
import { type Day, dayIn } from '#platform/time/days.ts'
import { metricsById, type MetricSummary, windowMean } from '#practices/outcomes/metrics/lookups.ts'

import { releases as contract } from '../contract.ts'
import { type DeclaredRow, declaredFor } from '../effects/queries.ts'
import { effectRead } from '../events.ts'
import { findRelease, type FoundRelease } from '../queries.ts'
import type { Reading, Window } from './contract.ts'
import { putReading, type ReadingRow, readingRows } from './queries.ts'
import { guardOutcomeOf, horizonsOver, lookAgainOn, outcomeOf, windowsOf } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

async function figuresOf(
  tx: Transaction,
  workspaceId: string,
  metricId: string,
  days: { from: Day; to: Day },
): Promise<Window> {
  const found = await windowMean(tx, workspaceId, metricId, days.from, days.to)
  return { ...days, n: found?.n ?? 0, mean: found?.mean ?? null, sd: found?.sd ?? null }
}

type Subject = { release: FoundRelease; declared: DeclaredRow; metric: MetricSummary; today: Day; now: Date }

async function readOne(tx: Transaction, workspaceId: string, subject: Subject, horizonDays: number) {
  const { release, declared, metric, today, now } = subject
  const windows = windowsOf(release.shippedOn!, horizonDays)
  const before = await figuresOf(tx, workspaceId, metric.id, windows.before)
  const after = await figuresOf(tx, workspaceId, metric.id, windows.after)
  const isExpected = metric.id === declared.metricId
  const outcome = isExpected ? outcomeOf(declared, before, after) : guardOutcomeOf(metric, before, after)
  const reading: ReadingRow = {
    releaseId: release.id,
    metricId: metric.id,
    horizonDays,
    role: isExpected ? 'expected' : 'guardrail',
    before,
    after,
    outcome,
    lookAgainOn: outcome === 'insufficient data' ? lookAgainOn(horizonDays, today) : null,
    readAt: now,
  }
  return reading
}

const isDue = (known: ReadingRow | undefined, today: Day) =>
  !known || (known.lookAgainOn !== null && known.lookAgainOn <= today)

/**
 * Reads what each of these shipped releases moved, for every horizon that is over and was not read yet, or whose day to
 * look again has come; with `again` for every horizon that is over.
 */
export async function readEffects(
  by: { tx: Transaction; workspaceId: string; emit: Emit; now: Date },
  releases: FoundRelease[],
  again = false,
) {
  const { tx, workspaceId, emit, now } = by
  const ids = releases.map(({ id }) => id)
  const declared = await declaredFor(tx, workspaceId, ids)
  const known = await readingRows(tx, workspaceId, ids)
  const metrics = await metricsById(
    tx,
    workspaceId,
    [...declared.values()].flatMap(([last]) => [last!.metricId, ...last!.guardrailIds]),
  )
  const today = dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)
  for (const release of releases) {
    const last = declared.get(release.id)?.[0]
    if (!last || !release.shippedOn) continue
    for (const horizon of horizonsOver(release.shippedOn, last.windowDays, today)) {
      for (const metricId of [last.metricId, ...last.guardrailIds]) {
        const metric = metrics.get(metricId)
        const before = known.find(
          (one) => one.releaseId === release.id && one.metricId === metricId && one.horizonDays === horizon,
        )
        if (!metric || (!again && !isDue(before, today))) continue
        const reading = await readOne(tx, workspaceId, { release, declared: last, metric, today, now }, horizon)
        await putReading(tx, workspaceId, reading)
        const { role, outcome } = reading
        // A guardrail that held is no news on the release's page.
        const isNews = outcome !== before?.outcome && (role === 'expected' || outcome === 'worse')
        emit(
          effectRead,
          { id: release.id, metricId: metric.id, role, horizonDays: horizon, outcome },
          isNews
            ? {
                record: release.id,
                other: metric.id,
                changes: [
                  { field: `${metric.name} after ${horizon} days`, from: before?.outcome ?? null, to: outcome },
                ],
              }
            : {},
        )
      }
    }
  }
}

/** The readings of releases as their pages show them, by release. */
export async function shownReadings(tx: Transaction, workspaceId: string, releaseIds: readonly string[]) {
  const rows = await readingRows(tx, workspaceId, releaseIds)
  const ids = rows.map(({ metricId }) => metricId)
  const records = await recordsById(tx, workspaceId, ids)
  const metrics = await metricsById(tx, workspaceId, ids)
  const shown = rows.flatMap(({ metricId, releaseId, ...row }) => {
    const [record, metric] = [records.get(metricId), metrics.get(metricId)]
    if (!record || !metric) return []
    const reading: Reading = { ...row, metric: record, unit: metric.unit, digits: metric.digits }
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
