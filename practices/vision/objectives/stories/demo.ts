import type { KeyResultKind } from '../key-results/rules.ts'

/** A key result of the demo. Each side's answers go round by round; the last one holds on. */
export type PromisedStory = {
  kept?: string
  title: string
  kind: KeyResultKind
  start?: number
  target?: number
  unit?: string
  /** The metric that feeds it, by the name it was kept under. */
  metric?: string
  /** Averaged over so many days; 7 when left out. */
  metricDays?: number
  feeds?: 'linked work'
  /** Values by hand, round by round; the product owner brings them. */
  values?: number[]
  product?: number[]
  engineering?: number[]
  productSays?: string[]
  engineeringSays?: string[]
  grade?: number
  gradeNote?: string
  rollsOver?: boolean
  /** Engineering has not answered this week yet, so product's answer is not to be seen. */
  isAwaited?: boolean
}

/** An objective of the demo: in which cycle, counted from the current one, and how far it came. */
export type ObjectiveStory = {
  kept: string
  title: string
  cycle: number | 'year'
  team?: 'WEB' | 'APP'
  product?: string
  engineering?: string
  serves?: string[]
  reaches: 'draft' | 'proposed' | 'active' | 'done'
  /** How many weeks lie between two rounds. */
  everyWeeks?: number
  learned?: string
  keyResults: PromisedStory[]
}

const mara = 'Mara Lindqvist'
const priya = 'Priya Nair'
const tomas = 'Tomás Ferreira'
const aiko = 'Aiko Tanaka'
const daniel = 'Daniel Okafor'
const lena = 'Lena Fischer'
const rafael = 'Rafael Costa'
const sam = 'Sam Whitaker'

const YEAR: ObjectiveStory[] = [
  {
    kept: 'new-markets',
    title: 'Fleets in five cities start their morning with us',
    cycle: 'year',
    product: mara,
    engineering: daniel,
    serves: ['clause:cities', 'clause:cargo-bikes'],
    reaches: 'active',
    everyWeeks: 6,
    keyResults: [
      {
        kept: 'weekly-active-couriers',
        title: 'Couriers who ride with us each week',
        kind: 'increase',
        start: 3100,
        target: 4900,
        unit: 'couriers',
        metric: 'weekly-active-couriers',
        product: [7, 7, 8, 8, 7, 7, 8],
        engineering: [6, 6, 6, 7, 6, 6, 7],
        productSays: [
          'Leipzig brought 140 in a month.',
          'Summer is slow, as last year.',
          'Two fleets signed for autumn.',
        ],
        engineeringSays: [
          'Import of foreign address books still needs a hand.',
          'Utrecht runs on the same maps.',
          'Load is fine.',
        ],
      },
      {
        kept: 'fleets-abroad',
        title: 'Fleets under contract outside Germany',
        kind: 'increase',
        start: 0,
        target: 6,
        unit: 'fleets',
        values: [0, 1, 1, 2, 3, 4, 5],
        product: [5, 6, 6, 6, 7, 7, 8],
        engineering: [5, 5, 6, 6, 6, 7, 7],
        productSays: ['One pilot in Utrecht, unpaid.', 'Utrecht pays.', 'Ghent asks for cargo bikes first.'],
        engineeringSays: ['Nothing stands in the way technically.', 'VAT for Belgium is open.', 'Dutch is translated.'],
      },
      {
        kept: 'deploys',
        title: 'Deployments a week',
        kind: 'increase',
        start: 9,
        target: 15,
        unit: 'a week',
        metric: 'deploys',
        product: [6, 6, 5, 6, 6, 6, 6],
        engineering: [8, 8, 8, 8, 8, 8, 9],
        productSays: ['I cannot tell what this changes for a courier.', 'Still unsure why we follow it.'],
        engineeringSays: ['Smaller steps break less.', 'The pipeline takes nine minutes now.'],
      },
    ],
  },
]

