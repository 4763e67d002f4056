import type { RecordId } from '#commons/records/contract.ts'
import { ask } from '#platform/api/ask.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Demo, DemoStage } from '#platform/feature.ts'
import { addDays, dayIn } from '#platform/time/days.ts'

import { successReviews, type Verdict } from './contract.ts'

/** A review of the demo. Each instant is given as days before the end of the year. */
type Story = {
  /** The name under which its release was kept. */
  release: string
  shipped: number
  product: string
  engineering: string
  /** What surprised each side, and when it was handed in. */
  wrote?: Partial<Record<'product' | 'engineering', [daysAgo: number, text: string]>>
  decided?: [daysAgo: number, verdict: Verdict, learned: string, reason: string, owner: string, followUpInDays: number]
  putOff?: [daysAgo: number, untilInDays: number, reason: string]
}

const STORIES: Story[] = [
  {
    release: 'whole-tours',
    shipped: 340,
    product: 'Tomás Ferreira',
    engineering: 'Lena Fischer',
    wrote: {
      product: [309, 'Dispatchers kept the preview open all morning. We had meant it as a last look before sending.'],
      engineering: [
        308,
        'One transaction for forty jobs locked the whole board for two seconds. Nobody minded but us.',
      ],
    },
    decided: [
      308,
      'continue',
      'Deciding once is worth more than deciding fast: the preview is the place where the morning is planned.',
      'Our numbers begin too late to judge it, three days short. We go on what dispatchers showed us, and record daily from now on.',
      'Tomás Ferreira',
      30,
    ],
  },
  {
    release: 'first-shift',
    shipped: 300,
    product: 'Priya Nair',
    engineering: 'Rafael Costa',
    wrote: {
      product: [
        268,
        'Couriers skip every word and follow every arrow. The texts that we argued about were read by nobody.',
      ],
      engineering: [
        267,
        'Loading the map before sign-up did more than the guide: first stops opened in half the time.',
      ],
    },
    decided: [
      267,
      'continue',
      'Show the next movement instead of explaining the next screen.',
      'Activation rose within a week and goes on rising; support contacts show no clear change.',
      'Priya Nair',
      28,
    ],
  },
  {
    release: 'suggested-courier',
    shipped: 262,
    product: 'Tomás Ferreira',
    engineering: 'Lena Fischer',
    wrote: {
      product: [
        230,
        'Half of the suggestions are overruled, most of them because the nearest courier is about to end a shift.',
      ],
      engineering: [229, 'The nearest courier is the cheapest thing to compute, and we stopped thinking there.'],
    },
    decided: [
      229,
      'adjust',
      'The nearest courier is not the next one: dispatchers think in shifts before they think in metres.',
      'It improved by less than we had signed. Shift ends go into the suggestion.',
      'Lena Fischer',
      21,
    ],
  },
  {
    release: 'streaks',
    shipped: 221,
    product: 'Priya Nair',
    engineering: 'Rafael Costa',
    wrote: {
      product: [128, 'Couriers told us that a streak feels like a second boss. Those with children lost theirs first.'],
      engineering: [
        127,
        'Two thirds of the work went into time zones and sick days, the cases in which a streak is unfair.',
      ],
    },
    decided: [
      126,
      'stop',
      'Couriers stay for shifts that fit their lives, not for points. That became the question behind swapping shifts.',
      'After ninety days there is no clear change, three points are ruled out, and the interviews say why.',
      'Priya Nair',
      14,
    ],
  },
  {
    release: 'around-the-jam',
    shipped: 180,
    product: 'Mara Lindqvist',
    engineering: 'Noor Haddad',
    wrote: {
      product: [148, 'Recipients noticed before couriers did: complaints about lateness fell in the first week.'],
      engineering: [148, 'The route data tripled. We had tested with one city, and the planner opens them all.'],
    },
    decided: [
      147,
      'adjust',
      'A guardrail that is watched pays for itself: we saw the slower planner on the reading, not in a complaint.',
      'Late deliveries improved as declared, but the planner takes clearly longer to open. The map comes first, the feed after it.',
      'Noor Haddad',
      21,
    ],
  },
  {
    release: 'arrival-times',
    shipped: 140,
    product: 'Aiko Tanaka',
    engineering: 'Noor Haddad',
    wrote: {
      product: [97, 'People would rather hear a later time that holds than an early one that slips.'],
      engineering: [96, 'Riders of the same street differ by less than the hours of the day do.'],
    },
    decided: [
      95,
      'continue',
      'Promise by hour and street; who rides hardly matters.',
      'Late deliveries fell close to what was declared, on top of the release before. It goes to the remaining cities.',
      'Noor Haddad',
      45,
    ],
  },
  {
    release: 'quick-map',
    shipped: 118,
    product: 'Tomás Ferreira',
    engineering: 'Sam Whitaker',
    wrote: {
      product: [86, 'Dispatchers did not say that it is faster. They stopped opening a second tab.'],
      engineering: [86, 'Most of the gain came from leaving out what nobody had looked at for a year.'],
    },
    decided: [
      85,
      'continue',
      'Before making a thing faster, ask whether anybody looks at it.',
      'The planner opens faster than before the live routes, measured on all sessions.',
      'Sam Whitaker',
      60,
    ],
  },
  {
    release: 'company-reports',
    shipped: 96,
    product: 'Mara Lindqvist',
    engineering: 'Noor Haddad',
    putOff: [
      4,
      26,
      'Churn is counted once a month, so ninety days hold three values on each side. Noor counts both windows by week, from the invoices.',
    ],
  },
  {
    release: 'battery-saver',
    shipped: 75,
    product: 'Priya Nair',
    engineering: 'Mei Chen',
    wrote: {
      product: [
        44,
        'Support heard of the crashes two hours before our dashboard did. Couriers call, they do not write.',
      ],
      engineering: [44, 'All our test phones were charged. The fault needs a phone that has slept.'],
    },
    decided: [
      43,
      'stop',
      'A test bench of full batteries cannot find what happens at the end of a shift. Ours now begins each run at twelve per cent.',
      'It was withdrawn after two days, and the charge that it saves matters less than a crash mid-shift.',
      'Mei Chen',
      14,
    ],
  },
  {
    release: 'sign-in-mended',
    shipped: 58,
    product: 'Jonas Weber',
    engineering: 'Mei Chen',
    wrote: {
      product: [26, 'Nobody outside engineering knew that certificates end.'],
      engineering: [26, 'The reminder went to somebody who left in spring.'],
    },
    decided: [
      26,
      'continue',
      'Reminders belong to a team, not to a person.',
      'It did what it had to do. The reminder goes to the whole team from now on.',
      'Mei Chen',
      7,
    ],
  },
  {
    release: 'one-photo',
    shipped: 36,
    product: 'Priya Nair',
    engineering: 'Rafael Costa',
    wrote: {
      product: [2, 'Couriers photograph the doorbell rather than the parcel, because the name is on it.'],
    },
  },
  { release: 'closed-streets', shipped: 12, product: 'Mara Lindqvist', engineering: 'Lena Fischer' },
]

