import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, summaryColumns } from '#commons/records/lookups.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { ChangeId, type RoadmapChange } from './contract.ts'
import { roadmapChanges } from './tables.ts'

export type NewChange = Pick<RoadmapChange, 'what' | 'from' | 'to'> & {
  initiativeId: RecordId
  reason?: string | undefined
  becauseOfConstraint?: boolean
  afterStart: boolean
  by: MemberId | null
  agreed?: MemberId[]
  at: Date
}

/** Writes one line of the roadmap's change log. */
export const logChange = (
  tx: Transaction,
  workspaceId: string,
  { reason = '', becauseOfConstraint = false, agreed = [], ...change }: NewChange,
) =>
  tx.insert(roadmapChanges).values({
    workspaceId,
    id: ChangeId.parse(newId()),
    reason,
    becauseOfConstraint,
    agreed: [...new Set(agreed)],
    ...change,
  })

type Filter = {
  id?: RecordId | undefined
  since?: Date | undefined
  after?: string | undefined
  limit: number
}

/** One row more than asked for, which tells whether there is a next page. */
export async function newestChanges(tx: Transaction, workspaceId: string, { id, since, after, limit }: Filter) {
  const last = sql`select at, id from roadmap_changes where workspace_id = ${workspaceId} and id = ${after}`
  const rows = await tx
    .select({
      id: roadmapChanges.id,
      initiative: summaryColumns,
      what: roadmapChanges.what,
      from: roadmapChanges.from,
      to: roadmapChanges.to,
      reason: roadmapChanges.reason,
      becauseOfConstraint: roadmapChanges.becauseOfConstraint,
      by: roadmapChanges.by,
      agreed: roadmapChanges.agreed,
      at: roadmapChanges.at,
    })
    .from(roadmapChanges)
    .innerJoin(
      recordRows,
      and(eq(recordRows.workspaceId, roadmapChanges.workspaceId), eq(recordRows.id, roadmapChanges.initiativeId)),
    )
    .where(
      and(
        eq(roadmapChanges.workspaceId, workspaceId),
        isNull(recordRows.removedAt),
        id ? eq(roadmapChanges.initiativeId, id) : undefined,
        since ? gte(roadmapChanges.at, since) : undefined,
        after ? sql`(${roadmapChanges.at}, ${roadmapChanges.id}) < (${last})` : undefined,
      ),
    )
    .orderBy(desc(roadmapChanges.at), desc(roadmapChanges.id))
    .limit(limit + 1)
  return rows
}
