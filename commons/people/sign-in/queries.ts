import { sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'

// In the owner's transaction: a user may be a member of several workspaces.

export type Membership = { workspaceId: string; isRegistrantAdmin: boolean }

/** Where a user is a member today, and whether the one who registered the provider is an admin there. */
export async function membershipsOf(tx: Transaction, userId: string, registeredBy: string | null) {
  const { rows } = await tx.execute<{ workspace_id: string; is_admin: boolean }>(sql`
    select m.workspace_id, exists (
      select 1 from members a
      where a.workspace_id = m.workspace_id and a.user_id = ${registeredBy} and a.role = 'admin' and a.left_at is null
    ) as is_admin
    from members m where m.user_id = ${userId} and m.left_at is null`)
  return rows.map((row): Membership => ({ workspaceId: row.workspace_id, isRegistrantAdmin: row.is_admin }))
}

/** Whether a user was a member and left, or was removed: then only an invite brings them back. */
export async function hasLeft(tx: Transaction, workspaceId: string, userId: string) {
  const { rows } = await tx.execute(
    sql`select 1 from members where workspace_id = ${workspaceId} and user_id = ${userId} and left_at is not null`,
  )
  return rows.length > 0
}
