import type { CohortRule } from '../cohorts/contract.ts'
import { parseFormula } from '../formulas/rules.ts'
import type { FunnelQuestion } from '../funnels/contract.ts'
import { type Interval, type Range } from '../periods/contract.ts'
import { bucketsOf, MOST_BUCKETS } from '../periods/rules.ts'
import type { EventPick, Filter, Property } from '../properties/contract.ts'
import type { Measure } from '../trends/contract.ts'
import type { Asking, Outcome } from './contract.ts'

/** Every event that a question picks. */
export function picksOf(asking: Asking): EventPick[] {
  switch (asking.kind) {
    case 'trends':
      return asking.series
    case 'funnel':
      return [...asking.steps, ...asking.exclusions.map(({ event }) => event)]
    case 'retention':
      return [asking.start, asking.comeBack]
    case 'stickiness':
    case 'lifecycle':
      return [asking.event]
    case 'paths':
      return []
  }
}

const filtersOf = (asking: Asking) => [...asking.filters, ...picksOf(asking).flatMap((pick) => pick.filters)]

/** The ids of the cohorts that a question filters by. */
export const cohortIdsOf = (asking: Asking) => [
  ...new Set(filtersOf(asking).flatMap((filter) => ('cohortId' in filter ? [filter.cohortId] : []))),
]

/** The patterns in a question and in its cohorts. */
export function patternsOf(asking: Asking, cohorts: Iterable<CohortRule>) {
  const ofCohorts = [...cohorts].flatMap(({ conditions }) =>
    conditions.flatMap((one) => (one.kind === 'has' ? [one.filter] : one.event.filters)),
  )
  return [...filtersOf(asking), ...ofCohorts].flatMap((filter) =>
    filter.test === 'matches' || filter.test === 'does not match' ? [filter.text] : [],
  )
}

/** Why a question cannot be asked: the code of a refusal, with what is said where it is not the usual. */
export function whyNotAsk(
  asking: Asking,
  { timeZone, now, cohorts }: { timeZone: string; now: Date; cohorts: ReadonlyMap<string, unknown> },
): { code: 'TOO_MANY_INTERVALS' | 'NO_SUCH_COHORT' | 'WRONG_FORMULA'; message?: string } | undefined {
  const interval = intervalOf(asking)
  if (interval && bucketsOf(asking.range, interval, { timeZone, now }).length > MOST_BUCKETS) {
    return { code: 'TOO_MANY_INTERVALS' }
  }
  if (cohortIdsOf(asking).some((id) => !cohorts.has(id))) return { code: 'NO_SUCH_COHORT' }
  if (asking.kind !== 'trends') return
  for (const { text } of asking.formulas) {
    const parsed = parseFormula(text, asking.series.length)
    if ('wrong' in parsed)
      return { code: 'WRONG_FORMULA', message: `The formula ${text} cannot be read. ${parsed.wrong}` }
  }
}

function intervalOf(asking: Asking): Interval | undefined {
  if (asking.kind === 'trends') return asking.interval
  return 'period' in asking ? asking.period : undefined
}

/** How many people stand behind an answer: of a retention for every time, those of its largest row. */
export function peopleBehind(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'trends':
      // People may be in two parts: no sum tells how many there are, and the largest part never says too much.
      return Math.max(0, ...outcome.lines.map(({ people }) => people ?? 0))
    case 'funnel':
      return outcome.parts[0]?.steps[0]?.people ?? 0
    case 'retention':
      return Math.max(0, ...outcome.rows.map(({ cells }) => cells[0] ?? 0))
    case 'stickiness':
      return outcome.people.reduce((sum, one) => sum + one, 0)
    case 'lifecycle':
      return Math.max(
        0,
        ...outcome.buckets.map((_, i) => outcome.new[i]! + outcome.returning[i]! + outcome.resurrecting[i]!),
      )
    case 'paths':
      return outcome.people
  }
}

const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

const nameOf = ({ name, filters }: EventPick, cohorts: Names) =>
  `${name === null ? 'any event' : `“${name}”`}${filtersSaid(filters, cohorts)}`

type Names = ReadonlyMap<string, { name: string }>

const filtersSaid = (filters: readonly Filter[], cohorts: Names) =>
  filters.length === 0 ? '' : ` where ${listed(filters.map((filter) => filterSaid(filter, cohorts)))}`

/** A property as people call it. */
export function propertySaid(property: Property) {
  if (property.of === 'event') return property.name
  if (property.of === 'person') return `the person’s ${property.name}`
  if (property.of === 'group') return `the ${property.group}’s ${property.name}`
  return `the ${property.group}`
}

