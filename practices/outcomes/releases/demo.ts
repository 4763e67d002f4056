import { links } from '#commons/links/contract.ts'
import type { TeamId } from '#commons/people/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { signoffs } from '#commons/signoffs/contract.ts'
import type { Asked } from '#platform/api/answer.ts'
import { ask } from '#platform/api/ask.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Demo, DemoStage } from '#platform/feature.ts'
import { addDays, dayIn } from '#platform/time/days.ts'

import { releases } from './contract.ts'
import type { Effect } from './effects/contract.ts'

/** A release of the demo and what happened to it. Each instant is given as days before the end of the year. */
type Story = {
  /** Later features find it under `release:<kept>`. */
  kept: string
  version: string
  name: string
  team: 'WEB' | 'APP'
  product: string
  engineering: string
  target: string
  /** Initiatives by the names under which they were kept; their finished work comes along. */
  brings?: string[]
  effect?: [metric: string, Effect['direction'], size: number, Effect['measure'], windowDays: number]
  guardrails?: string[]
  signed?: ('product' | 'engineering')[]
  shipped?: number
  /** Days ahead, for one that is still to come. */
  planned?: number
  because?: string
  notes?: string
  withdrawn?: [daysAgo: number, because: string]
}

const BOTH: Story['signed'] = ['product', 'engineering']

