import type { Row } from './table.ts'

/** What stands in the way of a budget, for rows that are known to miss it on two cores; the first that fits counts. */
const REASONS: [RegExp, string][] = [
  [
    /coverage|line map|effort below/,
    'it reads every record of the workspace. The server gives a slow answer again for twenty times as long as it took; counters that are always exact would slow every command for a figure that changes by the week',
  ],
  [
    /counted by state|board of/,
    'it counts or reads a column for each state of every team. The bare statement costs the same: the rows are many',
  ],
  [
    /line of (a clause|an objective)/,
    'up to tens of thousands of items hang below, and the bare statement takes as long; a member looks at the clause’s page, which shows the first of them',
  ],
  [
    /typing mistake/,
    'similarity is reckoned for every title that shares three letters with what was typed; PostgreSQL has no index that gives the most alike of one workspace first. It is asked only where whole words find too little',
  ],
  [
    /work list, two words|picker of records/,
    'with row-level security PostgreSQL may not use an index for a piece of a text; both ask it as the owner, for ids alone, and read the rows bound again',
  ],
  [
    /^(create|move|check in|comment on|give)/,
    'a command is some twenty statements of a member’s transaction: what is named is looked up and authorised, history, event, deliveries and the answer for a resend are written; the bare counterpart writes the rows alone',
  ],
  [
    /page$|^vision$|comments of|first page|column of the board|objectives of a cycle|success review/,
    'a page is assembled of several features’ answers, a statement each, within one transaction; the bare counterpart is one join',
  ],
  [
    /2000 streams open|streams/,
    'two thousand streams are written to by the same two cores that run the server, the streams and the database',
  ],
  [
    /script over the network/,
    'Home draws parts of many features, and their listeners and charts come along; what is needed before the first paint is less than the budget',
  ],
  [/longest task|navigation|first route|10,000 items/, 'the browser, the server and the database share two cores'],
]

export const reasonFor = ({ what, why }: Row) => why ?? REASONS.find(([pattern]) => pattern.test(what))?.[1]
