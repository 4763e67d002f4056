import { links } from '#commons/links/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { ask } from '#platform/api/ask.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Demo, DemoStage } from '#platform/feature.ts'
import { addDays, type Day, dayIn, daysFrom, weekdayOf } from '#platform/time/days.ts'

import { metricAlerts } from './alerts/contract.ts'
import { metrics, type NewMetric } from './contract.ts'
import { metricsById } from './lookups.ts'
import { type Curve, valueOn } from './values/demo.ts'

/** What a metric is, in the contract's words, and how its values of the demo's year run. */
type Story = Curve &
  NewMetric & {
    kept: string
    source: 'push' | 'hand' | 'csv'
    owners: [product: string, engineering: string]
    /** The days on which it is measured; every day when left out. */
    on?: (day: Day) => boolean
  }

const BUSY_WEEK = [0.97, 1, 1.02, 1.06, 1.14, 1.02, 0.79]
const isMonday = (day: Day) => weekdayOf(day) === 0
const isWeekday = (day: Day) => weekdayOf(day) < 5
const isFirstOfMonth = (day: Day) => day.endsWith('-01')

// The days of the moves are those on which the demo's releases shipped.
const STORIES: Story[] = [
  {
    kept: 'on-time',
    name: 'On-time deliveries a day',
    definition:
      'Deliveries handed over before the time promised to the recipient, counted on the day of the handover, over all cities.',
    unit: '',
    digits: 0,
    source: 'push',
    target: 16000,
    atRiskAt: 11000,
    offTrackAt: 9000,
    owners: ['Mara Lindqvist', 'Noor Haddad'],
    start: 9400,
    drift: 3900,
    noise: 260,
    week: BUSY_WEEK,
    moves: [
      [180, 520, 14],
      [140, 610, 10],
    ],
  },
  {
    kept: 'weekly-active-couriers',
    name: 'Weekly active couriers',
    definition: 'Couriers with at least one finished delivery in the seven days up to and including the day.',
    unit: '',
    digits: 0,
    source: 'push',
    preset: 'engagement',
    target: 5200,
    atRiskAt: 3300,
    offTrackAt: 2900,
    owners: ['Priya Nair', 'Rafael Costa'],
    start: 3120,
    drift: 1350,
    noise: 28,
    moves: [[300, 140, 40]],
  },
  {
    kept: 'activation',
    name: 'Courier activation',
    definition: 'Of the couriers who signed up seven days before, the share that finished three deliveries by the day.',
    unit: '%',
    digits: 1,
    source: 'push',
    preset: 'activation',
    target: 60,
    atRiskAt: 52,
    offTrackAt: 45,
    owners: ['Priya Nair', 'Rafael Costa'],
    start: 41,
    drift: 4,
    noise: 1.3,
    week: [1, 1.01, 1.01, 1, 0.99, 0.98, 0.98],
    moves: [[300, 7.5, 8]],
  },
  {
    kept: 'late-deliveries',
    name: 'Late deliveries',
    definition: 'Deliveries handed over after the promised time, divided by all deliveries of the day.',
    unit: '%',
    digits: 1,
    direction: 'down',
    source: 'push',
    target: 5,
    atRiskAt: 8,
    offTrackAt: 11,
    owners: ['Mara Lindqvist', 'Lena Fischer'],
    start: 11.4,
    drift: -0.6,
    noise: 0.5,
    week: [0.96, 0.96, 0.98, 1.03, 1.12, 1.02, 0.93],
    moves: [
      [180, -2.2, 6],
      [140, -1.4, 8],
      [12, -0.7, 4],
    ],
  },
  {
    kept: 'dispatch-time',
    name: 'Time to dispatch a job',
    definition: 'Median seconds from opening a job to a courier accepting it, over the jobs of the day.',
    unit: 's',
    digits: 0,
    direction: 'down',
    source: 'push',
    target: 60,
    atRiskAt: 72,
    offTrackAt: 100,
    owners: ['Tomás Ferreira', 'Lena Fischer'],
    start: 112,
    drift: -3,
    noise: 3.4,
    week: [1.02, 1, 1, 1.02, 1.06, 0.97, 0.93],
    moves: [
      [340, -19, 7],
      [262, -6, 12],
    ],
  },
  {
    kept: 'csat',
    name: 'Courier satisfaction',
    definition:
      'CSAT: of the couriers who answered after a shift, the share that chose 4 or 5 of 5. Asked on weekdays.',
    unit: '%',
    digits: 1,
    source: 'csv',
    preset: 'csat',
    target: 88,
    atRiskAt: 80,
    offTrackAt: 74,
    owners: ['Aiko Tanaka', 'Noor Haddad'],
    start: 78.5,
    drift: 2.5,
    noise: 1.6,
    on: isWeekday,
    moves: [
      [180, 1.8, 20],
      [36, 3.6, 9],
    ],
  },
  {
    kept: 'retention',
    name: 'Courier retention after 30 days',
    definition:
      'Of the couriers with a first delivery 30 to 36 days before, the share with a delivery in the last seven days.',
    unit: '%',
    digits: 1,
    source: 'push',
    preset: 'retention',
    target: 70,
    atRiskAt: 66,
    offTrackAt: 60,
    owners: ['Priya Nair', 'Noor Haddad'],
    start: 61.2,
    drift: 3,
    noise: 1.1,
    moves: [
      [221, -0.8, 30],
      [150, 2.1, 40],
    ],
  },
  {
    kept: 'churn',
    name: 'Company churn',
    definition: 'Companies that ended their plan in the month, divided by those that had one on its first day.',
    unit: '%',
    digits: 1,
    direction: 'down',
    source: 'hand',
    preset: 'churn',
    target: 1.5,
    atRiskAt: 1.8,
    offTrackAt: 2.05,
    owners: ['Mara Lindqvist', 'Noor Haddad'],
    start: 2.6,
    drift: -0.5,
    noise: 0.16,
    on: isFirstOfMonth,
  },
  {
    kept: 'nps',
    name: 'Dispatcher NPS',
    definition: 'Share of dispatchers who answered 9 or 10, less the share who answered 0 to 6. One wave each Monday.',
    unit: '',
    digits: 0,
    source: 'hand',
    preset: 'nps',
    target: 45,
    atRiskAt: 25,
    offTrackAt: 15,
    owners: ['Aiko Tanaka', 'Lena Fischer'],
    start: 24,
    drift: 9,
    noise: 3,
    on: isMonday,
    moves: [[340, 4, 20]],
  },
  {
    kept: 'utilisation',
    name: 'Courier utilisation',
    definition: 'Share of a shift that couriers spend on a job. Too low wastes their time, too high leaves no slack.',
    unit: '%',
    digits: 0,
    direction: 'between',
    source: 'push',
    low: 62,
    high: 78,
    owners: ['Jonas Weber', 'Noor Haddad'],
    start: 64,
    drift: 7,
    noise: 1.5,
    week: [0.98, 0.99, 1, 1.02, 1.06, 1.01, 0.9],
  },
  {
    kept: 'crash-free',
    name: 'Crash-free sessions',
    definition: 'Sessions of the courier app that ended without a crash, divided by all sessions of the day.',
    unit: '%',
    digits: 2,
    source: 'push',
    isGuardrail: true,
    target: 99.7,
    atRiskAt: 99.2,
    offTrackAt: 98.8,
    owners: ['Priya Nair', 'Mei Chen'],
    start: 99.32,
    drift: 0.25,
    noise: 0.07,
    moves: [
      [75, -0.62, 1],
      [73, 0.6, 1],
    ],
  },
  {
    kept: 'load-time',
    name: 'Planner load time',
    definition: 'Milliseconds until the route planner can be used, 75th percentile over the sessions of the day.',
    unit: 'ms',
    digits: 0,
    direction: 'down',
    source: 'push',
    isGuardrail: true,
    target: 1200,
    atRiskAt: 1600,
    offTrackAt: 2000,
    owners: ['Tomás Ferreira', 'Sam Whitaker'],
    start: 1480,
    drift: 60,
    noise: 38,
    week: [1.02, 1.01, 1, 1.01, 1.03, 0.98, 0.96],
    moves: [
      [180, 210, 2],
      [118, -330, 10],
    ],
  },
  {
    kept: 'support-contacts',
    name: 'Support contacts per 1,000 deliveries',
    definition: 'Chats, calls and letters of couriers to support on the day, for each thousand deliveries.',
    unit: '',
    digits: 1,
    direction: 'down',
    source: 'push',
    isGuardrail: true,
    target: 6,
    atRiskAt: 7.5,
    offTrackAt: 12,
    owners: ['Jonas Weber', 'Sam Whitaker'],
    start: 11.2,
    drift: -2.4,
    noise: 0.55,
    week: [1.12, 1.02, 0.98, 0.97, 1, 0.98, 0.93],
    moves: [
      [75, 2.1, 1],
      [73, -2.1, 3],
    ],
  },
  {
    kept: 'deploys',
    name: 'Deployments a week',
    definition:
      'Deployments of web and app to production in the week that ended on the day. An output: it says what we did.',
    unit: '',
    digits: 0,
    kind: 'output',
    source: 'hand',
    owners: ['Mara Lindqvist', 'Sam Whitaker'],
    start: 9,
    drift: 6,
    noise: 1.8,
    on: isMonday,
  },
]

