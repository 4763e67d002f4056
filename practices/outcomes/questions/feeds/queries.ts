import { and, eq } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'

import { questionFeeds } from './tables.ts'

export type FeedRow = typeof questionFeeds.$inferSelect

const ofMetric = (workspaceId: string, metricId: RecordId) =>
  and(eq(questionFeeds.workspaceId, workspaceId), eq(questionFeeds.metricId, metricId))

export async function findFeed(tx: Transaction, workspaceId: string, metricId: RecordId) {
  const [found] = await tx.select().from(questionFeeds).where(ofMetric(workspaceId, metricId))
  return found
}

export const putFeed = (tx: Transaction, { workspaceId, metricId, ...rest }: typeof questionFeeds.$inferInsert) =>
  tx
    .insert(questionFeeds)
    .values({ workspaceId, metricId, ...rest })
    .onConflictDoUpdate({ target: [questionFeeds.workspaceId, questionFeeds.metricId], set: rest })

type Counted = Pick<FeedRow, 'countedAt' | 'lastProblem'> & Partial<Pick<FeedRow, 'since'>>

export const noteCount = (tx: Transaction, workspaceId: string, metricId: RecordId, counted: Counted) =>
  tx.update(questionFeeds).set(counted).where(ofMetric(workspaceId, metricId))

export const deleteFeed = (tx: Transaction, workspaceId: string, metricId: RecordId) =>
  tx.delete(questionFeeds).where(ofMetric(workspaceId, metricId)).returning({ metricId: questionFeeds.metricId })

export const allFeeds = (tx: Transaction, workspaceId: string) =>
  tx.select().from(questionFeeds).where(eq(questionFeeds.workspaceId, workspaceId))

export const feedsFrom = (tx: Transaction, workspaceId: string, questionId: RecordId) =>
  tx
    .select()
    .from(questionFeeds)
    .where(and(eq(questionFeeds.workspaceId, workspaceId), eq(questionFeeds.questionId, questionId)))
