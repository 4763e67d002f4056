import { randomUUID } from 'node:crypto'

import fc from 'fast-check'

import type { Warehouse } from '#platform/warehouse/warehouse.ts'
import type { Asking } from '#practices/outcomes/questions/answers/contract.ts'
import type { CohortRule } from '#practices/outcomes/questions/cohorts/contract.ts'
import type { CohortId, EventPick, Filter, Property } from '#practices/outcomes/questions/properties/contract.ts'
import type { Measure } from '#practices/outcomes/questions/trends/contract.ts'

import type { PlainEvent, World } from './events.ts'

const COHORT = '00000000-0000-7000-8000-0000000000c1' as CohortId // Only a name here.
const PEOPLE = Array.from({ length: 3 }, (_, i) => `10000000-0000-4000-8000-00000000000${i}`)
/** The clocks of Berlin and New York change in these weeks. */
const FIRST_DAY = Date.parse('2026-10-18T00:00:00Z')
const NOW = new Date('2026-11-12T14:30:00Z')

const oneOf = <const T>(...all: T[]): fc.Arbitrary<T> => fc.constantFrom(...all)
const NAME = oneOf('view', 'view', 'add', 'buy', 'leave')

const AT = fc
  .record({
    day: oneOf(0, 6, 7, 8, 13, 14, 15, 24, 25, 25),
    hour: oneOf(0, 3, 22, 23),
    minute: oneOf(0, 0, 30, 31),
    ms: oneOf(0, 0, 500, 30_000, 30_001),
  })
  .map(({ day, hour, minute, ms }) => new Date(FIRST_DAY + day * 86_400_000 + hour * 3_600_000 + minute * 60_000 + ms))

const PROPERTIES = fc.record(
  {
    plan: oneOf<unknown>('free', 'pro', 'Pro', 'team', '', null, 7, true),
    amount: oneOf<unknown>(0, 1, 2.5, -3, '12', ' 4', '1e2', 'x', 1e6, false),
    'seen.at': oneOf<unknown>(
      '2026-11-11',
      '2026-11-10T14:30:00Z',
      '2026-11-13T00:00:00Z',
      '2026-11-12T14:30:00.000Z',
      'soon',
    ),
  },
  { requiredKeys: [] },
)

const EVENT = fc.record({
  instant: fc.nat(),
  name: NAME,
  personId: fc.constantFrom(...PEOPLE),
  groups: oneOf<Record<string, string>>({}, { company: 'acme' }, { company: 'globex' }, { company: '' }),
  properties: PROPERTIES,
})

const RULE: fc.Arbitrary<CohortRule> = fc.record({
  match: oneOf('all', 'any'),
  conditions: fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('has' as const),
        filter: fc.record({
          test: oneOf('is', 'is not'),
          property: fc.constant<Property>({ of: 'person', name: 'role' }),
          values: fc.constant<string[]>(['lead']),
        }),
      }),
      fc.record({
        kind: fc.constant('did' as const),
        event: NAME.map(named),
        atLeast: fc.integer({ min: 1, max: 3 }),
        days: oneOf(2, 10, 30),
      }),
      fc.record({ kind: fc.constant('did not' as const), event: NAME.map(named), days: oneOf(2, 10, 30) }),
    ),
    { minLength: 1, maxLength: 3 },
  ),
})
function named(name: string): EventPick {
  return { name, filters: [] }
}

