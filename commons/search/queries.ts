import { sql } from 'drizzle-orm'

import type { RecordId, RecordType, StateGroup } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'

import { keyTyped, prefixQuery } from './rules.ts'

/** Titles at least this alike to a search (0 to 1, pg_trgm's word similarity) count as mistyped. */
const ALIKE = 0.45
/** Each way of finding gives at most this many; more would not be looked at. */
const CANDIDATES = 120

type Sought = {
  text: string
  by: string
  types?: RecordType[] | undefined
  stateGroup?: StateGroup | undefined
  createdBy?: string | undefined
  limit: number
}

/**
 * The ids of what fits, best first: keys and whole words, and where those are few also what is merely alike. It is asked
 * `unbound`, for under row-level security PostgreSQL may not use an index on similarity.
 */
export async function idsFound(tx: Transaction, workspaceId: string, sought: Sought) {
  const exact = await idsAmong(tx, workspaceId, sought, false)
  // Similarity is reckoned for every title that shares a few letters: in a large workspace, a tenth of a second.
  return exact.length < sought.limit ? idsAmong(tx, workspaceId, sought, true) : exact
}

async function idsAmong(tx: Transaction, workspaceId: string, sought: Sought, withAlike: boolean) {
  const { text, by, limit } = sought
  const key = keyTyped(text)
  const words = prefixQuery(text)
  const types = sought.types?.length ? sql`and r.type = any(${sql.param(sought.types)}::text[])` : sql``
  const group = sought.stateGroup ? sql`and r.state_group = ${sought.stateGroup}` : sql``
  const author = sought.createdBy ? sql`and r.created_by_id = ${sought.createdBy}` : sql``
  const of = sql`r.workspace_id = ${workspaceId} and r.removed_at is null ${types} ${group} ${author}`
  const begins = sql`(lower(r.title) like ${`${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`})::int`
  if (withAlike) {
    await tx.execute(sql`select set_config('pg_trgm.word_similarity_threshold', ${String(ALIKE)}, true)`)
  }
  const alike = sql`
      union all
      (select r.id, 1 + word_similarity(${text}, r.title) * 2 + ${begins} as fit
       from records r where ${of} and ${text} <% r.title order by ${text} <<-> r.title limit ${CANDIDATES})`
  const { rows } = await tx.execute<{ id: RecordId }>(sql`
    with found as (
      (select r.id, 10.0 as fit from records r
       where ${of} and r.prefix = ${key?.prefix ?? ''} and r.number = ${key?.number ?? -1})
      union all
      (select r.id, case when to_tsvector('simple', r.title) @@ to_tsquery('simple', ${words}) then 2.5 + ${begins}
         else 0.8 + ts_rank(to_tsvector('simple', r.title || ' ' || r.text || ' ' || r.written), to_tsquery('simple', ${words})) end
       from records r where ${of} and ${words} <> '' and to_tsvector('simple', r.title || ' ' || r.text || ' ' || r.written) @@ to_tsquery('simple', ${words})
       limit ${CANDIDATES * 2})
      ${withAlike ? alike : sql``}
    ), best as (
      select id, max(fit) as fit from found group by id order by 2 desc limit ${CANDIDATES}
    )
    select r.id from best b join records r on r.workspace_id = ${workspaceId} and r.id = b.id
    left join record_visits v on v.workspace_id = r.workspace_id and v.member_id = ${by} and v.record_id = r.id
    order by b.fit
      + case when r.created_by_id = ${by} then 0.25 else 0 end
      + case when v.at > now() - interval '14 days' then 0.4 when v.at is not null then 0.15 else 0 end
      + 0.4 * exp(-extract(epoch from now() - r.updated_at) / 2592000.0)
      + case r.state_group when 'active' then 0.15 when 'open' then 0.1 else 0 end desc, r.updated_at desc
    limit ${limit}`)
  return rows.map((row) => row.id)
}
