import type { RecordId } from '#commons/records/contract.ts'
import { ask } from '#platform/api/ask.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Demo } from '#platform/feature.ts'

import { shoutOuts, type Value } from './contract.ts'

const [mara, priya, tomas, aiko, jonas] = [
  'Mara Lindqvist',
  'Priya Nair',
  'Tomás Ferreira',
  'Aiko Tanaka',
  'Jonas Weber',
]
const [daniel, lena, rafael, mei, sam, noor] = [
  'Daniel Okafor',
  'Lena Fischer',
  'Rafael Costa',
  'Mei Chen',
  'Sam Whitaker',
  'Noor Haddad',
]

type Thanks = {
  daysAgo: number
  from: string
  to: string[]
  says: string
  value?: Value
  /** Under which name the work was kept by the feature that has it. */
  about?: string
}

const THANKS: Thanks[] = [
  {
    daysAgo: 337,
    from: jonas,
    to: [lena, tomas],
    says: 'Hamburg called. Not to complain: to say that the morning is quiet now. That has never happened to me.',
    value: 'care for users',
    about: 'release:whole-tours',
  },
  {
    daysAgo: 298,
    from: aiko,
    to: [rafael],
    says: 'You sat through six first shifts in the rain before you wrote a line of it. One can tell.',
    value: 'care for users',
    about: 'release:first-shift',
  },
  {
    daysAgo: 262,
    from: daniel,
    to: [priya],
    says: 'You said no to your own idea when engineering named what it would cost, and told everyone why. That made the next no easier for all of us.',
    value: 'courage',
  },
  {
    daysAgo: 191,
    from: mei,
    to: [aiko, priya],
    says: 'For dropping the leaderboard after two falls, and not after twenty.',
    value: 'courage',
    about: 'initiative:leaderboard',
  },
  {
    daysAgo: 178,
    from: mara,
    to: [noor, lena, sam],
    says: 'Around the jam, in nine cities, on the day that we had moved it to once and not twice. I watched the late ones fall all morning.',
    value: 'ownership',
    about: 'release:around-the-jam',
  },
  {
    daysAgo: 164,
    from: lena,
    to: [tomas],
    says: 'You drew what the planner does while it waits before anybody asked. Nobody rang support about it.',
    value: 'craft',
    about: 'initiative:live-reroute',
  },
  {
    daysAgo: 137,
    from: aiko,
    to: [noor],
    says: 'You showed me how the ride times are counted until I could explain them to a pharmacy. Now they plan by them.',
    value: 'teaching',
    about: 'initiative:arrival-times',
  },
  {
    daysAgo: 116,
    from: tomas,
    to: [sam],
    says: 'A third of the load time gone, and not one thing on the screen looks different. The best kind of invisible.',
    value: 'invisible work',
    about: 'release:quick-map',
  },
  {
    daysAgo: 57,
    from: jonas,
    to: [mei, sam, rafael],
    says: 'Two hundred couriers could not sign in, and nobody raised their voice. Thank you for the calm, and for calling me every hour with what I could tell them.',
    value: 'calm',
    about: 'release:sign-in-mended',
  },
  {
    daysAgo: 71,
    from: priya,
    to: [rafael],
    says: 'Forty megabytes instead of nine hundred. You did not say that it cannot be done, you said what can.',
    value: 'ownership',
    about: 'initiative:offline-routes',
  },
  {
    daysAgo: 52,
    from: mei,
    to: [jonas],
    says: 'For the list of every sentence that couriers shouted at us in October. It is pinned above my desk; four of them are tests now.',
    value: 'teaching',
  },
  {
    daysAgo: 34,
    from: mara,
    to: [priya, rafael],
    says: 'No more gloves off at the door. I rode along in Malmö on Monday and heard it three times without asking.',
    value: 'care for users',
    about: 'release:one-photo',
  },
  {
    daysAgo: 25,
    from: noor,
    to: [mara],
    says: 'You asked what the number leaves out before you showed it to the board.',
    value: 'craft',
    about: 'metric:late-deliveries',
  },
  {
    daysAgo: 11,
    from: jonas,
    to: [lena],
    says: 'Nine formats of closed streets, two of them scanned upside down. Five cities are live, and Lyon sent cake.',
    value: 'craft',
    about: 'release:closed-streets',
  },
  {
    daysAgo: 5,
    from: sam,
    to: [daniel],
    says: 'You took my night on call when my daughter was ill, and said nothing of it on Monday. So I do.',
    value: 'invisible work',
  },
  {
    daysAgo: 2,
    from: priya,
    to: [aiko, mei],
    says: 'Four countries’ rest times on one page that a courier understands.',
    value: 'care for users',
    about: 'initiative:shift-swap',
  },
]

const DAY_MS = 86_400_000
const REACTIONS = ['❤️', '👍', '🎉']

/** A year of thanks at Fernway. */
export const demo: Demo = {
  order: 80,
  async fill({ as, members, kept, now }) {
    const idsOf = (names: string[]) =>
      members.filter((member) => names.includes(member.name)).map(({ id }) => id as MemberId)
    for (const { daysAgo, from, to, says, value, about } of THANKS) {
      const work = about && (kept.get(about) as RecordId | undefined) // Kept as what it is named.
      const given = await as(from, new Date(now.getTime() - daysAgo * DAY_MS), (context) =>
        ask(shoutOuts, context).give({
          to: idsOf(to),
          message: says,
          about: work ? [work] : [],
          ...(value ? { value } : {}),
        }),
      )
      for (const [place, emoji] of REACTIONS.slice(0, daysAgo % 4).entries()) {
        const by = [noor, tomas, daniel][place]!
        await as(by, new Date(now.getTime() - (daysAgo - 0.1) * DAY_MS), (context) =>
          ask(shoutOuts, context).react({ id: given.id, emoji }),
        )
      }
    }
  },
}