async function tell(stage: DemoStage, story: Story, index: number) {
  const today = dayIn('Europe/Berlin', stage.now)
  const first = addDays(today, -365)
  const idOf = (name: string) => stage.members.find((member) => member.name === name)?.id as MemberId | undefined
  const [product, engineering] = story.owners
  const { on, source } = story
  const begun = new Date(stage.now.getTime() - 365 * 86_400_000)
  const made = await stage.as(product, begun, async (context) => {
    const [productOwnerId, engineeringOwnerId] = [idOf(product), idOf(engineering)]
    return ask(metrics, context).create({
      // What the contract does not know, such as the curve, it passes over.
      ...story,
      ...(productOwnerId ? { productOwnerId } : {}),
      ...(engineeringOwnerId ? { engineeringOwnerId } : {}),
    })
  })
  stage.kept.set(`metric:${story.kept}`, made.id)

  // Values arrive in batches, as they would from a nightly program.
  const BATCH_DAYS = 61
  for (let from = 0; from <= 365; from += BATCH_DAYS) {
    const to = Math.min(365, from + BATCH_DAYS - 1)
    const days = daysFrom(addDays(first, from), addDays(first, to)).filter((day) => !on || on(day))
    if (days.length === 0) continue
    const at = new Date(stage.now.getTime() - (365 - to) * 86_400_000)
    await stage.as(engineering, at, (context) => {
      const program = source === 'push' ? { ...context, who: { ...context.who, scopes: ['metrics:write'] } } : context
      return ask(metrics, program).recordValues({
        key: made.key,
        values: days.map((day) => ({ day, value: valueOn(story, index, day, today) })),
      })
    })
  }
}

