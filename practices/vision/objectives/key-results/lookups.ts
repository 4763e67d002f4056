import { workspaceOf } from '#commons/people/lookups.ts'
import type { RecordSummary } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'
import { dayIn } from '#platform/time/days.ts'
import { effortUnder } from '#practices/delivery/work-items/lookups.ts'
import { metricsById } from '#practices/outcomes/metrics/lookups.ts'

import { lastRevealed } from '../check-ins/queries.ts'
import { GAP } from '../check-ins/rules.ts'
import type { KeyResult } from './contract.ts'
import { type KeyResultRow, keyResultsOf, keyResultsWithIds } from './queries.ts'
import { readingsOf } from './readings/queries.ts'
import { isKept, isTakingValues, type Standing, standingOf, suggestedGrade } from './rules.ts'

/** The key results among the given ids, by id, with what they stand at today and how fast they go. */
export async function keyResultsById(tx: Transaction, workspaceId: string, ids: readonly string[], now: Date) {
  if (ids.length === 0) return new Map<string, KeyResult>()
  const rows = await keyResultsWithIds(tx, workspaceId, [...new Set(ids)])
  const shown = await shownKeyResults(tx, workspaceId, rows, await todayIn(tx, workspaceId, now))
  return new Map(shown.map((one) => [one.id as string, one]))
}

/** The key results of the given objectives, by objective, in their order. */
export async function keyResultsOfObjectives(tx: Transaction, workspaceId: string, ids: readonly string[], now: Date) {
  if (ids.length === 0) return new Map<string, KeyResult[]>()
  const rows = await keyResultsOf(tx, workspaceId, ids)
  const shown = await shownKeyResults(tx, workspaceId, rows, await todayIn(tx, workspaceId, now))
  return Map.groupBy(shown, (one) => one.objective.id as string)
}

/** The day that it is in the workspace's zone. */
export const todayIn = async (tx: Transaction, workspaceId: string, now: Date) =>
  dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)

type Work = { total: number; done: number }
type Measured = {
  value: number | null
  deliveredOn: string | null
  standing: Standing
  grade: number
  work: Work | null
}

/** What key results stand at on a day. The value of linked work is the share of work items below that are done, in %. */
export async function standingsOf(tx: Transaction, workspaceId: string, rows: KeyResultRow[], today: string) {
  const kept = rows.filter((row) => isKept(row.kind)).map((row) => row.id)
  const readings = await readingsOf(tx, workspaceId, kept)
  const fed = rows.filter((row) => row.source === 'linked work').map((row) => row.id)
  const below = await effortUnder(tx, workspaceId, fed)
  return new Map(
    rows.map((row): [string, Measured] => {
      const effort = below.get(row.id)
      const work = row.source === 'linked work' ? { total: effort?.items ?? 0, done: effort?.doneItems ?? 0 } : null
      const value = work && isTakingValues(row) ? shareOf(work) : row.value
      const { deliveredOn } = row
      const measured = { value, deliveredOn, readings: readings.get(row.id) ?? [] }
      const standing = standingOf(row, measured, today)
      return [row.id, { value, deliveredOn, standing, grade: suggestedGrade(row, measured, today), work }]
    }),
  )
}

const shareOf = ({ total, done }: Work) => (total === 0 ? null : Math.round((done / total) * 1000) / 10)

/** Adds to rows what other parts know of them: metrics, linked work, rounds of both sides, records that they name. */
export async function shownKeyResults(
  tx: Transaction,
  workspaceId: string,
  rows: KeyResultRow[],
  today: string,
): Promise<KeyResult[]> {
  const standings = await standingsOf(tx, workspaceId, rows, today)
  const named = await recordsById(
    tx,
    workspaceId,
    rows.flatMap((row) =>
      [row.objectiveId, row.metricId, row.rolledToId, row.verdictReviewId].filter((id) => id !== null),
    ),
  )
  const metrics = await metricsById(
    tx,
    workspaceId,
    rows.flatMap((row) => (row.metricId ? [row.metricId] : [])),
  )
  const rounds = await lastRevealed(
    tx,
    workspaceId,
    rows.map((row) => row.id),
  )
  return rows.flatMap((row) => {
    const objective = named.get(row.objectiveId)
    const { standing, value, work, grade } = standings.get(row.id)!
    const round = rounds.get(row.id)
    const called = (id: string | null): RecordSummary | null => (id && named.get(id)) || null
    if (!objective) return []
    return [
      {
        ...row,
        ...standing,
        objective,
        value,
        work,
        valueOn: work ? today : row.valueOn,
        metric: called(row.metricId),
        rolledTo: called(row.rolledToId),
        suggestedGrade: grade,
        isRunning: isTakingValues(row),
        verdict:
          row.verdict && row.verdictAt
            ? { verdict: row.verdict, review: called(row.verdictReviewId), at: row.verdictAt }
            : null,
        challenge: row.metricId && metrics.get(row.metricId)?.kind === 'output' ? ('output' as const) : null,
        confidence:
          round?.product != null && round.engineering != null && round.gap !== null
            ? {
                week: round.week,
                product: round.product,
                engineering: round.engineering,
                gap: round.gap,
                isGap: round.gap >= GAP,
              }
            : null,
      },
    ]
  })
}
