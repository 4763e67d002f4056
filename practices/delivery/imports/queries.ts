import { and, asc, desc, eq, gt, type SQL, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { ImportId, ImportState, Mapping, RowOutcome } from './contract.ts'
import { importRows, imports } from './tables.ts'

export type StoredImport = typeof imports.$inferSelect

export async function insertImport(tx: Transaction, row: typeof imports.$inferInsert) {
  await tx.insert(imports).values(row)
}

/** Adds rows in their order, beginning at `first`. */
export async function insertRows(
  tx: Transaction,
  workspaceId: string,
  importId: ImportId,
  first: number,
  rows: Record<string, unknown>[],
) {
  for (let i = 0; i < rows.length; i += 2_000) {
    const slice = rows.slice(i, i + 2_000).map((source, at) => {
      const issue = typeof source.number === 'number' && Number.isInteger(source.number) ? source.number : null
      return { number: first + i + at, issue: issue !== null && issue < 2 ** 31 ? issue : null, source }
    })
    await tx.execute(sql`
      insert into import_rows (workspace_id, import_id, number, issue, source)
      select ${workspaceId}, ${importId}, r.number, r.issue, r.source
      from jsonb_to_recordset(${JSON.stringify(slice)}::jsonb) as r(number int, issue int, source jsonb)`)
  }
}

/** Puts comments beside what is there of their issues; those of an issue that was not read are left out. */
export async function addComments(
  tx: Transaction,
  workspaceId: string,
  importId: ImportId,
  comments: Map<number, object[]>,
) {
  if (comments.size === 0) return
  const added = [...comments].map(([issue, list]) => ({ issue, list }))
  await tx.execute(sql`
    update import_rows r set source = jsonb_set(r.source, '{comments}',
      case jsonb_typeof(r.source -> 'comments') when 'array' then r.source -> 'comments' else '[]' end || c.list)
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as c(issue int, list jsonb)
    where r.workspace_id = ${workspaceId} and r.import_id = ${importId} and r.issue = c.issue`)
}

/** Whether anybody said anything about the issues that were read. */
export async function areDiscussed(tx: Transaction, workspaceId: string, importId: ImportId) {
  const { rows } = await tx.execute<{ any: boolean }>(sql`
    select exists (select 1 from import_rows where workspace_id = ${workspaceId} and import_id = ${importId}
      and jsonb_typeof(source -> 'comments') = 'number' and (source ->> 'comments')::numeric > 0) as any`)
  return rows[0]!.any
}

export async function findImport(tx: Transaction, workspaceId: string, id: ImportId, lock = false) {
  const found = tx
    .select()
    .from(imports)
    .where(and(eq(imports.workspaceId, workspaceId), eq(imports.id, id)))
  const [row] = await (lock ? found.for('update') : found)
  return row
}

export const changeImport = (
  tx: Transaction,
  workspaceId: string,
  id: ImportId,
  change: Partial<{
    state: ImportState
    mapping: Mapping
    teamId: StoredImport['teamId']
    problem: string | null
    endedAt: Date
    token: null
    columns: string[]
  }>,
) =>
  tx
    .update(imports)
    .set(change)
    .where(and(eq(imports.workspaceId, workspaceId), eq(imports.id, id)))

export function newestImports(
  tx: Transaction,
  workspaceId: string,
  { after, limit }: { after?: string | undefined; limit: number },
) {
  const older = after
    ? sql`(${imports.startedAt}, ${imports.id}) < (select started_at, id from imports where workspace_id = ${workspaceId} and id = ${after})`
    : undefined
  return tx
    .select()
    .from(imports)
    .where(and(eq(imports.workspaceId, workspaceId), older))
    .orderBy(desc(imports.startedAt), desc(imports.id))
    .limit(limit + 1)
}

/** How many rows of each import came to what. */
export async function countsOf(tx: Transaction, workspaceId: string, ids: ImportId[]) {
  const none = { total: 0, done: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 }
  const counts = new Map(ids.map((id) => [id as string, { ...none }]))
  if (ids.length === 0) return counts
  const { rows } = await tx.execute<{ id: string; outcome: RowOutcome; n: number }>(sql`
    select import_id as id, outcome, count(*)::int as n from import_rows
    where workspace_id = ${workspaceId} and import_id = any(${sql.param(ids)}::uuid[]) group by 1, 2`)
  for (const { id, outcome, n } of rows) {
    const count = counts.get(id)!
    count.total += n
    if (outcome !== 'waiting') {
      count.done += n
      count[outcome] += n
    }
  }
  return counts
}

/** Rows in the order of the file, from one after `after`. */
export function rowsOf(
  tx: Transaction,
  workspaceId: string,
  importId: ImportId,
  filter: { after?: number; outcome?: RowOutcome | undefined; limit: number },
) {
  const where: (SQL | undefined)[] = [
    eq(importRows.workspaceId, workspaceId),
    eq(importRows.importId, importId),
    filter.after === undefined ? undefined : gt(importRows.number, filter.after),
    filter.outcome ? eq(importRows.outcome, filter.outcome) : undefined,
  ]
  return tx
    .select()
    .from(importRows)
    .where(and(...where))
    .orderBy(asc(importRows.number))
    .limit(filter.limit)
}

/** The different words in one column, most frequent first, at most 100. */
export async function wordsIn(tx: Transaction, workspaceId: string, importId: ImportId, column: string | undefined) {
  if (!column) return []
  const { rows } = await tx.execute<{ word: string }>(sql`
    select source ->> ${column} as word from import_rows
    where workspace_id = ${workspaceId} and import_id = ${importId} and coalesce(source ->> ${column}, '') <> ''
    group by 1 order by count(*) desc, 1 limit 100`)
  return rows.map((row) => row.word)
}

/** The logins and labels in GitHub issues, most frequent first, at most 100 of each. */
export async function githubWords(tx: Transaction, workspaceId: string, importId: ImportId) {
  const { rows } = await tx.execute<{ kind: 'person' | 'label'; word: string }>(sql`
    with words as (
      select 'person' as kind, source -> 'user' ->> 'login' as word from import_rows where workspace_id = ${workspaceId} and import_id = ${importId}
      union all
      select 'person', a ->> 'login' from import_rows, jsonb_array_elements(case jsonb_typeof(source -> 'assignees') when 'array' then source -> 'assignees' else '[]' end) a
      where workspace_id = ${workspaceId} and import_id = ${importId}
      union all
      select 'person', coalesce(c -> 'user' ->> 'login', c -> 'author' ->> 'login')
      from import_rows, jsonb_array_elements(case jsonb_typeof(source -> 'comments') when 'array' then source -> 'comments' else '[]' end) c
      where workspace_id = ${workspaceId} and import_id = ${importId}
      union all
      select 'label', coalesce(l ->> 'name', l #>> '{}') from import_rows, jsonb_array_elements(case jsonb_typeof(source -> 'labels') when 'array' then source -> 'labels' else '[]' end) l
      where workspace_id = ${workspaceId} and import_id = ${importId}
    )
    select kind, word from (
      select kind, word, row_number() over (partition by kind order by count(*) desc, word) as place from words where word is not null group by kind, word
    ) ranked where place <= 100 order by kind, place`)
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.word)
  return { people: of('person'), labels: of('label') }
}

type RowChange = { number: number; outcome: RowOutcome; problem?: string | null; recordId?: RecordId; key?: string }

export async function settleRows(tx: Transaction, workspaceId: string, importId: ImportId, changes: RowChange[]) {
  if (changes.length === 0) return
  const rows = changes.map((change) => ({
    ...change,
    problem: change.problem ?? null,
    record_id: change.recordId ?? null,
    key: change.key ?? null,
  }))
  await tx.execute(sql`
    update import_rows r set outcome = c.outcome, problem = c.problem, record_id = c.record_id, key = c.key
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(number int, outcome text, problem text, record_id uuid, key text)
    where r.workspace_id = ${workspaceId} and r.import_id = ${importId} and r.number = c.number`)
}
