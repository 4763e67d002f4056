import { and, asc, count, eq, isNull, sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'

import { intakeHours } from '../intake/tables.ts'
import type { ProductProjectId } from './contract.ts'
import { productProjects } from './tables.ts'

export type StoredProject = typeof productProjects.$inferSelect

const lastEventAt = sql<Date | null>`(
  select max(h.last_at) from ${intakeHours} h
  where h.workspace_id = ${productProjects.workspaceId} and h.project_id = ${productProjects.id} and h.accepted > 0
)`.mapWith((value: Date | string | null) => (value === null ? null : new Date(value)))

const ofWorkspace = (workspaceId: string) =>
  and(eq(productProjects.workspaceId, workspaceId), isNull(productProjects.removedAt))

export const projectsByName = (tx: Transaction, workspaceId: string) =>
  tx
    .select({ project: productProjects, lastEventAt })
    .from(productProjects)
    .where(ofWorkspace(workspaceId))
    .orderBy(asc(sql`lower(${productProjects.name})`))

export async function findProject(tx: Transaction, workspaceId: string, id: ProductProjectId) {
  const [row] = await tx
    .select({ project: productProjects, lastEventAt })
    .from(productProjects)
    .where(and(ofWorkspace(workspaceId), eq(productProjects.id, id)))
  return row
}

/** Across workspaces, as the owner: an event knows only its key. */
export async function projectOfKey(tx: Transaction, key: string) {
  const [row] = await tx
    .select()
    .from(productProjects)
    .where(and(eq(productProjects.key, key), isNull(productProjects.removedAt)))
  return row
}

export async function numberOfProjects(tx: Transaction, workspaceId: string) {
  const [row] = await tx.select({ n: count() }).from(productProjects).where(ofWorkspace(workspaceId))
  return row!.n
}

export const insertProject = (tx: Transaction, row: typeof productProjects.$inferInsert) =>
  tx.insert(productProjects).values(row)

export const changeProject = (
  tx: Transaction,
  workspaceId: string,
  id: ProductProjectId,
  change: Partial<typeof productProjects.$inferInsert>,
) =>
  tx
    .update(productProjects)
    .set(change)
    .where(and(ofWorkspace(workspaceId), eq(productProjects.id, id)))
