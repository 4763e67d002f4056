import { and, desc, eq, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { Kind } from './contract.ts'
import { questions, questionVersions } from './tables.ts'

const select = (tx: Transaction, where: SQL | undefined) =>
  tx
    .select({
      id: questions.id,
      key: sql<string>`${recordRows.prefix} || '-' || ${recordRows.number}`,
      title: recordRows.title,
      state: recordRows.state,
      version: recordRows.version,
      projectId: questions.projectId,
      asking: questions.asking,
      editedAt: questions.editedAt,
    })
    .from(questions)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, questions.workspaceId), eq(recordRows.id, questions.id)))
    .where(and(isNull(recordRows.removedAt), where))

export type FoundQuestion = Awaited<ReturnType<typeof select>>[number]

export async function findQuestion(tx: Transaction, workspaceId: string, key: string) {
  const parts = splitKey(key)
  if (!parts) return
  const [found] = await select(
    tx,
    and(
      eq(questions.workspaceId, workspaceId),
      eq(recordRows.prefix, parts.prefix),
      eq(recordRows.number, parts.number),
    ),
  )
  return found
}

export const questionsWithIds = (tx: Transaction, workspaceId: string, ids: readonly string[]) =>
  select(tx, and(eq(questions.workspaceId, workspaceId), inArray(questions.id, [...ids] as RecordId[])))

type Filter = {
  after?: RecordId | undefined
  limit: number
  kind?: Kind | undefined
  retired: boolean
  search?: string | undefined
}

/** Last changed first. One more than asked for, which tells whether there is a next page. */
export const questionsNewestFirst = (
  tx: Transaction,
  workspaceId: string,
  { after, limit, kind, retired, search }: Filter,
) =>
  select(
    tx,
    and(
      eq(questions.workspaceId, workspaceId),
      eq(recordRows.state, retired ? 'retired' : 'in use'),
      kind && eq(questions.kind, kind),
      search ? sql`strpos(lower(${recordRows.title}), lower(${search})) > 0` : undefined,
      after
        ? sql`(${questions.editedAt}, ${questions.id}) < (select edited_at, id from questions where workspace_id = ${workspaceId} and id = ${after})`
        : undefined,
    ),
  )
    .orderBy(desc(questions.editedAt), desc(questions.id))
    .limit(limit + 1)

export const insertQuestion = (tx: Transaction, question: typeof questions.$inferInsert) =>
  tx.insert(questions).values(question)

export const changeQuestion = (
  tx: Transaction,
  workspaceId: string,
  id: RecordId,
  change: Partial<Omit<typeof questions.$inferInsert, 'workspaceId' | 'id'>>,
) =>
  tx
    .update(questions)
    .set(change)
    .where(and(eq(questions.workspaceId, workspaceId), eq(questions.id, id)))

type NewVersion = Omit<typeof questionVersions.$inferInsert, 'number'>

export const addVersion = (tx: Transaction, version: NewVersion) =>
  tx.insert(questionVersions).values({
    ...version,
    number: sql`(select coalesce(max(number), 0) + 1 from question_versions where workspace_id = ${version.workspaceId} and question_id = ${version.questionId})`,
  })

/** Newest first, one more than asked for. */
export const versionsOf = (
  tx: Transaction,
  workspaceId: string,
  questionId: RecordId,
  { after, limit }: { after?: string | undefined; limit: number },
) =>
  tx
    .select({
      number: questionVersions.number,
      asking: questionVersions.asking,
      byId: questionVersions.byId,
      at: questionVersions.at,
    })
    .from(questionVersions)
    .where(
      and(
        eq(questionVersions.workspaceId, workspaceId),
        eq(questionVersions.questionId, questionId),
        after === undefined ? undefined : lt(questionVersions.number, Number(after)),
      ),
    )
    .orderBy(desc(questionVersions.number))
    .limit(limit + 1)

/** Whether a question in use filters by a cohort. */
export async function isCohortUsed(tx: Transaction, workspaceId: string, cohortId: string) {
  const found = await select(
    tx,
    and(
      eq(questions.workspaceId, workspaceId),
      eq(recordRows.state, 'in use'),
      sql`strpos(${questions.asking}::text, ${cohortId}) > 0`,
    ),
  ).limit(1)
  return found.length > 0
}
