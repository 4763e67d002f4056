import { and, eq, inArray, sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'
import type { ProductProjectId } from '#practices/outcomes/product-events/projects/contract.ts'

import type { CohortId } from '../properties/contract.ts'
import { cohorts } from './tables.ts'

const own = {
  id: cohorts.id,
  projectId: cohorts.projectId,
  name: cohorts.name,
  rule: cohorts.rule,
  editedAt: cohorts.editedAt,
}

export async function cohortsById(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await tx
    .select(own)
    .from(cohorts)
    .where(and(eq(cohorts.workspaceId, workspaceId), inArray(cohorts.id, [...ids] as CohortId[])))
  return new Map(rows.map((row) => [row.id as string, row]))
}

export const findCohort = async (tx: Transaction, workspaceId: string, id: CohortId) =>
  (await cohortsById(tx, workspaceId, [id])).get(id)

type Filter = { projectId: ProductProjectId; after?: CohortId | undefined; limit: number }

/** By name, one more than asked for. */
export const cohortsByName = (tx: Transaction, workspaceId: string, { projectId, after, limit }: Filter) =>
  tx
    .select(own)
    .from(cohorts)
    .where(
      and(
        eq(cohorts.workspaceId, workspaceId),
        eq(cohorts.projectId, projectId),
        after
          ? sql`${cohorts.name} > (select name from cohorts where workspace_id = ${workspaceId} and id = ${after})`
          : undefined,
      ),
    )
    .orderBy(cohorts.name)
    .limit(limit + 1)

export async function isNameTaken(
  tx: Transaction,
  workspaceId: string,
  { projectId, name, id }: { projectId: ProductProjectId; name: string; id?: CohortId },
) {
  const rows = await tx
    .select({ id: cohorts.id })
    .from(cohorts)
    .where(and(eq(cohorts.workspaceId, workspaceId), eq(cohorts.projectId, projectId), eq(cohorts.name, name)))
  return rows.some((row) => row.id !== id)
}

export const insertCohort = (tx: Transaction, cohort: typeof cohorts.$inferInsert) => tx.insert(cohorts).values(cohort)

export const changeCohort = (
  tx: Transaction,
  workspaceId: string,
  id: CohortId,
  change: Partial<Pick<typeof cohorts.$inferInsert, 'name' | 'rule' | 'editedAt'>>,
) =>
  tx
    .update(cohorts)
    .set(change)
    .where(and(eq(cohorts.workspaceId, workspaceId), eq(cohorts.id, id)))

export const deleteCohort = (tx: Transaction, workspaceId: string, id: CohortId) =>
  tx.delete(cohorts).where(and(eq(cohorts.workspaceId, workspaceId), eq(cohorts.id, id)))
