import { and, asc, eq, isNull, like, ne, or, sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { members, workspaces } from '../tables.ts'
import { deletionOrder, nextFree, slugOf } from './rules.ts'

// In the owner's transaction.

export type NewWorkspace = { name: string; timeZone: string; isDemo?: boolean; now: Date }

/** Makes an empty workspace with an address of its own. */
export async function insertWorkspace(tx: Transaction, { name, timeZone, isDemo = false, now }: NewWorkspace) {
  const wanted = slugOf(name)
  const taken = await tx
    .select({ slug: workspaces.slug })
    .from(workspaces)
    .where(or(eq(workspaces.slug, wanted), like(workspaces.slug, `${wanted}-%`)))
  const slug = nextFree(wanted, new Set(taken.map((row) => row.slug)))
  const workspaceId = newId()
  await tx.insert(workspaces).values({ workspaceId, slug, name, timeZone, isDemo, createdAt: now })
  return { workspaceId, slug }
}

export async function findWorkspaceRow(tx: Transaction, workspaceId: string) {
  const [row] = await tx.select().from(workspaces).where(eq(workspaces.workspaceId, workspaceId))
  return row
}

/** How many workspaces there are beside demos; two stand for any number above one. */
export async function countHomes(tx: Transaction) {
  const rows = await tx
    .select({ id: workspaces.workspaceId })
    .from(workspaces)
    .where(eq(workspaces.isDemo, false))
    .limit(2)
  return rows.length
}

/** The oldest other workspace, no demo, in which a user is an admin. */
export async function otherHomeOf(tx: Transaction, userId: string, notThis: string) {
  const [row] = await tx
    .select({ workspaceId: workspaces.workspaceId, slug: workspaces.slug })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.workspaceId, members.workspaceId))
    .where(
      and(
        eq(members.userId, userId),
        eq(members.role, 'admin'),
        isNull(members.leftAt),
        ne(workspaces.workspaceId, notThis),
        eq(workspaces.isDemo, false),
      ),
    )
    .orderBy(asc(workspaces.createdAt))
    .limit(1)
  return row
}

/** The members of a workspace who can sign in: the people, not what a demo made up. */
export const signedInMembers = (tx: Transaction, workspaceId: string) =>
  tx
    .select()
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), isNull(members.leftAt), sql`${members.userId} is not null`))

/** Deletes a workspace: every row of every table that carries its id. What nobody may see any more is gone for good. */
export async function deleteWorkspace(tx: Transaction, workspaceId: string) {
  const { rows: tables } = await tx.execute<{ name: string }>(sql`
    select c.table_name as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'workspace_id' and t.table_type = 'BASE TABLE'`)
  const { rows: references } = await tx.execute<{ from: string; to: string }>(sql`
    select distinct f.relname as "from", t.relname as "to" from pg_constraint k
    join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace`)
  await tx.execute(sql`set local statement_timeout = '5min'`)
  const names = tables.map((table) => table.name)
  for (const name of deletionOrder(names, references)) {
    await tx.execute(sql`delete from ${sql.identifier(name)} where workspace_id = ${workspaceId}`)
  }
  await tx.execute(sql`delete from sso_provider where organization_id = ${workspaceId}`)
}