/** What the north star rests on, a formula over it, and what somebody wants to be told of. */
async function rest(stage: DemoStage) {
  const idOf = (name: string) => stage.kept.get(`metric:${name}`) as RecordId // told above
  const lately = new Date(stage.now.getTime() - 40 * 86_400_000)
  await stage.as('Mara Lindqvist', lately, async (context) => {
    for (const [from, to] of [
      ['late-deliveries', 'on-time'],
      ['dispatch-time', 'late-deliveries'],
      ['load-time', 'dispatch-time'],
      ['activation', 'weekly-active-couriers'],
      ['retention', 'weekly-active-couriers'],
    ] as const) {
      await ask(links, context).connect({ from: idOf(from), to: idOf(to), kind: 'measures' })
    }
    const onTime = (await metricsById(context.within!.tx, stage.workspaceId, [idOf('on-time')])).get(idOf('on-time'))!
    const active = (await metricsById(context.within!.tx, stage.workspaceId, [idOf('weekly-active-couriers')])).get(
      idOf('weekly-active-couriers'),
    )!
    const made = await ask(metrics, context).create({
      name: 'On-time deliveries for each active courier',
      definition: 'On-time deliveries of the day divided by the couriers active in the seven days up to it.',
      digits: 2,
      source: 'formula',
      formula: `#${onTime.key} / #${active.key}`,
      target: 3.4,
      atRiskAt: 2.9,
      offTrackAt: 2.5,
    })
    stage.kept.set('metric:on-time-per-courier', made.id)
    await ask(links, context).connect({ from: idOf('weekly-active-couriers'), to: idOf('on-time'), kind: 'measures' })
  })
  await stage.as('Lena Fischer', lately, async (context) => {
    const found = await metricsById(context.within!.tx, stage.workspaceId, [idOf('late-deliveries')])
    const { key } = found.get(idOf('late-deliveries'))!
    await ask(metricAlerts, context).add({ key, watches: 'unusual' })
    await ask(metricAlerts, context).add({ key, watches: 'above', bound: 9 })
  })
}

/** A year of the numbers by which Fernway steers. */
export const demo: Demo = {
  order: 20,
  async fill(stage) {
    for (const [index, story] of STORIES.entries()) await tell(stage, story, index)
    await rest(stage)
  },
}
