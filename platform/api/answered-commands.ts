import { and, eq, lt } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'
import { answeredCommands } from '#platform/events/tables.ts'

/** How long a resent command still gets its first answer. */
export const REMEMBERED_DAYS = 7

/** The answer that this member's command with this key already got; undefined when it is new. */
export async function answeredCommand(tx: Transaction, workspaceId: string, by: { memberId: string; key: string }) {
  const [found] = await tx
    .select({
      procedure: answeredCommands.procedure,
      inputHash: answeredCommands.inputHash,
      answer: answeredCommands.answer,
    })
    .from(answeredCommands)
    .where(
      and(
        eq(answeredCommands.workspaceId, workspaceId),
        eq(answeredCommands.memberId, by.memberId),
        eq(answeredCommands.key, by.key),
      ),
    )
  return found
}

/** Forgets the answers that nobody can resend for any more. As the owner, over all workspaces. */
export const forgetOldAnswers = (tx: Transaction, now: Date) =>
  tx.delete(answeredCommands).where(lt(answeredCommands.at, new Date(now.getTime() - REMEMBERED_DAYS * 86_400_000)))
