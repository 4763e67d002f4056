import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'

import type { TeamId } from '#commons/people/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey, summaryColumns } from '#commons/records/lookups.ts'
import type { MemberId, Side } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { Column } from './columns/contract.ts'
import { initiativeQuotes } from './evidence/tables.ts'
import { feasibilities } from './feasibility/tables.ts'
import { RANK_STEP } from './rules.ts'
import { initiatives } from './tables.ts'

const quoteCount = sql<number>`(select count(*)::int from ${initiativeQuotes} q
  where q.workspace_id = ${initiatives.workspaceId} and q.initiative_id = ${initiatives.id})`

/** The records that quotes were taken from, so that a link to one of them is not counted twice. */
const quotedIds = sql<RecordId[]>`array(select q.record_id from ${initiativeQuotes} q
  where q.workspace_id = ${initiatives.workspaceId} and q.initiative_id = ${initiatives.id} and q.record_id is not null)`

const columns = {
  ...summaryColumns,
  teamId: sql<TeamId | null>`${recordRows.teamId}`,
  updatedAt: recordRows.updatedAt,
  column: initiatives.column,
  rank: initiatives.rank,
  productOwnerId: initiatives.productOwnerId,
  engineeringOwnerId: initiatives.engineeringOwnerId,
  targetOn: initiatives.targetOn,
  value: initiatives.value,
  effectMetricId: initiatives.effectMetricId,
  effectDirection: initiatives.effectDirection,
  effectSize: initiatives.effectSize,
  effectMeasure: initiatives.effectMeasure,
  effectWindowDays: initiatives.effectWindowDays,
  saidVersion: initiatives.saidVersion,
  saidById: initiatives.saidById,
  saidAt: initiatives.saidAt,
  feasibilityAskedAt: initiatives.feasibilityAskedAt,
  feasibilityVersion: initiatives.feasibilityVersion,
  begunAt: initiatives.begunAt,
  verdict: initiatives.verdict,
  verdictSummary: initiatives.verdictSummary,
  verdictReviewId: initiatives.verdictReviewId,
  verdictAt: initiatives.verdictAt,
  lowDays: feasibilities.lowDays,
  highDays: feasibilities.highDays,
  confidence: feasibilities.confidence,
  quoteCount,
  quotedIds,
}

function select(tx: Transaction, workspaceId: string, where: SQL | undefined) {
  return tx
    .select(columns)
    .from(initiatives)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, initiatives.workspaceId), eq(recordRows.id, initiatives.id)))
    .leftJoin(
      feasibilities,
      and(
        eq(feasibilities.workspaceId, initiatives.workspaceId),
        eq(feasibilities.initiativeId, initiatives.id),
        eq(feasibilities.version, initiatives.feasibilityVersion),
      ),
    )
    .where(and(eq(initiatives.workspaceId, workspaceId), isNull(recordRows.removedAt), where))
}

export type InitiativeRow = Awaited<ReturnType<typeof select>>[number]

export async function findInitiative(tx: Transaction, workspaceId: string, id: RecordId) {
  const [found] = await select(tx, workspaceId, eq(initiatives.id, id))
  return found
}

/** The same, and nobody else changes it until the commit. */
export async function holdInitiative(tx: Transaction, workspaceId: string, id: RecordId) {
  const [found] = await select(tx, workspaceId, eq(initiatives.id, id)).for('update', { of: initiatives })
  return found
}

export async function findInitiativeByKey(tx: Transaction, workspaceId: string, key: string) {
  const parts = splitKey(key)
  if (!parts) return
  const [found] = await select(
    tx,
    workspaceId,
    and(eq(recordRows.prefix, parts.prefix), eq(recordRows.number, parts.number)),
  )
  return found
}

