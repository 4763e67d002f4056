import { recordsByKey } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Day } from '#platform/time/days.ts'

import { metricValueRemoved } from '../events.ts'
import { type FoundMetric, metricsWithIds } from '../queries.ts'
import { allValues, deleteValues, latestValue } from '../values/queries.ts'
import { recordFor, type Recording } from '../values/recording/handlers.ts'
import { holdFormulas, inputsOfAll } from './queries.ts'
import { evaluate, inputsOf, isCircle, readFormula } from './rules.ts'

/** The metrics that a formula names, or why it cannot be. `id` is the metric that is to follow it, once it is there. */
export async function inputsFor(tx: Transaction, workspaceId: string, formula: string | null, id?: string) {
  const read = formula === null ? undefined : readFormula(formula)
  if (read === undefined || typeof read === 'string') return 'FORMULA_NEEDED'
  const keys = inputsOf(read)
  const found = await recordsByKey(tx, workspaceId, keys)
  const ids = keys.map((key) => found.get(key)).flatMap((record) => (record?.type === 'metric' ? [record.id] : []))
  if (ids.length < keys.length) return 'UNKNOWN_INPUT'
  // Two formulas written in the same moment could name each other.
  if (id) await holdFormulas(tx, workspaceId)
  if (id && isCircle(id, ids, await inputsOfAll(tx, workspaceId))) return 'CIRCLE'
  return ids
}

/**
 * Works out a formula anew for the days from one to another, all days without them. A day that lacks an input keeps no
 * value, so gaps stay gaps.
 */
export async function workOut(recording: Recording, metric: FoundMetric, span?: { from: Day; to: Day }) {
  const { tx, workspaceId, emit } = recording
  const read = metric.formula === null ? undefined : readFormula(metric.formula)
  if (read === undefined || typeof read === 'string') return
  const keys = inputsOf(read)
  const ids = await recordsByKey(tx, workspaceId, keys)
  const series = new Map<string, Map<Day, number>>()
  for (const key of keys) {
    const input = ids.get(key)
    const points = input ? await allValues(tx, workspaceId, input.id, span?.from, span?.to) : []
    series.set(key, new Map(points.map(({ day, value }) => [day, value])))
  }
  // Every formula names a metric, and a day counts only if each of them has a value on it.
  const days = [...series.get(keys[0]!)!.keys()]
  const given = days.flatMap((day) => {
    const value = evaluate(read, (key) => series.get(key)?.get(day))
    return value === undefined ? [] : [{ day, value }]
  })
  const kept = new Set(given.map(({ day }) => day))
  const before = await allValues(tx, workspaceId, metric.id, span?.from, span?.to)
  const gone = before.filter(({ day }) => !kept.has(day)).map(({ day }) => day)
  await deleteValues(tx, workspaceId, metric.id, gone)
  await recordFor(recording, metric, given, 'formula')
  if (gone.length > 0) {
    const latest = await latestValue(tx, workspaceId, metric.id)
    for (const day of gone) emit(metricValueRemoved, { id: metric.id, day, latest })
  }
}

/** The same for each of these metrics that follows a formula and is in use. */
export async function workOutEach(recording: Recording, ids: readonly string[], span: { from: Day; to: Day }) {
  if (ids.length === 0) return
  for (const metric of await metricsWithIds(recording.tx, recording.workspaceId, ids)) {
    if (metric.source === 'formula' && metric.state !== 'retired') await workOut(recording, metric, span)
  }
}