/** A small project whose events come close together, at the same instant too, and around the ends of days. */
export const WORLD: fc.Arbitrary<World> = fc
  .record({
    instants: fc.array(AT, { minLength: 12, maxLength: 24 }),
    events: fc.array(EVENT, { minLength: 25, maxLength: 45 }),
    hasMerge: fc.boolean(),
    roles: fc.array(oneOf<Record<string, unknown>>({}, { role: 'lead' }, { role: 'new', age: 3 }), {
      minLength: 6,
      maxLength: 6,
    }),
    sizes: fc.array(oneOf<Record<string, unknown>>({}, { size: 10 }, { size: 'big' }), { minLength: 2, maxLength: 2 }),
    cohort: RULE,
    timeZone: oneOf('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
  })
  .map(({ instants, events, hasMerge, roles, sizes, cohort, timeZone }) => ({
    events: events
      .map(({ instant, ...event }): PlainEvent => ({
        id: randomUUID(),
        at: instants[instant % instants.length]!,
        ...event,
      }))
      .filter(({ at }) => at <= NOW),
    merges: hasMerge ? new Map([[PEOPLE[1]!, PEOPLE[0]!]]) : new Map(),
    people: new Map(PEOPLE.map((id, i) => [id, roles[i]!])),
    groups: new Map([
      ['company acme', sizes[0]!],
      ['company globex', sizes[1]!],
    ]),
    cohorts: new Map([[COHORT, cohort]]),
    timeZone,
    now: NOW,
  }))

/** Puts a world into the warehouse as a project of its own. */
export async function store(warehouse: Warehouse, world: World) {
  const ids = { workspace_id: randomUUID(), project_id: randomUUID() }
  await warehouse.insert(
    'product_events',
    world.events.map(({ id, at, name, personId, groups, properties }) => ({
      ...ids,
      id,
      at,
      received_at: world.now,
      name,
      distinct_id: personId,
      person_id: personId,
      session_id: '',
      groups,
      properties,
      source: 'test',
    })),
  )
  const merges = [...world.merges].map(([old_person_id, person_id]) => ({
    ...ids,
    old_person_id,
    person_id,
    version: 1,
  }))
  await warehouse.insert('person_overrides', merges)
  const people = [...world.people].map(([person_id, properties]) => ({ ...ids, person_id, properties, version: 1 }))
  await warehouse.insert('person_properties', people)
  const groups = [...world.groups].map(([name, properties]) => {
    const [type, key] = name.split(' ')
    return { ...ids, type, key, properties, version: 1 }
  })
  await warehouse.insert('group_properties', groups)
  return {
    workspaceId: ids.workspace_id,
    projectId: ids.project_id,
    timeZone: world.timeZone,
    now: world.now,
    cohorts: world.cohorts,
  }
}

const PROPERTY = oneOf<Property>(
  { of: 'event', name: 'plan' },
  { of: 'event', name: 'plan' },
  { of: 'event', name: 'amount' },
  { of: 'event', name: 'seen.at' },
  { of: 'person', name: 'role' },
  { of: 'person', name: 'age' },
  { of: 'group', group: 'company', name: 'size' },
  { of: 'group key', group: 'company' },
)

const FILTER: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    test: oneOf('is', 'is not'),
    property: PROPERTY,
    values: fc.subarray(['pro', 'free', '', '7', 'true', 'lead', 'acme', '12'], { minLength: 1 }),
  }),
  fc.record({
    test: oneOf('contains', 'does not contain', 'matches', 'does not match'),
    property: PROPERTY,
    text: oneOf('pr', 'E', '^p', '1', 'lea'),
  }),
  fc.record({ test: oneOf('above', 'below'), property: PROPERTY, number: oneOf(0, 1, 2.5, 12) }),
  fc.record({ test: oneOf('set', 'not set'), property: PROPERTY }),
  fc.record({ test: fc.constant('in the last' as const), property: PROPERTY, days: oneOf(1, 2, 30) }),
  fc.record({ test: oneOf('in cohort', 'not in cohort'), cohortId: fc.constant(COHORT) }),
)
const few = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Filter[]>([]) },
  { weight: 1, arbitrary: fc.array(FILTER, { minLength: 1, maxLength: 2 }) },
)

const PICK: fc.Arbitrary<EventPick> = fc.record({
  name: fc.oneof({ weight: 6, arbitrary: NAME }, { weight: 1, arbitrary: fc.constant(null) }),
  filters: few,
})