const PAST: ObjectiveStory[] = [
  {
    kept: 'faster-dispatch',
    title: 'A dispatcher sends out a morning in minutes',
    cycle: -3,
    team: 'WEB',
    product: tomas,
    engineering: lena,
    serves: ['clause:plan-a-morning'],
    reaches: 'done',
    everyWeeks: 3,
    learned: 'Dispatchers wanted to see the tour before they sent it. The preview did more than the speed.',
    keyResults: [
      {
        kept: 'dispatch-time',
        title: 'Time to dispatch a job',
        kind: 'decrease',
        start: 112,
        target: 85,
        unit: 's',
        metric: 'dispatch-time',
        product: [6, 7, 8, 8],
        engineering: [7, 7, 8, 9],
        productSays: ['Whole tours go out since Tuesday.', 'Three fleets use nothing else any more.'],
        engineeringSays: ['The batch call holds under Friday’s load.', 'Median is where we wanted it.'],
        grade: 0.8,
        gradeNote: 'Most of the way in one release.',
      },
      {
        title: 'Dispatchers who trust the suggested order',
        kind: 'increase',
        start: 40,
        target: 65,
        unit: '%',
        values: [42, 47, 51, 55],
        product: [7, 6, 6, 5],
        engineering: [6, 6, 5, 5],
        productSays: [
          'They change one stop and then doubt all of them.',
          'Night dispatchers trust it, day ones do not.',
        ],
        engineeringSays: ['We do not yet explain why a stop comes first.', 'Explaining costs a second of load time.'],
        grade: 0.6,
        gradeNote: 'Trust follows explanation, and that came late.',
      },
    ],
  },
  {
    kept: 'courier-onboarding',
    title: 'A new courier rides the first shift without a training',
    cycle: -2,
    team: 'APP',
    product: priya,
    engineering: rafael,
    serves: ['clause:next-stop'],
    reaches: 'done',
    everyWeeks: 3,
    learned: 'The first delivery decides. Whoever is stuck at the first door does not come back for a third.',
    keyResults: [
      {
        kept: 'activation',
        title: 'Couriers active in their first week',
        kind: 'increase',
        start: 44,
        target: 54,
        unit: '%',
        metric: 'activation',
        product: [7, 7, 7, 8],
        engineering: [6, 6, 7, 7],
        productSays: ['The first shift is guided now.', 'Support hears less of “where do I press”.'],
        engineeringSays: ['Old phones skip the guide when memory is low.', 'Fixed for all but one model.'],
        grade: 0.7,
      },
      {
        title: 'The guide speaks the five languages of our couriers',
        kind: 'delivery date',
        product: [8, 8, 9, 9],
        engineering: [8, 7, 7, 9],
        productSays: ['Turkish is being read by two couriers.', 'Arabic was the last.'],
        engineeringSays: ['Right-to-left breaks the arrow.', 'The arrow turns now.'],
        grade: 1,
        gradeNote: 'In time, and read by couriers, not by us.',
      },
    ],
  },
  {
    kept: 'quick-planner',
    title: 'The planner is there when the dispatcher is',
    cycle: -1,
    team: 'WEB',
    product: tomas,
    engineering: sam,
    serves: ['clause:plan-a-morning', 'clause:stays'],
    reaches: 'done',
    everyWeeks: 3,
    learned: 'Half of the load time was one font. Measure first, then plan.',
    keyResults: [
      {
        kept: 'load-time',
        title: 'Planner load time',
        kind: 'decrease',
        start: 1750,
        target: 1350,
        unit: 'ms',
        metric: 'load-time',
        product: [7, 8, 8, 8],
        engineering: [8, 8, 9, 9],
        productSays: ['Nobody mentions the wait any more.', 'Quiet, which is good.'],
        engineeringSays: ['The map draws before the list.', 'One font was half of it.'],
        grade: 0.8,
      },
      {
        title: 'Dispatchers who plan on a tablet',
        kind: 'increase',
        start: 8,
        target: 25,
        unit: '%',
        values: [8, 10, 12, 13],
        product: [6, 6, 5, 4],
        engineering: [5, 5, 4, 4],
        productSays: ['They like it and do not use it.', 'The stand-up table has no place for a tablet.'],
        engineeringSays: ['Drag works with a glove now.', 'Nothing more that code could do here.'],
        rollsOver: true,
      },
    ],
  },
]