export const initiativesAmong = (tx: Transaction, workspaceId: string, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : select(tx, workspaceId, inArray(initiatives.id, [...new Set(ids)] as RecordId[])).then((rows) => rows)

export type Filter = {
  column?: Column[] | undefined
  teamId?: TeamId | undefined
  ownerId?: MemberId | undefined
  silent?: Side | undefined
  outcome?: 'awaited' | 'known' | undefined
  /** Only these: what another lookup found below a record. */
  among?: RecordId[] | undefined
  search?: string | undefined
  sort: keyof typeof SORTS
  descending: boolean
  after?: string | undefined
  limit: number
}

/** Columns in the order of the board, each by rank. Ranks stay far below the distance between columns. */
const place = sql`(array_position(array['now', 'next', 'later', 'ideas', 'done', 'dropped'], ${initiatives.column}) * 1e10 + ${initiatives.rank})`

const NUMBER = /^(-?\d+(\.\d+)?(e[+-]?\d+)?|Infinity)$/
const INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/

/** What each order sorts by, and what its cursors look like: one that nobody gave out must not reach the database. */
const SORTS = {
  place: { by: place, type: sql`double precision`, looks: NUMBER },
  updated: { by: sql`${recordRows.updatedAt}`, type: sql`timestamptz`, looks: INSTANT },
  target: {
    by: sql`coalesce(${initiatives.targetOn}, 'infinity'::date)`,
    type: sql`date`,
    looks: /^(\d{4}-\d\d-\d\d|infinity)$/,
  },
  title: { by: sql`lower(${recordRows.title})`, type: sql`text`, looks: /^[^\0]*$/ },
  effort: {
    by: sql`coalesce(${feasibilities.highDays}, 'infinity'::float8)`,
    type: sql`double precision`,
    looks: NUMBER,
  },
}

/** One row more than asked for, which tells whether there is a next page. Cut it with `nextPage` and `cursorOf`. */
export function sortedInitiatives(tx: Transaction, workspaceId: string, filter: Filter) {
  const { by, type, looks } = SORTS[filter.sort]
  const cursor = readCursor(filter.after, looks)
  const beyond = filter.descending ? sql`<` : sql`>`
  const direction = filter.descending ? desc : asc
  const silent = filter.silent === 'product' ? eq(initiatives.saidVersion, 0) : eq(initiatives.feasibilityVersion, 0)
  return tx
    .select({ ...columns, sortedBy: sql<string>`(${by})::text` })
    .from(initiatives)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, initiatives.workspaceId), eq(recordRows.id, initiatives.id)))
    .leftJoin(
      feasibilities,
      and(
        eq(feasibilities.workspaceId, initiatives.workspaceId),
        eq(feasibilities.initiativeId, initiatives.id),
        eq(feasibilities.version, initiatives.feasibilityVersion),
      ),
    )
    .where(
      and(
        eq(initiatives.workspaceId, workspaceId),
        isNull(recordRows.removedAt),
        filter.column && filter.column.length > 0 ? inArray(initiatives.column, filter.column) : undefined,
        filter.teamId ? eq(recordRows.teamId, filter.teamId) : undefined,
        filter.ownerId
          ? sql`${filter.ownerId} in (${initiatives.productOwnerId}, ${initiatives.engineeringOwnerId})`
          : undefined,
        filter.silent ? silent : undefined,
        filter.outcome === 'known' ? sql`${initiatives.verdict} is not null` : undefined,
        filter.outcome === 'awaited'
          ? sql`${initiatives.column} = 'done' and ${initiatives.effectMetricId} is not null and ${initiatives.verdict} is null`
          : undefined,
        filter.among ? sql`${initiatives.id} = any(${sql.param(filter.among)}::uuid[])` : undefined,
        filter.search ? matches(filter.search) : undefined,
        cursor ? sql`(${by}, ${initiatives.id}) ${beyond} (${cursor.value}::${type}, ${cursor.id}::uuid)` : undefined,
      ),
    )
    .orderBy(direction(by), direction(initiatives.id))
    .limit(filter.limit + 1)
}

const matches = (search: string) => {
  const like = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql`(${recordRows.title} ilike ${like} or ${recordRows.prefix} || '-' || ${recordRows.number} ilike ${like})`
}

export const cursorOf = (row: { sortedBy: string; id: string }) =>
  Buffer.from(JSON.stringify([row.sortedBy, row.id])).toString('base64url')

const CURSOR_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A cursor that nobody gave out is taken as none. */
function readCursor(after: string | undefined, looks: RegExp) {
  if (!after) return
  try {
    const [value, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown[]
    const isRead = typeof value === 'string' && looks.test(value) && typeof id === 'string' && CURSOR_ID.test(id)
    return isRead ? { value, id } : undefined
  } catch {
    return
  }
}

type NewInitiative = Pick<
  typeof initiatives.$inferInsert,
  'id' | 'column' | 'rank' | 'productOwnerId' | 'engineeringOwnerId'
>

export const insertInitiative = (tx: Transaction, workspaceId: string, initiative: NewInitiative) =>
  tx.insert(initiatives).values({ workspaceId, ...initiative })

export const changeInitiative = (
  tx: Transaction,
  workspaceId: string,
  id: RecordId,
  set: Partial<Omit<typeof initiatives.$inferInsert, 'workspaceId' | 'id'>>,
) =>
  tx
    .update(initiatives)
    .set(set)
    .where(and(eq(initiatives.workspaceId, workspaceId), eq(initiatives.id, id)))

/** The ranks around a place: of the card that stands there now and of the one above it. The moved card does not count. */
export async function ranksAround(
  tx: Transaction,
  workspaceId: string,
  column: Column,
  moved: RecordId,
  before: RecordId | undefined,
) {
  const inColumn = sql`workspace_id = ${workspaceId} and board_column = ${column} and id <> ${moved}`
  const { rows } = await tx.execute<{ above: number | null; below: number | null }>(sql`
    with here as (select rank, id from initiatives where ${inColumn} and id = ${before ?? null}::uuid)
    select (select rank from here) as below, (
      select rank from initiatives where ${inColumn}
        and (not exists (select 1 from here) or (rank, id) < (select rank, id from here))
      order by rank desc, id desc limit 1
    ) as above`)
  return { above: rows[0]?.above ?? undefined, below: rows[0]?.below ?? undefined }
}

/** Spreads a column's cards evenly again, in the order in which they stand. */
export const spreadColumn = (tx: Transaction, workspaceId: string, column: Column) =>
  tx.execute(sql`
    update initiatives i set rank = ordered.place * ${RANK_STEP}::float8
    from (
      select id, row_number() over (order by rank, id) as place from initiatives
      where workspace_id = ${workspaceId} and board_column = ${column}
    ) ordered
    where i.workspace_id = ${workspaceId} and i.id = ordered.id`)