const STORIES: Story[] = [
  {
    kept: 'whole-tours',
    version: 'Web 3.8',
    name: 'Whole tours in one go',
    team: 'WEB',
    product: 'Tomás Ferreira',
    engineering: 'Lena Fischer',
    target: 'All dispatchers',
    brings: ['bulk-dispatch'],
    effect: ['dispatch-time', 'decrease', 15, 'absolute', 30],
    signed: BOTH,
    shipped: 340,
  },
  {
    kept: 'first-shift',
    version: 'App 2.0',
    name: 'Ride the first shift at once',
    team: 'APP',
    product: 'Priya Nair',
    engineering: 'Rafael Costa',
    target: 'New couriers in all cities',
    brings: ['first-shift'],
    effect: ['activation', 'increase', 6, 'absolute', 30],
    guardrails: ['support-contacts'],
    signed: BOTH,
    shipped: 300,
  },
  {
    kept: 'suggested-courier',
    version: 'Web 3.9',
    name: 'The next courier, suggested',
    team: 'WEB',
    product: 'Tomás Ferreira',
    engineering: 'Lena Fischer',
    target: 'Dispatchers with ten couriers or more',
    effect: ['dispatch-time', 'decrease', 15, 'percent', 30],
    signed: BOTH,
    shipped: 262,
    notes:
      '## What is new\n\n- For each job the planner names the courier who is nearest and free.\n- One key accepts the suggestion.',
  },
  {
    kept: 'streaks',
    version: 'App 2.3',
    name: 'Weekly streaks',
    team: 'APP',
    product: 'Priya Nair',
    engineering: 'Rafael Costa',
    target: 'A half of the couriers in Lisbon and Berlin, then all',
    effect: ['retention', 'increase', 3, 'absolute', 90],
    guardrails: ['csat'],
    signed: BOTH,
    shipped: 221,
    notes:
      '## What is new\n\n- Ride in each week of a month and keep your streak.\n- Your streak stands beside your name.',
  },
  {
    kept: 'around-the-jam',
    version: 'Web 4.0',
    name: 'Around the jam',
    team: 'WEB',
    product: 'Mara Lindqvist',
    engineering: 'Noor Haddad',
    target: 'All cities with a traffic feed',
    brings: ['live-reroute'],
    effect: ['late-deliveries', 'decrease', 2, 'absolute', 30],
    guardrails: ['load-time', 'support-contacts'],
    signed: BOTH,
    shipped: 180,
  },
  {
    kept: 'arrival-times',
    version: 'Web 4.1',
    name: 'Arrival times that hold',
    team: 'WEB',
    product: 'Aiko Tanaka',
    engineering: 'Noor Haddad',
    target: 'Everyone',
    brings: ['arrival-times'],
    effect: ['late-deliveries', 'decrease', 1.5, 'absolute', 30],
    guardrails: ['load-time'],
    signed: BOTH,
    shipped: 140,
  },
  {
    kept: 'quick-map',
    version: 'Web 4.2',
    name: 'The map at once',
    team: 'WEB',
    product: 'Tomás Ferreira',
    engineering: 'Sam Whitaker',
    target: 'Everyone',
    brings: ['quick-map'],
    effect: ['load-time', 'decrease', 15, 'percent', 30],
    signed: BOTH,
    shipped: 118,
  },
  {
    kept: 'company-reports',
    version: 'Web 4.3',
    name: 'Reports for companies',
    team: 'WEB',
    product: 'Mara Lindqvist',
    engineering: 'Noor Haddad',
    target: 'Companies with a yearly plan',
    effect: ['churn', 'decrease', 0.5, 'absolute', 90],
    signed: BOTH,
    shipped: 96,
    notes:
      '## What is new\n\n- A page a month for each company: deliveries, promises kept, cost of a delivery.\n- Sent by mail to whomever the company names.',
  },
  {
    kept: 'battery-saver',
    version: 'App 2.6',
    name: 'Battery saver',
    team: 'APP',
    product: 'Priya Nair',
    engineering: 'Mei Chen',
    target: 'All couriers',
    effect: ['support-contacts', 'decrease', 10, 'percent', 30],
    guardrails: ['crash-free'],
    signed: BOTH,
    shipped: 75,
    notes:
      '## What is new\n\n- The map rests while the phone is in the pocket.\n- Six hours more on a charge in our own test.',
    withdrawn: [73, 'It crashed on phones with Android 12 when they woke up: one courier in thirty, mid-shift.'],
  },
  {
    kept: 'sign-in-mended',
    version: 'App 2.6.1',
    name: 'Sign-in mended',
    team: 'APP',
    product: 'Jonas Weber',
    engineering: 'Mei Chen',
    target: 'All couriers',
    shipped: 58,
    because:
      'A certificate ran out and nobody could sign in. It mends that and nothing else, so no metric should move.',
    notes: '## Fixed\n\n- Couriers who signed out could not sign in again.',
  },
  {
    kept: 'one-photo',
    version: 'App 2.7',
    name: 'One photo at the door',
    team: 'APP',
    product: 'Priya Nair',
    engineering: 'Rafael Costa',
    target: 'All couriers',
    brings: ['proof-photo'],
    effect: ['csat', 'increase', 3, 'absolute', 30],
    guardrails: ['crash-free', 'late-deliveries'],
    signed: BOTH,
    shipped: 36,
  },
  {
    kept: 'closed-streets',
    version: 'Web 4.4',
    name: 'Closed streets, the first five cities',
    team: 'WEB',
    product: 'Mara Lindqvist',
    engineering: 'Lena Fischer',
    target: 'Berlin, Hamburg, Vienna, Malmö and Utrecht',
    brings: ['closed-streets'],
    effect: ['late-deliveries', 'decrease', 1, 'absolute', 30],
    guardrails: ['load-time'],
    signed: BOTH,
    shipped: 12,
  },
  {
    kept: 'offline-day',
    version: 'App 2.8',
    name: 'The day’s routes without a signal',
    team: 'APP',
    product: 'Priya Nair',
    engineering: 'Rafael Costa',
    target: 'A tenth of all couriers first',
    brings: ['offline-routes'],
    effect: ['on-time', 'increase', 4, 'percent', 60],
    guardrails: ['crash-free'],
    signed: ['product'],
    planned: 9,
  },
  {
    kept: 'shift-swap',
    version: 'App 2.9',
    name: 'Swap a shift',
    team: 'APP',
    product: 'Aiko Tanaka',
    engineering: 'Mei Chen',
    target: 'Couriers of companies with fixed shifts',
    brings: ['shift-swap'],
    planned: 24,
  },
]

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The initiatives and what of their work is done. */
async function broughtBy(stage: DemoStage, story: Story, context: Asked) {
  const initiatives = (story.brings ?? []).flatMap((name) => stage.kept.get(`initiative:${name}`) ?? []) as RecordId[]
  const work: RecordId[] = []
  for (const recordId of initiatives) {
    const { cameOfIt } = await ask(links, context).line({ recordId })
    const done = cameOfIt.filter(({ record }) => record.type === 'work-item' && record.stateGroup === 'done')
    work.push(...done.map(({ record }) => record.id))
  }
  return [...initiatives, ...work]
}

