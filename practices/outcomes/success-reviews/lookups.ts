import type { Transaction } from '#platform/database/database.ts'

import type { ReviewState, Verdict } from './contract.ts'
import { reviewsOfReleases } from './queries.ts'

export type ReviewSummary = { id: string; key: string; state: ReviewState; dueOn: string; verdict: Verdict | null }

/** The review of each of the given releases, by release. */
export async function reviewsByRelease(tx: Transaction, workspaceId: string, releaseIds: readonly string[]) {
  if (releaseIds.length === 0) return new Map<string, ReviewSummary>()
  const found = await reviewsOfReleases(tx, workspaceId, releaseIds)
  return new Map<string, ReviewSummary>(
    found.map(({ releaseId, id, key, state, dueOn, verdict }) => [releaseId, { id, key, state, dueOn, verdict }]),
  )
}
