import { type Sql, sql, whole } from '#platform/warehouse/statement.ts'

import { keySql, namesOf, readingOf, type Scope } from '../sources/queries.ts'
import type { StickinessQuestion } from './contract.ts'

/** Each person with the number of periods in which they have an event. */
function periodsByPerson(scope: Scope, { event, filters, period }: StickinessQuestion, span: { from: Date; to: Date }) {
  const reading = readingOf(scope)
  const where = sql`${reading.fits(event)} and ${reading.all(filters)}`
  return sql`select person, uniqExact(${keySql(period, scope)}) as periods
    from (${reading.source({ ...span, names: namesOf([event]) })}) where ${where} group by person`
}

export type StickinessRow = { periods: number; people: number }

export const peopleByPeriods = (scope: Scope, question: StickinessQuestion, span: { from: Date; to: Date }): Sql =>
  sql`select periods, count() as people from (${periodsByPerson(scope, question, span)}) group by periods`

/** Those with exactly so many. */
export const peopleOfStickiness = (
  scope: Scope,
  question: StickinessQuestion,
  span: { from: Date; to: Date },
  periods: number,
): Sql => sql`select person from (${periodsByPerson(scope, question, span)}) where periods = ${whole(periods)}`
