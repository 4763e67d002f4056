import { alias, joined, type Sql, sql, value, whole } from '#platform/warehouse/statement.ts'

import type { EventPick } from '../properties/contract.ts'
import { namesOf, readingOf, type Scope, slotSql } from '../sources/queries.ts'
import type { Slots } from '../sources/rules.ts'
import type { FunnelQuestion } from './contract.ts'

type Span = { from: Date; to: Date }

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const NO_TIMES = sql`CAST([], 'Array(Int64)')`

/**
 * One row for each person who began: `way` is the place of the event of step one, then the milliseconds of each step reached, and `text` the
 * value of the breakdown at step one.
 */
function waysByPerson(scope: Scope, question: FunnelQuestion, span: Span): Sql {
  const { steps, order, exclusions, filters, breakdown } = question
  const reading = readingOf(scope)
  const fits = steps.map((step) => reading.fits(step))
  const mask = sum(fits.map((fit, i) => sql`${whole(2 ** i)} * ${fit}`))
  const dropped = exclusions.map(({ event, after, before }) => {
    const levels = numbers(after, before - 1).reduce((sum, level) => sum + 2 ** (level - 1), 0)
    return sql`if(${reading.fits(event)}, ${whole(levels)}, toInt64(0))`
  })
  const drop = dropped.reduce((a, b) => sql`bitOr(${a}, ${b})`, sql`toInt64(0)`)
  const text = breakdown ? reading.text(breakdown.property) : sql`CAST(null, 'Nullable(String)')`
  const everywhere = reading.all(filters)
  const picks: EventPick[] = [...steps, ...exclusions.map(({ event }) => event)]
  const source = reading.source({
    from: span.from,
    to: new Date(span.to.getTime() + question.windowSeconds * 1000 + 1),
    names: order === 'strictly' ? undefined : namesOf(picks),
  })
  const counts = order === 'strictly' ? sql`1` : sql`(mask != 0 or drop != 0)`
  const isBegin = order === 'any order' ? sql`mask != 0` : sql`bitTest(mask, 0)`
  const way = order === 'any order' ? anyWay(question, span) : orderedWay(question, span)
  return sql`select person, way, events[way[1]].6 as text
    from (
      select person, arraySort(event -> (event.1, event.2, event.3), groupArray((ms, rank, id, mask, drop, text))) as events, ${way} as way
      from (
        select person, toUnixTimestamp64Milli(at) as ms, id, toInt64(${mask}) as mask, ${drop} as drop, ${text} as text,
          multiIf(${joined(
            fits.map((fit, i) => sql`${fit}, ${whole(i + 1)}`),
            ', ',
          )}, toInt64(99)) as rank
        from (${source}) where ${counts} and ${everywhere}
      )
      group by person
      having countIf(${isBegin} and ms < ${whole(span.to.getTime())}) > 0
    )`
}

const sum = (all: Sql[]) => all.reduce((a, b) => sql`${a} + ${b}`)

/**
 * Goes through a person's events once. For each step it holds the way that has come so far and began last, which is the one to hold: whatever follows in
 * time for another follows in time for it. The first way to reach a step is kept.
 */
function orderedWay({ steps, order, windowSeconds, exclusions }: FunnelQuestion, span: Span): Sql {
  const isStrict = order === 'strictly'
  const held = (step: number) => tupleElement('held', step)
  const before = (step: number) =>
    exclusions.length > 0 ? sql`if(bitTest(event.5, ${whole(step - 1)}), ${NO_TIMES}, ${held(step)})` : held(step)
  const next = steps.map((_, i) => {
    const step = i + 1
    const otherwise = isStrict ? NO_TIMES : before(step)
    const isFit = sql`bitTest(event.4, ${whole(i)})`
    if (step === 1) {
      return sql`if(${isFit} and event.1 < ${whole(span.to.getTime())}, [toInt64(place), event.1], ${otherwise})`
    }
    const from = before(step - 1)
    return sql`if(${isFit} and notEmpty(${from}) and event.1 <= ${from}[2] + ${whole(windowSeconds * 1000)}, arrayPushBack(${from}, event.1), ${otherwise})`
  })
  const best = tupleElement('held', steps.length + 1)
  const longer = next.toReversed().map((way) => sql`length(${way}) > length(${best}), ${way}`)
  const start = joined(
    [...steps, 0].map(() => NO_TIMES),
    ', ',
  )
  return sql`tupleElement(arrayFold((held, event, place) -> tuple(${joined(next, ', ')}, multiIf(${joined(longer, ', ')}, ${best})),
      events, arrayEnumerate(events), tuple(${start})), ${whole(steps.length + 1)})`
}

