import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import pg from 'pg'

import { installedBinaries, majorOf } from './binaries.ts'
import { liveHolder, lockFolder } from './lock.ts'
import { type Place, placeFor, socketFolder } from './place.ts'
import { forgetStranger, isAlive, runningPostmaster, stopPostmaster } from './postmaster.ts'
import { EmbeddedProblem, explained, FolderInUse } from './problems.ts'

/** How to reach an embedded database: a folder with a unix socket, which needs no password. */
export type SocketConnection = { host: string; port: number; user: string; database: string }

export type Embedded = {
  connection: SocketConnection
  /** The folder that holds PostgreSQL's own data; usually inside the data folder, elsewhere when root keeps that closed. */
  data: string
  /** True when another running Throughline owns the database and this process only uses it. */
  isJoined: boolean
  stop: () => Promise<void>
}

/** What the launcher says while it works; a pino logger fits. */
export type Says = Record<'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void>

const OWNER = 'throughline'
const PORT = 5432
const START_SECONDS = 120
const NEEDED_MB = 200

// Durability stays at PostgreSQL's defaults (fsync and synchronous_commit on); memory is kept small.
const SETTINGS = {
  listen_addresses: '',
  max_connections: '60',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The application tells of failed statements itself; here only the state of the database is told.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

/**
 * Starts the PostgreSQL that comes with Throughline on a data folder, making the database on first use.
 * Throws `FolderInUse` when another running Throughline has the folder, unless `join` asks to use its database beside it.
 */
export async function startEmbedded(options: { dataDir: string; log: Says; join?: boolean }): Promise<Embedded> {
  const { log } = options
  const dataDir = path.resolve(options.dataDir)
  const place = placeFor(dataDir, installedBinaries())
  let unlock: () => void
  try {
    unlock = await lockFolder(place.home, dataDir)
  } catch (error) {
    if (options.join && error instanceof FolderInUse) return joined(place)
    throw error instanceof EmbeddedProblem ? error : explained(String(error), dataDir)
  }
  try {
    const orphan = runningPostmaster(place.data)
    if (orphan) {
      log.warn({ pid: orphan.pid }, 'stopping the database that an earlier run left behind')
      await stopPostmaster(orphan.pid)
    }
    await prepare(place, log)
    const kept = await keepRunning(place, log)
    return {
      connection: kept.connection,
      data: place.data,
      isJoined: false,
      async stop() {
        await kept.stop()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error instanceof EmbeddedProblem ? error : explained(String(error), dataDir)
  }
}

/** The database of the Throughline that runs on the same folder, for a command beside it. */
async function joined(place: Place): Promise<Embedded> {
  for (const until = Date.now() + 30_000; Date.now() < until; await pause(50)) {
    const running = runningPostmaster(place.data)
    if (running?.isReady) {
      const connection = reach(running.socket)
      await openOwnDatabase(connection)
      return { connection, data: place.data, isJoined: true, stop: async () => {} }
    }
    if ((await liveHolder(place.home)) === undefined) break
  }
  throw new EmbeddedProblem(
    `The Throughline that uses ${place.home} has no database running. Stop it, or wait until it has started.`,
  )
}

/** Makes PostgreSQL's files where there are none; refuses those of another major version. */
export async function prepare(place: Place, log: Says, options: { unsafe?: boolean } = {}) {
  const major = majorOf(place.binaries.version)
  const versionFile = path.join(place.data, 'PG_VERSION')
  const { bavail, bsize } = statfsSync(place.home)
  const freeMb = Math.floor((bavail * bsize) / 2 ** 20)
  if (existsSync(versionFile)) {
    const made = majorOf(readFileSync(versionFile, 'utf8'))
    if (made !== major) {
      throw new EmbeddedProblem(
        `The database in ${place.data} was made by PostgreSQL ${made}, and this Throughline brings PostgreSQL ${major}. ` +
          (made > major
            ? 'Start the newer Throughline that made it.'
            : 'Take a backup with the Throughline that made it (throughline backup), and restore it into a new DATA_DIR with this one.'),
      )
    }
    if (freeMb < NEEDED_MB) log.warn({ freeMb, folder: place.home }, 'the disk of the database is nearly full')
    forgetStranger(place.data)
    return
  }
  if (freeMb < NEEDED_MB) {
    throw new EmbeddedProblem(
      `A new database needs ${NEEDED_MB} MB, and the disk that holds ${place.home} has ${freeMb} MB left.`,
    )
  }
  log.info({ folder: place.data }, 'making the database')
  const half = `${place.data}.new`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700 })
  chmodSync(half, 0o700)
  if (place.runAs) chownSync(half, place.runAs.uid, place.runAs.gid)
  const args = ['-D', half, '-U', OWNER, '-A', 'trust', '-E', 'UTF8', '--no-instructions']
  // PostgreSQL's own rules for letters: the same on every system, so indexes stay valid when the system's change.
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C')
  if (options.unsafe) args.push('--no-sync')
  const child = spawn(path.join(place.binaries.folder, 'bin', 'initdb'), args, {
    ...surroundings(place),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { code, said } = await ended(child)
  if (code !== 0) {
    rmSync(half, { recursive: true, force: true })
    throw explained(said, place.home)
  }
  renameSync(half, place.data) // A making that was cut off leaves nothing that looks whole.
}

async function ended(child: ChildProcess) {
  let said = ''
  child.stdout?.on('data', (text) => (said += text))
  child.stderr?.on('data', (text) => (said += text))
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    child.on('error', (error) => resolve({ code: -1, said: `${said}${String(error)}` }))
    child.on('close', (code) => resolve({ code, said }))
  })
}

const surroundings = ({ runAs }: Place) => ({
  cwd: '/',
  env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' },
  ...runAs,
})

const reach = (socket: string, database = OWNER): SocketConnection => ({
  host: socket,
  port: PORT,
  user: OWNER,
  database,
})

/** One run of PostgreSQL. `exited` settles when it ends, with what it said last. */
export type Run = { pid: number; connection: SocketConnection; exited: Promise<string> }

/** Starts PostgreSQL on prepared files and waits until it answers. `isTied` ends it when this process is killed. */
export async function launch(
  place: Place,
  socket: string,
  log: Says,
  options: { isTied: boolean; settings?: Record<string, string> },
): Promise<Run> {
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: socket, ...options.settings })
  const args = ['-D', place.data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const program = path.join(place.binaries.folder, 'bin', 'postgres')
  const tie = options.isTied ? tieWith(place) : undefined
  const [command, ...rest] = [...(tie ?? []), program, ...args]
  const logFile = path.join(place.home, 'postgres.log')
  const child = spawn(command!, rest, {
    ...surroundings(place),
    // With a tie, the program that makes it changes the user; a Ctrl+C at the terminal must reach only Throughline.
    ...(tie ? { uid: undefined, gid: undefined } : {}),
    detached: true,
    stdio: ['ignore', 'ignore', options.isTied ? 'pipe' : openSync(logFile, 'a')],
  })
  let said = ''
  let isOver = false
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000)
    for (const line of text.split('\n')) tell(line, log)
  })
  const exited = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`${said}${String(error)}`))
    child.on('close', () => resolve(options.isTied ? said : readFileSync(logFile, 'utf8').slice(-4_000)))
  }).finally(() => (isOver = true))
  if (!options.isTied) child.unref()
  for (const until = Date.now() + START_SECONDS * 1000; !isOver && Date.now() < until; await pause(10)) {
    const running = runningPostmaster(place.data)
    if (!running?.isReady || running.pid !== child.pid) continue
    const connection = reach(socket)
    await openOwnDatabase(connection)
    return { pid: running.pid, connection, exited }
  }
  if (!isOver && child.pid) await stopPostmaster(child.pid)
  throw explained(isOver ? await exited : `${said}\nIt did not answer within ${START_SECONDS} s.`, place.home)
}

