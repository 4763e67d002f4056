import { and, eq, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'
import type { Emit } from '#platform/events/outbox.ts'

import { LinkId, type LinkKind } from './contract.ts'
import { recordsLinked, recordsUnlinked } from './events.ts'
import { LINE_KINDS } from './rules.ts'
import { links } from './tables.ts'

type By = { tx: Transaction; workspaceId: string; emit: Emit; me: { id: MemberId } | null; now: Date }

/**
 * Joins two records whose types the caller knows to fit (`isFitting`). An existing link is left as it is.
 * Returns `circle` and writes nothing when the line would lead back to where it began.
 */
export async function connect(
  { tx, workspaceId, emit, me, now }: By,
  edge: { from: RecordId; to: RecordId; kind: LinkKind },
) {
  if (LINE_KINDS.includes(edge.kind) && (await isAbove(tx, workspaceId, edge.to, [edge.from]))) return 'circle'
  const id = LinkId.parse(newId())
  const [written] = await tx
    .insert(links)
    .values({
      workspaceId,
      id,
      fromId: edge.from,
      toId: edge.to,
      kind: edge.kind,
      createdById: me?.id ?? null,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: links.id })
  if (written) emit(recordsLinked, { id, ...edge }, { record: edge.from, other: edge.to })
  return written?.id ?? id
}

/**
 * Joins many lower records to one higher, as `connect` does for one, in two statements.
 * Returns `circle` and writes nothing when the line from any of them would lead back.
 */
export async function connectMany(
  { tx, workspaceId, emit, me, now }: By,
  { from, to, kind }: { from: readonly RecordId[]; to: RecordId; kind: LinkKind },
) {
  if (from.length === 0) return
  if (LINE_KINDS.includes(kind) && (await isAbove(tx, workspaceId, to, from))) return 'circle'
  const rows = from.map((fromId) => ({
    workspaceId,
    id: LinkId.parse(newId()),
    fromId,
    toId: to,
    kind,
    createdById: me?.id ?? null,
    createdAt: now,
  }))
  const written = await tx.insert(links).values(rows).onConflictDoNothing().returning()
  for (const { id, fromId } of written) {
    emit(recordsLinked, { id, from: fromId, to, kind }, { record: fromId, other: to })
  }
}

/** Takes away the links of one kind that begin at a record, or only the one to `to`. */
export async function disconnect(
  { tx, workspaceId, emit }: By,
  edge: { from: RecordId; kind: LinkKind; to?: RecordId },
) {
  const gone = await tx
    .delete(links)
    .where(
      and(
        eq(links.workspaceId, workspaceId),
        eq(links.fromId, edge.from),
        eq(links.kind, edge.kind),
        edge.to ? eq(links.toId, edge.to) : undefined,
      ),
    )
    .returning()
  for (const link of gone) {
    emit(
      recordsUnlinked,
      { id: link.id, from: link.fromId, to: link.toId, kind: link.kind },
      { record: link.fromId, other: link.toId },
    )
  }
  return gone.length
}

/** Takes away exactly these links, in one statement. */
export async function disconnectMany(
  { tx, workspaceId, emit }: By,
  edges: readonly { from: RecordId; to: RecordId; kind: LinkKind }[],
) {
  if (edges.length === 0) return
  const { rows } = await tx.execute<{ id: LinkId; from: RecordId; to: RecordId; kind: LinkKind }>(sql`
    delete from ${links} l using jsonb_to_recordset(${JSON.stringify(edges)}::jsonb) as e("from" uuid, "to" uuid, kind text)
    where l.workspace_id = ${workspaceId} and l.from_id = e."from" and l.to_id = e."to" and l.kind = e.kind
    returning l.id, l.from_id as "from", l.to_id as "to", l.kind`)
  for (const edge of rows) emit(recordsUnlinked, edge, { record: edge.from, other: edge.to })
}

/** Whether any of `sought` lies upward of `start` on the line, or is `start`. */
async function isAbove(tx: Transaction, workspaceId: string, start: RecordId, sought: readonly RecordId[]) {
  const { rows } = await tx.execute(sql`
    with recursive above(id) as (
      select ${start}::uuid
      union
      select l.to_id from above a join links l on l.workspace_id = ${workspaceId} and l.from_id = a.id
      where l.kind in ${LINE_KINDS}
    )
    select 1 from above where id = any(${sql.param([...sought])}::uuid[]) limit 1`)
  return rows.length > 0
}
