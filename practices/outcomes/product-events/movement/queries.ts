import { and, eq, isNull, sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'

import { productInbox, productRejections } from '../intake/tables.ts'
import { productErasures, productGroups, productPeople, productPersonMerges } from '../people/tables.ts'
import type { ProductProjectId } from '../projects/contract.ts'
import { productProjects } from '../projects/tables.ts'

export type Waiting = typeof productInbox.$inferSelect

/** The oldest events of the inbox, across workspaces, as the owner. */
export const oldestWaiting = (tx: Transaction, limit: number) =>
  tx.select().from(productInbox).where(isNull(productInbox.stuck)).orderBy(productInbox.number).limit(limit)

export const settlePeople = (tx: Transaction, settled: { number: number; personId: string }[]) =>
  tx.execute(sql`
    update ${productInbox} i set person_id = s.person_id
    from unnest(${sql.param(settled.map((one) => one.number))}::bigint[], ${sql.param(settled.map((one) => one.personId))}::uuid[])
      as s (number, person_id)
    where i.number = s.number and i.stuck is null`)

export const deleteMoved = (tx: Transaction, numbers: number[]) =>
  tx.execute(sql`delete from ${productInbox} where stuck is null and number = any(${sql.param(numbers)}::bigint[])`)

export const markStuck = (tx: Transaction, number: number, why: string) =>
  tx
    .update(productInbox)
    .set({ stuck: why.replaceAll('\0', '').slice(0, 1_000) })
    .where(and(eq(productInbox.number, number), isNull(productInbox.stuck)))

/** The projects that take events, by id. */
export async function liveProjects(tx: Transaction) {
  const rows = await tx
    .select({
      workspaceId: productProjects.workspaceId,
      id: productProjects.id,
      retentionDays: productProjects.retentionDays,
      removedAt: productProjects.removedAt,
    })
    .from(productProjects)
  return new Map(rows.map((row) => [row.id, row]))
}

export const uncopiedMerges = (tx: Transaction) =>
  tx
    .select()
    .from(productPersonMerges)
    .where(sql`not ${productPersonMerges.isCopied}`)
    .limit(50_000)

export const markCopied = (tx: Transaction, merges: (typeof productPersonMerges.$inferSelect)[]) =>
  tx.execute(sql`
    update ${productPersonMerges} m set is_copied = true
    from unnest(${sql.param(merges.map((one) => one.projectId))}::uuid[], ${sql.param(merges.map((one) => one.oldPersonId))}::uuid[],
      ${sql.param(merges.map((one) => one.version))}::bigint[]) as c (project_id, old_person_id, version)
    where m.project_id = c.project_id and m.old_person_id = c.old_person_id and m.version = c.version`)

const MOST_COPIED = 5_000

export const uncopiedPeople = (tx: Transaction) =>
  tx
    .select()
    .from(productPeople)
    .where(sql`not ${productPeople.isCopied}`)
    .limit(MOST_COPIED)

export const uncopiedGroups = (tx: Transaction) =>
  tx
    .select()
    .from(productGroups)
    .where(sql`not ${productGroups.isCopied}`)
    .limit(MOST_COPIED)

export const markPeopleCopied = (tx: Transaction, people: (typeof productPeople.$inferSelect)[]) =>
  tx.execute(sql`
    update ${productPeople} p set is_copied = true
    from unnest(${sql.param(people.map((one) => one.projectId))}::uuid[], ${sql.param(people.map((one) => one.id))}::uuid[],
      ${sql.param(people.map((one) => one.changedAt.toISOString()))}::timestamptz[]) as c (project_id, id, changed_at)
    where p.project_id = c.project_id and p.id = c.id and p.changed_at = c.changed_at`)

export const markGroupsCopied = (tx: Transaction, groups: (typeof productGroups.$inferSelect)[]) =>
  tx.execute(sql`
    update ${productGroups} g set is_copied = true
    from unnest(${sql.param(groups.map((one) => one.projectId))}::uuid[], ${sql.param(groups.map((one) => one.type))}::text[],
      ${sql.param(groups.map((one) => one.key))}::text[], ${sql.param(groups.map((one) => one.changedAt.toISOString()))}::timestamptz[])
      as c (project_id, type, key, changed_at)
    where g.project_id = c.project_id and g.type = c.type and g.key = c.key and g.changed_at = c.changed_at`)

/** The next number for joins: it grows with every one, so the warehouse knows the later one. */
export async function lastVersion(tx: Transaction) {
  const { rows } = await tx.execute<{ last: string | null }>(
    sql`select max(version) as last from ${productPersonMerges}`,
  )
  return Number(rows[0]?.last ?? 0)
}

export const askedErasures = (tx: Transaction) => tx.select().from(productErasures).limit(100)

export async function deleteErased(
  tx: Transaction,
  erasure: { workspaceId: string; projectId: ProductProjectId; personId: string },
) {
  const { workspaceId, projectId, personId } = erasure
  await tx.execute(sql`
    delete from ${productPersonMerges} where workspace_id = ${workspaceId} and project_id = ${projectId}
      and (person_id = ${personId} or old_person_id = ${personId})`)
  await tx
    .delete(productErasures)
    .where(
      and(
        eq(productErasures.workspaceId, workspaceId),
        eq(productErasures.projectId, projectId),
        eq(productErasures.personId, personId),
      ),
    )
}

export const noteRejection = (tx: Transaction, row: typeof productRejections.$inferInsert) =>
  tx.insert(productRejections).values(row)

/** Forgets refused samples after two weeks. */
export const deleteOldRejections = (tx: Transaction, before: Date) =>
  tx.execute(sql`delete from ${productRejections} where at < ${before.toISOString()}`)

/** Everything of a project but its events in the warehouse. */
export async function deleteProject(tx: Transaction, workspaceId: string, projectId: string) {
  for (const table of [
    'product_inbox',
    'product_intake_hours',
    'product_rejections',
    'product_distinct_ids',
    'product_people',
    'product_person_merges',
    'product_groups',
    'product_erasures',
  ]) {
    await tx.execute(
      sql`delete from ${sql.identifier(table)} where workspace_id = ${workspaceId} and project_id = ${projectId}`,
    )
  }
  await tx.execute(sql`delete from ${productProjects} where workspace_id = ${workspaceId} and id = ${projectId}`)
}
