import type { Bench } from './host.ts'
import { compare } from './measure.ts'
import { goalQueries } from './queries/goals.ts'
import { lineQueries, mapQueries, searchQueries } from './queries/line.ts'
import { outcomeQueries } from './queries/outcomes.ts'
import type { Query } from './queries/query.ts'
import { talkQueries } from './queries/talk.ts'
import { workQueries } from './queries/work.ts'
import type { Subjects } from './subjects.ts'
import { comparedRow, type Row } from './table.ts'

const PAGES = [...workQueries, ...goalQueries, ...outcomeQueries, ...talkQueries, ...mapQueries]

type Reach = { group: string; queries: Query[]; mostMs: number; mostRatio?: number }
const REACHES: Reach[] = [
  { group: 'Queries of pages', queries: PAGES, mostMs: 25, mostRatio: 3 },
  { group: 'The line up and down', queries: lineQueries, mostMs: 15 },
  { group: 'Search', queries: searchQueries, mostMs: 60 },
]

export type Thoroughness = { warmUp: number; most: number; seconds: number }

/** Asks what pages ask, as random members about random records, each beside bare SQL. */
export async function measureQueries(
  { apiOf, bare }: Bench,
  subjects: Subjects,
  thorough: Thoroughness,
  only: RegExp,
  say: (row: Row) => void,
) {
  const rows: Row[] = []
  for (const { group, queries, mostMs, mostRatio } of REACHES) {
    for (const query of queries.filter(({ what }) => only.test(what))) {
      const measured = await compare(
        async (turn) => {
          const subject = subjects.at(turn)
          await query.ask(apiOf(subject.me), subject)
        },
        async (turn) => {
          for (const { text, values } of [query.bare(subjects.at(turn))].flat()) await bare.query(text, values)
        },
        thorough,
      )
      const row = comparedRow({ group, what: query.what, ...measured, mostMs, mostRatio })
      rows.push(row)
      say(row)
    }
  }
  return rows
}
