import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'

import { installedBinaries } from './binaries.ts'
import { lockFolder } from './lock.ts'
import { placeFor, socketFolder } from './place.ts'
import { isAlive, runningPostmaster } from './postmaster.ts'
import { FolderInUse } from './problems.ts'
import { type Embedded, launch, prepare, type Says, type SocketConnection, startEmbedded } from './start.ts'

const quiet: Says = { debug() {}, info() {}, warn() {}, error() {} }
const folders: string[] = []
const started: Embedded[] = []

afterEach(async () => {
  for (const one of started.splice(0)) await one.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(name = 'data') {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'embedded-'))
  chmodSync(folder, 0o755)
  folders.push(folder)
  return path.join(folder, name)
}

async function start(dataDir: string, options: { join?: boolean; log?: Says } = {}) {
  const embedded = await startEmbedded({ dataDir, log: quiet, ...options })
  started.push(embedded)
  return embedded
}

async function ask<Row extends object>(connection: SocketConnection, text: string) {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

const answers = (connection: SocketConnection) =>
  ask(connection, 'select 1').then(
    () => true,
    () => false,
  )

describe('the embedded database', () => {
  test('keeps what was written from one start to the next, durably and with one alphabet everywhere', async () => {
    const folder = newFolder()
    const first = await start(folder)
    await ask(first.connection, `create table notes as select 'Ärger'::text as said`)
    await first.stop()
    expect(await answers(first.connection)).toBe(false)
    const again = await start(folder)
    expect(await ask(again.connection, `select said, lower(said) as low from notes`)).toEqual([
      { said: 'Ärger', low: 'ärger' },
    ])
    const [settings] = await ask(
      again.connection,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as network,
        (select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()) as locale`,
    )
    expect(settings).toEqual({ fsync: 'on', commit: 'on', network: '', locale: 'b C.UTF-8' })
  })

  test('refuses a folder that a running Throughline uses, and joins it when asked to', async () => {
    const folder = newFolder()
    const first = await start(folder)
    await expect(startEmbedded({ dataDir: folder, log: quiet })).rejects.toThrow(
      `Another Throughline (process ${process.pid}) is using ${folder}`,
    )
    const beside = await start(folder, { join: true })
    expect(beside.isJoined).toBe(true)
    expect(beside.connection).toEqual(first.connection)
    await beside.stop()
    expect(await answers(first.connection)).toBe(true)
  })

  test('stops what a killed run left behind before it starts its own', async () => {
    const folder = newFolder()
    const place = placeFor(folder, installedBinaries())
    await prepare(place, quiet)
    const orphan = await launch(place, socketFolder(place).folder, quiet, { isTied: false })
    await ask(orphan.connection, 'create table kept (n int)')
    const embedded = await start(folder)
    expect(isAlive(orphan.pid)).toBe(false)
    expect(runningPostmaster(embedded.data)!.pid).not.toBe(orphan.pid)
    expect(await ask(embedded.connection, 'select * from kept')).toEqual([])
  })

  test('does not take a process that got an old number for the database', async () => {
    const folder = newFolder()
    const embedded = await start(folder)
    await embedded.stop()
    writeFileSync(
      path.join(embedded.data, 'postmaster.pid'),
      `${process.pid}\n${embedded.data}\n0\n5432\n/nowhere\n\n\nready\n`,
    )
    expect(await answers((await start(folder)).connection)).toBe(true)
  })

  test('comes back by itself when the database dies under it', async () => {
    const told: string[] = []
    const embedded = await start(newFolder(), { log: { ...quiet, error: (_, message) => told.push(message) } })
    await ask(embedded.connection, 'create table kept as select 7 as n')
    process.kill(runningPostmaster(embedded.data)!.pid, 'SIGKILL')
    await expect.poll(() => answers(embedded.connection), { timeout: 45_000, interval: 100 }).toBe(true)
    expect(await ask(embedded.connection, 'select n from kept')).toEqual([{ n: 7 }])
    expect(told).toEqual(['the database ended by itself; starting it again'])
  })

  test('works in a folder whose path is too long for a socket', async () => {
    const folder = newFolder(path.join('long'.repeat(20), 'longer'.repeat(10)))
    const embedded = await start(folder)
    expect(embedded.connection.host.startsWith(os.tmpdir())).toBe(true)
    expect(await answers(embedded.connection)).toBe(true)
    await embedded.stop()
    expect(existsSync(embedded.connection.host)).toBe(false)
  })

  test.each([
    ['19', 'was made by PostgreSQL 19, and this Throughline brings PostgreSQL 18. Start the newer Throughline'],
    [
      '17',
      'was made by PostgreSQL 17, and this Throughline brings PostgreSQL 18. Take a backup with the Throughline that made it',
    ],
  ])('refuses files of PostgreSQL %s', async (major, message) => {
    const folder = newFolder()
    const data = path.join(folder, 'postgres', 'data')
    mkdirSync(data, { recursive: true })
    writeFileSync(path.join(data, 'PG_VERSION'), `${major}\n`)
    await expect(startEmbedded({ dataDir: folder, log: quiet })).rejects.toThrow(message)
  })

  test('says so when the folder cannot be used', async () => {
    const folder = newFolder()
    writeFileSync(folder, 'a file')
    await expect(startEmbedded({ dataDir: folder, log: quiet })).rejects.toThrow(folder)
  })

  test('begins anew where an earlier making was cut off', async () => {
    const folder = newFolder()
    const half = path.join(folder, 'postgres', 'data.new')
    mkdirSync(half, { recursive: true })
    writeFileSync(path.join(half, 'PG_VERSION'), '18\n')
    expect(await answers((await start(folder)).connection)).toBe(true)
    expect(existsSync(half)).toBe(false)
  })
})

describe('the lock of a folder', () => {
  const lockOf = (home: string) => path.join(home, 'throughline.lock')

  function newHome() {
    const home = newFolder()
    mkdirSync(home)
    return home
  }

  test('is given back, and can be taken again', async () => {
    const home = newHome()
    const unlock = await lockFolder(home, 'here')
    await expect(lockFolder(home, 'here')).rejects.toThrow(FolderInUse)
    unlock()
    ;(await lockFolder(home, 'here'))()
    expect(existsSync(lockOf(home))).toBe(false)
  })

  test('of a process that is gone is taken over, also when its number belongs to another now', async () => {
    const home = newHome()
    const unlock = await lockFolder(home, 'here')
    const mine = JSON.parse(readFileSync(lockOf(home), 'utf8'))
    unlock()
    const holder = () => JSON.parse(readFileSync(lockOf(home), 'utf8'))
    const gone = [{ ...mine, pid: 2 ** 22 + 1 }, ...(process.platform === 'linux' ? [{ ...mine, began: '1' }] : [])]
    for (const one of gone) {
      writeFileSync(lockOf(home), JSON.stringify(one))
      const release = await lockFolder(home, 'here')
      expect(holder()).toEqual(mine)
      release()
    }
  })

  test('of another container counts while it beats, and no longer than that', async () => {
    const home = newHome()
    writeFileSync(lockOf(home), JSON.stringify({ pid: 1, began: '1', machine: 'elsewhere' }))
    const beating = setInterval(() => utimesSync(lockOf(home), new Date(), new Date()), 50)
    await expect(lockFolder(home, 'here')).rejects.toThrow(FolderInUse)
    clearInterval(beating)
    await pause(60)
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(lockOf(home), longAgo, longAgo)
    ;(await lockFolder(home, 'here'))()
  })

  test('goes to one of many who ask at once', async () => {
    const home = newHome()
    writeFileSync(lockOf(home), JSON.stringify({ pid: 2 ** 22 + 1, began: '', machine: '' }))
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(lockOf(home), longAgo, longAgo)
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(home, 'here')))
    const taken = results.filter((result) => result.status === 'fulfilled')
    expect(taken).toHaveLength(1)
    taken[0]!.value()
  })
})
