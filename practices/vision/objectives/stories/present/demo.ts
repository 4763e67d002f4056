import type { ObjectiveStory } from '../demo.ts'

const mara = 'Mara Lindqvist'
const priya = 'Priya Nair'
const aiko = 'Aiko Tanaka'
const daniel = 'Daniel Okafor'
const lena = 'Lena Fischer'
const rafael = 'Rafael Costa'

/** The year, told before what contributes to it. */
export const YEAR: ObjectiveStory[] = [
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

/** The quarter that runs: one with a confidence gap, one that waits for engineering. */
export const NOW: ObjectiveStory[] = [
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

/** What is being drafted for the quarter to come, with one side missing. */
export const NEXT: ObjectiveStory[] = [
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
