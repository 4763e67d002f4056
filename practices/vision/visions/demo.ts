import type { RecordId } from '#commons/records/contract.ts'
import { signoffs } from '#commons/signoffs/contract.ts'
import { ask } from '#platform/api/ask.ts'
import type { Demo } from '#platform/feature.ts'

import { type Section, visions } from './contract.ts'

type Told = {
  daysAgo: number
  author: string
  reason: string
  sentence: string
  northStar?: string
  clauses: [kept: string, section: Section, text: string][]
  /** Whose sign-offs it got; published once both sides are among them. */
  signed: string[]
}

const FIRST = 'The shortest safe way for every courier.'
const SECOND = 'Every courier rides the shortest safe way, and every parcel arrives when promised.'

const NEXT_STOP: Told['clauses'][number] = [
  'next-stop',
  'user needs',
  'A courier knows the next stop without stopping to look.',
]
const COFFEE: Told['clauses'][number] = [
  'plan-a-morning',
  'user needs',
  'A dispatcher plans a morning in the time that a coffee takes.',
]
const BELIEVED: Told['clauses'][number] = [
  'believed-time',
  'user needs',
  'A recipient believes the arrival time, because it holds.',
]
const SHIFT_ENDS: Told['clauses'][number] = ['shift-ends', 'user needs', 'A shift ends when it was meant to end.']
const STAYS: Told['clauses'][number] = ['stays', 'market goals', 'A company that starts with us stays with us.']
const CARGO: Told['clauses'][number] = [
  'cargo-bikes',
  'long-term objectives',
  'Cargo bikes carry what vans carry today, on tours that we plan.',
]
const QUIETER: Told['clauses'][number] = [
  'quieter-city',
  'long-term objectives',
  'Where we work the city gets quieter: fewer vans, fewer detours.',
]
const cities = (text: string): Told['clauses'][number] => ['cities', 'market goals', text]

const VERSIONS: Told[] = [
  {
    daysAgo: 392,
    author: 'Mara Lindqvist',
    reason: 'Our first written vision, after two days with six couriers and three dispatchers.',
    sentence: FIRST,
    clauses: [
      NEXT_STOP,
      COFFEE,
      SHIFT_ENDS,
      cities('First choice of bicycle fleets in three cities.'),
      ['cheapest', 'market goals', 'The cheapest route planner on the market.'],
      CARGO,
    ],
    signed: ['Mara Lindqvist', 'Daniel Okafor'],
  },
  {
    daysAgo: 216,
    author: 'Aiko Tanaka',
    reason: 'Price never decided a sale in 31 interviews; an arrival time that holds did in 22.',
    sentence: SECOND,
    northStar: 'on-time',
    clauses: [
      NEXT_STOP,
      COFFEE,
      BELIEVED,
      SHIFT_ENDS,
      cities('First choice of bicycle fleets in three cities.'),
      STAYS,
      CARGO,
    ],
    signed: ['Mara Lindqvist', 'Daniel Okafor'],
  },
  {
    daysAgo: 62,
    author: 'Mara Lindqvist',
    reason: 'Leipzig and Utrecht came to us by themselves. The city of Berlin asked what we do for its streets.',
    sentence: SECOND,
    northStar: 'on-time',
    clauses: [
      NEXT_STOP,
      COFFEE,
      BELIEVED,
      SHIFT_ENDS,
      cities('First choice of bicycle fleets in five cities, two of them outside Germany.'),
      STAYS,
      CARGO,
      QUIETER,
    ],
    signed: ['Tomás Ferreira', 'Daniel Okafor'],
  },
  {
    daysAgo: 3,
    author: 'Mara Lindqvist',
    reason: 'Couriers read the next stop and still missed the door: in 9 of 14 rides the entrance was the problem.',
    sentence: SECOND,
    northStar: 'on-time',
    clauses: [
      ['next-stop', 'user needs', 'A courier finds the right door without stopping to look.'],
      COFFEE,
      BELIEVED,
      SHIFT_ENDS,
      cities('First choice of bicycle fleets in five cities, two of them outside Germany.'),
      STAYS,
      CARGO,
      QUIETER,
    ],
    signed: ['Mara Lindqvist'],
  },
]

const DAY_MS = 86_400_000

/** Fernway’s vision in three versions, and a fourth that waits for engineering. */
export const demo: Demo = {
  order: 25,
  async fill({ as, kept, now }) {
    for (const { daysAgo, author, reason, sentence, northStar, clauses, signed } of VERSIONS) {
      const at = (hoursLater: number) => new Date(now.getTime() - daysAgo * DAY_MS + hoursLater * 3_600_000)
      const version = await as(author, at(0), async (context) => {
        const { draft } = await ask(visions, context).get()
        const edited = await ask(visions, context).edit({
          revision: draft.revision,
          sentence,
          // Kept under the name of what it is.
          northStarId: (kept.get(`metric:${northStar}`) as RecordId | undefined) ?? null,
          clauses: clauses.map(([name, section, text]) => ({
            clauseId: (kept.get(`clause:${name}`) as RecordId | undefined) ?? null,
            section,
            text,
          })),
        })
        for (const [name, , text] of clauses)
          kept.set(`clause:${name}`, edited.clauses.find((clause) => clause.text === text)!.clauseId)
        return ask(visions, context).propose({ revision: edited.revision, reason })
      })
      for (const [i, name] of signed.entries()) {
        await as(name, at(5 + i * 19), async (context) => {
          const { record } = await ask(visions, context).get()
          return ask(signoffs, context).sign({ recordId: record!.id, version: version.number })
        })
      }
      if (signed.length > 1) {
        await as(author, at(48), (context) => ask(visions, context).publish({ number: version.number }))
      }
    }
  },
}
