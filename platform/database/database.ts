import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'

/** What a handler reads and writes through. Inside `inWorkspace` row-level security binds it to one workspace. */
export type Transaction = NodePgDatabase

export type Mode = 'read' | 'write'

export type Database = {
  /** One transaction bound to one workspace as the role that row-level security binds. `read` cannot write. */
  inWorkspace: <T>(workspaceId: string, mode: Mode, run: (tx: Transaction) => PromiseLike<T>) => Promise<T>
  /** One transaction of the owner, across workspaces: for sign-in, relaying, timed work. Never for what a member asked. */
  asOwner: <T>(mode: Mode, run: (tx: Transaction) => PromiseLike<T>) => Promise<T>
  /** Statements outside a transaction, as the owner. */
  owner: Transaction
  pool: pg.Pool
  close: () => Promise<void>
}

export type Connection = pg.PoolConfig | string

/** The database is away, full or stalled: the caller may try again after `retryAfterSeconds`. */
export class DatabaseUnavailable extends Error {
  readonly retryAfterSeconds = 2
  constructor(cause: unknown) {
    super('The database does not answer at the moment. Nothing was changed; try again.', { cause })
    this.name = 'DatabaseUnavailable'
  }
}

const WORKSPACE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const APP_ROLE = 'throughline_app'

const SESSION = [
  'statement_timeout=15000',
  'lock_timeout=5000',
  'idle_in_transaction_session_timeout=60000',
  'timezone=UTC',
  // PostgreSQL expects a turning disk, and would rather read a whole table than some thousand rows by their keys.
  'random_page_cost=1.1',
  // What a page asks is small; a core for each of several askers serves all of them sooner than three for one.
  'max_parallel_workers_per_gather=0',
]

const OFTEN = 5
const MOST_PLANS = 400
const asked = new Map<string, number>()
const names = new Map<string, string>()

/**
 * What is asked often gets a name, under which each connection keeps it parsed and planned: with row-level security that
 * is up to half of a short statement's work. At most so many, for each takes memory in every connection.
 */
function nameFor(text: string) {
  const known = names.get(text)
  if (known || names.size >= MOST_PLANS) return known
  const times = (asked.get(text) ?? 0) + 1
  if (times < OFTEN) {
    // Texts that are made up anew each time would fill the memory.
    if (asked.size > 5_000) asked.clear()
    asked.set(text, times)
    return
  }
  asked.delete(text)
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

function remembersPlans(client: pg.PoolClient) {
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown
  const named = (config: unknown, ...rest: unknown[]) => {
    const isPlain = typeof config === 'object' && config !== null && 'text' in config && !('submit' in config)
    if (!isPlain || ('name' in config && config.name)) return query(config, ...rest)
    const name = nameFor(String(config.text))
    return query(name ? { ...config, name } : config, ...rest)
  }
  // Of its many forms the one with an object, which is all that drizzle uses, is given on with a name.
  client.query = named as typeof client.query
}

export function openDatabase(connection: Connection, options: { size?: number } = {}): Database {
  const pool = new pg.Pool({
    ...(typeof connection === 'string' ? { connectionString: connection } : connection),
    max: options.size ?? 20,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    options: SESSION.map((setting) => `-c ${setting}`).join(' '),
  })
  // A lost idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', remembersPlans)

  async function within<T>(begin: string, run: (tx: Transaction) => PromiseLike<T>) {
    const client = await pool.connect().catch((error: unknown) => {
      throw new DatabaseUnavailable(error)
    })
    let broken: Error | undefined
    const onError = (error: Error) => void (broken = error)
    client.on('error', onError)
    try {
      await client.query(begin)
      const answer = await run(drizzle(client))
      await client.query('commit')
      return answer
    } catch (error) {
      if (!isLostConnection(error)) await client.query('rollback').catch((e: Error) => (broken = e))
      else broken = error as Error
      throw asUnavailable(error)
    } finally {
      client.off('error', onError)
      client.release(broken)
    }
  }

  return {
    inWorkspace(workspaceId, mode, run) {
      if (!WORKSPACE_ID.test(workspaceId)) throw new Error('A workspace id is a UUID.')
      // One round trip. The id was checked above, so it can stand in the text.
      return within(
        `begin ${access(mode)}; set local role ${APP_ROLE}; set local app.workspace = '${workspaceId}'`,
        run,
      )
    },
    asOwner: (mode, run) => within(`begin ${access(mode)}`, run),
    owner: drizzle(pool),
    pool,
    close: () => pool.end(),
  }
}

/**
 * Asks one thing inside a workspace's transaction as the owner: under row-level security PostgreSQL uses no index for a
 * piece of a text. The question names the workspace itself and is answered by ids, whose rows are then read bound again.
 */
export async function unbound<T>(tx: Transaction, ask: () => PromiseLike<T>) {
  await tx.execute('set local role none')
  try {
    return await ask()
  } finally {
    // After a failed statement this fails too, and so does everything else in the transaction.
    await tx.execute(`set local role ${APP_ROLE}`).catch(() => {})
  }
}

const access = (mode: Mode) => (mode === 'read' ? 'read only' : 'read write')

// Class 08: connection; 53: out of resources (53100 disk full); 57P0x: shutting down; 55P03, 57014: lock or statement timeout.
const AWAY = /^(08...|53...|57P0.|55P03|57014|25P03)$/
const CLOSED =
  /ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/

function sourceOf(error: unknown): { code?: string; message: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? (cause as Error & { code?: string }) : { message: String(error) }
}

function isLostConnection(error: unknown) {
  const { code = '', message } = sourceOf(error)
  return CLOSED.test(message) || CLOSED.test(code) || /^(08|57P0)/.test(code)
}

/** Turns what the driver says when the database is away into `DatabaseUnavailable`; leaves every other error as it is. */
export function asUnavailable(error: unknown) {
  const { code = '', message } = sourceOf(error)
  return AWAY.test(code) || CLOSED.test(message) || CLOSED.test(code) ? new DatabaseUnavailable(error) : error
}

// A sign that no text keeps, a number or day beyond its column, a text that is not what it stands for.
const UNREADABLE = /^(22P02|22P05|22001|22003|22007|22008|22009|22021)$/

/** Whether the database could not keep or compare what it was given: the fault is in what was asked. */
export const isUnreadable = (error: unknown) => UNREADABLE.test(sourceOf(error).code ?? '')

/** The PostgreSQL error code under a driver or query-builder error, such as `23505` for a broken unique constraint. */
export const codeOf = (error: unknown) => sourceOf(error).code
