import { defineNotice, notify } from '#commons/notifications/notify.ts'
import { workspaceOf } from '#commons/people/lookups.ts'
import { watchersOf } from '#commons/records/lookups.ts'
import { type Heard, when } from '#platform/events/listeners.ts'
import { postSigned } from '#platform/outgoing/post.ts'

import { metricChanged, metricValueRecorded, metricValueRemoved } from '../events.ts'
import { metricsById } from '../lookups.ts'
import { figureInWords } from '../rules.ts'
import { metricAlertCrossed } from './events.ts'
import { secretOf } from './handlers.ts'
import { judgeAlerts } from './judging/handlers.ts'
import { findAlert, findCrossing } from './queries.ts'
import { crossingInWords } from './rules.ts'

const ALERT = defineNotice({
  key: 'metric-alert.crossed',
  label: 'A metric crosses an alert of yours',
  group: 'Outcomes',
  mail: true,
})

/** What a crossing tells; undefined for one that sleeps, or whose alert or metric is gone by now. */
async function told({
  tx,
  workspaceId,
  data,
}: Heard<{ id: Parameters<typeof findAlert>[2]; metricId: string; crossingId: string }>) {
  const alert = await findAlert(tx, workspaceId, data.id)
  const crossing = await findCrossing(tx, workspaceId, data.crossingId)
  const metric = (await metricsById(tx, workspaceId, [data.metricId])).get(data.metricId)
  if (!alert || !crossing || !metric || crossing.wasSnoozed) return
  const { usualLow: low, usualHigh: high } = crossing
  const usual = low === null || high === null ? null : { low, high }
  const text = crossingInWords(metric.name, { ...crossing, usual }, (value) => figureInWords(value, metric))
  return { alert, crossing, metric, usual, text }
}

export const subscribers = [
  when(metricValueRecorded, 'judge alerts after a value', (heard) => judgeAlerts(heard, heard.data.id)),
  when(metricValueRemoved, 'judge alerts after a value is gone', (heard) => judgeAlerts(heard, heard.data.id)),
  // When values become final may have changed.
  when(metricChanged, 'judge alerts after a metric changed', (heard) => judgeAlerts(heard, heard.data.id)),

  when(metricAlertCrossed, 'tell of a crossed alert', async (heard) => {
    const found = await told(heard)
    if (!found) return
    const { alert, metric, text } = found
    const to = [
      ...alert.memberIds,
      ...metric.ownerIds,
      ...(alert.createdById ? [alert.createdById] : []),
      ...(await watchersOf(heard.tx, heard.workspaceId, metric.id)),
    ]
    await notify(heard, { notice: ALERT, to, because: heard.eventId, by: null, text, recordId: metric.id })
  }),

  when(metricAlertCrossed, 'send the message of a crossed alert', async (heard) => {
    const found = await told(heard)
    if (!found?.alert.webhookUrl) return
    const { alert, metric, crossing, usual, text } = found
    const { services, workspaceId, tx } = heard
    const { slug } = await workspaceOf(tx, workspaceId)
    await postSigned({
      url: services.seal.open(alert.webhookUrl!), // the guard above
      id: heard.eventId,
      secret: secretOf(services.secret, alert.id),
      allowed: services.privateHosts,
      body: JSON.stringify({
        event: 'metric-alert.crossed',
        text,
        metric: { key: metric.key, name: metric.name, unit: metric.unit },
        watches: crossing.watches,
        bound: crossing.bound,
        usual,
        day: crossing.day,
        value: crossing.value,
        url: `${services.baseUrl}/w/${slug}/metrics/${metric.key}`,
        at: crossing.at.toISOString(),
      }),
    })
  }),
]