async function tell(stage: DemoStage, story: Story) {
  const today = dayIn('Europe/Berlin', stage.now)
  // In the early afternoon, so that an hour more or less stays on the same day in every zone of Europe.
  const at = (daysAgo: number, hours = 0) => new Date(stage.now.getTime() - daysAgo * DAY_MS + hours * HOUR_MS)
  const idOf = (name: string) => stage.members.find((member) => member.name === name)?.id as MemberId | undefined
  const metricId = (name: string) => stage.kept.get(`metric:${name}`) as RecordId | undefined
  const { product, engineering, shipped, planned, effect } = story
  const writtenAgo = shipped === undefined ? 8 : shipped + 19
  const plannedOn = addDays(today, planned ?? -(shipped ?? 0))

  const { key, id } = await stage.as(product, at(writtenAgo), async (context) => {
    const teamId = stage.kept.get(`team:${story.team}`) as TeamId | undefined
    const [productLeadId, engineeringLeadId] = [idOf(product), idOf(engineering)]
    return ask(releases, context).create({
      version: story.version,
      name: story.name,
      target: story.target,
      plannedOn,
      ...(teamId ? { teamId } : {}),
      ...(productLeadId ? { productLeadId } : {}),
      ...(engineeringLeadId ? { engineeringLeadId } : {}),
    })
  })
  stage.kept.set(`release:${story.kept}`, id)

  const moved = effect && metricId(effect[0])
  if (effect && moved) {
    const [, direction, size, measure, windowDays] = effect
    const declared = { metricId: moved, direction, size, measure, windowDays }
    const guardrailIds = (story.guardrails ?? []).flatMap((name) => metricId(name) ?? [])
    const { recordVersion } = await stage.as(product, at(writtenAgo, 2), (context) =>
      ask(releases, context).declareEffect({ key, ...declared, guardrailIds }),
    )
    for (const side of story.signed ?? []) {
      await stage.as(story[side], at(writtenAgo - 2), (context) =>
        ask(signoffs, context).sign({ recordId: id, version: recordVersion }),
      )
    }
  }
  const before = shipped === undefined ? 1 : shipped + 1
  await stage.as(engineering, at(before), async (context) => {
    const ids = await broughtBy(stage, story, context)
    if (ids.length > 0) await ask(releases, context).add({ key, ids })
    if (shipped === undefined) return
    const { notes } = story.notes ? { notes: story.notes } : await ask(releases, context).draftNotes({ key })
    await ask(releases, context).writeNotes({ key, notes })
  })
  if (shipped === undefined) return []
  const because = story.because ?? (moved ? undefined : 'Nothing was declared.')
  await stage.as(engineering, at(shipped), (context) =>
    ask(releases, context).ship({ key, ...(because ? { because } : {}) }),
  )
  if (story.withdrawn) {
    const [daysAgo, why] = story.withdrawn
    await stage.as(engineering, at(daysAgo), (context) => ask(releases, context).withdraw({ key, because: why }))
  }
  // Read on the morning after each horizon, as the job does.
  const readAgo = (moved && !story.withdrawn ? [7, 30, 90] : []).map((horizon) => shipped - horizon - 1)
  return readAgo.filter((ago) => ago >= 0).map((ago) => ({ at: at(ago), key }))
}

/** What Fernway brought to its users in a year, and what it expected of each. */
export const demo: Demo = {
  order: 60,
  async fill(stage) {
    const readings = []
    for (const story of STORIES) readings.push(...(await tell(stage, story)))
    // A reading asks what else went out in its days, so all of it is told first.
    for (const { at, key } of readings.toSorted((one, other) => one.at.getTime() - other.at.getTime()))
      await stage.as('Noor Haddad', at, (context) => ask(releases, context).readAgain({ key }))
  },
}