const DAY_MS = 86_400_000

async function tell(stage: DemoStage, story: Story) {
  const releaseId = stage.kept.get(`release:${story.release}`) as RecordId | undefined
  if (!releaseId) return
  const at = (daysAgo: number) => new Date(stage.now.getTime() - daysAgo * DAY_MS)
  const today = dayIn('Europe/Berlin', stage.now)
  const { product, engineering, wrote, decided, putOff } = story
  const { key, id } = await stage.as(engineering, at(story.shipped), (context) =>
    ask(successReviews, context).book({ releaseId }),
  )
  stage.kept.set(`success-review:${story.release}`, id)
  for (const side of ['product', 'engineering'] as const) {
    const written = wrote?.[side]
    if (!written) continue
    await stage.as(side === 'product' ? product : engineering, at(written[0]), async (context) => {
      await ask(successReviews, context).writeSurprise({ key, text: written[1] })
      await ask(successReviews, context).handIn({ key })
    })
  }
  if (putOff) {
    const [daysAgo, inDays, reason] = putOff
    await stage.as(product, at(daysAgo), (context) =>
      ask(successReviews, context).putOff({ key, until: addDays(today, inDays), reason }),
    )
  }
  if (decided) {
    const [daysAgo, verdict, learned, reason, owner, followUpInDays] = decided
    const ownerId = stage.members.find(({ name }) => name === owner)?.id as MemberId
    await stage.as(product, at(daysAgo), (context) =>
      ask(successReviews, context).decide({
        key,
        verdict,
        learned,
        reason,
        ownerId,
        followUpOn: addDays(today, followUpInDays - daysAgo),
      }),
    )
  }
}

/** How Fernway looked back at its releases. */
export const demo: Demo = {
  order: 70,
  async fill(stage) {
    for (const story of STORIES) await tell(stage, story)
  },
}
