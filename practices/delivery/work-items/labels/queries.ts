import { and, eq, sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { type WorkLabel, WorkLabelId } from './contract.ts'
import { isSameName, nextColour } from './rules.ts'
import { workLabels } from './tables.ts'

export const labelsOf = (tx: Transaction, workspaceId: string): Promise<WorkLabel[]> =>
  tx
    .select({ id: workLabels.id, name: workLabels.name, colour: workLabels.colour })
    .from(workLabels)
    .where(eq(workLabels.workspaceId, workspaceId))
    .orderBy(sql`lower(${workLabels.name})`)

/** How many items, not counting removed ones, carry each label. */
export async function itemsPerLabel(tx: Transaction, workspaceId: string) {
  const { rows } = await tx.execute<{ id: WorkLabelId; items: number }>(sql`
    select l.label_id as id, count(*)::int as items
    from work_item_labels l join work_items w on w.workspace_id = l.workspace_id and w.id = l.work_item_id
    where l.workspace_id = ${workspaceId} and w.removed_at is null group by l.label_id`)
  return new Map(rows.map((row) => [row.id, row.items]))
}

export const insertLabel = (tx: Transaction, workspaceId: string, label: WorkLabel, now: Date) =>
  tx.insert(workLabels).values({ workspaceId, ...label, createdAt: now })

export const updateLabel = (tx: Transaction, workspaceId: string, { id, ...set }: WorkLabel) =>
  tx
    .update(workLabels)
    .set(set)
    .where(and(eq(workLabels.workspaceId, workspaceId), eq(workLabels.id, id)))

export const deleteLabel = (tx: Transaction, workspaceId: string, id: WorkLabelId) =>
  tx.delete(workLabels).where(and(eq(workLabels.workspaceId, workspaceId), eq(workLabels.id, id)))

/** The labels of these names; those that the workspace lacks are added. For imports. */
export async function labelsNamed(tx: Transaction, workspaceId: string, names: readonly string[], now: Date) {
  if (names.length === 0) return { labels: [], added: [] }
  const labels = await labelsOf(tx, workspaceId)
  const added: WorkLabel[] = []
  for (const name of names) {
    const all = [...labels, ...added]
    if (all.some((label) => isSameName(label.name, name))) continue
    added.push({ id: WorkLabelId.parse(newId()), name: name.trim(), colour: nextColour(all) })
  }
  for (const label of added) await insertLabel(tx, workspaceId, label, now)
  return { labels: [...labels, ...added], added }
}
