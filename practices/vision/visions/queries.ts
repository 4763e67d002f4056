import { and, desc, eq, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey, summaryColumns } from '#commons/records/lookups.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import { type Draft, type Section, SECTIONS, type Version, type VisionText } from './contract.ts'
import { clauses, visionDrafts, visions, visionVersions } from './tables.ts'

export async function findVision(tx: Transaction, workspaceId: string) {
  const [found] = await tx
    .select({ record: summaryColumns, publishedNumber: visions.publishedNumber })
    .from(visions)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, visions.workspaceId), eq(recordRows.id, visions.id)))
    .where(eq(visions.workspaceId, workspaceId))
  return found
}

export const insertVision = (tx: Transaction, workspaceId: string, id: RecordId) =>
  tx.insert(visions).values({ workspaceId, id })

/** The north star stands there as an id; whoever shows it knows its record. */
export type DraftRow = Omit<Draft, 'northStar'>
export type VersionRow = Omit<Version, 'northStar'>

const EMPTY: DraftRow = {
  revision: 0,
  sentence: '',
  northStarId: null,
  clauses: [],
  editedBy: null,
  editedAt: null,
}

/** The draft as it stands; an empty one at revision 0 when nobody wrote yet. */
export async function findDraft(tx: Transaction, workspaceId: string): Promise<DraftRow> {
  const [row] = await tx.select().from(visionDrafts).where(eq(visionDrafts.workspaceId, workspaceId))
  if (!row) return EMPTY
  const { workspaceId: _, ...draft } = row
  return draft
}

/** Writes the draft if it is still at the revision that was seen. Returns it as it is now; undefined when it was not. */
export async function writeDraft(
  tx: Transaction,
  workspaceId: string,
  seen: number,
  by: { memberId: MemberId; now: Date },
  text: VisionText,
): Promise<DraftRow | undefined> {
  const row = { ...text, revision: seen + 1, editedBy: by.memberId, editedAt: by.now }
  const written =
    seen === 0
      ? await tx
          .insert(visionDrafts)
          .values({ workspaceId, ...row })
          .onConflictDoNothing()
          .returning({ revision: visionDrafts.revision })
      : await tx
          .update(visionDrafts)
          .set(row)
          .where(and(eq(visionDrafts.workspaceId, workspaceId), eq(visionDrafts.revision, seen)))
          .returning({ revision: visionDrafts.revision })
  return written.length > 0 ? row : undefined
}

const versionColumns = {
  number: visionVersions.number,
  sentence: visionVersions.sentence,
  northStarId: visionVersions.northStarId,
  clauses: visionVersions.clauses,
  author: visionVersions.author,
  reason: visionVersions.reason,
  proposedAt: visionVersions.proposedAt,
  publishedAt: visionVersions.publishedAt,
  publishedBy: visionVersions.publishedBy,
}

export const insertVersion = (
  tx: Transaction,
  workspaceId: string,
  visionId: RecordId,
  version: Omit<VersionRow, 'publishedAt' | 'publishedBy'>,
) => tx.insert(visionVersions).values({ workspaceId, visionId, ...version })

export async function findVersion(
  tx: Transaction,
  workspaceId: string,
  number: number,
): Promise<VersionRow | undefined> {
  const [found] = await tx
    .select(versionColumns)
    .from(visionVersions)
    .where(and(eq(visionVersions.workspaceId, workspaceId), eq(visionVersions.number, number)))
  return found
}

export async function newestVersion(tx: Transaction, workspaceId: string): Promise<VersionRow | undefined> {
  return (await newestVersions(tx, workspaceId, { limit: 0 }))[0]
}

/** One row more than asked for, which tells whether there is a next page. */
export const newestVersions = (
  tx: Transaction,
  workspaceId: string,
  { after, limit }: { after?: number | undefined; limit: number },
) =>
  tx
    .select(versionColumns)
    .from(visionVersions)
    .where(and(eq(visionVersions.workspaceId, workspaceId), after ? lt(visionVersions.number, after) : undefined))
    .orderBy(desc(visionVersions.number))
    .limit(limit + 1)

