import { and, eq, inArray, isNull, sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'

import { productPersonMerges } from '../../people/tables.ts'
import type { ProductProjectId } from '../contract.ts'
import { productProjects } from '../tables.ts'

export const projectsWithIds = (tx: Transaction, workspaceId: string, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : tx
        .select({ id: productProjects.id, name: productProjects.name, retentionDays: productProjects.retentionDays })
        .from(productProjects)
        .where(
          and(
            eq(productProjects.workspaceId, workspaceId),
            inArray(productProjects.id, ids as ProductProjectId[]),
            isNull(productProjects.removedAt),
          ),
        )

/** Whether anybody of a project became part of another person. */
export async function anyoneMerged(tx: Transaction, workspaceId: string, projectId: ProductProjectId) {
  const rows = await tx
    .select({ one: sql`1` })
    .from(productPersonMerges)
    .where(and(eq(productPersonMerges.workspaceId, workspaceId), eq(productPersonMerges.projectId, projectId)))
    .limit(1)
  return rows.length > 0
}
