import { implement } from '@orpc/server'
import { parse } from 'csv-parse/sync'

import { workspaceOf } from '#commons/people/lookups.ts'
import { type Asked, inWorkspace, type Inside } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { dayIn } from '#platform/time/days.ts'

import { metrics as contract } from '../contract.ts'
import { metricValueRemoved } from '../events.ts'
import { findMetric, type FoundMetric } from '../queries.ts'
import { isCalculated } from '../rules.ts'
import type { CsvFile } from './contract.ts'
import { deleteValue, latestValue, newestValues, valuesOn } from './queries.ts'
import { recordFor } from './recording/handlers.ts'
import { type CsvLine, judgeCsv, readCsv } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const recordValues = api.recordValues.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, who, me } = context
  const metric = await findMetric(tx, workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  if (metric.state === 'retired') throw errors.RETIRED()
  if (isCalculated(metric)) throw errors.CALCULATED()
  if (metric.source === 'question' && input.from !== 'question') throw errors.COUNTED()

  const { timeZone } = await workspaceOf(tx, workspaceId)
  const today = dayIn(timeZone, now)
  const given = input.values.map(({ day, at, value, note }) => ({
    day: day ?? (at ? dayIn(timeZone, new Date(at)) : today),
    value,
    note,
  }))
  if (given.some(({ day }) => day > today)) throw errors.IN_THE_FUTURE()

  const { recorded, latest } = await recordFor(
    { ...context, by: me.id },
    metric,
    given,
    input.from ?? (who.scopes ? 'push' : 'hand'),
  )
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
  if (isCalculated(metric)) throw errors.CALCULATED()
  const found = await judged(context, metric, input)
  if (typeof found === 'string') throw errors[found]()
  if (found.good.length === 0) throw errors.NOTHING_GOOD()
  const { recorded } = await recordFor({ ...context, by: context.me.id }, metric, found.good, 'csv')
  return { ...found.report, recorded }
})

const removeValue = api.removeValue.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, emit } = context
  const metric = await findMetric(tx, workspaceId, input.key)
  if (metric && isCalculated(metric)) throw errors.CALCULATED()
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
