import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import type pg from 'pg'

import { backup } from './backup.ts'
import type { Connection } from './database.ts'
import { ownClient } from './own-client.ts'
import { bindRows } from './row-security.ts'
import { appliedMigrations, CannotMigrate, MIGRATIONS, refuseForeign } from './versions.ts'

/** What `migrate` says while it works; a pino logger fits. */
type Says = Record<'info' | 'warn', (fields: object, message: string) => void>

export type MigrateOptions = {
  log?: Says
  /** Where a backup is put before an existing database changes; uploaded files are in `files` of the same folder. */
  backupsIn?: string
  /** The secret of this server, whose fingerprint goes into that backup. */
  secret?: string
  /** Stops after this many migrations, to receive the rows of an older backup. */
  upTo?: number
  migrationsFolder?: string
}

const KEPT_BACKUPS = 5
const OLDEST_POSTGRES = 150_000
// Any number, the same in every version of Throughline: only one server migrates a database at a time.
const LOCK = 7_405_211

/**
 * Brings a database to this version: extensions, tables, the role that row-level security binds, and its policies.
 * Safe to run from several servers at once and again at every start; where nothing is missing it only reads.
 */
export async function migrate(
  target: Connection | pg.Pool,
  options: MigrateOptions = {},
): Promise<{ applied: number }> {
  const client = await ownClient(target)
  try {
    await refuseOldPostgres(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const known = readMigrationFiles({ migrationsFolder: options.migrationsFolder ?? MIGRATIONS })
    const done = await appliedMigrations(client)
    refuseForeign(known, done)
    const pending = known.slice(done.length, options.upTo ?? known.length)
    if (pending.length > 0 && done.length > 0 && options.backupsIn)
      await backUpFirst(target, options.backupsIn, options)
    await ensureExtension(client)
    for (const migration of pending) await apply(client, migration)
    await bindRows(client)
    if (pending.length > 0) options.log?.info({ migrations: pending.length }, 'the database is now at this version')
    return { applied: pending.length }
  } finally {
    await client.end() // It also gives the lock back.
  }
}

async function refuseOldPostgres(client: pg.Client) {
  const { rows } = await client.query<{ number: string; name: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  )
  if (Number(rows[0]!.number) < OLDEST_POSTGRES) {
    throw new CannotMigrate(`This database is PostgreSQL ${rows[0]!.name}. Throughline needs version 15 or newer.`)
  }
}

async function ensureExtension(client: pg.Client) {
  const { rowCount } = await client.query(`select 1 from pg_extension where extname = 'pg_trgm'`)
  if (rowCount) return
  try {
    await client.query('create extension if not exists pg_trgm')
  } catch (error) {
    throw new CannotMigrate(
      `The database lacks the extension pg_trgm, and its user may not add it (${(error as Error).message}). ` +
        'Have an administrator run this in it: create extension pg_trgm',
      error,
    )
  }
}

async function apply(client: pg.Client, migration: MigrationMeta) {
  await client.query('begin')
  try {
    await client.query(`create schema if not exists drizzle`)
    await client.query(
      'create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
    )
    for (const statement of migration.sql) if (statement.trim()) await client.query(statement)
    await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [
      migration.hash,
      migration.folderMillis,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new CannotMigrate(
      `The database could not be brought to this version, and is as it was: ${(error as Error).message}`,
      error,
    )
  }
}

async function backUpFirst(target: Connection | pg.Pool, dataDir: string, { log, secret }: MigrateOptions) {
  const folder = path.join(dataDir, 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `before-upgrade-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.tar.gz`)
  const files = path.join(dataDir, 'files')
  log?.info({ file }, 'taking a backup before the database changes')
  await backup(target, existsSync(files) ? files : undefined, file, secret ? { secret } : {})
  const old = readdirSync(folder)
    .filter((name) => name.startsWith('before-upgrade-'))
    .toSorted()
  for (const name of old.slice(0, -KEPT_BACKUPS)) rmSync(path.join(folder, name), { force: true })
}
