import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { readMigrationFiles } from 'drizzle-orm/migrator'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

import { DamagedArchive, type Found, readArchive, wholeOf } from './archive.ts'
import { ABOUT, type AboutBackup, fingerprintOf, ROWS, tablesOf } from './backup.ts'
import type { Connection } from './database.ts'
import { migrate } from './migrate.ts'
import { ownClient } from './own-client.ts'
import { appliedMigrations, MIGRATIONS, refuseForeign } from './versions.ts'

/** The backup cannot be restored here; the message says why and what to do. Nothing was changed. */
export class CannotRestore extends Error {
  constructor(message: string) {
    super(`${message} Nothing was changed.`)
    this.name = 'CannotRestore'
  }
}

export type RestoreOptions = {
  /** Where uploaded files go; left out when they are kept elsewhere (S3). */
  storageFolder?: string
  /** The secret of this server. */
  secret?: string
  /** Restore although the backup was taken with another secret: sessions end, and stored credentials must be entered anew. */
  acceptSecret?: boolean
  migrationsFolder?: string
}

/**
 * Puts a backup into an empty database and brings it to this version. The archive is read through and checked before
 * anything is changed, and all rows come in one transaction.
 */
export async function restore(
  fromFile: string,
  target: Connection | pg.Pool,
  options: RestoreOptions = {},
): Promise<{ takenAt: string; rows: number; files: number }> {
  const { about, rows: expected, files } = await readThrough(fromFile)
  refuseWrongSecret(about, options)
  const migrationsFolder = options.migrationsFolder ?? MIGRATIONS
  refuseForeign(readMigrationFiles({ migrationsFolder }), about.migrations)
  if (files > 0 && !options.storageFolder) {
    throw new CannotRestore(
      `The backup holds ${files} uploaded files, and this server keeps files elsewhere. Restore it with a folder first.`,
    )
  }
  if (options.storageFolder && existsSync(options.storageFolder) && (await readdir(options.storageFolder)).length > 0) {
    throw new CannotRestore(
      `${options.storageFolder} holds uploaded files already. A backup is restored beside nothing else.`,
    )
  }
  await makeRoom(target, about)
  await migrate(target, { upTo: about.migrations.length, migrationsFolder })
  const client = await ownClient(target)
  try {
    await client.query('begin')
    const loaded = await load(client, fromFile, about, options.storageFolder)
    for (const [table, count] of Object.entries(expected)) {
      if ((loaded.get(table) ?? 0) !== count)
        throw new DamagedArchive(fromFile, `${table} came with ${loaded.get(table) ?? 0} of ${count} rows`)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    if (options.storageFolder) await rm(options.storageFolder, { recursive: true, force: true })
    throw error
  } finally {
    await client.end()
  }
  await migrate(target, { migrationsFolder })
  return { takenAt: about.takenAt, rows: Object.values(expected).reduce((sum, count) => sum + count, 0), files }
}

/** Reads the whole archive once, so that a damaged one is known before anything is touched. */
async function readThrough(file: string) {
  let about: AboutBackup | undefined
  let rows: Record<string, number> | undefined
  let files = 0
  for await (const found of readArchive(file)) {
    if (!about && found.name !== ABOUT) throw new DamagedArchive(file, 'it does not begin like one')
    if (found.name === ABOUT) about = JSON.parse((await wholeOf(found)).toString('utf8')) as AboutBackup
    else if (found.name === ROWS) rows = JSON.parse((await wholeOf(found)).toString('utf8')) as Record<string, number>
    else for await (const _ of found.body); // Reading is what checks it.
    if (found.name.startsWith('files/')) files++
  }
  if (!about || !rows) throw new DamagedArchive(file, 'it does not tell what is in it')
  if (about.format !== 1)
    throw new CannotRestore('The backup was taken by a newer version of Throughline. Restore it with that version.')
  return { about, rows, files }
}

function refuseWrongSecret(about: AboutBackup, { secret, acceptSecret }: RestoreOptions) {
  if (!about.secret || !secret || acceptSecret || about.secret === fingerprintOf(secret)) return
  throw new CannotRestore(
    'The backup was taken with another secret. Put the former secret into SECRET or DATA_DIR/secret, or accept the loss of ' +
      'sessions and stored credentials with --accept-secret.',
  )
}

/** Makes sure that nothing is there; empty tables of another version make way. */
async function makeRoom(target: Connection | pg.Pool, about: AboutBackup) {
  const client = await ownClient(target)
  try {
    const tables = await tablesOf(client)
    for (const { name } of tables) {
      const { rowCount } = await client.query(`select 1 from public.${name} limit 1`)
      if (rowCount)
        throw new CannotRestore(
          `The database is not empty: there are rows in ${name}. A backup is restored into an empty one.`,
        )
    }
    const applied = await appliedMigrations(client)
    if (applied.length === about.migrations.length || (tables.length === 0 && applied.length === 0)) return
    if (applied.length === 0)
      throw new CannotRestore(
        `The database is not empty: there is a table ${tables[0]!.name} that is not Throughline’s.`,
      )
    await client.query(
      'begin; drop schema public cascade; drop schema drizzle cascade; create schema public; grant usage on schema public to public; commit',
    )
  } finally {
    await client.end()
  }
}

async function load(client: pg.Client, file: string, about: AboutBackup, storageFolder: string | undefined) {
  const here = new Set((await tablesOf(client)).map((table) => table.name))
  const unknown = about.tables.find((table) => !here.has(table.name))
  if (unknown) throw new CannotRestore(`The backup has a table ${unknown.name} that this version does not know.`)
  const putBack = await loosen(client, about)
  const loaded = new Map<string, number>()
  const files = storageFolder && `${storageFolder}.restoring`
  if (files) await rm(files, { recursive: true, force: true })

  const entries = readArchive(file)
  let next = await entries.next()
  const isOf = (prefix: string) => !next.done && next.value.name.startsWith(prefix)
  while (!next.done) {
    const table = about.tables.find(({ name }) => isOf(`tables/${name}/`))
    if (table) {
      // The parts of one table are one stream: a row may begin in one and end in the next.
      async function* parts() {
        while (isOf(`tables/${table!.name}/`)) {
          yield* (next.value as Found).body
          next = await entries.next()
        }
      }
      const into = client.query(copyFrom(`copy public.${table.name} (${table.columns.join(', ')}) from stdin`))
      await pipeline(Readable.from(parts(), { objectMode: false }), into)
      loaded.set(table.name, into.rowCount)
      continue
    }
    if (files && isOf('files/')) await putFile(file, files, next.value)
    else for await (const _ of next.value.body);
    next = await entries.next()
  }
  for (const { name, value, isCalled } of about.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [`public.${name}`, value, isCalled])
  }
  for (const statement of putBack) await client.query(statement)
  if (files && existsSync(files)) {
    await rm(storageFolder, { recursive: true, force: true })
    await rename(files, storageFolder)
  }
  return loaded
}