/** Goes back through a person's events, with the next time of each step after where it is. */
function anyWay({ steps, windowSeconds }: FunnelQuestion, span: Span): Sql {
  const next = sql`arrayMap((time, i) -> if(bitTest(event.4, i - 1), event.1, time), held.1, ${value('Array(UInt8)', numbers(1, steps.length))})`
  const way = sql`if(event.4 != 0 and event.1 < ${whole(span.to.getTime())},
    arrayPushFront(arraySort(arrayFilter((time, end) -> time <= end, ${next}, arrayWithConstant(${whole(steps.length)}, event.1 + ${whole(windowSeconds * 1000)}))), toInt64(place)), ${NO_TIMES})`
  const isBetter = sql`length(${way}) > length(held.2) or (length(${way}) = length(held.2) and ${way}[-1] < held.2[-1])`
  const never = sql`arrayWithConstant(${whole(steps.length)}, toInt64(9000000000000000))`
  return sql`tupleElement(arrayFold((held, event, place) -> tuple(${next}, if(${isBetter}, ${way}, held.2)),
      arrayReverse(events), arrayReverse(arrayEnumerate(events)), tuple(${never}, ${NO_TIMES})), 2)`
}

const tupleElement = (tuple: 'held', at: number) => sql`tupleElement(${alias(tuple)}, ${value('UInt8', at)})`

/** The values at step one, those of most people first; one more than the top. */
export const rankedEntries = (scope: Scope, question: FunnelQuestion, span: Span): Sql =>
  sql`select text from (${waysByPerson(scope, question, span)})
    group by text order by count() desc, isNull(text), text limit ${whole(question.breakdown!.top + 1)}`

export type FunnelRow = {
  slot: number
  isAll: number
  people: number[]
  means: (number | null)[]
  medians: (number | null)[]
  mean: number | null
  median: number | null
}

/** Of everybody and, with a breakdown, of each part. Times in seconds, from step 2 on. */
export function funnelRows(scope: Scope, question: FunnelQuestion, slots: Slots | undefined, span: Span): Sql {
  const count = question.steps.length
  const later = numbers(2, count)
  const took = (from: number, to: number) => sql`(way[${whole(to + 1)}] - way[${whole(from + 1)}]) / 1000`
  const mean = (from: number, to: number) => sql`avgIf(${took(from, to)}, reached >= ${whole(to)})`
  const median = (from: number, to: number) =>
    sql`quantileExactInclusiveIf(0.5)(${took(from, to)}, reached >= ${whole(to)})`
  return sql`select slot, grouping(slot) as isAll,
      sumForEach(arrayMap(step -> toUInt64(reached >= step), range(1, ${whole(count + 1)}))) as people,
      [${joined(
        later.map((step) => mean(step - 1, step)),
        ', ',
      )}] as means,
      [${joined(
        later.map((step) => median(step - 1, step)),
        ', ',
      )}] as medians,
      ${mean(1, count)} as mean, ${median(1, count)} as median
    from (
      select way, toInt64(length(way)) - 1 as reached, ${slots ? slotSql(sql`text`, slots) : sql`toInt64(0)`} as slot
      from (${waysByPerson(scope, question, span)})
    ) group by grouping sets ((slot), ())`
}

/** Those who came as far as a step, or of them only those who came no further. */
export function peopleOfFunnel(
  scope: Scope,
  question: FunnelQuestion,
  slots: Slots | undefined,
  span: Span,
  at: { slot: number | undefined; step: number; isDroppedOff: boolean },
): Sql {
  const reached = sql`toInt64(length(way)) - 1`
  const isThere = at.isDroppedOff ? sql`${reached} = ${whole(at.step)}` : sql`${reached} >= ${whole(at.step)}`
  const inPart = slots && at.slot !== undefined ? sql`${slotSql(sql`text`, slots)} = ${whole(at.slot)}` : sql`1`
  return sql`select person from (${waysByPerson(scope, question, span)}) where ${isThere} and ${inPart}`
}
