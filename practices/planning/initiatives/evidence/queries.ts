import { and, eq, sql } from 'drizzle-orm'

import { downOver } from '#commons/links/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { Evidence, Quote, QuoteId } from './contract.ts'
import { initiativeQuotes } from './tables.ts'

const ofInitiative = (workspaceId: string, id: RecordId) =>
  and(eq(initiativeQuotes.workspaceId, workspaceId), eq(initiativeQuotes.initiativeId, id))

/** Quotes, and beside them the linked records that no quote was taken from. */
export async function evidenceOf(tx: Transaction, workspaceId: string, id: RecordId): Promise<Evidence> {
  const quotes = await quotesOf(tx, workspaceId, id)
  const linked = (await downOver(tx, workspaceId, 'evidences', [id])).get(id) ?? []
  const records = linked.filter((record) => !quotes.some((quote) => quote.record?.id === record.id))
  return { count: quotes.length + records.length, quotes, records }
}

/** In the order in which they were added. */
async function quotesOf(tx: Transaction, workspaceId: string, id: RecordId): Promise<Quote[]> {
  const rows = await tx
    .select()
    .from(initiativeQuotes)
    .where(ofInitiative(workspaceId, id))
    .orderBy(initiativeQuotes.at, initiativeQuotes.id)
  const records = await recordsById(
    tx,
    workspaceId,
    rows.flatMap((row) => row.recordId ?? []),
  )
  return rows.map(({ id, quote, source, recordId, by, at }) => ({
    id,
    quote,
    source,
    record: (recordId && records.get(recordId)) || null,
    by,
    at,
  }))
}

export async function countQuotes(tx: Transaction, workspaceId: string, id: RecordId) {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(initiativeQuotes)
    .where(ofInitiative(workspaceId, id))
  return row!.count
}

export const insertQuote = (
  tx: Transaction,
  workspaceId: string,
  quote: Omit<typeof initiativeQuotes.$inferInsert, 'workspaceId'>,
) => tx.insert(initiativeQuotes).values({ workspaceId, ...quote })

export async function findQuote(tx: Transaction, workspaceId: string, id: RecordId, quoteId: QuoteId) {
  const [row] = await tx
    .select()
    .from(initiativeQuotes)
    .where(and(ofInitiative(workspaceId, id), eq(initiativeQuotes.id, quoteId)))
  return row
}

export const deleteQuote = (tx: Transaction, workspaceId: string, quoteId: QuoteId) =>
  tx
    .delete(initiativeQuotes)
    .where(and(eq(initiativeQuotes.workspaceId, workspaceId), eq(initiativeQuotes.id, quoteId)))
