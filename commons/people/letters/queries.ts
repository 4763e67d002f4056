import { sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'

import type { KeptLetter } from './contract.ts'

type Reader = { workspaceId: string; userId: string }
type Filter = { after?: string | undefined; limit: number }

/**
 * The kept letters that an admin may read, newest first, one more than asked for: those to members and invited people
 * of their workspace. A letter may hold the link that opens an account, so one to somebody who is also in a workspace
 * where the reader is no admin stays closed: it would lead them in there.
 */
export async function lettersForAdmin(tx: Transaction, { workspaceId, userId }: Reader, { after, limit }: Filter) {
  const { rows } = await tx.execute<{ id: string; to: string; subject: string; text: string; kept_at: string }>(sql`
    with own as (
      select workspace_id from members where user_id = ${userId} and role = 'admin' and left_at is null
    )
    select l.id, l.to, l.subject, l.text, l.kept_at from letters l
    where (
      exists (
        select 1 from members m join "user" u on u.id = m.user_id
        where u.email = l.to and m.workspace_id = ${workspaceId} and m.left_at is null)
      or exists (select 1 from invites i where i.workspace_id = ${workspaceId} and i.email = l.to)
    ) and not exists (
      select 1 from members m join "user" u on u.id = m.user_id
      where u.email = l.to and m.left_at is null and m.workspace_id not in (select workspace_id from own)
    ) and not exists (
      select 1 from invites i where i.email = l.to and i.workspace_id not in (select workspace_id from own)
    ) ${after ? sql`and l.id < ${after}` : sql``}
    order by l.id desc limit ${limit + 1}`)
  return rows.map(({ kept_at, ...row }): KeptLetter => ({ ...row, keptAt: new Date(kept_at) }))
}
