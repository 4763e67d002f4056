import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import pg from 'pg'

import { installedBinaries } from '#platform/database/embedded/binaries.ts'
import { lockFolder } from '#platform/database/embedded/lock.ts'
import { type Place, placeFor, socketFolder } from '#platform/database/embedded/place.ts'
import { isAlive, runningPostmaster, stopPostmaster } from '#platform/database/embedded/postmaster.ts'
import { FolderInUse } from '#platform/database/embedded/problems.ts'
import { launch, prepare, type Says, type SocketConnection } from '#platform/database/embedded/start.ts'
import { migrate } from '#platform/database/migrate.ts'

// One PostgreSQL for every test run in this checkout, several at once too: whoever comes first starts it, whoever goes
// last stops it. Each run has databases of its own, copied from a template that is made once for each state of the tables.

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))
const quiet: Says = { debug() {}, info() {}, warn() {}, error() {} }

// Tests ask for speed and may lose everything with the machine.
const UNSAFE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }
const MADE_BY = ['migrations', 'migrate.ts', 'row-security.ts']

/** What a worker needs to copy a database of its own. */
export type TestCluster = { connection: SocketConnection; template: string; run: string }

/** Joins the cluster of this checkout, starting it if nobody has. */
export async function joinCluster(): Promise<TestCluster & { leave: () => Promise<void> }> {
  const place = placeFor(path.join(root, '.cache', 'test-pg'), installedBinaries())
  const run = `run_${process.pid}`
  const cluster = await alone(place, async () => {
    mkdirSync(usersOf(place), { recursive: true })
    writeFileSync(path.join(usersOf(place), String(process.pid)), '')
    const connection = await runningOrStarted(place)
    return { connection, template: await templateOf(connection), run }
  })
  return {
    ...cluster,
    leave: () =>
      alone(place, async () => {
        await dropDatabases(cluster.connection, (name) => name.startsWith(`${run}_`))
        rmSync(path.join(usersOf(place), String(process.pid)), { force: true })
        const running = runningPostmaster(place.data)
        if (running && liveUsers(place).length === 0) await stopPostmaster(running.pid)
      }),
  }
}

/** The connection to this worker's database, copied from the template when it is not there yet. */
export async function databaseOfWorker(cluster: TestCluster, worker: string): Promise<SocketConnection> {
  const database = `${cluster.run}_${worker}`
  await withClient(cluster.connection, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (!rowCount) await client.query(`create database ${database} template ${cluster.template}`)
  })
  return { ...cluster.connection, database }
}

/** A socket's connection as an address that `pg` understands. */
export const addressOf = ({ host, port, user, database }: SocketConnection) =>
  `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`

async function runningOrStarted(place: Place): Promise<SocketConnection> {
  const running = runningPostmaster(place.data)
  if (running?.isReady) return { host: running.socket, port: running.port, user: 'throughline', database: 'postgres' }
  if (running) await stopPostmaster(running.pid)
  const start = async () => {
    await prepare(place, quiet, { unsafe: true })
    const { connection } = await launch(place, socketFolder(place).folder, quiet, { isTied: false, settings: UNSAFE })
    return { ...connection, database: 'postgres' }
  }
  try {
    return await start()
  } catch {
    // It was cut off without its files being safe: begin anew.
    rmSync(place.data, { recursive: true, force: true })
    return start()
  }
}

async function templateOf(connection: SocketConnection) {
  const hash = createHash('sha256')
  for (const name of MADE_BY)
    for (const file of filesIn(path.join(root, 'platform/database', name))) hash.update(readFileSync(file))
  const template = `template_${hash.digest('hex').slice(0, 16)}`
  await dropDatabases(connection, (name) => {
    const run = /^run_(\d+)_/.exec(name)
    return run
      ? !isAlive(Number(run[1]))
      : /^(template_|making_)/.test(name) && name !== template && !/^template[01]$/.test(name)
  })
  await withClient(connection, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template])
    if (rowCount) return
    const making = `making_${process.pid}`
    await client.query(`create database ${making}`)
    await migrate({ ...connection, database: making })
    await client.query(`alter database ${making} rename to ${template}`)
  })
  return template
}

function filesIn(place: string): string[] {
  return place.endsWith('.ts')
    ? [place]
    : readdirSync(place)
        .filter((name) => name.endsWith('.sql'))
        .toSorted()
        .map((name) => path.join(place, name))
}

async function dropDatabases(connection: SocketConnection, isOver: (name: string) => boolean) {
  await withClient(connection, async (client) => {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database')
    for (const { datname } of rows.filter((row) => isOver(row.datname))) {
      await client.query(`drop database if exists ${datname} with (force)`)
    }
  })
}

async function withClient<T>(connection: SocketConnection, use: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

const usersOf = (place: Place) => path.join(place.home, 'users')

const liveUsers = (place: Place) => readdirSync(usersOf(place)).filter((pid) => isAlive(Number(pid)))

async function alone<T>(place: Place, work: () => Promise<T>): Promise<T> {
  for (;;) {
    let unlock: () => void
    try {
      unlock = await lockFolder(place.home, place.home)
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error
      await pause(100)
      continue
    }
    try {
      return await work()
    } finally {
      unlock()
    }
  }
}
