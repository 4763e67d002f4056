import { and, eq, or, sql } from 'drizzle-orm'

import type { RecordId, RecordSummary, RecordType } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { LinkId, LinkKind } from './contract.ts'
import { LINE_KINDS } from './rules.ts'
import { links } from './tables.ts'

export const linksOf = (tx: Transaction, workspaceId: string, recordId: RecordId) =>
  tx
    .select({ id: links.id, kind: links.kind, fromId: links.fromId, toId: links.toId })
    .from(links)
    .where(and(eq(links.workspaceId, workspaceId), or(eq(links.fromId, recordId), eq(links.toId, recordId))))
    .orderBy(links.createdAt, links.id)
    .limit(1000)

export async function findLink(tx: Transaction, workspaceId: string, id: LinkId) {
  const [found] = await tx
    .select()
    .from(links)
    .where(and(eq(links.workspaceId, workspaceId), eq(links.id, id)))
  return found
}

export const deleteLink = (tx: Transaction, workspaceId: string, id: LinkId) =>
  tx.delete(links).where(and(eq(links.workspaceId, workspaceId), eq(links.id, id)))

/** Records of one type with no line link upward. One row more than asked for. */
export async function unlinkedRecords(
  tx: Transaction,
  workspaceId: string,
  { type, after, limit }: { type: RecordType; after?: string | undefined; limit: number },
) {
  const older = after
    ? sql`and (r.updated_at, r.id) < (select updated_at, id from records where workspace_id = ${workspaceId} and id = ${after})`
    : sql``
  const { rows } = await tx.execute<RecordSummary>(sql`
    select r.id, r.type, r.prefix || '-' || r.number as key, r.title, r.state, r.state_group as "stateGroup", r.version
    from records r
    where r.workspace_id = ${workspaceId} and r.type = ${type} and r.removed_at is null and r.state_group <> 'dropped'
      and not exists (select 1 from links l where l.workspace_id = r.workspace_id and l.from_id = r.id and l.kind in ${LINE_KINDS})
      ${older}
    order by r.updated_at desc, r.id desc limit ${limit + 1}`)
  return rows
}

const ON_MAP: RecordType[] = ['vision', 'clause', 'objective', 'key-result', 'initiative']
const MOST_ON_MAP = 2_000

/** The upper part of the line, open and active records first, with how much lies below each initiative and key result. */
export async function lineMap(tx: Transaction, workspaceId: string) {
  const { rows: records } = await tx.execute<RecordSummary & { below: number; doneBelow: number }>(sql`
    with upper as (
      select * from records where workspace_id = ${workspaceId} and type in ${ON_MAP} and removed_at is null
      order by (state_group in ('open', 'active')) desc, updated_at desc limit ${MOST_ON_MAP}
    ), below as (
      select l.to_id, count(*)::int as all_of_them, count(*) filter (where w.state_group = 'done')::int as done
      from links l join records w on w.workspace_id = l.workspace_id and w.id = l.from_id and w.type = 'work-item' and w.removed_at is null
      where l.workspace_id = ${workspaceId} and l.kind in ('delivers', 'serves') and l.to_id in (select id from upper)
      group by l.to_id
    )
    select u.id, u.type, u.prefix || '-' || u.number as key, u.title, u.state, u.state_group as "stateGroup", u.version,
      coalesce(b.all_of_them, 0) as below, coalesce(b.done, 0) as "doneBelow"
    from upper u left join below b on b.to_id = u.id`)
  const ids = records.map((record) => record.id)
  if (ids.length === 0) return { records, edges: [] }
  const { rows: edges } = await tx.execute<{ from: RecordId; to: RecordId; kind: LinkKind }>(sql`
    select from_id as "from", to_id as "to", kind from links
    where workspace_id = ${workspaceId} and kind = 'serves'
      and from_id = any(${sql.param(ids)}::uuid[]) and to_id = any(${sql.param(ids)}::uuid[])`)
  return { records, edges }
}

/** Types whose records ought to have something above them. */
const COVERED: RecordType[] = ['objective', 'key-result', 'initiative', 'work-item', 'release', 'metric']

/** Counts from the top down: one pass over the links that lead to the vision, not one walk for each record. */
export async function lineCoverage(tx: Transaction, workspaceId: string) {
  const { rows } = await tx.execute<{ type: RecordType; total: number; linked: number; reachVision: number }>(sql`
    with recursive reached(id) as (
      select id from records where workspace_id = ${workspaceId} and type in ('clause', 'vision') and removed_at is null
      union
      select l.from_id from reached r join links l on l.workspace_id = ${workspaceId} and l.to_id = r.id
      where l.kind in ${LINE_KINDS}
    ), linked as (
      select distinct from_id as id from links where workspace_id = ${workspaceId} and kind in ${LINE_KINDS}
    )
    select r.type, count(*)::int as total, count(l.id)::int as linked, count(v.id)::int as "reachVision"
    from records r left join linked l on l.id = r.id left join reached v on v.id = r.id
    where r.workspace_id = ${workspaceId} and r.type in ${COVERED} and r.removed_at is null and r.state_group <> 'dropped'
    group by r.type`)
  return COVERED.map((type) => rows.find((row) => row.type === type) ?? { type, total: 0, linked: 0, reachVision: 0 })
}
