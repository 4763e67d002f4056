import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Emit } from '#platform/events/outbox.ts'
import type { Day } from '#platform/time/days.ts'

import { guardrailCrossed, metricTargetReached, metricValueRecorded } from '../../events.ts'
import type { FoundMetric } from '../../queries.ts'
import { isReached, standingOf } from '../../rules.ts'
import type { ValueSource } from '../contract.ts'
import { latestValue, putValues, valuesOn } from '../queries.ts'
import { changesOf } from '../rules.ts'

export type Given = { day: Day; value: number; note?: string | undefined }

/** What recording needs: a handler's context, a listener's or a job's. `by` is null where no person does it. */
export type Recording = { tx: Transaction; workspaceId: string; now: Date; emit: Emit; by: MemberId | null }

/** Sources whose values follow from something else, so that each new one is no news on the metric's page. */
const QUIET: ValueSource[] = ['push', 'formula', 'sql', 'question']

/** Puts down what is new among the given values and tells of it; returns how many that were. */
export async function recordFor(context: Recording, metric: FoundMetric, given: Given[], source: ValueSource) {
  const { tx, workspaceId, by, now, emit } = context
  const known = await valuesOn(tx, workspaceId, metric.id, [...new Set(given.map(({ day }) => day))])
  const changed = changesOf(given, known)
  if (changed.length === 0) return { recorded: 0, latest: metric.latest }

  await putValues(
    tx,
    workspaceId,
    metric.id,
    changed.map(({ day, value, note }) => ({
      day,
      value,
      note: note ?? known.get(day)?.note ?? '',
      source,
      byId: by,
      recordedAt: now,
    })),
  )
  const days = changed.map(({ day }) => day).toSorted()
  const [from, to] = [days[0]!, days.at(-1)!]
  const latest = (await latestValue(tx, workspaceId, metric.id))!
  const corrected = changed.filter(({ day }) => known.has(day))
  // What a program sends day by day is no news on the metric's page; a correction is, and so is what a person records.
  const isNews = !QUIET.includes(source) || (source === 'push' && corrected.length > 0)
  const changes =
    changed.length === 1
      ? [{ field: `value of ${from}`, from: known.get(from)?.value ?? null, to: changed[0]!.value }]
      : [{ field: 'values', from: null, to: `${changed.length} from ${from} to ${to}` }]
  emit(
    metricValueRecorded,
    { id: metric.id, from, to, count: changed.length, latest },
    isNews ? { record: metric.id, changes } : {},
  )
  tellStanding(context, metric, latest)
  return { recorded: changed.length, latest }
}

/** The first values of a metric are history, not news, so a standing is told only against an earlier one. */
function tellStanding({ emit }: Recording, metric: FoundMetric, latest: { day: Day; value: number }) {
  const before = metric.latest
  if (!before || latest.day < before.day) return
  const told = { id: metric.id, ...latest }
  if (isReached(metric, latest.value) && !isReached(metric, before.value)) {
    emit(metricTargetReached, told, { record: metric.id })
  }
  const wentOff = standingOf(metric, latest.value) === 'off track' && standingOf(metric, before.value) !== 'off track'
  if (metric.isGuardrail && wentOff) emit(guardrailCrossed, told, { record: metric.id })
}
