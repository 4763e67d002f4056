import { and, desc, eq, inArray } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import { releaseEffects, releaseGuardrails } from '../tables.ts'
import type { Effect } from './contract.ts'

export type DeclaredRow = Effect & {
  releaseId: RecordId
  revision: number
  reason: string
  recordVersion: number
  by: MemberId
  at: Date
  guardrailIds: RecordId[]
  controlMetricId: RecordId | null
}

/** Everything declared for the given releases, newest first, by release. Releases without any are left out. */
export async function declaredFor(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, DeclaredRow[]>()
  const releaseIds = [...ids] as RecordId[]
  const rows = await tx
    .select({
      releaseId: releaseEffects.releaseId,
      revision: releaseEffects.revision,
      metricId: releaseEffects.metricId,
      direction: releaseEffects.direction,
      size: releaseEffects.size,
      measure: releaseEffects.measure,
      windowDays: releaseEffects.windowDays,
      controlMetricId: releaseEffects.controlMetricId,
      reason: releaseEffects.reason,
      recordVersion: releaseEffects.recordVersion,
      by: releaseEffects.byId,
      at: releaseEffects.at,
    })
    .from(releaseEffects)
    .where(and(eq(releaseEffects.workspaceId, workspaceId), inArray(releaseEffects.releaseId, releaseIds)))
    .orderBy(desc(releaseEffects.revision))
  const guards = await tx
    .select()
    .from(releaseGuardrails)
    .where(and(eq(releaseGuardrails.workspaceId, workspaceId), inArray(releaseGuardrails.releaseId, releaseIds)))
    .orderBy(releaseGuardrails.metricId)
  const whole = rows.map((row) => ({
    ...row,
    guardrailIds: guards
      .filter((guard) => guard.releaseId === row.releaseId && guard.revision === row.revision)
      .map(({ metricId }) => metricId),
  }))
  return Map.groupBy(whole, (row) => row.releaseId as string)
}

export async function insertDeclared(
  tx: Transaction,
  workspaceId: string,
  { guardrailIds, by, ...declared }: DeclaredRow,
) {
  await tx.insert(releaseEffects).values({ workspaceId, byId: by, ...declared })
  if (guardrailIds.length === 0) return
  const { releaseId, revision } = declared
  await tx
    .insert(releaseGuardrails)
    .values(guardrailIds.map((metricId) => ({ workspaceId, releaseId, revision, metricId })))
}
