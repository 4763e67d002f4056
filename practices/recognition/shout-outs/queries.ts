import { and, asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'

import type { Reaction } from '#commons/comments/contract.ts'
import { kindsOf } from '#commons/comments/rules.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey } from '#commons/records/lookups.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { Value } from './contract.ts'
import { shoutOutReactions as reactions, shoutOutRecipients as recipients, shoutOuts } from './tables.ts'

type Given = { id: RecordId; from: MemberId; to: MemberId[]; message: string; value: Value | null; givenAt: Date }

export async function insertShoutOut(tx: Transaction, workspaceId: string, { to, ...given }: Given) {
  await tx.insert(shoutOuts).values({ workspaceId, ...given })
  await tx.insert(recipients).values(to.map((memberId) => ({ workspaceId, shoutOutId: given.id, memberId })))
}

export const deleteShoutOut = (tx: Transaction, workspaceId: string, id: RecordId) =>
  tx.delete(shoutOuts).where(and(eq(shoutOuts.workspaceId, workspaceId), eq(shoutOuts.id, id)))

export async function findShoutOut(tx: Transaction, workspaceId: string, id: RecordId) {
  const [found] = await select(tx, and(eq(shoutOuts.workspaceId, workspaceId), eq(shoutOuts.id, id)))
  return found
}

export async function findShoutOutByKey(tx: Transaction, workspaceId: string, key: string) {
  const parts = splitKey(key)
  if (!parts) return
  const [found] = await select(
    tx,
    and(
      eq(shoutOuts.workspaceId, workspaceId),
      eq(recordRows.prefix, parts.prefix),
      eq(recordRows.number, parts.number),
    ),
  )
  return found
}

type Page = { after?: string | undefined; limit: number; to?: MemberId | undefined }

/** One row more than asked for, which tells whether there is a next page. */
export function newestShoutOuts(tx: Transaction, workspaceId: string, { after, limit, to }: Page) {
  const last = sql`select given_at, id from shout_outs where id = ${after} and workspace_id = ${workspaceId}`
  const older = after ? sql`(${shoutOuts.givenAt}, ${shoutOuts.id}) < (${last})` : undefined
  const toMember = to
    ? sql`exists (select 1 from shout_out_recipients r where r.workspace_id = ${workspaceId} and r.shout_out_id = ${shoutOuts.id} and r.member_id = ${to})`
    : undefined
  return select(tx, and(eq(shoutOuts.workspaceId, workspaceId), older, toMember)).limit(limit + 1)
}

/** The reactions to these shout-outs, the first given first, by shout-out. */
export async function reactionsTo(tx: Transaction, workspaceId: string, ids: RecordId[]) {
  const found = new Map<string, Reaction[]>()
  if (ids.length === 0) return found
  const rows = await tx
    .select({ id: reactions.shoutOutId, emoji: reactions.emoji, by: reactions.memberId })
    .from(reactions)
    .where(and(eq(reactions.workspaceId, workspaceId), inArray(reactions.shoutOutId, ids)))
    .orderBy(asc(reactions.at), asc(reactions.memberId))
  for (const [id, given] of Map.groupBy(rows, (row) => row.id)) found.set(id, kindsOf(given))
  return found
}

export const putReaction = (tx: Transaction, row: typeof reactions.$inferInsert) =>
  tx.insert(reactions).values(row).onConflictDoNothing()

export const takeReaction = (
  tx: Transaction,
  workspaceId: string,
  of: { shoutOutId: RecordId; memberId: MemberId; emoji: string },
) =>
  tx
    .delete(reactions)
    .where(
      and(
        eq(reactions.workspaceId, workspaceId),
        eq(reactions.shoutOutId, of.shoutOutId),
        eq(reactions.memberId, of.memberId),
        eq(reactions.emoji, of.emoji),
      ),
    )

function select(tx: Transaction, where: SQL | undefined) {
  const to = sql<MemberId[]>`(select array_agg(r.member_id order by r.member_id) from shout_out_recipients r
    where r.workspace_id = ${shoutOuts.workspaceId} and r.shout_out_id = ${shoutOuts.id})`
  return tx
    .select({
      id: shoutOuts.id,
      key: sql<string>`${recordRows.prefix} || '-' || ${recordRows.number}`,
      from: shoutOuts.from,
      to,
      message: shoutOuts.message,
      value: shoutOuts.value,
      givenAt: shoutOuts.givenAt,
    })
    .from(shoutOuts)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, shoutOuts.workspaceId), eq(recordRows.id, shoutOuts.id)))
    .where(where)
    .orderBy(desc(shoutOuts.givenAt), desc(shoutOuts.id))
}
