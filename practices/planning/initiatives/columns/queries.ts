import { and, eq, isNull, sql } from 'drizzle-orm'

import { recordRows } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'

import { initiatives } from '../tables.ts'
import type { Column } from './contract.ts'
import { roadmapCommitments } from './tables.ts'

export async function commitmentsByColumn(tx: Transaction, workspaceId: string) {
  const rows = await tx.select().from(roadmapCommitments).where(eq(roadmapCommitments.workspaceId, workspaceId))
  return new Map(rows.map((row) => [row.column, row.commitment]))
}

export async function countsByColumn(tx: Transaction, workspaceId: string) {
  const rows = await tx
    .select({ column: initiatives.column, count: sql<number>`count(*)::int` })
    .from(initiatives)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, initiatives.workspaceId), eq(recordRows.id, initiatives.id)))
    .where(and(eq(initiatives.workspaceId, workspaceId), isNull(recordRows.removedAt)))
    .groupBy(initiatives.column)
  return new Map(rows.map((row) => [row.column, row.count]))
}

export const wordCommitment = (tx: Transaction, workspaceId: string, column: Column, commitment: string) =>
  tx
    .insert(roadmapCommitments)
    .values({ workspaceId, column, commitment })
    .onConflictDoUpdate({ target: [roadmapCommitments.workspaceId, roadmapCommitments.column], set: { commitment } })
