import { implement } from '@orpc/server'

import { workspaceOf } from '#commons/people/lookups.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { addDays, dayIn } from '#platform/time/days.ts'
import { metricsById, seriesOf } from '#practices/outcomes/metrics/lookups.ts'

import { releases as contract } from '../contract.ts'
import { foreseeable, historyFrom } from '../readings/judging/rules.ts'
import { againstDeclared, inTermsOf } from '../readings/rules.ts'
import type { Foreseen } from './contract.ts'
import { lastForeseen } from './queries.ts'
import { calibrationOf } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const calibration = api.calibration.handler(async ({ input, context: { tx, workspaceId } }) => {
  const rows = await lastForeseen(tx, workspaceId, input.teamId, input.last)
  const metrics = await metricsById(
    tx,
    workspaceId,
    rows.map(({ metricId }) => metricId),
  )
  const records = await recordsById(
    tx,
    workspaceId,
    rows.flatMap(({ releaseId, metricId }) => [releaseId, metricId]),
  )
  const items = rows.flatMap(({ releaseId, metricId, shippedOn, judged, outcome, ...declared }): Foreseen[] => {
    const [release, record, metric] = [records.get(releaseId), records.get(metricId), metrics.get(metricId)]
    if (!release || !record || !metric) return []
    const effect = { metricId, ...declared }
    return [
      {
        release,
        metric: record,
        unit: metric.unit,
        digits: metric.digits,
        shippedOn,
        effect,
        outcome,
        measured: inTermsOf(effect, judged) ?? null,
        against: againstDeclared(effect, judged) ?? null,
      },
    ]
  })
  return { items, ...calibrationOf(items) }
})

const outlook = api.outlook.handler(async ({ input, errors, context: { tx, workspaceId, now } }) => {
  const metric = (await metricsById(tx, workspaceId, [input.metricId])).get(input.metricId)
  if (!metric) throw errors.NOT_A_METRIC()
  const today = dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)
  const points = await seriesOf(tx, workspaceId, metric.id, historyFrom(today), today)
  const found = foreseeable(points, today, input.windowDays)
  const { unit, digits } = metric
  if (!('minimum' in found)) return { unit, digits, minimum: null, minimumShare: null, lacks: found }
  const recent = points.filter(({ day }) => day > addDays(today, -28)).map(({ value }) => value)
  const mean = recent.reduce((sum, value) => sum + value, 0) / recent.length
  const minimumShare = recent.length > 0 && mean !== 0 ? found.minimum / Math.abs(mean) : null
  return { unit, digits, minimum: found.minimum, minimumShare, lacks: null }
})

export const calibrationHandlers = { calibration, outlook }
