import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { addressOf } from '#tests/support/database-cluster.ts'
import { asked, newDatabase } from '#tests/support/database-scratch.ts'

import { backup } from './backup.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { restore } from './restore.ts'

const LIBRARY = '/usr/lib/postgresql'

/** The newest PostgreSQL that this machine has of its own, as Debian and Ubuntu install it. */
function programsHere() {
  if (!existsSync(LIBRARY)) return undefined
  const newest = readdirSync(LIBRARY)
    .map(Number)
    .filter((version) => version >= 15)
    .toSorted((a, b) => b - a)[0]
  const folder = path.join(LIBRARY, String(newest), 'bin')
  return newest && existsSync(path.join(folder, 'initdb')) ? folder : undefined
}

const programs = programsHere()

/** Starts that PostgreSQL on a folder of its own, with a database of an owner who is not a superuser. */
async function ownPostgres(folder: string) {
  const user = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
  const as = process.getuid?.() === 0 && user ? { uid: Number(user[1]), gid: Number(user[2]) } : undefined
  if (as) chownSync(folder, as.uid, as.gid)
  const run = (program: string, ...args: string[]) => {
    const { status, stderr, stdout } = spawnSync(path.join(programs!, program), args, {
      cwd: '/',
      encoding: 'utf8',
      ...as,
    })
    if (status !== 0) throw new Error(`${program}: ${stdout}${stderr}`)
  }
  const data = path.join(folder, 'data')
  run('initdb', '-D', data, '-U', 'boss', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync')
  run(
    'pg_ctl',
    '-D',
    data,
    '-w',
    '-l',
    path.join(folder, 'log'),
    '-o',
    `-k ${folder} -c listen_addresses= -c fsync=off`,
    'start',
  )
  onTestFinished(() => run('pg_ctl', '-D', data, '-m', 'immediate', 'stop'))
  const boss = { host: folder, port: 5432, user: 'boss', database: 'postgres' }
  await asked(boss, 'create role keeper login createrole')
  await asked(boss, 'create database throughline owner keeper')
  return { ...boss, user: 'keeper', database: 'throughline' }
}

test.skipIf(!programs)(
  'a PostgreSQL of one’s own keeps workspaces apart and takes what the embedded one had',
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'own-postgres-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const keeper = await ownPostgres(folder)

    const embedded = await newDatabase('migrated')
    const [mine, theirs] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'] as const
    for (const id of [mine, theirs]) {
      await asked(
        embedded,
        `insert into workspaces (workspace_id, slug, name, created_at) values ('${id}', 'w-${id}', 'Büro', now())`,
      )
    }
    const archive = path.join(folder, 'all.tar.gz')
    await backup(embedded, undefined, archive)
    await restore(archive, keeper)
    expect((await migrate(addressOf(keeper))).applied).toBe(0)

    const database = openDatabase(addressOf(keeper))
    onTestFinished(() => database.close())
    const idsIn = async (workspace: string) =>
      database.inWorkspace(workspace, 'read', async (tx) =>
        (await tx.execute<{ workspace_id: string }>('select workspace_id from workspaces')).rows.map(
          (row) => row.workspace_id,
        ),
      )
    expect(await idsIn(mine)).toEqual([mine])
    expect(await idsIn(theirs)).toEqual([theirs])
    const all = await database.asOwner('read', (tx) => tx.execute('select name from workspaces'))
    expect(all.rows).toEqual([{ name: 'Büro' }, { name: 'Büro' }])
  },
)
