import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { opendir, rename, rm } from 'node:fs/promises'
import path from 'node:path'

import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

import { type Packed, writeArchive } from './archive.ts'
import type { Connection } from './database.ts'
import { ownClient } from './own-client.ts'
import { type Applied, appliedMigrations } from './versions.ts'

export type TableInBackup = { name: string; columns: string[] }

/** The first entry of a backup. `rows` and the entries that follow are checked by the archive's own checksums. */
export type AboutBackup = {
  format: 1
  takenAt: string
  postgres: string
  migrations: Applied[]
  secret: string | null
  tables: TableInBackup[]
  sequences: { name: string; value: string; isCalled: boolean }[]
  files: 'here' | 'elsewhere'
}

export const ABOUT = 'about.json'
export const ROWS = 'rows.json'
const PART_BYTES = 4 * 2 ** 20

/** Tells whether a backup was taken with the same secret, without telling the secret. */
export const fingerprintOf = (secret: string) =>
  createHash('sha256').update(`throughline backup ${secret}`).digest('hex').slice(0, 32)

/**
 * Writes everything in the database and the uploaded files into one archive, while the server runs: the rows are those
 * of one moment. Files are read after it, so what the rows name is there unless it was deleted meanwhile.
 */
export async function backup(
  target: Connection | pg.Pool,
  storageFolder: string | undefined,
  toFile: string,
  options: { secret?: string; now?: Date } = {},
): Promise<{ bytes: number; rows: number; tables: number }> {
  const client = await ownClient(target)
  const half = `${toFile}.part`
  let rows = 0
  let tables = 0
  try {
    await client.query('begin isolation level repeatable read read only')
    const about = await aboutNow(client, storageFolder, options)
    tables = about.tables.length
    async function* entries(): AsyncGenerator<Packed> {
      yield { name: ABOUT, bytes: Buffer.from(JSON.stringify(about, null, 1)) }
      const counted: Record<string, number> = {}
      for (const table of about.tables) {
        yield* rowsOf(client, table, (count) => {
          counted[table.name] = count
          rows += count
        })
      }
      yield { name: ROWS, bytes: Buffer.from(JSON.stringify(counted)) }
      await client.query('commit')
      if (storageFolder && existsSync(storageFolder)) yield* filesIn(storageFolder)
    }
    await rm(half, { force: true })
    const bytes = await writeArchive(half, entries())
    await rename(half, toFile)
    return { bytes, rows, tables }
  } catch (error) {
    await rm(half, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function aboutNow(
  client: pg.Client,
  storageFolder: string | undefined,
  options: { secret?: string; now?: Date },
): Promise<AboutBackup> {
  const { rows: version } = await client.query<{ name: string }>(`select current_setting('server_version') as name`)
  const sequences = await client.query<{ name: string; value: string; is_called: boolean }>(`
    select quote_ident(sequencename) as name, coalesce(last_value, start_value)::text as value, last_value is not null as is_called
    from pg_sequences where schemaname = 'public' order by 1`)
  return {
    format: 1,
    takenAt: (options.now ?? new Date()).toISOString(),
    postgres: version[0]!.name,
    migrations: await appliedMigrations(client),
    secret: options.secret ? fingerprintOf(options.secret) : null,
    tables: await tablesOf(client),
    sequences: sequences.rows.map(({ name, value, is_called: isCalled }) => ({ name, value, isCalled })),
    files: storageFolder ? 'here' : 'elsewhere',
  }
}

/** Every table of the product with the columns that are stored, names quoted; what PostgreSQL computes itself is left out. */
export async function tablesOf(client: pg.Client): Promise<TableInBackup[]> {
  const { rows } = await client.query<TableInBackup>(`
    select quote_ident(c.relname) as name,
      array(select quote_ident(a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1`)
  return rows
}

const columnsOf = (table: TableInBackup) => table.columns.join(', ')

async function* rowsOf(
  client: pg.Client,
  table: TableInBackup,
  counted: (rows: number) => void,
): AsyncGenerator<Packed> {
  const stream = client.query(copyTo(`copy public.${table.name} (${columnsOf(table)}) to stdout`))
  let part = 0
  let held: Buffer[] = []
  let size = 0
  const next = () => {
    const packed = { name: `tables/${table.name}/${String(++part).padStart(6, '0')}`, bytes: Buffer.concat(held) }
    held = []
    size = 0
    return packed
  }
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    held.push(chunk)
    size += chunk.length
    if (size >= PART_BYTES) yield next()
  }
  if (size > 0) yield next()
  counted(stream.rowCount)
}

async function* filesIn(folder: string): AsyncGenerator<Packed> {
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    yield { name: `files/${path.relative(folder, file).split(path.sep).join('/')}`, file }
  }
}