const NOW: ObjectiveStory[] = [
  {
    kept: 'on-time',
    title: 'Arrival times that hold',
    cycle: 0,
    team: 'WEB',
    product: mara,
    engineering: lena,
    serves: ['clause:believed-time', 'objective:new-markets'],
    reaches: 'active',
    everyWeeks: 1,
    keyResults: [
      {
        kept: 'late-deliveries',
        title: 'Late deliveries',
        kind: 'decrease',
        start: 7.4,
        target: 5.5,
        unit: '%',
        metric: 'late-deliveries',
        product: [8, 8, 8, 7, 8, 8, 8, 8],
        engineering: [6, 5, 4, 4, 4, 4, 5, 5],
        productSays: [
          'Closed streets are announced; we only have to use it.',
          'The pilot in Kreuzberg looks good.',
          'Two fleets ask when they get it.',
        ],
        engineeringSays: [
          'The city’s feed is a day late half of the time.',
          'Rerouting while riding costs battery that old phones lack.',
          'We see one in three closures before the courier does.',
        ],
      },
      {
        kept: 'on-time',
        title: 'On-time deliveries a day',
        kind: 'increase',
        start: 13300,
        target: 15400,
        unit: 'a day',
        metric: 'on-time',
        product: [7, 7, 7, 7, 6, 7, 7, 7],
        engineering: [7, 7, 6, 6, 6, 6, 7, 7],
        productSays: ['Volume grows faster than lateness.', 'The autumn rain has not begun.', 'November is the test.'],
        engineeringSays: ['Offline routes help where the signal is gone.', 'Counting handovers is exact now.'],
      },
      {
        kept: 'support-contacts',
        title: 'Support contacts stay below 10 for each 1,000 deliveries',
        kind: 'keep below',
        target: 10,
        unit: 'contacts',
        metric: 'support-contacts',
        product: [8, 8, 8, 8, 8, 9, 9, 9],
        engineering: [7, 7, 8, 8, 8, 8, 8, 9],
        productSays: ['Jonas has time to call back.', 'One bad Monday, no pattern.'],
        engineeringSays: ['No incident this week.', 'The status page answers most of it.'],
      },
    ],
  },
  {
    kept: 'courier-satisfaction',
    title: 'Shifts that couriers would choose again',
    cycle: 0,
    team: 'APP',
    product: aiko,
    engineering: rafael,
    serves: ['clause:shift-ends', 'clause:next-stop'],
    reaches: 'active',
    everyWeeks: 1,
    keyResults: [
      {
        kept: 'csat',
        title: 'Courier satisfaction',
        kind: 'increase',
        start: 81,
        target: 87,
        unit: '%',
        metric: 'csat',
        product: [6, 6, 7, 7, 7, 8, 8, 8],
        engineering: [6, 7, 7, 7, 7, 7, 8, 8],
        productSays: ['Couriers name the end of the shift first.', 'Swapping a shift is what they ask for.'],
        engineeringSays: [
          'Swaps are in the hands of two fleets.',
          'The rules of each fleet differ more than we thought.',
        ],
      },
      {
        kept: 'retention',
        title: 'Couriers who stay beyond their first month',
        kind: 'increase',
        start: 63,
        target: 67,
        unit: '%',
        metric: 'retention',
        product: [6, 6, 6, 5, 6, 6, 6, 6],
        engineering: [6, 6, 6, 6, 6, 6, 6, 6],
        isAwaited: true,
        productSays: ['A number that moves slowly; ask again in December.', 'Two fleets changed their pay this month.'],
        engineeringSays: ['Nothing of ours explains the dip.', 'Streaks may help, or not.'],
      },
      {
        kept: 'utilisation',
        title: 'Couriers spend no more than 78 % of a shift on a job',
        kind: 'keep below',
        target: 78,
        unit: '%',
        metric: 'utilisation',
        product: [9, 9, 9, 9, 9, 9, 9, 9],
        engineering: [9, 9, 9, 9, 8, 8, 9, 9],
        productSays: ['There is slack where it rains.', 'As planned.'],
        engineeringSays: ['The planner respects the limit.', 'Fridays come close.'],
      },
    ],
  },
  {
    kept: 'hand-overs',
    title: 'Two couriers hand a job over without a phone call',
    cycle: 0,
    team: 'APP',
    product: priya,
    engineering: rafael,
    serves: ['objective:courier-satisfaction'],
    reaches: 'proposed',
    keyResults: [
      { title: 'The hand-over is built and in the hands of one fleet', kind: 'milestone', feeds: 'linked work' },
      { title: 'Hand-overs without a call', kind: 'increase', start: 0, target: 60, unit: '%' },
    ],
  },
]

const NEXT: ObjectiveStory[] = [
  {
    kept: 'cargo-tours',
    title: 'Plan a tour for a cargo bike as easily as for a bicycle',
    cycle: 1,
    team: 'WEB',
    product: mara,
    reaches: 'draft',
    keyResults: [
      { title: 'Cargo tours that nobody re-plans by hand', kind: 'increase', start: 0, target: 70, unit: '%' },
    ],
  },
]

/** Fernway’s objectives, in the order in which they are told: what others serve comes first. */
export const STORIES: ObjectiveStory[] = [...YEAR, ...PAST, ...NOW, ...NEXT]
