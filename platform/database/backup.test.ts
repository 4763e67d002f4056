import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

import type pg from 'pg'
import * as tar from 'tar'
import { describe, expect, onTestFinished, test } from 'vitest'

import { asked, newDatabase } from '#tests/support/database-scratch.ts'

import { backup } from './backup.ts'
import { APP_ROLE } from './database.ts'
import { migrate } from './migrate.ts'
import { restore } from './restore.ts'
import { MIGRATIONS } from './versions.ts'

const SECRET = 's'.repeat(40)

// Everything that could be lost on the way: a circle of keys, computed columns, an identity, a trigger, odd names, odd text.
const ODD = `
  create table "Odd ones" (
    workspace_id uuid not null, id int generated always as identity primary key, "order" text, parent int, partner int,
    bytes bytea, facts jsonb, tags text[], at timestamptz, ratio double precision, amount numeric, is_on boolean,
    words tsvector generated always as (to_tsvector('simple', coalesce("order", ''))) stored,
    foreign key (parent) references "Odd ones" (id) deferrable initially deferred);
  create table partners (id int primary key, odd int references "Odd ones" (id));
  alter table "Odd ones" add foreign key (partner) references partners (id);
  create sequence tickets;
  create function touched() returns trigger language plpgsql as $$ begin new."order" := new."order" || '!'; return new; end $$;
  create trigger touched before insert or update on "Odd ones" for each row execute function touched();`

const FILL = `
  insert into workspaces (workspace_id, slug, name, created_at)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'w-' || n, E'tab\\t and \\\\N and\\nline', now()
    from generate_series(1, 500) n;
  insert into partners select n, null from generate_series(1, 100) n;
  insert into "Odd ones" (workspace_id, "order", partner, bytes, facts, tags, at, ratio, amount, is_on)
    select '00000000-0000-7000-8000-000000000001', repeat('ö€😀 ', n), nullif(n % 100, 0), decode('00ff0a5c', 'hex'), jsonb_build_object('n', n, 'x', null),
      array['a,b', 'c"d', null], '2026-01-01 00:00:00.123456+00'::timestamptz + n * interval '1 day', 'infinity', 1.10, null
    from generate_series(1, 300) n;
  update "Odd ones" set parent = id + 1 where id < 300;
  update partners set odd = id;
  select nextval('tickets') from generate_series(1, 41)`

function newFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The migrations of this version followed by others that come later. */
function withMore(...statements: string[]) {
  const folder = newFolder()
  cpSync(MIGRATIONS, folder, { recursive: true })
  const journalFile = path.join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(journalFile, 'utf8'))
  for (const [i, statement] of statements.entries()) {
    const last = journal.entries.at(-1)
    const tag = `${String(journal.entries.length).padStart(4, '0')}_more_${i}`
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1000, tag })
    writeFileSync(path.join(folder, `${tag}.sql`), statement)
  }
  writeFileSync(journalFile, JSON.stringify(journal))
  return folder
}

