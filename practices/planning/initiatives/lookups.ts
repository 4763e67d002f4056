import { downOver, upOver } from '#commons/links/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import type { SignOff } from '#commons/signoffs/contract.ts'
import { signoffsOf } from '#commons/signoffs/sign.ts'
import type { Side } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import { type Effort, effortUnder } from '#practices/delivery/work-items/lookups.ts'
import { metricsById } from '#practices/outcomes/metrics/lookups.ts'

import type { Initiative, InitiativeDetail, Said } from './contract.ts'
import { evidenceOf } from './evidence/queries.ts'
import { latestFeasibility } from './feasibility/queries.ts'
import { type InitiativeRow, initiativesAmong } from './queries.ts'
import { isOutcomeAwaited, missingOf } from './rules.ts'

/** The initiatives among the given ids, by id, with column, owners, what is missing and how far delivery is. */
export async function initiativesById(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  const rows = await initiativesAmong(tx, workspaceId, ids)
  const shown = await shownInitiatives(tx, workspaceId, rows)
  return new Map(shown.map((initiative) => [initiative.id as string, initiative]))
}

/** One initiative that is known to be there. */
export async function shownInitiative(tx: Transaction, workspaceId: string, id: RecordId) {
  const [shown] = await shownInitiatives(tx, workspaceId, await initiativesAmong(tx, workspaceId, [id]))
  return shown!
}

/** What product says, with the metric that it expects to move. */
export async function saidOf(tx: Transaction, workspaceId: string, row: InitiativeRow): Promise<Said> {
  const { effectMetricId: metricId, effectDirection, effectSize, effectMeasure, effectWindowDays } = row
  const ids = metricId ? [metricId] : []
  const record = (await recordsById(tx, workspaceId, ids)).get(ids[0] ?? '')
  const unit = (await metricsById(tx, workspaceId, ids)).get(ids[0] ?? '')?.unit ?? ''
  const effect = metricId &&
    effectDirection &&
    effectSize &&
    effectMeasure &&
    effectWindowDays && {
      metricId,
      direction: effectDirection,
      size: effectSize,
      measure: effectMeasure,
      windowDays: effectWindowDays,
      metric: record ? { ...record, unit } : null,
    }
  return { version: row.saidVersion, value: row.value, effect: effect || null, by: row.saidById, at: row.saidAt }
}

/** All that is known of one initiative. */
export async function detailOf(tx: Transaction, workspaceId: string, row: InitiativeRow): Promise<InitiativeDetail> {
  const [shown] = await shownInitiatives(tx, workspaceId, [row])
  const reviewId = row.verdictReviewId
  const review = reviewId && (await recordsById(tx, workspaceId, [reviewId])).get(reviewId)
  return {
    ...shown!,
    stateGroup: row.stateGroup,
    said: await saidOf(tx, workspaceId, row),
    feasibility: (await latestFeasibility(tx, workspaceId, row.id)) ?? null,
    evidence: await evidenceOf(tx, workspaceId, row.id),
    outcome:
      row.verdict && row.verdictAt
        ? { verdict: row.verdict, summary: row.verdictSummary, review: review || null, at: row.verdictAt }
        : null,
  }
}

/** Adds to rows what other parts know of them: acceptances, links, delivered work. */
export async function shownInitiatives(
  tx: Transaction,
  workspaceId: string,
  rows: InitiativeRow[],
): Promise<Initiative[]> {
  const ids = rows.map((row) => row.id)
  const signoffs = await signoffsOf(tx, workspaceId, ids)
  const serves = await upOver(tx, workspaceId, 'serves', ids)
  const delivery = await effortUnder(tx, workspaceId, ids)
  const evidence = await downOver(tx, workspaceId, 'evidences', ids)

  return rows.map((row) => {
    const accepted = {
      product: lastAccepted(signoffs.get(row.id), 'product'),
      engineering: lastAccepted(signoffs.get(row.id), 'engineering'),
    }
    const hasFeasibility = row.feasibilityVersion > 0
    const { lowDays, highDays, confidence } = row
    const linked = (evidence.get(row.id) ?? []).filter((record) => !row.quotedIds.includes(record.id))
    return {
      id: row.id,
      key: row.key,
      title: row.title,
      state: row.state,
      version: row.version,
      column: row.column,
      teamId: row.teamId,
      owners: { product: row.productOwnerId, engineering: row.engineeringOwnerId },
      targetOn: row.targetOn,
      hasValue: row.value !== '',
      hasEffect: row.effectMetricId !== null,
      effort: lowDays === null || highDays === null || confidence === null ? null : { lowDays, highDays, confidence },
      feasibilityAskedAt: row.feasibilityAskedAt,
      accepted,
      missing: missingOf({ hasFeasibility, version: row.version, accepted }),
      evidenceCount: row.quoteCount + linked.length,
      serves: serves.get(row.id) ?? [],
      delivery: deliveryOf(delivery.get(row.id)),
      verdict: row.verdict,
      isOutcomeAwaited: isOutcomeAwaited(row.column, row.effectMetricId !== null, row.verdict),
      updatedAt: row.updatedAt,
    }
  })
}

/** A side's acceptance of the newest version that it accepted at all. */
function lastAccepted(signoffs: SignOff[] | undefined, side: Side) {
  const last = signoffs
    ?.filter((one) => one.side === side && one.verdict === 'agreed')
    .toSorted((a, b) => b.version - a.version)[0]
  return last ? { by: last.memberId, at: last.signedAt, version: last.version } : null
}

const deliveryOf = (effort: Effort | undefined) => ({
  items: effort?.items ?? 0,
  done: effort?.doneItems ?? 0,
  points: effort?.points ?? 0,
  donePoints: effort?.donePoints ?? 0,
})
