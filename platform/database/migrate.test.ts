import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'

import { asked, newDatabase } from '#tests/support/database-scratch.ts'

import { APP_ROLE, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './versions.ts'

/** A copy of the migrations with one more, as the next version would bring. */
function withOneMore(statement: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'migrations-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(MIGRATIONS, folder, { recursive: true })
  const journalFile = path.join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(journalFile, 'utf8'))
  const last = journal.entries.at(-1)
  const tag = `${String(journal.entries.length).padStart(4, '0')}_more`
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1000, tag })
  writeFileSync(journalFile, JSON.stringify(journal))
  writeFileSync(path.join(folder, `${tag}.sql`), statement)
  return folder
}

const tablesOf = (connection: pg.ClientConfig) =>
  asked<{ name: string; has_workspace: boolean; bound: boolean; policies: string[]; usable: boolean }>(
    connection,
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as bound,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id') as has_workspace,
      array(select p.polname::text from pg_policy p where p.polrelid = c.oid order by 1) as policies,
      has_table_privilege('${APP_ROLE}', c.oid, 'SELECT, INSERT, UPDATE, DELETE') as usable
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  )

describe('migrate', () => {
  test('makes an empty database ready, binds every table of a workspace, and then finds nothing to do', async () => {
    const connection = await newDatabase('empty')
    expect((await migrate(connection)).applied).toBeGreaterThan(0)
    const tables = await tablesOf(connection)
    expect(tables.length).toBeGreaterThan(10)
    for (const table of tables) {
      expect(table).toMatchObject(
        table.has_workspace
          ? { bound: true, policies: ['of_the_owner', 'of_the_workspace'], usable: true }
          : { policies: [], usable: false },
      )
    }
    expect((await migrate(connection)).applied).toBe(0)
  })

  test('can run from several servers at once', async () => {
    const connection = await newDatabase('empty')
    const results = await Promise.all([migrate(connection), migrate(connection), migrate(connection)])
    expect(results.filter(({ applied }) => applied > 0)).toHaveLength(1)
  })

  test('takes a pool whose requests have little time', async () => {
    const database = openDatabase(await newDatabase('empty'))
    onTestFinished(() => database.close())
    await migrate(database.pool)
    expect(await database.pool.query('select count(*)::int as n from workspaces')).toMatchObject({ rows: [{ n: 0 }] })
  })

  test('binds a table that a later version brings, and mends what was taken off', async () => {
    const connection = await newDatabase('migrated')
    await migrate(connection, {
      migrationsFolder: withOneMore(
        'create table later (workspace_id uuid not null, id bigserial); create table plain (id int)',
      ),
    })
    await asked(
      connection,
      'drop policy of_the_owner on members; alter table members disable row level security; grant select on plain to throughline_app',
    )
    await migrate(connection, {
      migrationsFolder: withOneMore(
        'create table later (workspace_id uuid not null, id bigserial); create table plain (id int)',
      ),
    })
    const tables = new Map((await tablesOf(connection)).map((table) => [table.name, table]))
    expect(tables.get('later')).toMatchObject({ bound: true, usable: true })
    expect(tables.get('members')).toMatchObject({ bound: true, policies: ['of_the_owner', 'of_the_workspace'] })
    expect(tables.get('plain')).toMatchObject({ usable: false })
    const workspace = '00000000-0000-7000-8000-000000000001'
    await asked(
      connection,
      `begin; set local role ${APP_ROLE}; set local app.workspace = '${workspace}';
      insert into later (workspace_id) values ('${workspace}'); commit`,
    )
    expect(await asked(connection, 'select count(*)::int as n from later')).toEqual([{ n: 1 }])
  })

  test('leaves a database as it was when a migration fails', async () => {
    const connection = await newDatabase('migrated')
    const broken = withOneMore('create table half (id int);--> statement-breakpoint\nselect * from nowhere')
    await expect(migrate(connection, { migrationsFolder: broken })).rejects.toThrow(
      'is as it was: relation "nowhere" does not exist',
    )
    expect((await tablesOf(connection)).map(({ name }) => name)).not.toContain('half')
    expect((await migrate(connection)).applied).toBe(0)
  })

  test('refuses a database of a newer version, and one of another line', async () => {
    const newer = await newDatabase('migrated')
    await migrate(newer, { migrationsFolder: withOneMore('create table later (id int)') })
    await expect(migrate(newer)).rejects.toThrow('changed by a newer version of Throughline. Start that version')
    const other = await newDatabase('migrated')
    await asked(other, `update drizzle.__drizzle_migrations set hash = 'another'`)
    await expect(migrate(other)).rejects.toThrow('whose changes this one does not know')
  })

  test('takes a backup before it changes an existing database, and keeps five', async () => {
    const connection = await newDatabase('migrated')
    const folder = mkdtempSync(path.join(os.tmpdir(), 'data-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const backups = () => readdirSync(path.join(folder, 'backups')).toSorted()
    await migrate(connection, { backupsIn: folder })
    expect(readdirSync(folder)).toEqual([])
    await migrate(connection, { backupsIn: folder, migrationsFolder: withOneMore('create table later (id int)') })
    expect(backups()).toHaveLength(1)
    for (let n = 1; n <= 5; n++) writeFileSync(path.join(folder, 'backups', `before-upgrade-2020-01-0${n}.tar.gz`), '')
    const next = await newDatabase('migrated')
    await migrate(next, { backupsIn: folder, migrationsFolder: withOneMore('create table later (id int)') })
    expect(backups()).toHaveLength(5)
    expect(backups()[0]).toBe('before-upgrade-2020-01-03.tar.gz')
  })
})

describe('row-level security', () => {
  const mine = '00000000-0000-7000-8000-00000000000a'
  const theirs = '00000000-0000-7000-8000-00000000000b'
  const insert = (id: string) =>
    `insert into workspaces (workspace_id, slug, name, created_at) values ('${id}', 'w-${id}', 'W', now())`

  test('shows and takes only rows of the workspace of the transaction', async () => {
    const connection = await newDatabase('migrated')
    await asked(connection, `${insert(mine)}; ${insert(theirs)}`)
    const client = new pg.Client(connection)
    await client.connect()
    onTestFinished(() => client.end())
    const as = async (workspace: string | undefined, text: string) => {
      await client.query(
        `begin; set local role ${APP_ROLE}; ${workspace ? `set local app.workspace = '${workspace}'` : ''}`,
      )
      try {
        return await client.query(text)
      } finally {
        await client.query('rollback')
      }
    }
    expect((await as(mine, 'select workspace_id from workspaces')).rows).toEqual([{ workspace_id: mine }])
    expect((await as(undefined, 'select workspace_id from workspaces')).rows).toEqual([])
    expect((await as(mine, `update workspaces set name = 'taken' where workspace_id = '${theirs}'`)).rowCount).toBe(0)
    expect((await as(mine, `delete from workspaces`)).rowCount).toBe(1)
    await expect(as(mine, insert('00000000-0000-7000-8000-00000000000c'))).rejects.toThrow('row-level security')
    await expect(as(mine, 'select * from "user"')).rejects.toThrow('permission denied')
  })
})