const RANGE = oneOf(
  { last: 7, unit: 'day' as const },
  { last: 30, unit: 'day' as const },
  { last: 3, unit: 'week' as const },
  { last: 2, unit: 'month' as const },
  { from: '2026-10-24', to: '2026-11-02' },
  { from: '2026-11-01', to: '2026-11-20' },
)
const SHORT = oneOf(
  { last: 2, unit: 'day' as const },
  { from: '2026-10-24', to: '2026-10-26' },
  { from: '2026-10-31', to: '2026-11-01' },
)
const BREAKDOWN = fc.option(fc.record({ property: PROPERTY, top: oneOf(1, 2, 8) }))
const PERIOD = oneOf('day', 'week', 'month')

const MEASURE: fc.Arbitrary<Measure> = fc.oneof(
  oneOf<Measure>(
    { of: 'events' },
    { of: 'people' },
    { of: 'events per person', by: 'mean' },
    { of: 'events per person', by: 'median' },
  ),
  fc.constant<Measure>({ of: 'groups', group: 'company' }),
  fc.record({
    of: fc.constant('numbers' as const),
    property: oneOf<Property>(
      { of: 'event', name: 'amount' },
      { of: 'event', name: 'plan' },
      { of: 'person', name: 'age' },
    ),
    by: oneOf(
      'sum' as const,
      'mean' as const,
      'min' as const,
      'max' as const,
      'median' as const,
      'p90' as const,
      'p95' as const,
      'p99' as const,
    ),
  }),
)

const all = { breakdown: BREAKDOWN, filters: few }

/** Questions of each kind. */
export const QUESTIONS: Record<Asking['kind'], fc.Arbitrary<unknown>> = {
  trends: fc
    .record({
      kind: fc.constant('trends' as const),
      series: fc.array(fc.record({ name: fc.oneof(NAME, fc.constant(null)), filters: few, measure: MEASURE }), {
        minLength: 1,
        maxLength: 2,
      }),
      formulas: fc.constant([]),
      interval: oneOf('hour', 'day', 'week', 'month'),
      range: RANGE,
      short: SHORT,
      isCompared: fc.boolean(),
      smoothing: oneOf(1 as const, 7 as const),
      ...all,
    })
    .map(({ short, ...one }) => ({
      ...one,
      range: one.interval === 'hour' ? short : one.range,
      smoothing: one.interval === 'day' ? one.smoothing : (1 as const),
    })),
  funnel: fc
    .record({
      kind: fc.constant('funnel' as const),
      steps: fc.array(PICK, { minLength: 2, maxLength: 4 }),
      order: oneOf('in order', 'strictly', 'any order'),
      windowSeconds: oneOf(30, 3_600, 86_400, 7 * 86_400, 30 * 86_400),
      exclusions: fc.array(fc.record({ event: PICK, after: fc.constant(1), before: oneOf(2, 3, 3) }), { maxLength: 2 }),
      range: RANGE,
      ...all,
    })
    .map((one) => ({
      ...one,
      exclusions: one.order === 'any order' ? [] : one.exclusions.filter(({ before }) => before <= one.steps.length),
    })),
  retention: fc.record({
    kind: fc.constant('retention' as const),
    start: PICK,
    comeBack: PICK,
    period: PERIOD,
    periods: oneOf(1, 3, 8),
    who: oneOf('first time', 'every time'),
    counting: oneOf('in the period', 'or later'),
    range: RANGE,
    filters: few,
  }),
  stickiness: fc.record({
    kind: fc.constant('stickiness' as const),
    event: PICK,
    period: PERIOD,
    range: RANGE,
    filters: few,
  }),
  lifecycle: fc.record({
    kind: fc.constant('lifecycle' as const),
    event: PICK,
    period: PERIOD,
    range: RANGE,
    filters: few,
  }),
  paths: fc
    .record({
      kind: fc.constant('paths' as const),
      startAt: fc.option<string>(NAME),
      endAt: fc.option<string>(NAME),
      only: fc.constant<string[]>([]),
      without: fc.subarray(['view', 'leave'], { maxLength: 1 }),
      steps: fc.integer({ min: 2, max: 6 }),
      edges: oneOf(5, 40),
      range: RANGE,
      filters: few,
    })
    .map((one) => ({ ...one, endAt: one.startAt ? null : one.endAt })),
}
