import { sql } from 'drizzle-orm'

import { linkRows } from '#commons/links/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordRows } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'

import { workItems } from '../tables.ts'

export type Settled = { id: RecordId; lineId: RecordId | null }

/** More levels than this no tree of work has; a guard against nonsense. */
const MOST_LEVELS = 50

/**
 * Makes `line_id` true again for these items and everything below them, after a link or a parent changed: the record
 * that the item itself is linked to, an initiative before a key result or an objective, or else its parent's.
 * Returns those that it changed.
 */
export async function settleLines(tx: Transaction, workspaceId: string, ids: readonly RecordId[]) {
  const settled: Settled[] = []
  let level = [...new Set(ids)]
  for (let depth = 0; level.length > 0 && depth < MOST_LEVELS; depth++) {
    const { rows } = await tx.execute<Settled>(sql`
      update ${workItems} w set line_id = found.line_id
      from (
        select i.id, coalesce(own.to_id, p.line_id) as line_id
        from ${workItems} i
        left join ${workItems} p on p.workspace_id = i.workspace_id and p.id = i.parent_id
        left join lateral (
          select k.to_id from ${linkRows} k
          join ${recordRows} r on r.workspace_id = k.workspace_id and r.id = k.to_id
          where k.workspace_id = i.workspace_id and k.from_id = i.id and k.kind in ('delivers', 'serves')
            and r.type in ('initiative', 'key-result', 'objective') and r.removed_at is null
          order by (k.kind = 'delivers') desc, k.created_at, k.id limit 1
        ) own on true
        where i.workspace_id = ${workspaceId} and i.id = any(${sql.param(level)}::uuid[])
      ) found
      where w.workspace_id = ${workspaceId} and w.id = found.id and w.line_id is distinct from found.line_id
      returning w.id, w.line_id as "lineId"`)
    settled.push(...rows)
    if (rows.length === 0) break
    const { rows: below } = await tx.execute<{ id: RecordId }>(sql`
      select id from ${workItems}
      where workspace_id = ${workspaceId} and parent_id = any(${sql.param(rows.map((row) => row.id))}::uuid[])`)
    level = below.map((row) => row.id)
  }
  return settled
}

/** The links by which these items are there for something that is no work item. */
export async function ownLines(tx: Transaction, workspaceId: string, ids: readonly RecordId[]) {
  if (ids.length === 0) return []
  const { rows } = await tx.execute<{ from: RecordId; to: RecordId; kind: 'delivers' | 'serves' }>(sql`
    select k.from_id as "from", k.to_id as "to", k.kind from ${linkRows} k
    join ${recordRows} r on r.workspace_id = k.workspace_id and r.id = k.to_id
    where k.workspace_id = ${workspaceId} and k.from_id = any(${sql.param([...ids])}::uuid[])
      and k.kind in ('delivers', 'serves') and r.type in ('initiative', 'key-result', 'objective')`)
  return rows
}

/** Whether `waiting` is, over however many others, what `blocker` waits for. */
export async function waitsFor(tx: Transaction, workspaceId: string, blocker: RecordId, waiting: RecordId) {
  const { rows } = await tx.execute(sql`
    with recursive before(id) as (
      select ${blocker}::uuid
      union
      select k.from_id from before b
      join ${linkRows} k on k.workspace_id = ${workspaceId} and k.to_id = b.id and k.kind = 'blocks'
    )
    select 1 from before where id = ${waiting} limit 1`)
  return rows.length > 0
}

/** This record and everything below it on the line down to, and without, the work items: what their `line_id` may be. */
export async function linesUnder(tx: Transaction, workspaceId: string, start: RecordId) {
  const { rows } = await tx.execute<{ id: RecordId }>(sql`
    with recursive below(id) as (
      select ${start}::uuid
      union
      select k.from_id from below b
      join ${linkRows} k on k.workspace_id = ${workspaceId} and k.to_id = b.id and k.kind = 'serves'
      join ${recordRows} r on r.workspace_id = k.workspace_id and r.id = k.from_id and r.removed_at is null
        and r.type in ('clause', 'objective', 'key-result', 'initiative')
    )
    select id from below`)
  return rows.map((row) => row.id)
}
