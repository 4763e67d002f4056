import { implement } from '@orpc/server'

import { connect } from '#commons/links/connect.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { updateRecord } from '#commons/records/register.ts'
import { isJoint, signoffsOf } from '#commons/signoffs/sign.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import type { Transaction } from '#platform/database/database.ts'
import { metricsById } from '#practices/outcomes/metrics/lookups.ts'

import { type Declared, releases as contract } from '../contract.ts'
import { effectDeclared } from '../events.ts'
import { findRelease } from '../queries.ts'
import { declaredFor, type DeclaredRow, insertDeclared } from './queries.ts'
import { whyNotDeclare, wordsOf } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

/** What was declared as pages show it, by release, newest first. */
export async function shownDeclared(tx: Transaction, workspaceId: string, releaseIds: readonly string[]) {
  const rows = await declaredFor(tx, workspaceId, releaseIds)
  const all = [...rows.values()].flat()
  const records = await recordsById(
    tx,
    workspaceId,
    all.flatMap(({ metricId, guardrailIds, controlMetricId }) => [
      metricId,
      ...guardrailIds,
      ...(controlMetricId ? [controlMetricId] : []),
    ]),
  )
  const shown = ({ guardrailIds, controlMetricId, releaseId: _releaseId, ...row }: DeclaredRow): Declared => ({
    ...row,
    metric: records.get(row.metricId) ?? null,
    guardrails: guardrailIds.flatMap((id) => records.get(id) ?? []),
    control: (controlMetricId && records.get(controlMetricId)) || null,
  })
  return new Map([...rows].map(([id, own]) => [id, own.map(shown)]))
}

const declareEffect = api.declareEffect.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const release = await findRelease(tx, workspaceId, input.key)
  if (!release) throw errors.NOT_FOUND()

  const before = (await declaredFor(tx, workspaceId, [release.id])).get(release.id)?.[0]
  const signed = (await signoffsOf(tx, workspaceId, [release.id])).get(release.id) ?? []
  const guardrailIds = [...new Set(input.guardrailIds)]
  const refusal = whyNotDeclare({
    state: release.state,
    metricId: input.metricId,
    guardrailIds,
    controlMetricId: input.controlMetricId,
    reason: input.reason,
    isSigned: before !== undefined && isJoint(signed, release.recordVersion),
    revision: before?.revision ?? 0,
    saw: input.saw,
  })
  if (refusal) throw errors[refusal]()
  const named = [input.metricId, ...guardrailIds, ...(input.controlMetricId ? [input.controlMetricId] : [])]
  const earlier = before ? [before.metricId, ...(before.controlMetricId ? [before.controlMetricId] : [])] : []
  const metrics = await metricsById(tx, workspaceId, [...named, ...earlier])
  if (named.some((id) => metrics.get(id)?.isRetired !== false)) throw errors.NOT_A_METRIC()
  const control = input.controlMetricId ? metrics.get(input.controlMetricId) : undefined
  if (control && control.unit !== metrics.get(input.metricId)!.unit) throw errors.CONTROL_UNIT()

  const recordVersion = await updateRecord(tx, workspaceId, release.id, { newVersion: true }, now)
  const { metricId, controlMetricId, direction, size, measure, windowDays } = input
  const effect = { metricId, controlMetricId, direction, size, measure, windowDays }
  const revision = (before?.revision ?? 0) + 1
  const reason = input.reason ?? ''
  await insertDeclared(tx, workspaceId, {
    ...effect,
    releaseId: release.id,
    revision,
    reason,
    recordVersion,
    by: me.id,
    at: now,
    guardrailIds,
  })
  await connect(context, { from: metricId, to: release.id, kind: 'measures' })
  const said = (one: typeof effect | undefined) => {
    const metric = one && metrics.get(one.metricId)
    return one && metric ? wordsOf(one, metric, metrics.get(one.controlMetricId ?? '')) : null
  }
  emit(
    effectDeclared,
    { id: release.id, revision, metricId, recordVersion },
    {
      record: release.id,
      other: metricId,
      changes: [
        { field: 'expected effect', from: said(before), to: said(effect) },
        ...(reason ? [{ field: 'reason', from: null, to: reason }] : []),
      ],
    },
  )
  return (await shownDeclared(tx, workspaceId, [release.id])).get(release.id)![0]!
})

export const effectHandlers = { declareEffect }