/** Every row of every table as text, in an order of its own. */
async function everything(connection: pg.ClientConfig) {
  const tables = await asked<{ name: string }>(
    connection,
    `select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  const rows: Record<string, string[]> = {}
  for (const { name } of tables) {
    rows[name] = (await asked<{ row: string }>(connection, `select t::text as row from ${name} t order by 1`)).map(
      ({ row }) => row,
    )
  }
  return rows
}

/** What holds the tables together: keys, checks, policies, triggers. */
const structure = (connection: pg.ClientConfig) =>
  asked(
    connection,
    `select conrelid::regclass::text as of, pg_get_constraintdef(oid) as is, convalidated::text as state from pg_constraint where connamespace = 'public'::regnamespace
     union all select polrelid::regclass::text, polname, pg_get_expr(polqual, polrelid) from pg_policy
     union all select tgrelid::regclass::text, tgname, tgenabled::text from pg_trigger where not tgisinternal
     union all select relname, 'security', (relrowsecurity::text || relforcerowsecurity::text) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
     order by 1, 2, 3`,
  )

async function filled() {
  const migrationsFolder = withMore(ODD)
  const source = await newDatabase('migrated')
  await migrate(source, { migrationsFolder })
  await asked(source, FILL)
  const folder = newFolder()
  const files = path.join(folder, 'files')
  mkdirSync(path.join(files, 'w', 'deep', 'x'.repeat(120)), { recursive: true })
  writeFileSync(path.join(files, 'w', 'empty'), '')
  writeFileSync(
    path.join(files, 'w', 'deep', 'x'.repeat(120), 'Bild ä.bin'),
    Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 251)),
  )
  return { source, files, folder, migrationsFolder, archive: path.join(folder, 'all.tar.gz') }
}

function filesOf(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ name: path.relative(folder, file), bytes: readFileSync(file).toString('base64') }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

describe('a backup', () => {
  test('restored into an empty database equals its source, row for row and file for file', async () => {
    const { source, files, folder, migrationsFolder, archive } = await filled()
    const taken = await backup(source, files, archive, { secret: SECRET })
    expect(taken).toMatchObject({ rows: 900 })
    expect(statSync(archive).mode & 0o777).toBe(0o600)

    const copy = await newDatabase('empty')
    const storageFolder = path.join(folder, 'restored')
    const restored = await restore(archive, copy, { storageFolder, secret: SECRET, migrationsFolder })
    expect(restored).toMatchObject({ rows: taken.rows, files: 2 })
    expect(await everything(copy)).toEqual(await everything(source))
    expect(await structure(copy)).toEqual(await structure(source))
    expect(filesOf(storageFolder)).toEqual(filesOf(files))
    const numbers = `select nextval('tickets')::int as ticket, nextval(pg_get_serial_sequence('"Odd ones"', 'id'))::int as id`
    expect(await asked(copy, numbers)).toEqual([{ ticket: 42, id: 301 }])
  })

  test('can be taken before anybody has uploaded a file', async () => {
    const { source, folder, archive, migrationsFolder } = await filled()
    await backup(source, path.join(folder, 'none-yet'), archive)
    const storageFolder = path.join(folder, 'restored')
    expect(await restore(archive, await newDatabase('empty'), { storageFolder, migrationsFolder })).toMatchObject({
      files: 0,
    })
  })

  test('is of one moment while others write', async () => {
    const { source, archive } = await filled()
    // Each number is written to both tables at once; a backup that saw them at different moments would hold different sums.
    await asked(source, 'create table pages_a (n int); create table zebras (n int)')
    let isOver = false
    const writing = (async () => {
      for (let n = 0; !isOver; n++)
        await asked(source, `begin; insert into pages_a values (${n}); insert into zebras values (${n}); commit`)
    })()
    await backup(source, undefined, archive)
    isOver = true
    await writing
    const counts: Record<string, number> = {}
    await tar.t({ file: archive, onReadEntry: (entry) => void (counts[entry.path] = entry.size) })
    expect(counts['tables/pages_a/000001'] ?? 0).toBe(counts['tables/zebras/000001'] ?? 0)
  })

  test('of an older version is brought to this one', async () => {
    const { source, archive, migrationsFolder } = await filled()
    await backup(source, undefined, archive)
    const newer = path.join(newFolder(), 'migrations')
    cpSync(migrationsFolder, newer, { recursive: true })
    const journal = JSON.parse(readFileSync(path.join(newer, 'meta/_journal.json'), 'utf8'))
    const last = journal.entries.at(-1)
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '0099_newer' })
    writeFileSync(path.join(newer, 'meta/_journal.json'), JSON.stringify(journal))
    writeFileSync(
      path.join(newer, '0099_newer.sql'),
      `alter table partners add column doubled int not null default 0;--> statement-breakpoint
      update partners set doubled = id * 2`,
    )
    const copy = await newDatabase('empty')
    await migrate(copy, { migrationsFolder: newer })
    await restore(archive, copy, { migrationsFolder: newer })
    expect(await asked(copy, 'select sum(doubled)::int as n from partners')).toEqual([{ n: 10_100 }])
  })

  test('can be put back by an owner who is not a superuser', async () => {
    const { source, archive, migrationsFolder } = await filled()
    await backup(source, undefined, archive)
    const copy = await newDatabase('empty')
    const owner = `owner_${process.pid}`
    await asked(
      copy,
      `create role ${owner} login createrole; alter database ${copy.database} owner to ${owner}; grant ${APP_ROLE} to ${owner}; alter schema public owner to ${owner}`,
    )
    onTestFinished(async () => {
      await asked(
        { ...copy, database: 'postgres' },
        `reassign owned by ${owner} to throughline; drop owned by ${owner}; drop role ${owner}`,
      )
    })
    await restore(archive, { ...copy, user: owner }, { migrationsFolder })
    expect(await everything(copy)).toEqual(await everything(source))
    await asked(copy, `reassign owned by ${owner} to throughline; drop owned by ${owner}`)
  })
})

describe('a backup is refused', () => {
  test('by a database with anything in it, and by a folder with files', async () => {
    const { source, files, folder, archive, migrationsFolder } = await filled()
    await backup(source, files, archive)
    await expect(
      restore(archive, source, { migrationsFolder, storageFolder: path.join(folder, 'new') }),
    ).rejects.toThrow('The database is not empty')
    const copy = await newDatabase('empty')
    await expect(restore(archive, copy, { migrationsFolder, storageFolder: files })).rejects.toThrow(
      'holds uploaded files already',
    )
    await expect(restore(archive, copy, { migrationsFolder })).rejects.toThrow('holds 2 uploaded files')
    expect(await everything(copy)).toEqual({})
  })

  test('when it was taken with another secret, unless that is accepted', async () => {
    const { source, archive, migrationsFolder } = await filled()
    await backup(source, undefined, archive, { secret: SECRET })
    expect(gunzipSync(readFileSync(archive)).includes(SECRET)).toBe(false)
    const copy = await newDatabase('empty')
    const other = 'o'.repeat(40)
    await expect(restore(archive, copy, { migrationsFolder, secret: other })).rejects.toThrow(
      'taken with another secret',
    )
    await restore(archive, copy, { migrationsFolder, secret: other, acceptSecret: true })
  })

  test('by an older version of Throughline', async () => {
    const { source, archive } = await filled()
    await backup(source, undefined, archive)
    await expect(restore(archive, await newDatabase('empty'))).rejects.toThrow(
      'changed by a newer version of Throughline',
    )
  })

  test('when it is damaged anywhere, and nothing is changed', async () => {
    const { source, files, folder, archive, migrationsFolder } = await filled()
    await backup(source, files, archive)
    const whole = readFileSync(archive)
    const plain = gunzipSync(whole)
    const changed = (at: number) =>
      gzipSync(Buffer.concat([plain.subarray(0, at), Buffer.from([plain[at]! ^ 1]), plain.subarray(at + 1)]))
    const rowsAt = plain.indexOf('tab\\t and') // a row as it is written
    const damaged: Record<string, Buffer> = {
      'cut off': whole.subarray(0, whole.length - 2000),
      'cut off between entries': gzipSync(plain.subarray(0, plain.indexOf('checksums.json'))),
      'one bit of a row': changed(rowsAt),
      'one bit of a header': changed(plain.indexOf('tables/workspaces') + 3),
      'not an archive': Buffer.from('hello'),
      empty: Buffer.alloc(0),
    }
    const copy = await newDatabase('empty')
    const storageFolder = path.join(folder, 'restored')
    const refusals: Record<string, string> = {}
    for (const [how, bytes] of Object.entries(damaged)) {
      writeFileSync(archive, bytes)
      refusals[how] = await restore(archive, copy, { migrationsFolder, storageFolder }).then(
        () => 'restored',
        (error: Error) => error.message,
      )
    }
    for (const message of Object.values(refusals)) expect(message).toContain('is damaged or is not a backup')
    expect(await everything(copy)).toEqual({})
    expect(existsSync(storageFolder)).toBe(false)
  })

  test('when there is none', async () => {
    await expect(restore('/nowhere/at-all.tar.gz', await newDatabase('empty'))).rejects.toThrow(
      '/nowhere/at-all.tar.gz',
    )
  })
})

test('a backup that fails leaves no half of one', async () => {
  const { source, files, folder } = await filled()
  await expect(backup(source, files, path.join(folder, 'missing', 'all.tar.gz'))).rejects.toThrow('ENOENT')
  await expect(backup({ ...source, database: 'nowhere' }, files, path.join(folder, 'all.tar.gz'))).rejects.toThrow(
    'nowhere',
  )
  expect(readdirSync(folder)).toEqual(['files'])
})
