import { implement } from '@orpc/server'

import { membersAmong, workspaceOf } from '#commons/people/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { derivedSecret } from '#platform/auth/signatures.ts'
import { newId } from '#platform/database/ids.ts'
import { addressOutside } from '#platform/outgoing/addresses.ts'
import { dayIn } from '#platform/time/days.ts'

import { findMetric } from '../queries.ts'
import { type Alert, AlertId, metricAlerts as contract } from './contract.ts'
import { metricAlertAdded, metricAlertRemoved, metricAlertSnoozed } from './events.ts'
import {
  type AlertRow,
  alertsOf,
  changeAlert,
  deleteAlert,
  findAlert,
  insertAlert,
  newestCrossings,
  valuesUpTo,
} from './queries.ts'
import { judge, lastFinalDay, PAST_DAYS } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const MOST_ALERTS = 20

const shown = ({ createdById, ...alert }: AlertRow): Alert => ({
  id: alert.id,
  metricId: alert.metricId,
  watches: alert.watches,
  bound: alert.bound,
  memberIds: alert.memberIds,
  webhookHost: alert.webhookHost,
  isCrossed: alert.isCrossed,
  snoozedUntil: alert.snoozedUntil,
  createdBy: createdById,
})

/** What signs the messages of one alert; it lies in no table. */
export const secretOf = (serverSecret: string, alertId: AlertId) =>
  derivedSecret(serverSecret, `metric alert ${alertId}`)

const add = api.add.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit, services } = context
  const metric = await findMetric(tx, workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  const { watches, webhookUrl } = input
  const bound = watches === 'unusual' ? null : input.bound
  if (watches !== 'unusual' && bound === null) throw errors.BOUND_NEEDED()
  if ((await alertsOf(tx, workspaceId, metric.id)).length >= MOST_ALERTS) throw errors.TOO_MANY_ALERTS()
  const memberIds = [...new Set(input.memberIds)]
  if ((await membersAmong(tx, workspaceId, memberIds)).size < memberIds.length) throw errors.NOT_A_MEMBER()
  const webhookHost = webhookUrl ? new URL(webhookUrl).hostname : null
  if (webhookHost && !(await addressOutside(webhookHost, services.privateHosts))) throw errors.PRIVATE_ADDRESS()

  const today = dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)
  const until = lastFinalDay(today, metric.maturesAfterDays)
  const judged = judge(watches, bound, await valuesUpTo(tx, workspaceId, metric.id, until, PAST_DAYS))
  const alert = {
    workspaceId,
    id: AlertId.parse(newId()),
    metricId: metric.id,
    watches,
    bound,
    memberIds,
    webhookUrl: webhookUrl ? services.seal.seal(webhookUrl) : null,
    webhookHost,
    // Who sets an alert sees where the metric stands; only what happens from now on is told.
    isCrossed: judged?.isBeyond ?? false,
    snoozedUntil: null,
    createdById: me.id,
    createdAt: now,
  }
  await insertAlert(tx, alert)
  emit(metricAlertAdded, { id: alert.id, metricId: metric.id }, { record: metric.id })
  return shown(alert)
})

const remove = api.remove.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const alert = await findAlert(tx, workspaceId, input.id)
  if (!alert) throw errors.NOT_FOUND()
  await deleteAlert(tx, workspaceId, alert.id)
  emit(metricAlertRemoved, { id: alert.id, metricId: alert.metricId }, { record: alert.metricId })
})

const snooze = api.snooze.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const alert = await findAlert(tx, workspaceId, input.id)
  if (!alert) throw errors.NOT_FOUND()
  const { until } = input
  if (until && until <= now) throw errors.NOT_IN_THE_PAST()
  await changeAlert(tx, workspaceId, alert.id, { snoozedUntil: until })
  emit(metricAlertSnoozed, { id: alert.id, metricId: alert.metricId }, {})
  return shown({ ...alert, snoozedUntil: until })
})

const of = api.of.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const metric = await findMetric(tx, workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  return (await alertsOf(tx, workspaceId, metric.id)).map(shown)
})

const secret = api.secret.handler(async ({ input, errors, context: { tx, workspaceId, services } }) => {
  const alert = await findAlert(tx, workspaceId, input.id)
  if (!alert) throw errors.NOT_FOUND()
  return { secret: secretOf(services.secret, alert.id) }
})

const crossings = api.crossings.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const metric = await findMetric(tx, workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  const { items, ...rest } = nextPage(
    await newestCrossings(tx, workspaceId, metric.id, input),
    input.limit,
    ({ id }) => id,
  )
  return {
    items: items.map(({ usualLow: low, usualHigh: high, ...crossing }) => ({
      ...crossing,
      usual: low === null || high === null ? null : { low, high },
    })),
    ...rest,
  }
})

export const handlers = api.router({ add, remove, snooze, of, secret, crossings })