/** A filter in words: `plan is pro`. */
export function filterSaid(filter: Filter, cohorts: Names): string {
  if ('cohortId' in filter) {
    const name = cohorts.get(filter.cohortId)?.name ?? 'a removed cohort'
    return `the person is ${filter.test === 'in cohort' ? 'in' : 'not in'} ${name}`
  }
  const of = propertySaid(filter.property)
  switch (filter.test) {
    case 'is':
    case 'is not':
      return `${of} ${filter.test} ${filter.values.map((value) => value || '“”').join(' or ')}`
    case 'contains':
    case 'does not contain':
    case 'matches':
    case 'does not match':
      return `${of} ${filter.test} ${filter.text}`
    case 'above':
    case 'below':
      return `${of} is ${filter.test} ${filter.number}`
    case 'set':
    case 'not set':
      return `${of} is ${filter.test}`
    case 'in the last':
      return `${of} lies in the last ${count(filter.days, 'day')}`
  }
}

const count = (times: number, word: string) => (times === 1 ? word : `${times} ${word}s`)

const NUMBERS = {
  sum: 'Sum of',
  mean: 'Mean of',
  min: 'Smallest',
  max: 'Largest',
  median: 'Median of',
  p90: '90th percentile of',
  p95: '95th percentile of',
  p99: '99th percentile of',
}

function measureSaid(measure: Measure, event: string) {
  switch (measure.of) {
    case 'events':
      return `How often ${event} happened`
    case 'people':
      return `Unique people who did ${event}`
    case 'events per person':
      return `${measure.by === 'mean' ? 'Mean' : 'Median'} of ${event} for each person who did it`
    case 'groups':
      return `Different groups of the kind ${measure.group} with ${event}`
    case 'numbers':
      return `${NUMBERS[measure.by]} ${propertySaid(measure.property)} of ${event}`
  }
}

const rangeSaid = (range: Range) =>
  'from' in range ? `from ${range.from} to ${range.to}` : `in the last ${count(range.last, range.unit)}`

/** A duration in the largest unit that it is a whole number of. */
export function secondsSaid(seconds: number) {
  for (const [unit, size] of [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const) {
    if (seconds % size === 0) return seconds === size ? `one ${unit}` : count(seconds / size, unit)
  }
  return count(seconds, 'second')
}

const ORDERS: Record<FunnelQuestion['order'], string> = {
  'in order': '',
  strictly: ', with nothing between',
  'any order': ', in any order',
}

/** What a question asks, in a sentence. */
export function said(asking: Asking, cohorts: Names = new Map()): string {
  const named = (pick: EventPick) => nameOf(pick, cohorts)
  const everywhere = filtersSaid(asking.filters, cohorts).replace(/^ where/, ', where')
  const when = rangeSaid(asking.range)
  const split = 'breakdown' in asking && asking.breakdown ? `, by ${propertySaid(asking.breakdown.property)}` : ''
  switch (asking.kind) {
    case 'trends': {
      const [first, ...others] = asking.series.map((one) => measureSaid(one.measure, named(one)))
      const more = others.length > 0 ? `, beside ${others.length} other series` : ''
      const compared = asking.isCompared ? ', compared with as long before' : ''
      const smooth = asking.smoothing > 1 ? `, each the mean of up to ${asking.smoothing} days` : ''
      return `${first}${more}, each ${asking.interval}, ${when}${split}${compared}${smooth}${everywhere}.`
    }
    case 'funnel':
      return `How many people get from ${asking.steps.map(named).join(' to ')} within ${secondsSaid(asking.windowSeconds)}${ORDERS[asking.order]}, begun ${when}${split}${everywhere}.`
    case 'retention':
      return `Of the people who did ${named(asking.start)} ${asking.who === 'first time' ? 'for the first time' : ''} ${when}, how many did ${named(asking.comeBack)} in each of ${count(asking.periods, asking.period)} after${asking.counting === 'or later' ? ', or later' : ''}${everywhere}.`.replace(
        /  +/g,
        ' ',
      )
    case 'stickiness':
      return `On how many ${asking.period}s people did ${named(asking.event)}, ${when}${everywhere}.`
    case 'lifecycle':
      return `Who is new to ${named(asking.event)}, does it again, comes back to it and stops, each ${asking.period}, ${when}${everywhere}.`
    case 'paths':
      return `What people do ${asking.startAt ? `from “${asking.startAt}” on` : asking.endAt ? `up to “${asking.endAt}”` : 'one after another'}, in ${asking.steps} steps, ${when}${everywhere}.`
  }
}
