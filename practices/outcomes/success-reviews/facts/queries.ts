import { recordsById } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'
import { addDays } from '#platform/time/days.ts'
import { readingsOf, releasesBetween, releasesById } from '#practices/outcomes/releases/lookups.ts'

import type { Facts } from './contract.ts'

/** What is known of a shipped release today. Undefined when there is no such release, or it has not shipped. */
export async function factsOf(
  tx: Transaction,
  workspaceId: string,
  releaseId: string,
  windowDays: number,
): Promise<Facts | undefined> {
  const release = (await releasesById(tx, workspaceId, [releaseId])).get(releaseId)
  if (!release?.shippedOn) return
  const { shippedOn, effect } = release
  const windowEndsOn = addDays(shippedOn, windowDays)
  const readings = (await readingsOf(tx, workspaceId, [releaseId])).get(releaseId) ?? []
  const others = (await releasesBetween(tx, workspaceId, addDays(shippedOn, -windowDays), windowEndsOn)).filter(
    ({ id }) => id !== releaseId,
  )
  const records = await recordsById(tx, workspaceId, [
    ...others.map(({ id }) => id),
    ...(effect ? [effect.metricId, ...effect.guardrailIds] : []),
    ...(effect?.controlMetricId ? [effect.controlMetricId] : []),
  ])
  const ofWindow = readings.find(({ role, horizonDays }) => role === 'expected' && horizonDays === windowDays)
  return {
    shippedOn,
    windowDays,
    windowEndsOn,
    effect: effect && {
      metricId: effect.metricId,
      direction: effect.direction,
      size: effect.size,
      measure: effect.measure,
      windowDays: effect.windowDays,
      metric: records.get(effect.metricId) ?? null,
      guardrails: effect.guardrailIds.flatMap((id) => records.get(id) ?? []),
      control: (effect.controlMetricId && records.get(effect.controlMetricId)) || null,
    },
    shippedBecause: release.shippedBecause,
    isWithdrawn: release.state === 'withdrawn',
    readings: readings.map(({ readAt: _readAt, ...reading }) => reading),
    outcome: ofWindow?.outcome ?? null,
    lookAgainOn: ofWindow?.lookAgainOn ?? null,
    alsoShipped: others.flatMap(({ id, shippedOn: on }) => {
      const record = records.get(id)
      return record && on ? [{ record, shippedOn: on }] : []
    }),
  }
}
