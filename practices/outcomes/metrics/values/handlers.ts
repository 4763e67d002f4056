import { implement } from '@orpc/server'
import { parse } from 'csv-parse/sync'

import { workspaceOf } from '#commons/people/lookups.ts'
import { type Asked, inWorkspace, type Inside } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { type Day, dayIn } from '#platform/time/days.ts'

import { metrics as contract } from '../contract.ts'
import { guardrailCrossed, metricTargetReached, metricValueRecorded, metricValueRemoved } from '../events.ts'
import { findMetric, type FoundMetric } from '../queries.ts'
import { isReached, standingOf } from '../rules.ts'
import type { CsvFile, ValueSource } from './contract.ts'
import { deleteValue, latestValue, newestValues, putValues, valuesOn } from './queries.ts'
import { changesOf, type CsvLine, judgeCsv, readCsv } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

type Given = { day: Day; value: number; note?: string | undefined }

/** Puts down what is new among the given values and tells of it; returns how many that were. */
async function record(context: Inside, metric: FoundMetric, given: Given[], source: ValueSource) {
  const { tx, workspaceId, me, now, emit } = context
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
      byId: me.id,
      recordedAt: now,
    })),
  )
  const days = changed.map(({ day }) => day).toSorted()
  const [from, to] = [days[0]!, days.at(-1)!]
  const latest = (await latestValue(tx, workspaceId, metric.id))!
  const corrected = changed.filter(({ day }) => known.has(day))
  // What a program sends day by day is no news on the metric's page; a correction is, and so is what a person records.
  const isNews = source !== 'push' || corrected.length > 0
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
function tellStanding({ emit }: Inside, metric: FoundMetric, latest: { day: Day; value: number }) {
  const before = metric.latest
  if (!before || latest.day < before.day) return
  const told = { id: metric.id, ...latest }
  if (isReached(metric, latest.value) && !isReached(metric, before.value)) {
    emit(metricTargetReached, told, { record: metric.id })
  }
  const wentOff = standingOf(metric, latest.value) === 'off track' && standingOf(metric, before.value) !== 'off track'
  if (metric.isGuardrail && wentOff) emit(guardrailCrossed, told, { record: metric.id })
}

const recordValues = api.recordValues.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, who } = context
  const metric = await findMetric(tx, workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  if (metric.state === 'retired') throw errors.RETIRED()

  const { timeZone } = await workspaceOf(tx, workspaceId)
  const today = dayIn(timeZone, now)
  const given = input.values.map(({ day, at, value, note }) => ({
    day: day ?? (at ? dayIn(timeZone, new Date(at)) : today),
    value,
    note,
  }))
  if (given.some(({ day }) => day > today)) throw errors.IN_THE_FUTURE()

  const { recorded, latest } = await record(context, metric, given, who.scopes ? 'push' : 'hand')
  return { recorded, unchanged: given.length - recorded, latest }
})

/** The lines of a file with `,`, `;` or a tabulator between their cells, whichever its first line has most of. */
function linesOf(text: string): CsvLine[] {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  const count = (mark: string) => first.split(mark).length
  const delimiter = [';', '\t', ','].toSorted((a, b) => count(b) - count(a))[0]!
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: 20_000,
    }) as unknown as { record: string[]; info: { lines: number } }[] // the types do not know of `info`
    return records.map(({ record: cells, info }) => ({ line: info.lines, cells }))
  } catch {
    return []
  }
}

async function judged({ tx, workspaceId, now }: Inside, metric: FoundMetric, file: CsvFile) {
  const read = readCsv(linesOf(file.text), file)
  if (typeof read === 'string') return read
  const { timeZone } = await workspaceOf(tx, workspaceId)
  const today = dayIn(timeZone, now)
  const { good } = judgeCsv(read, new Map(), today)
  const known = await valuesOn(
    tx,
    workspaceId,
    metric.id,
    good.map(({ day }) => day),
  )
  return judgeCsv(read, known, today)
}

const previewCsv = api.previewCsv.handler(async ({ input, errors, context }) => {
  const metric = await findMetric(context.tx, context.workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  const found = await judged(context, metric, input)
  if (typeof found === 'string') throw errors[found]()
  return found.report
})

const importCsv = api.importCsv.handler(async ({ input, errors, context }) => {
  const metric = await findMetric(context.tx, context.workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  if (metric.state === 'retired') throw errors.RETIRED()
  const found = await judged(context, metric, input)
  if (typeof found === 'string') throw errors[found]()
  if (found.good.length === 0) throw errors.NOTHING_GOOD()
  const { recorded } = await record(context, metric, found.good, 'csv')
  return { ...found.report, recorded }
})

const removeValue = api.removeValue.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, emit } = context
  const metric = await findMetric(tx, workspaceId, input.key)
  const gone = metric && (await deleteValue(tx, workspaceId, metric.id, input.day))
  if (!gone) throw errors.NOT_FOUND()
  const latest = await latestValue(tx, workspaceId, metric.id)
  emit(
    metricValueRemoved,
    { id: metric.id, day: gone.day, latest },
    { record: metric.id, changes: [{ field: `value of ${gone.day}`, from: gone.value, to: null }] },
  )
  return gone
})

const values = api.values.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const metric = await findMetric(tx, workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  return nextPage(await newestValues(tx, workspaceId, metric.id, input), input.limit, ({ day }) => day)
})

export const valueHandlers = { recordValues, previewCsv, importCsv, removeValue, values }
