import { and, desc, eq, inArray } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { SignOff, SignOffId } from './contract.ts'
import { signoffs } from './tables.ts'

const columns = {
  id: signoffs.id,
  recordId: signoffs.recordId,
  version: signoffs.version,
  memberId: signoffs.memberId,
  side: signoffs.side,
  verdict: signoffs.verdict,
  note: signoffs.note,
  signedAt: signoffs.signedAt,
}

/** Writes a sign-off; a second one of the same member on the same version takes the place of the first. */
export async function putSignOff(tx: Transaction, workspaceId: string, given: SignOff) {
  const [row] = await tx
    .insert(signoffs)
    .values({ workspaceId, ...given })
    .onConflictDoUpdate({
      target: [signoffs.workspaceId, signoffs.recordId, signoffs.version, signoffs.memberId],
      set: { side: given.side, verdict: given.verdict, note: given.note, signedAt: given.signedAt },
    })
    .returning(columns)
  return row!
}

export async function findSignOff(tx: Transaction, workspaceId: string, id: SignOffId) {
  const [row] = await tx
    .select(columns)
    .from(signoffs)
    .where(and(eq(signoffs.workspaceId, workspaceId), eq(signoffs.id, id)))
  return row
}

export const deleteSignOff = (tx: Transaction, workspaceId: string, id: SignOffId) =>
  tx.delete(signoffs).where(and(eq(signoffs.workspaceId, workspaceId), eq(signoffs.id, id)))

/** Newest first. */
export const signoffsOfRecords = (tx: Transaction, workspaceId: string, recordIds: readonly string[], most: number) =>
  tx
    .select(columns)
    .from(signoffs)
    .where(and(eq(signoffs.workspaceId, workspaceId), inArray(signoffs.recordId, [...recordIds] as RecordId[])))
    .orderBy(desc(signoffs.signedAt), desc(signoffs.id))
    .limit(most)