let canTie: boolean | undefined

/** The command that makes the system end PostgreSQL when this process ends in any way, where there is one. */
function tieWith({ runAs }: Place): string[] | undefined {
  canTie ??= process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status === 0
  if (!canTie) return undefined
  const as = runAs ? [`--reuid=${runAs.uid}`, `--regid=${runAs.gid}`, '--clear-groups'] : []
  return ['setpriv', ...as, '--pdeathsig', 'INT', '--']
}

/** Makes the database of Throughline where it is missing. */
async function openOwnDatabase(connection: SocketConnection) {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [OWNER])
    if (rowCount === 0) await client.query(`create database ${OWNER}`)
  } finally {
    await client.end()
  }
}

// What clients hear while it starts, recovers and stops.
const EXPECTED =
  /due to administrator command|is (starting up|shutting down|in recovery mode|not yet accepting connections)/

function tell(line: string, log: Says) {
  const text = line.replace(/^[\d-]+ [\d:.]+ \S+ \[\d+\] /, '').trim()
  if (!text) return
  if (/^(FATAL|PANIC):/.test(text) && !EXPECTED.test(text)) log.warn({ postgres: text }, 'the database says')
  else log.debug({ postgres: text }, 'the database says')
}

/** Keeps PostgreSQL running until `stop`: when it ends by itself it is started again, on the same socket. */
async function keepRunning(place: Place, log: Says) {
  const socket = socketFolder(place)
  let isStopping = false
  let run: Run | undefined
  const begin = async () => {
    run = await patiently(() => launch(place, socket.folder, log, { isTied: true }))
    void run.exited.then((said) => (isStopping ? undefined : again(said)))
  }
  async function again(said: string) {
    log.error({ postgres: said.trim().split('\n').at(-1) }, 'the database ended by itself; starting it again')
    for (let wait = 250; !isStopping; wait = Math.min(wait * 2, 30_000)) {
      await pause(wait)
      try {
        if (!isStopping) await begin()
        return
      } catch (error) {
        log.error({ why: String(error) }, 'the database did not start')
      }
    }
  }
  try {
    await begin()
  } catch (error) {
    socket.dispose()
    throw error
  }
  return {
    connection: run!.connection,
    async stop() {
      isStopping = true
      if (run && isAlive(run.pid)) await stopPostmaster(run.pid)
      await run?.exited
      socket.dispose()
    },
  }
}

/** After a crash the last children may still be leaving; PostgreSQL refuses to start beside them. */
async function patiently(start: () => Promise<Run>): Promise<Run> {
  for (const until = Date.now() + 15_000; ; await pause(200)) {
    try {
      return await start()
    } catch (error) {
      if (
        Date.now() > until ||
        !/shared memory block .* is still in use|database system is (starting up|shutting down)/.test(String(error))
      )
        throw error
    }
  }
}
