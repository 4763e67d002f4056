import { and, desc, eq, gte, inArray, isNull, lt, lte, sql, type SQL } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Day } from '#platform/time/days.ts'

import type { ReleaseState } from './contract.ts'
import { releases } from './tables.ts'

const select = (tx: Transaction, where: SQL | undefined) =>
  tx
    .select({
      id: releases.id,
      version: releases.version,
      name: releases.name,
      plannedOn: releases.plannedOn,
      shippedAt: releases.shippedAt,
      shippedOn: releases.shippedOn,
      shippedBecause: releases.shippedBecause,
      withdrawnBecause: releases.withdrawnBecause,
      productLeadId: releases.productLeadId,
      engineeringLeadId: releases.engineeringLeadId,
      target: releases.target,
      notes: releases.notes,
      url: releases.url,
      repository: releases.repository,
      tag: releases.tag,
      standsAt: releases.standsAt,
      editedAt: releases.editedAt,
      key: sql<string>`${recordRows.prefix} || '-' || ${recordRows.number}`,
      title: recordRows.title,
      // The registry knows states of every type; this feature alone writes those of releases.
      state: sql<ReleaseState>`${recordRows.state}`,
      stateGroup: recordRows.stateGroup,
      recordVersion: recordRows.version,
      teamId: recordRows.teamId,
    })
    .from(releases)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, releases.workspaceId), eq(recordRows.id, releases.id)))
    .where(and(isNull(recordRows.removedAt), where))

export type FoundRelease = Awaited<ReturnType<typeof select>>[number]

export async function findRelease(tx: Transaction, workspaceId: string, key: string) {
  const parts = splitKey(key)
  if (!parts) return
  const [found] = await select(
    tx,
    and(
      eq(releases.workspaceId, workspaceId),
      eq(recordRows.prefix, parts.prefix),
      eq(recordRows.number, parts.number),
    ),
  )
  return found
}

export const releasesWithIds = (tx: Transaction, workspaceId: string, ids: readonly string[]) =>
  select(tx, and(eq(releases.workspaceId, workspaceId), inArray(releases.id, [...ids] as RecordId[])))

export async function findPublished(tx: Transaction, workspaceId: string, repository: string, tag: string) {
  const [found] = await select(
    tx,
    and(eq(releases.workspaceId, workspaceId), eq(releases.repository, repository), eq(releases.tag, tag)),
  )
  return found
}

/** The last release from a repository that shipped before an instant. */
export async function lastShipped(tx: Transaction, workspaceId: string, repository: string, before: Date) {
  const [found] = await select(
    tx,
    and(eq(releases.workspaceId, workspaceId), eq(releases.repository, repository), lt(releases.shippedAt, before)),
  )
    .orderBy(desc(releases.shippedAt))
    .limit(1)
  return found
}

/** Planned releases that no publication belongs to yet, the next one first. */
export const plannedReleases = (tx: Transaction, workspaceId: string) =>
  select(
    tx,
    and(eq(releases.workspaceId, workspaceId), eq(recordRows.state, 'planned'), isNull(releases.repository)),
  ).orderBy(releases.standsAt, releases.id)

type Filter = {
  after?: string | undefined
  limit: number
  state?: ReleaseState[] | undefined
  teamId?: string | undefined
  search?: string | undefined
}

/** One row more than asked for, which tells whether there is a next page. */
export function newestReleases(tx: Transaction, workspaceId: string, { after, limit, state, teamId, search }: Filter) {
  return select(
    tx,
    and(
      eq(releases.workspaceId, workspaceId),
      state ? inArray(recordRows.state, state) : undefined,
      teamId ? eq(recordRows.teamId, teamId) : undefined,
      search ? sql`strpos(lower(${recordRows.title}), lower(${search})) > 0` : undefined,
      after
        ? sql`(${releases.standsAt}, ${releases.id}) < (select stands_at, id from releases where workspace_id = ${workspaceId} and id = ${after})`
        : undefined,
    ),
  )
    .orderBy(desc(releases.standsAt), desc(releases.id))
    .limit(limit + 1)
}

/** Shipped releases of which some day lies from one day to another, oldest first; withdrawn ones too. */
export const releasesShipped = (tx: Transaction, workspaceId: string, from: Day, to: Day, most = 500) =>
  select(tx, and(eq(releases.workspaceId, workspaceId), gte(releases.shippedOn, from), lte(releases.shippedOn, to)))
    .orderBy(releases.shippedAt, releases.id)
    .limit(most)

export const insertRelease = (tx: Transaction, release: typeof releases.$inferInsert) =>
  tx.insert(releases).values(release)

export const changeRelease = (
  tx: Transaction,
  workspaceId: string,
  id: RecordId,
  change: Partial<Omit<typeof releases.$inferInsert, 'workspaceId' | 'id'>>,
) =>
  tx
    .update(releases)
    .set(change)
    .where(and(eq(releases.workspaceId, workspaceId), eq(releases.id, id)))
