import { type Sql, sql, whole } from '#platform/warehouse/statement.ts'

import { type Keyed, stepOf } from '../periods/rules.ts'
import { keySql, namesOf, readingOf, type Scope } from '../sources/queries.ts'
import type { RetentionQuestion } from './contract.ts'

/**
 * Each person in each of their rows, with the numbers of the periods after it in which they came back. `rows` are the periods of the
 * range, `until` the end of what is looked at.
 */
function returnsByRow(scope: Scope, question: RetentionQuestion, rows: readonly Keyed[], until: Date): Sql {
  const { start, comeBack, filters, period, who } = question
  const reading = readingOf(scope)
  const starts = reading.fits(start)
  const returns = reading.fits(comeBack)
  const everywhere = reading.all(filters)
  const isFirst = who === 'first time'
  const source = reading.source({
    from: isFirst ? undefined : rows[0]!.from,
    to: until,
    names: namesOf([start, comeBack]),
  })
  const first = whole(rows[0]!.key)
  const place = sql`intDiv(key - ${first}, ${whole(stepOf(period))})`
  const last = whole(rows.length - 1)
  const began = isFirst
    ? sql`if(countIf(isStart) > 0 and minIf(key, isStart) >= ${first}, [minIf(${place}, isStart)], [])`
    : sql`groupUniqArrayIf(${place}, isStart)`
  return sql`select person, row, arrayMap(i -> i - row, arrayFilter(i -> i > row, came)) as periods
    from (
      select person, arrayFilter(i -> i <= ${last}, ${began}) as began, groupUniqArrayIf(${place}, isReturn and key >= ${first}) as came
      from (
        select person, ${keySql(period, scope)} as key, ${starts} as isStart, ${returns} as isReturn
        from (${source}) where (isStart or isReturn) and ${everywhere}
      ) group by person
    ) array join began as row`
}

const isBack = (question: RetentionQuestion) =>
  question.counting === 'or later' ? sql`arrayExists(i -> i >= n, periods)` : sql`has(periods, n)`

export type RetentionRows = { row: number; size: number; back: number[] }

/** The size of each row, and how many of it came back in period 1, 2, 3 … */
export const sizesAndReturns = (scope: Scope, question: RetentionQuestion, rows: readonly Keyed[], until: Date): Sql =>
  sql`select row, count() as size, sumForEach(arrayMap(n -> toUInt64(${isBack(question)}), range(1, ${whole(question.periods + 1)}))) as back
    from (${returnsByRow(scope, question, rows, until)}) group by row`

/** Those of a row who came back in a period; in period 0 all of the row. */
export const peopleOfRetention = (
  scope: Scope,
  question: RetentionQuestion,
  rows: readonly Keyed[],
  until: Date,
  at: { row: number; period: number },
): Sql =>
  sql`select person from (
      select person, row, periods, ${whole(at.period)} as n from (${returnsByRow(scope, question, rows, until)})
    ) where row = ${whole(at.row)} and (n = 0 or ${isBack(question)})`
