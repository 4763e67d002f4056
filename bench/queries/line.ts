import type { RecordType } from '#commons/records/contract.ts'

import type { Api } from '../host.ts'
import type { Named, Subject } from '../subjects.ts'
import { type Bare, type Query, summary } from './query.ts'

const KINDS = `('serves', 'delivers', 'measures', 'evidences', 'decides')`

/** A breadth-first walk with each record once, as one would write it when nothing but the distance were asked. */
const walk = (near: string, far: string) => `
  with recursive w(id, distance) as (
    select $2::uuid, 0 union
    select l.${far}, w.distance + 1 from w join links l on l.workspace_id = $1 and l.${near} = w.id and l.kind in ${KINDS} where w.distance < 24
  )
  select ${summary('r')}, n.distance from (select id, min(distance) as distance from w group by id) n
  join records r on r.workspace_id = $1 and r.id = n.id and r.removed_at is null order by n.distance, r.type limit 200`

const bothWays = ({ workspaceId }: Subject, { id }: Named): Bare[] => [
  { text: walk('from_id', 'to_id'), values: [workspaceId, id] },
  { text: walk('to_id', 'from_id'), values: [workspaceId, id] },
]

const from = (what: string, choose: (subject: Subject) => Named): Query => ({
  what,
  ask: (api: Api, subject) => api.links.line({ recordId: choose(subject).id }),
  bare: (subject) => bothWays(subject, choose(subject)),
})

const TYPES: RecordType[] = [
  'work-item',
  'work-item',
  'work-item',
  'work-item',
  'initiative',
  'key-result',
  'change',
  'release',
  'metric',
  'shout-out',
]

/** Upward and downward from one record. */
export const lineQueries: Query[] = [
  from('line of a work item', ({ item }) => item),
  from('line of any record: of ten, four items and one each of six other types', ({ of, random }) =>
    of(TYPES[Math.floor(random() * TYPES.length)]!),
  ),
  from('line of an initiative', ({ of }) => of('initiative')),
  from('line of an objective', ({ of }) => of('objective')),
  from('line of a clause of the vision', ({ of }) => of('clause')),
]

/** The whole of it at once. */
export const mapQueries: Query[] = [
  {
    what: 'line map',
    ask: (api) => api.links.map(),
    bare: ({ workspaceId }) => [
      {
        text: `select ${summary('r')}, (select count(*) from work_items w where w.workspace_id = $1 and w.line_id = r.id and w.removed_at is null) as below from records r
          where r.workspace_id = $1 and r.type in ('vision', 'clause', 'objective', 'key-result', 'initiative') and r.removed_at is null
          order by (r.state_group in ('open', 'active')) desc, r.updated_at desc limit 2000`,
        values: [workspaceId],
      },
      {
        text: `select l.from_id, l.to_id from links l join records f on f.workspace_id = $1 and f.id = l.from_id and f.type in ('clause', 'objective', 'key-result', 'initiative')
          where l.workspace_id = $1 and l.kind = 'serves' limit 2000`,
        values: [workspaceId],
      },
    ],
  },
  {
    what: 'line coverage',
    ask: (api) => api.links.coverage(),
    bare: ({ workspaceId }) => ({
      text: `select r.type, count(*), count(l.from_id) from records r
        left join (select distinct from_id from links where workspace_id = $1 and kind in ${KINDS}) l on l.from_id = r.id
        where r.workspace_id = $1 and r.type in ('objective', 'key-result', 'initiative', 'work-item', 'release', 'metric') and r.removed_at is null group by 1`,
      values: [workspaceId],
    }),
  },
]

const found = (workspaceId: string, words: string): Bare => ({
  text: `select ${summary('r')} from records r where r.workspace_id = $1 and r.removed_at is null
    and to_tsvector('simple', r.title || ' ' || r.text || ' ' || r.written) @@ to_tsquery('simple', $2) limit 20`,
  values: [
    workspaceId,
    words
      .toLowerCase()
      .split(' ')
      .map((word) => `'${word}':*`)
      .join(' & '),
  ],
})

/** One search over every record. */
export const searchQueries: Query[] = [
  {
    what: 'search for two words',
    ask: (api, { words }) => api.search.find({ text: words }),
    bare: ({ workspaceId, words }) => found(workspaceId, words),
  },
  {
    what: 'search for one common word',
    ask: (api, { words }) => api.search.find({ text: words.split(' ')[1]! }),
    bare: ({ workspaceId, words }) => found(workspaceId, words.split(' ')[1]!),
  },
  {
    what: 'search with a typing mistake',
    ask: (api, { words }) => api.search.find({ text: words.replace(/(.)(.)(.)$/, '$2$1$3') }),
    bare: ({ workspaceId, words }) => ({
      text: `select ${summary('r')} from records r where r.workspace_id = $1 and r.removed_at is null and $2 <% r.title order by $2 <<-> r.title limit 20`,
      values: [workspaceId, words.replace(/(.)(.)(.)$/, '$2$1$3')],
    }),
  },
  {
    what: 'search for a key',
    ask: (api, { item }) => api.search.find({ text: item.key }),
    bare: ({ workspaceId, item }) => ({
      text: `select ${summary('r')} from records r where r.workspace_id = $1 and r.prefix = $2 and r.number = $3`,
      values: [workspaceId, item.prefix, item.number],
    }),
  },
]
