import type { Side } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { SignOff } from './contract.ts'
import { signoffsOfRecords } from './queries.ts'

export { isJoint, missingSides, whyNotJoint } from './rules.ts'

/** The sign-offs of the given records, to whatever version, newest first, by record. Records without any are left out. */
export async function signoffsOf(tx: Transaction, workspaceId: string, recordIds: readonly string[]) {
  if (recordIds.length === 0) return new Map<string, SignOff[]>()
  const rows = await signoffsOfRecords(tx, workspaceId, recordIds, 10_000)
  return Map.groupBy(rows, (row) => row.recordId as string)
}

/** The newest sign-off of each side, agreed or declined and to whatever version, by record. */
export async function lastSignoffs(tx: Transaction, workspaceId: string, recordIds: readonly string[]) {
  const all = await signoffsOf(tx, workspaceId, recordIds)
  const last = new Map<string, Partial<Record<Side, SignOff>>>()
  for (const [recordId, given] of all) {
    // Newest first, so the oldest is laid down first and the newer ones over it.
    last.set(recordId, Object.fromEntries(given.toReversed().map((one) => [one.side, one])))
  }
  return last
}
