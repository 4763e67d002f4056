import { type Sql, sql, texts, value, whole } from '#platform/warehouse/statement.ts'

import { readingOf, type Scope } from '../sources/queries.ts'
import type { PathsQuestion } from './contract.ts'

const GAP_MS = 30 * 60_000

/** One row for each visit that has a path: the person and the names of its steps. */
function pathsOfVisits(scope: Scope, question: PathsQuestion, span: { from: Date; to: Date }): Sql {
  const { startAt, endAt, only, without, steps, filters } = question
  const reading = readingOf(scope)
  const everywhere = reading.all(filters)
  const where = sql`name not in ${texts(without)} and ${everywhere}`
  const source = reading.source({ ...span, names: only.length > 0 ? only : undefined })
  const compact = sql`arrayCompact(arrayMap(event -> event.3, visit))`
  const followed = startAt
    ? sql`arraySlice(names, indexOf(names, ${value('String', startAt)}), if(has(names, ${value('String', startAt)}), ${whole(steps)}, 0))`
    : endAt
      ? sql`arraySlice(arraySlice(names, 1, length(names) + 1 - indexOf(arrayReverse(names), ${value('String', endAt)})), -${whole(steps)})`
      : sql`arraySlice(names, 1, ${whole(steps)})`
  const fits = endAt ? sql`has(names, ${value('String', endAt)})` : sql`1`
  return sql`select person, path from (
      select person, ${compact} as names, if(${fits}, ${followed}, []) as path
      from (
        select person, arraySort(groupArray((toUnixTimestamp64Milli(at), id, toString(name)))) as events,
          arrayJoin(arraySplit(
            (event, isApart) -> isApart,
            events,
            arrayMap((event, before) -> event.1 - before.1 > ${whole(GAP_MS)}, events, arrayPushFront(arrayPopBack(events), events[1]))
          )) as visit
        from (${source}) where ${where} group by person
      )
    ) where length(path) >= 2`
}

export type EdgeRow = { step: number; from: string; to: string; visits: number; people: number }

/** The steps that most visits took. */
export const edgesOfPaths = (scope: Scope, question: PathsQuestion, span: { from: Date; to: Date }): Sql =>
  sql`select edge.1 as step, edge.2 as "from", edge.3 as "to", count() as visits, uniqExact(person) as people
    from (
      select person, arrayJoin(arrayMap(i -> (i${
        question.endAt ? sql` + ${whole(question.steps)} - length(path)` : sql``
      }, path[i], path[i + 1]), range(1, length(path)))) as edge
      from (${pathsOfVisits(scope, question, span)})
    ) group by edge order by visits desc, edge limit ${whole(question.edges)}`

export const visitsWithPaths = (scope: Scope, question: PathsQuestion, span: { from: Date; to: Date }): Sql =>
  sql`select count() as visits, uniqExact(person) as people from (${pathsOfVisits(scope, question, span)})`
