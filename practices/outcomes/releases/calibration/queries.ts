import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'

import type { TeamId } from '#commons/people/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordRows } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { ReadingOutcome } from '../readings/contract.ts'
import { effectReadings } from '../readings/tables.ts'
import { releaseEffects, releases } from '../tables.ts'

const READABLE: ReadingOutcome[] = ['improved', 'worsened', 'no clear change']

/** The expected metrics of the last releases at the end of their windows, where they could be read, newest first. */
export function lastForeseen(tx: Transaction, workspaceId: string, teamId: TeamId | undefined, most: number) {
  return tx
    .select({
      releaseId: effectReadings.releaseId,
      metricId: effectReadings.metricId,
      // A reading is made of a shipped release alone.
      shippedOn: sql<string>`${releases.shippedOn}`,
      direction: releaseEffects.direction,
      size: releaseEffects.size,
      measure: releaseEffects.measure,
      windowDays: releaseEffects.windowDays,
      judged: effectReadings.judged,
      outcome: effectReadings.outcome,
    })
    .from(effectReadings)
    .innerJoin(
      releases,
      and(eq(releases.workspaceId, effectReadings.workspaceId), eq(releases.id, effectReadings.releaseId)),
    )
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, releases.workspaceId), eq(recordRows.id, releases.id)))
    .innerJoin(
      releaseEffects,
      and(
        eq(releaseEffects.workspaceId, releases.workspaceId),
        eq(releaseEffects.releaseId, releases.id),
        eq(releaseEffects.windowDays, effectReadings.horizonDays),
        sql`${releaseEffects.revision} = (select max(later.revision) from release_effects later
          where later.workspace_id = ${releases.workspaceId} and later.release_id = ${releases.id})`,
      ),
    )
    .where(
      and(
        eq(effectReadings.workspaceId, workspaceId),
        eq(effectReadings.role, 'expected'),
        inArray(effectReadings.outcome, READABLE),
        isNull(recordRows.removedAt),
        teamId ? eq(recordRows.teamId, teamId as RecordId & TeamId) : undefined,
      ),
    )
    .orderBy(desc(releases.shippedOn), desc(releases.id))
    .limit(most)
}
