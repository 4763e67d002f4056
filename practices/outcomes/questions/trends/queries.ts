import { joined, type Sql, sql, whole } from '#platform/warehouse/statement.ts'

import type { Keyed } from '../periods/rules.ts'
import { keySql, namesOf, type Reading, readingOf, type Scope, slotSql } from '../sources/queries.ts'
import type { Slots } from '../sources/rules.ts'
import type { NumbersBy, Series, TrendsQuestion } from './contract.ts'

type Span = { from: Date; to: Date }
export const spanOf = (buckets: readonly Keyed[]): Span => ({ from: buckets[0]!.from, to: buckets.at(-1)!.to })

/** The values of the breakdown, those of most events first; one more than its top. */
export function rankedValues(scope: Scope, { series, filters, breakdown }: TrendsQuestion, span: Span): Sql {
  const reading = readingOf(scope)
  const text = reading.text(breakdown!.property)
  const fits = series.map((one) => reading.fits(one))
  const everywhere = reading.all(filters)
  return sql`select ${text} as text from (${reading.source({ ...span, names: namesOf(series) })})
    where (${joined(fits, ' or ')}) and ${everywhere}
    group by text order by count() desc, isNull(text), text limit ${whole(breakdown!.top + 1)}`
}

export type TrendsRow = { slot: number; key: number; isTotal: number; value: number | null; people: number }

/** Rows by part and interval, and by part alone: the total. */
export function seriesValues(
  scope: Scope,
  { filters, breakdown, interval }: TrendsQuestion,
  series: Series,
  slots: Slots | undefined,
  span: Span,
): Sql {
  const reading = readingOf(scope)
  const { measure } = series
  const slot = breakdown && slots ? slotSql(reading.text(breakdown.property), slots) : sql`toInt64(0)`
  const columns = [sql`${slot} as slot`, sql`${keySql(interval, scope)} as key`, sql`person`]
  if (measure.of === 'groups') columns.push(sql`${reading.groupKey(measure.group)} as groupKey`)
  if (measure.of === 'numbers') columns.push(sql`${reading.number(measure.property)} as number`)
  const where = sql`${reading.fits(series)} and ${reading.all(filters)}`
  const source = reading.source({ ...span, names: namesOf([series]) })
  const events = sql`select ${joined(columns, ', ')} from (${source}) where ${where}`

  if (measure.of === 'events per person' && measure.by === 'median') {
    return sql`select slot, key, isTotal, quantileExactInclusive(0.5)(times) as value, count() as people from (
        select slot, key, grouping(key) as isTotal, person, count() as times from (${events})
        group by grouping sets ((slot, key, person), (slot, person))
      ) group by slot, key, isTotal`
  }
  return sql`select slot, key, grouping(key) as isTotal, ${valueOf(measure)} as value, uniqExact(person) as people
    from (${events}) group by grouping sets ((slot, key), (slot))`
}

function valueOf(measure: Series['measure']): Sql {
  switch (measure.of) {
    case 'events':
      return sql`toFloat64(count())`
    case 'people':
      return sql`toFloat64(uniqExact(person))`
    case 'events per person':
      return sql`count() / uniqExact(person)`
    case 'groups':
      return sql`toFloat64(uniqExactIf(groupKey, groupKey != ''))`
    case 'numbers':
      return sql`if(count(number) = 0, null, toFloat64(${NUMBERS[measure.by]}))`
  }
}

const NUMBERS: Record<NumbersBy, Sql> = {
  sum: sql`sum(number)`,
  mean: sql`avg(number)`,
  min: sql`min(number)`,
  max: sql`max(number)`,
  median: sql`quantileExactInclusive(0.5)(number)`,
  p90: sql`quantileExactInclusive(0.9)(number)`,
  p95: sql`quantileExactInclusive(0.95)(number)`,
  p99: sql`quantileExactInclusive(0.99)(number)`,
}

/** The people behind one point, or behind a whole line when no interval is given. */
export function peopleOfTrends(
  scope: Scope,
  { filters, breakdown }: TrendsQuestion,
  series: Series,
  slots: Slots | undefined,
  at: { slot: number; span: Span },
): Sql {
  const reading: Reading = readingOf(scope)
  const slot = breakdown && slots ? slotSql(reading.text(breakdown.property), slots) : sql`toInt64(0)`
  const where = sql`${reading.fits(series)} and ${reading.all(filters)} and ${slot} = ${whole(at.slot)}`
  return sql`select distinct person from (${reading.source({ ...at.span, names: namesOf([series]) })}) where ${where}`
}
