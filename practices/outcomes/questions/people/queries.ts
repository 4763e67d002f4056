import { type Sql, sql, uuid, value, whole } from '#platform/warehouse/statement.ts'

import type { Asking, Point } from '../answers/contract.ts'
import { type Ask, funnelSlots, retentionSpan, trendsSlots } from '../answers/queries.ts'
import { peopleOfFunnel } from '../funnels/queries.ts'
import { peopleOfLifecycle } from '../lifecycles/queries.ts'
import { bucketsOf, instantsOf } from '../periods/rules.ts'
import type { Part } from '../properties/contract.ts'
import { peopleOfRetention } from '../retention/queries.ts'
import { readingOf, type Scope } from '../sources/queries.ts'
import { partsOf, type Slots } from '../sources/rules.ts'
import { peopleOfStickiness } from '../stickiness/queries.ts'
import { peopleOfTrends, spanOf } from '../trends/queries.ts'

const slotOf = (slots: Slots | undefined, part: Part) =>
  partsOf(slots).find((one) => one.part.kind === part.kind && one.part.text === part.text)?.slot

/** The statement that finds the people behind a point; undefined when the answer has no such point. */
export async function peopleAt(ask: Ask, scope: Scope, asking: Asking, point: Point): Promise<Sql | undefined> {
  if (asking.kind === 'trends' && point.kind === 'trends') {
    const series = asking.series[point.series]
    const buckets = bucketsOf(asking.range, asking.interval, scope)
    const within = point.bucket === null ? buckets : buckets.slice(point.bucket, point.bucket + 1)
    const slots = await trendsSlots(ask, scope, asking)
    const slot = slotOf(slots, point.part)
    if (!series || within.length === 0 || slot === undefined) return
    return peopleOfTrends(scope, asking, series, slots, { slot, span: spanOf(within) })
  }
  if (asking.kind === 'funnel' && point.kind === 'funnel') {
    const span = instantsOf(asking.range, scope.timeZone, scope.now)
    const { step, isDroppedOff, part } = point
    if (step > asking.steps.length) return
    if (part.kind === 'all') {
      return peopleOfFunnel(scope, asking, undefined, span, { slot: undefined, step, isDroppedOff })
    }
    const slots = await funnelSlots(ask, scope, asking)
    const slot = slotOf(slots, part)
    return slot === undefined ? undefined : peopleOfFunnel(scope, asking, slots, span, { slot, step, isDroppedOff })
  }
  if (asking.kind === 'retention' && point.kind === 'retention') {
    const { rows, until } = retentionSpan(scope, asking)
    if (point.row >= rows.length || point.period > asking.periods) return
    return peopleOfRetention(scope, asking, rows, until, point)
  }
  if (asking.kind === 'stickiness' && point.kind === 'stickiness') {
    const buckets = bucketsOf(asking.range, asking.period, scope)
    if (point.periods > buckets.length) return
    return peopleOfStickiness(scope, asking, spanOf(buckets), point.periods)
  }
  if (asking.kind === 'lifecycle' && point.kind === 'lifecycle') {
    const buckets = bucketsOf(asking.range, asking.period, { ...scope, before: 1 })
    if (point.bucket + 1 >= buckets.length) return
    return peopleOfLifecycle(scope, asking, buckets, { place: point.bucket + 1, state: point.state })
  }
}

type PersonRow = { personId: string; distinctId: string; lastAt: Date }

/** A page of these people by their ids, with the id by which each was heard of last; one more than asked for. */
export async function pageOfPeople(
  ask: Ask,
  scope: Scope,
  people: Sql,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<PersonRow[]> {
  const beyond = after ? sql`toUInt128(person) > toUInt128(${uuid(after)})` : sql`1`
  const ids = await ask<{ id: string }>(
    sql`select distinct person as id from (${people}) where ${beyond} order by toUInt128(person) limit ${whole(limit + 1)}`,
  )
  if (ids.length === 0) return []
  const list = value(
    'Array(UUID)',
    ids.map(({ id }) => id),
  )
  const { source } = readingOf(scope)
  return ask<PersonRow>(
    sql`select person as personId, argMax(distinctId, at) as distinctId, max(at) as lastAt
      from (${source({}, [sql`e.distinct_id as distinctId`])}) where person in ${list}
      group by person order by toUInt128(person)`,
  )
}

/** How many people are in a cohort now. */
export const countOf = (people: Sql): Sql => sql`select count() as people from (${people})`