/**
 * Takes off what would check or change row by row: foreign keys (tables come in any order), triggers, and row-level security,
 * which does not allow COPY. All in the restoring transaction; the answer puts everything back, which checks the keys.
 */
async function loosen(client: pg.Client, about: AboutBackup): Promise<string[]> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(`
    select con.conrelid::regclass::text as table, quote_ident(con.conname) as name, pg_get_constraintdef(con.oid) as definition
    from pg_constraint con where con.contype = 'f' and con.conparentid = 0 and con.connamespace = 'public'::regnamespace`)
  const { rows: forced } = await client.query<{ name: string }>(`
    select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity`)
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const { name } of forced) await client.query(`alter table public.${name} no force row level security`)
  for (const { name } of about.tables) await client.query(`alter table public.${name} disable trigger user`)
  return [
    ...keys.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
    ...forced.map(({ name }) => `alter table public.${name} force row level security`),
    ...about.tables.map(({ name }) => `alter table public.${name} enable trigger user`),
  ]
}

async function putFile(archive: string, folder: string, found: Found) {
  const file = path.join(folder, found.name.slice('files/'.length))
  if (!file.startsWith(folder + path.sep)) throw new DamagedArchive(archive, `${found.name} points outside`)
  await mkdir(path.dirname(file), { recursive: true })
  await pipeline(Readable.from(found.body), createWriteStream(file, { mode: 0o600, flush: true }))
}
