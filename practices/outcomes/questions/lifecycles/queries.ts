import { type Sql, sql, value, whole } from '#platform/warehouse/statement.ts'

import { type Keyed, stepOf } from '../periods/rules.ts'
import { keySql, namesOf, readingOf, type Scope } from '../sources/queries.ts'
import type { LifecycleQuestion, LifecycleState } from './contract.ts'

/** Each person's states, by place of the period. `buckets` begins with the period before the range, which has place 0. */
function statesByPerson(scope: Scope, { event, filters, period }: LifecycleQuestion, buckets: readonly Keyed[]): Sql {
  const reading = readingOf(scope)
  const where = sql`${reading.fits(event)} and ${reading.all(filters)}`
  const place = sql`intDiv(key - ${whole(buckets[0]!.key)}, ${whole(stepOf(period))})`
  const last = whole(buckets.length - 1)
  // All of the past: the first event that somebody did tells who is new.
  const source = reading.source({ to: buckets.at(-1)!.to, names: namesOf([event]) })
  return sql`select person, arrayJoin(arrayConcat(
      arrayMap(i -> (i, multiIf(i = first, 'new', has(active, i - 1), 'returning', 'resurrecting')), arrayFilter(i -> i >= 1, active)),
      arrayMap(i -> (i + 1, 'dormant'), arrayFilter(i -> i < ${last} and not has(active, i + 1), active))
    )) as entered
    from (
      select person, min(key) >= ${whole(buckets[0]!.key)} ? min(${place}) : -1 as first,
        groupUniqArrayIf(${place}, key >= ${whole(buckets[0]!.key)}) as active
      from (select person, ${keySql(period, scope)} as key from (${source}) where ${where})
      group by person
    )`
}

export type LifecycleRow = { place: number; state: LifecycleState; people: number }

export const peopleByState = (scope: Scope, question: LifecycleQuestion, buckets: readonly Keyed[]): Sql =>
  sql`select entered.1 as place, entered.2 as state, count() as people
    from (${statesByPerson(scope, question, buckets)}) group by place, state`

/** Those who were in this state in the period at this place. */
export const peopleOfLifecycle = (
  scope: Scope,
  question: LifecycleQuestion,
  buckets: readonly Keyed[],
  at: { place: number; state: LifecycleState },
): Sql =>
  sql`select person from (${statesByPerson(scope, question, buckets)})
    where entered.1 = ${whole(at.place)} and entered.2 = ${value('String', at.state)}`
