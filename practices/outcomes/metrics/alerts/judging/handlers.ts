import { workspaceOf } from '#commons/people/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'
import type { Emit } from '#platform/events/outbox.ts'
import { dayIn } from '#platform/time/days.ts'

import { metricsById } from '../../lookups.ts'
import { metricAlertCleared, metricAlertCrossed } from '../events.ts'
import { alertsToJudge, changeAlert, endCrossing, insertCrossing, valuesUpTo } from '../queries.ts'
import { isSnoozed, judge, lastFinalDay, nextOf, PAST_DAYS } from '../rules.ts'

/** What a listener and a job both bring. */
type Judging = { tx: Transaction; workspaceId: string; now: Date; emit: Emit }

/** Looks at the last final value of a metric as it is now, so it may be called as often as anything happens. */
export async function judgeAlerts({ tx, workspaceId, now, emit }: Judging, metricId: string) {
  const alerts = await alertsToJudge(tx, workspaceId, metricId)
  const metric = alerts.length > 0 ? (await metricsById(tx, workspaceId, [metricId])).get(metricId) : undefined
  if (!metric || metric.isRetired) return
  const today = dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)
  const points = await valuesUpTo(tx, workspaceId, metricId, lastFinalDay(today, metric.maturesAfterDays), PAST_DAYS)
  for (const alert of alerts) {
    const judged = judge(alert.watches, alert.bound, points)
    const next = nextOf(alert.isCrossed, judged, today)
    if (!next || !judged) continue
    await changeAlert(tx, workspaceId, alert.id, { isCrossed: next === 'cross' })
    if (next === 'clear') {
      await endCrossing(tx, workspaceId, alert.id, judged.day)
      emit(metricAlertCleared, { id: alert.id, metricId: metric.id }, {})
      continue
    }
    const crossingId = newId()
    await insertCrossing(tx, {
      workspaceId,
      id: crossingId,
      alertId: alert.id,
      metricId: metric.id,
      watches: alert.watches,
      bound: alert.bound,
      day: judged.day,
      value: judged.value,
      usualLow: judged.usual?.low ?? null,
      usualHigh: judged.usual?.high ?? null,
      wasSnoozed: isSnoozed(alert, now),
      at: now,
    })
    emit(metricAlertCrossed, { id: alert.id, metricId: metric.id, crossingId }, { record: metric.id })
  }
}
