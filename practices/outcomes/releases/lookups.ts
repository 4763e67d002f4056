import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Day } from '#platform/time/days.ts'

import type { ReleaseState } from './contract.ts'
import { declaredFor, type DeclaredRow } from './effects/queries.ts'
import { type FoundRelease, lastShipped, releasesShipped, releasesWithIds } from './queries.ts'
import { shownReadings } from './readings/handlers.ts'

export type ReleaseSummary = {
  id: RecordId
  key: string
  title: string
  version: string
  state: ReleaseState
  shippedAt: Date | null
  shippedOn: Day | null
  shippedBecause: string | null
  teamId: string | null
  leadIds: { product: string | null; engineering: string | null }
  /** The declaration that counts; null when none was made. */
  effect: Omit<DeclaredRow, 'releaseId'> | null
}

async function summaries(tx: Transaction, workspaceId: string, found: FoundRelease[]): Promise<ReleaseSummary[]> {
  const declared = await declaredFor(
    tx,
    workspaceId,
    found.map(({ id }) => id),
  )
  return found.map((release) => ({
    id: release.id,
    key: release.key,
    title: release.title,
    version: release.version,
    state: release.state,
    shippedAt: release.shippedAt,
    shippedOn: release.shippedOn,
    shippedBecause: release.shippedBecause,
    teamId: release.teamId,
    leadIds: { product: release.productLeadId, engineering: release.engineeringLeadId },
    effect: declared.get(release.id)?.[0] ?? null,
  }))
}

/** The releases among the given ids, by id, with what was declared. */
export async function releasesById(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, ReleaseSummary>()
  const found = await releasesWithIds(tx, workspaceId, [...new Set(ids)])
  return new Map((await summaries(tx, workspaceId, found)).map((release) => [release.id as string, release]))
}

/** The releases shipped from one day to another, both included, oldest first; withdrawn ones too. At most 500. */
export const releasesBetween = async (tx: Transaction, workspaceId: string, from: Day, to: Day) =>
  summaries(tx, workspaceId, await releasesShipped(tx, workspaceId, from, to))

/** What was read of the given releases so far, by release. */
export const readingsOf = (tx: Transaction, workspaceId: string, releaseIds: readonly string[]) =>
  shownReadings(tx, workspaceId, releaseIds)

/** When the release before an instant was published from a repository; undefined for the first one. */
export async function lastPublishedBefore(tx: Transaction, workspaceId: string, repository: string, before: Date) {
  return (await lastShipped(tx, workspaceId, repository, before))?.shippedAt ?? undefined
}