/** The version that was in force when a later one was proposed. */
export async function publishedBefore(tx: Transaction, workspaceId: string, number: number) {
  const [found] = await tx
    .select(versionColumns)
    .from(visionVersions)
    .where(
      and(
        eq(visionVersions.workspaceId, workspaceId),
        lt(visionVersions.number, number),
        isNotNull(visionVersions.publishedAt),
      ),
    )
    .orderBy(desc(visionVersions.number))
    .limit(1)
  return found
}

export async function notePublished(
  tx: Transaction,
  workspaceId: string,
  visionId: RecordId,
  number: number,
  by: { memberId: MemberId; now: Date },
) {
  await tx
    .update(visionVersions)
    .set({ publishedAt: by.now, publishedBy: by.memberId })
    .where(and(eq(visionVersions.workspaceId, workspaceId), eq(visionVersions.number, number)))
  await tx
    .update(visions)
    .set({ publishedNumber: number })
    .where(and(eq(visions.workspaceId, workspaceId), eq(visions.id, visionId)))
}

const clauseColumns = {
  ...summaryColumns,
  section: clauses.section,
  position: clauses.position,
  addedIn: clauses.addedIn,
  changedIn: clauses.changedIn,
  retiredIn: clauses.retiredIn,
}

const inReadingOrder = sql`array_position(${sql.param([...SECTIONS])}::text[], ${clauses.section}), ${clauses.position}`

function selectClauses(tx: Transaction, workspaceId: string, where: SQL | undefined) {
  return tx
    .select(clauseColumns)
    .from(clauses)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, clauses.workspaceId), eq(recordRows.id, clauses.id)))
    .where(and(eq(clauses.workspaceId, workspaceId), where))
}

/** The clauses that hold, in the order in which they are read. */
export const standingClauses = (tx: Transaction, workspaceId: string) =>
  selectClauses(tx, workspaceId, isNull(clauses.retiredIn)).orderBy(inReadingOrder)

/** Every clause there ever was. */
export const allClauses = (tx: Transaction, workspaceId: string) =>
  selectClauses(tx, workspaceId, undefined).orderBy(inReadingOrder)

/** One row more than asked for, newest retirement first. */
export function retiredClauses(
  tx: Transaction,
  workspaceId: string,
  { after, limit }: { after?: string | undefined; limit: number },
) {
  const earlier = after
    ? sql`(${clauses.retiredIn}, ${clauses.id}) < (select retired_in, id from clauses where workspace_id = ${workspaceId} and id = ${after})`
    : undefined
  return selectClauses(tx, workspaceId, and(isNotNull(clauses.retiredIn), earlier))
    .orderBy(desc(clauses.retiredIn), desc(clauses.id))
    .limit(limit + 1)
}

export async function findClauseByKey(tx: Transaction, workspaceId: string, key: string) {
  const parts = splitKey(key)
  if (!parts) return
  const [found] = await selectClauses(
    tx,
    workspaceId,
    and(eq(recordRows.prefix, parts.prefix), eq(recordRows.number, parts.number)),
  )
  return found
}

export type ClausePlace = {
  id: RecordId
  section: Section
  position: number
  addedIn: number
  changedIn: number
  retiredIn: number | null
}

export const insertClauses = (tx: Transaction, workspaceId: string, visionId: RecordId, places: ClausePlace[]) =>
  places.length > 0
    ? tx.insert(clauses).values(places.map((place) => ({ workspaceId, visionId, ...place })))
    : Promise.resolve()

export const placeClause = (
  tx: Transaction,
  workspaceId: string,
  id: RecordId,
  place: Partial<Omit<ClausePlace, 'id' | 'addedIn'>>,
) =>
  tx
    .update(clauses)
    .set(place)
    .where(and(eq(clauses.workspaceId, workspaceId), eq(clauses.id, id)))
