import type { RecordId } from '#commons/records/contract.ts'
import { ask } from '#platform/api/ask.ts'
import type { Demo } from '#platform/feature.ts'

import { comments } from './contract.ts'

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
const TEAM = [mara, priya, tomas, aiko, jonas, daniel, lena, rafael, mei, sam, noor]

/** `@Name` in a text mentions that member; `@you` whoever looks at the demo. */
type Said = { daysAgo: number; by: string; says: string; reactions?: [emoji: string, ...by: string[]][] }
type Talk = Said & { about: string; replies?: Said[]; settled?: [daysAgo: number, by: string] }

const TALKS: Talk[] = [
  {
    about: 'initiative:bulk-dispatch',
    daysAgo: 371,
    by: tomas,
    says: 'I sat with two dispatchers in Hamburg. Both write the tour on paper first and then click it together, job by job. The paper is the product we should build.',
    reactions: [
      ['👍', mara, lena, jonas],
      ['👀', daniel],
    ],
    replies: [
      {
        daysAgo: 371,
        by: lena,
        says: 'Then the order of the stops must be changeable after sending, too. That makes it about two weeks longer: the courier app assumes today that a job never moves.',
      },
      { daysAgo: 370, by: mara, says: 'Worth the two weeks. A tour that cannot move is paper again.' },
    ],
    settled: [365, mara],
  },
  {
    about: 'initiative:live-reroute',
    daysAgo: 268,
    by: noor,
    says: 'The feed reports a jam about **four minutes** after it forms, measured on 212 jams in Berlin. For a rider at 18 km/h that is 1.2 km. We should say in the app how old the news is.',
    reactions: [['🤔', mara, aiko]],
    replies: [
      {
        daysAgo: 267,
        by: aiko,
        says: 'In the interviews nobody asked how old it is. They asked whether the other way is *sure*. I would show how many riders took it in the last ten minutes instead.',
      },
      { daysAgo: 267, by: noor, says: 'We can know that from our own positions, without the feed. I like it more.' },
    ],
    settled: [259, aiko],
  },
  {
    about: 'release:around-the-jam',
    daysAgo: 213,
    by: jonas,
    says: 'Day three: 41 contacts about “strange detours”, nearly all from Leipzig. The tram tracks in the Karl-Liebknecht-Straße count as a free lane.',
    replies: [
      {
        daysAgo: 213,
        by: rafael,
        says: 'Found it: the map marks the track bed as a service road. Fixed for all cities by tonight.',
      },
      { daysAgo: 211, by: jonas, says: 'Two contacts since. Thank you for not making me open a ticket for it.' },
    ],
    settled: [211, jonas],
  },
  {
    about: 'initiative:leaderboard',
    daysAgo: 204,
    by: mei,
    says: 'I would not build this. The fastest couriers in the data are also the ones with the most braking above 4 m/s². We would pay people to ride into traffic.',
    reactions: [
      ['👍', daniel, aiko, sam, lena],
      ['❤️', jonas],
    ],
    replies: [
      {
        daysAgo: 203,
        by: priya,
        says: 'That convinces me, and it was my idea. What couriers asked for was to be *seen*, and a ranking is the worst way to see somebody.',
      },
    ],
  },
  {
    about: 'key-result:late-deliveries',
    daysAgo: 47,
    by: mara,
    says: '@Noor Haddad, does “late” count from the promise that the recipient saw, or from the one that we corrected on the way? The two differ by 1.6 points.',
    replies: [
      {
        daysAgo: 47,
        by: noor,
        says: 'From the one that the recipient saw first. A promise that we correct is a broken promise with better manners. I wrote it into the definition of the metric.',
        reactions: [['🎉', mara, tomas]],
      },
    ],
    settled: [46, mara],
  },
  {
    about: 'initiative:proof-photo',
    daysAgo: 112,
    by: sam,
    says: 'Storage: one photo of 180 KB, 31,000 deliveries a day, kept for 90 days is half a terabyte. Affordable. Kept for ever it is not. Can we agree on 90 days?',
    replies: [
      {
        daysAgo: 111,
        by: priya,
        says: 'Companies dispute within 30 days, says every contract I looked at. 90 is generous. Agreed.',
      },
      { daysAgo: 111, by: sam, says: 'Then it is a rule of the bucket and not a job that somebody forgets.' },
    ],
    settled: [110, sam],
  },
  {
    about: 'initiative:closed-streets',
    daysAgo: 61,
    by: aiko,
    says: 'I rode along with four couriers in the rain on Thursday. Three of them knew about the closed bridge from a group chat, **before** our map did. Could couriers close a street themselves?',
    reactions: [['👀', mara, daniel, rafael]],
    replies: [
      {
        daysAgo: 60,
        by: rafael,
        says: 'Yes, but one report must not send forty others around. Two reports within ten minutes from riders who do not share a fleet, then it closes for half an hour. That is a week of work.',
      },
      {
        daysAgo: 60,
        by: mara,
        says: 'Let us do the five cities first without it, and put it next. I would rather learn what the city’s own data misses.',
      },
    ],
  },
  {
    about: 'initiative:offline-routes',
    daysAgo: 33,
    by: rafael,
    says: 'Routing on the phone works for a day’s tour within 60 MB a city, see the spike. What it cannot do offline is traffic. I would show a grey line instead of the green one, so that nobody believes it knows.',
    reactions: [['👍', tomas, priya]],
    replies: [
      {
        daysAgo: 32,
        by: tomas,
        says: 'Grey is right. I will draw it dashed too, for those who do not see the difference.',
      },
      {
        daysAgo: 31,
        by: mei,
        says: 'Tested in the lift, in the garage under the station and on the ferry. The ferry fails: it takes the last known street for the present one. On my list.',
      },
    ],
  },
  {
    about: 'release:one-photo',
    daysAgo: 29,
    by: jonas,
    says: 'A fleet asks whether the recipient’s face is kept. I answered that it is blurred on the phone before it is sent. Please tell me that I did not lie.',
    replies: [
      {
        daysAgo: 29,
        by: lena,
        says: 'You did not. The picture that leaves the phone has no face in it; the test for it is one of the few that I would frame.',
      },
    ],
    settled: [29, jonas],
  },
  {
    about: 'objective:courier-satisfaction',
    daysAgo: 19,
    by: priya,
    says: '@Daniel Okafor @Mara Lindqvist the key result for retention moves three weeks after anything we do. I propose that we look at the swaps a week in between, as a sign and not as a target.',
    replies: [{ daysAgo: 18, by: daniel, says: 'Good. A sign on the weekly page, not a number that anybody owns.' }],
  },
  {
    about: 'initiative:shift-swap',
    daysAgo: 16,
    by: lena,
    says: 'Rest times differ by country: eleven hours in Germany, twelve in France for night shifts. A swap that breaks them must not be offered at all, or dispatchers will be asked to look away.',
    reactions: [['❤️', aiko, mei]],
    replies: [
      {
        daysAgo: 15,
        by: aiko,
        says: 'I have the four rules on one page, each with its source. @Mei Chen would you read them as somebody who wants to break them?',
      },
      {
        daysAgo: 14,
        by: mei,
        says: 'Read. One more: two half shifts with a swap between them. I added it with an example.',
      },
    ],
  },
  {
    about: 'initiative:cargo-bikes',
    daysAgo: 12,
    by: daniel,
    says: 'The estimate is wide because we do not know how many streets carry the width of a cargo bike in their data. Noor can tell in two days for Berlin and Wien. I would like that before we promise a quarter.',
    replies: [
      {
        daysAgo: 11,
        by: noor,
        says: 'Berlin: 71 % of the streets in our tours. Wien: 38 %. So Wien is another project.',
      },
      {
        daysAgo: 11,
        by: mara,
        says: 'Then it is Berlin alone, and we say so. @you, this is the reason for the smaller promise in the vision’s next version.',
      },
    ],
  },
  {
    about: 'metric:csat',
    daysAgo: 9,
    by: jonas,
    says: 'The drop in the second week of the month is the payment run, not the app: 60 of the 75 lowest answers name it.',
    replies: [
      { daysAgo: 8, by: aiko, says: 'I will split the question from next month on: the app, the pay, the dispatcher.' },
    ],
  },
  {
    about: 'release:offline-day',
    daysAgo: 7,
    by: sam,
    says: 'Rolled out to half of Hamburg since six. Crashes unchanged, battery **3 % better**, nobody has called.',
    reactions: [
      ['🎉', rafael, priya, daniel, jonas],
      ['👍', mei],
    ],
    replies: [
      {
        daysAgo: 6,
        by: jonas,
        says: 'One has called: to ask why the line is grey. After I explained it she said “ah, honest”. @Tomás Ferreira, that one is yours.',
        reactions: [['😄', tomas, rafael]],
      },
    ],
  },
  {
    about: 'initiative:follow-delivery',
    daysAgo: 3,
    by: tomas,
    says: 'First sketch of the page for recipients: a map, a time, and nothing that moves. @you, would you look at it with the eyes of somebody who waits for a parcel?',
    replies: [
      {
        daysAgo: 2,
        by: mei,
        says: 'The time says 14:20. If we know it to twelve minutes, it should say “between 14:15 and 14:27”, as the promise does.',
      },
    ],
  },
  {
    about: 'success-review:one-photo',
    daysAgo: 1,
    by: priya,
    says: '@you @Lena Fischer the reading at 30 days is in. Disputes are down by a third, and the honest interval does not touch zero. I would continue, and take the second photo away for good.',
    reactions: [['👍', lena]],
  },
]

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** A year of talk at Fernway, at whatever the other features left to talk about. */
export const demo: Demo = {
  order: 90,
  async fill({ as, members, kept, now }) {
    const you = members.find(({ name }) => !TEAM.includes(name))
    const written = (says: string) =>
      [...members, ...(you ? [{ id: you.id, name: 'you' }] : [])].reduce(
        (text, { id, name }) =>
          text.replaceAll(`@${name}`, `[@${name === 'you' && you ? you.name : name}](member:${id})`),
        says,
      )
    // Replies of one day follow each other by an hour.
    const at = (daysAgo: number, order: number) =>
      new Date(Math.min(now.getTime() - daysAgo * DAY_MS + order * HOUR_MS, now.getTime()))
    for (const talk of TALKS) {
      const recordId = kept.get(talk.about) as RecordId | undefined // Kept as what it is named.
      if (!recordId) continue
      const say = async (said: Said, order: number, replyTo?: string) => {
        const { id } = await as(said.by, at(said.daysAgo, order), (context) =>
          ask(comments, context).add({ recordId, text: written(said.says), ...(replyTo ? { replyTo } : {}) }),
        )
        for (const [emoji, ...by] of said.reactions ?? []) {
          for (const name of by)
            await as(name, at(said.daysAgo, order + 1), (context) => ask(comments, context).react({ id, emoji }))
        }
        return id
      }
      const thread = await say(talk, 0)
      for (const [order, reply] of (talk.replies ?? []).entries()) await say(reply, order + 2, thread)
      if (talk.settled) {
        const [daysAgo, by] = talk.settled
        await as(by, at(daysAgo, 6), (context) => ask(comments, context).resolve({ id: thread }))
      }
    }
  },
}
