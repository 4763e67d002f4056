import { and, eq, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'

import { metricInputs } from '../tables.ts'

/** What each formula of the workspace follows from: metric id to the ids of its inputs. */
export async function inputsOfAll(tx: Transaction, workspaceId: string) {
  const rows = await tx
    .select({ metricId: metricInputs.metricId, inputId: metricInputs.inputId })
    .from(metricInputs)
    .where(eq(metricInputs.workspaceId, workspaceId))
    .orderBy(metricInputs.metricId, metricInputs.inputId)
  const found = new Map<string, RecordId[]>()
  for (const { metricId, inputId } of rows) found.set(metricId, [...(found.get(metricId) ?? []), inputId])
  return found
}

/** The metrics whose formula names this one. */
export async function followersOf(tx: Transaction, workspaceId: string, inputId: string) {
  const rows = await tx
    .select({ id: metricInputs.metricId })
    .from(metricInputs)
    .where(and(eq(metricInputs.workspaceId, workspaceId), eq(metricInputs.inputId, inputId as RecordId)))
  return rows.map(({ id }) => id)
}

/** Keeps what a formula follows from; nothing where it is none any more. */
export async function putInputs(tx: Transaction, workspaceId: string, metricId: RecordId, inputIds: RecordId[]) {
  await tx
    .delete(metricInputs)
    .where(and(eq(metricInputs.workspaceId, workspaceId), eq(metricInputs.metricId, metricId)))
  if (inputIds.length === 0) return
  await tx.insert(metricInputs).values(inputIds.map((inputId) => ({ workspaceId, metricId, inputId })))
}

/** Until the transaction ends, nobody else changes what a formula of this workspace follows from. */
export const holdFormulas = (tx: Transaction, workspaceId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`metric formulas ${workspaceId}`}, 0))`)
