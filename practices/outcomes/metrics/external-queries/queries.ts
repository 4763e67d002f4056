import { and, eq, isNull, lt, or } from 'drizzle-orm'
import pg from 'pg'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'
import { addressOutside } from '#platform/outgoing/addresses.ts'

import type { Answer } from './rules.ts'
import { metricQueries } from './tables.ts'

export type QueryRow = typeof metricQueries.$inferSelect

export async function findQuery(tx: Transaction, workspaceId: string, metricId: RecordId) {
  const [found] = await tx
    .select()
    .from(metricQueries)
    .where(and(eq(metricQueries.workspaceId, workspaceId), eq(metricQueries.metricId, metricId)))
  return found
}

export const putQuery = (tx: Transaction, { workspaceId, metricId, ...rest }: typeof metricQueries.$inferInsert) =>
  tx
    .insert(metricQueries)
    .values({ workspaceId, metricId, ...rest })
    .onConflictDoUpdate({ target: [metricQueries.workspaceId, metricQueries.metricId], set: rest })

export const noteRun = (tx: Transaction, workspaceId: string, metricId: RecordId, at: Date, problem: string | null) =>
  tx
    .update(metricQueries)
    .set({ lastRunAt: at, lastProblem: problem })
    .where(and(eq(metricQueries.workspaceId, workspaceId), eq(metricQueries.metricId, metricId)))

export const deleteQuery = (tx: Transaction, workspaceId: string, metricId: RecordId) =>
  tx
    .delete(metricQueries)
    .where(and(eq(metricQueries.workspaceId, workspaceId), eq(metricQueries.metricId, metricId)))
    .returning({ metricId: metricQueries.metricId })

/** Those that were not run since an instant. */
export const queriesDue = (tx: Transaction, workspaceId: string, since: Date) =>
  tx
    .select()
    .from(metricQueries)
    .where(
      and(
        eq(metricQueries.workspaceId, workspaceId),
        or(isNull(metricQueries.lastRunAt), lt(metricQueries.lastRunAt, since)),
      ),
    )

const CONNECT_MS = 5_000
const STATEMENT_MS = 10_000
/** More days than this hold no daily metric. */
const MOST_ROWS = 2_000

const asWritten = { getTypeParser: () => (text: string) => text }

/**
 * Asks another PostgreSQL in a read-only transaction that always ends in a rollback, and reads at most 2,000 rows of text.
 * Says in a text what went wrong; `PRIVATE_ADDRESS` where the host may not be reached.
 */
export async function answerFrom(
  connection: string,
  statement: string,
  allowed: readonly string[] | undefined,
): Promise<Answer | string> {
  const to = new URL(connection)
  const address = await addressOutside(to.hostname, allowed)
  if (!address) return 'PRIVATE_ADDRESS'
  const mode = to.searchParams.get('sslmode')
  const name = to.hostname.replace(/^\[|\]$/g, '')
  const client = new pg.Client({
    // Only what is named here: no other parameter of the address may say where to connect to.
    host: address,
    port: Number(to.port || 5432),
    user: decodeURIComponent(to.username),
    password: decodeURIComponent(to.password),
    database: decodeURIComponent(to.pathname.slice(1)) || 'postgres',
    ssl:
      mode === 'require' || mode === 'no-verify'
        ? { rejectUnauthorized: false, servername: name }
        : mode === 'verify-full' || mode === 'verify-ca'
          ? { servername: name }
          : false,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: STATEMENT_MS + 2_000,
    application_name: 'Throughline metrics',
  })
  // A connection that breaks after the answer is nobody's concern.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('begin transaction read only')
    await client.query(`set local statement_timeout = ${STATEMENT_MS}`)
    // As a cursor, so that no more rows leave the database than are read; with a name it goes by the extended protocol,
    // which takes one statement only.
    await client.query({ name: 'asked', text: `declare asked cursor for ${statement.replace(/;\s*$/, '')}` })
    const { fields, rows } = await client.query({
      text: `fetch ${MOST_ROWS} from asked`,
      rowMode: 'array',
      types: asWritten,
    })
    // With every parser replaced by the text itself, each cell is a text or null.
    return { columns: fields.map((field) => field.name), rows: rows as (string | null)[][] }
  } catch (error) {
    return `The database said: ${(error as Error).message.slice(0, 500)}`
  } finally {
    await client.end().catch(() => {})
  }
}
