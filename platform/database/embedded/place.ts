import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { type Binaries, copyOfBinaries } from './binaries.ts'
import { EmbeddedProblem, explained, OWN_POSTGRES } from './problems.ts'

/** The user that the database programs run as; undefined when it is the one who runs Throughline. */
export type RunAs = { uid: number; gid: number }

/** Where one embedded database lives: `data` is PostgreSQL's own, `home` holds it with the lock and the socket. */
export type Place = { home: string; data: string; runAs: RunAs | undefined; binaries: Binaries }

// PostgreSQL refuses to run as root; of these, the first that exists runs it then.
const USERS = ['throughline', 'postgres', 'nobody']
const APART = '/var/lib/throughline'

// The socket's path, with its end, must fit into the address of a unix socket.
const LONGEST_SOCKET_PATH = process.platform === 'darwin' ? 103 : 107
const SOCKET_NAME = '.s.PGSQL.5432'

/** Finds or makes the place for the database of a data folder, outside it when root keeps it closed to the database's user. */
export function placeFor(dataDir: string, binaries: Binaries): Place {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    return process.getuid?.() === 0
      ? placeForRoot(realpathSync(dataDir), binaries)
      : plainPlace(realpathSync(dataDir), binaries)
  } catch (error) {
    throw error instanceof EmbeddedProblem ? error : explained(String(error), dataDir)
  }
}

function plainPlace(dataDir: string, binaries: Binaries): Place {
  const apart = pointerOf(dataDir)
  if (apart) {
    throw new EmbeddedProblem(
      `The database of ${dataDir} was made by root and is in ${apart}. Start Throughline as root again, or choose another folder with DATA_DIR.`,
    )
  }
  const home = path.join(dataDir, 'postgres')
  mkdirSync(home, { recursive: true, mode: 0o711 })
  const { uid } = statSync(home)
  if (uid !== process.getuid?.()) {
    throw new EmbeddedProblem(
      `${home} belongs to another user (${uid}). Start Throughline as that user, or choose another folder with DATA_DIR.`,
    )
  }
  return { home, data: path.join(home, 'data'), runAs: undefined, binaries }
}

function placeForRoot(dataDir: string, binaries: Binaries): Place {
  const apart = pointerOf(dataDir)
  const near = path.join(dataDir, 'postgres')
  const runAs = ownerOf(path.join(apart ?? near, 'data')) ?? firstUser()
  const runnable = closedTo(runAs, binaries.folder) ? copyOfBinaries(binaries, APART) : binaries
  const isNear = !apart && (existsSync(path.join(near, 'data')) || !closedTo(runAs, dataDir))
  if (isNear) {
    mkdirSync(near, { recursive: true, mode: 0o711 })
    const closed = closedTo(runAs, near)
    if (closed) {
      throw new EmbeddedProblem(
        `The database in ${near} runs as user ${runAs.uid}, which may no longer enter ${closed}. Allow it: chmod o+x ${closed}`,
      )
    }
    return { home: near, data: path.join(near, 'data'), runAs, binaries: runnable }
  }
  const home = apart ?? freeHome(dataDir)
  settleApart(dataDir, home, apart !== undefined)
  return { home, data: path.join(home, 'data'), runAs, binaries: runnable }
}

/** A new folder for a data folder that has none: what an earlier one of the same name left behind stays as it is. */
function freeHome(dataDir: string) {
  const first = path.join(APART, createHash('sha256').update(dataDir).digest('hex').slice(0, 12))
  let home = first
  for (let n = 2; existsSync(path.join(home, 'data')); n++) home = `${first}-${n}`
  return home
}

/** Ties a data folder to a database kept outside it, so that a moved folder keeps its data and a copied one does not share it. */
function settleApart(dataDir: string, home: string, isKnown: boolean) {
  if (isKnown && !existsSync(path.join(home, 'data'))) {
    throw new EmbeddedProblem(
      `The database of ${dataDir} should be in ${home}, and is not. Put it back, or restore a backup into a new DATA_DIR. ` +
        `To begin with an empty one instead, remove ${pointerFile(dataDir)}.`,
    )
  }
  const belongsTo = path.join(home, 'belongs-to')
  const other = existsSync(belongsTo) ? readFileSync(belongsTo, 'utf8').trim() : dataDir
  if (other !== dataDir && pointerOf(other) === home) {
    throw new EmbeddedProblem(
      `${dataDir} is a copy of ${other}, whose database stays with it. Use throughline backup and throughline restore to copy a workspace.`,
    )
  }
  mkdirSync(home, { recursive: true, mode: 0o711 })
  chmodSync(path.dirname(home), 0o755)
  writeFileSync(belongsTo, `${dataDir}\n`)
  if (!isKnown) writeFileSync(pointerFile(dataDir), `${home}\n`, { mode: 0o644 })
}

const pointerFile = (dataDir: string) => path.join(dataDir, 'postgres-is-at')

const pointerOf = (dataDir: string) =>
  existsSync(pointerFile(dataDir)) ? readFileSync(pointerFile(dataDir), 'utf8').trim() : undefined

function ownerOf(folder: string): RunAs | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false })
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined
}

function firstUser(): RunAs {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  const users = new Map(lines.map((line) => line.split(':')).map((fields) => [fields[0], fields]))
  for (const name of USERS) {
    const [, , uid, gid] = users.get(name) ?? []
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new EmbeddedProblem(
    `PostgreSQL does not run as root, and this system has none of the users ${USERS.join(', ')}. Make one (useradd --system throughline). ${OWN_POSTGRES}`,
  )
}

/** The first folder on the way to this one that the user may not enter. */
export function closedTo({ uid, gid }: RunAs, folder: string): string | undefined {
  const steps = [path.resolve(folder)]
  while (path.dirname(steps[0]!) !== steps[0]) steps.unshift(path.dirname(steps[0]!))
  return steps.find((step) => {
    const stat = statSync(step)
    const bits = stat.uid === uid ? stat.mode >> 6 : stat.gid === gid ? stat.mode >> 3 : stat.mode
    return (bits & 1) === 0
  })
}

/** A folder for the socket that nobody but the database's user and root may enter. `dispose` removes it when it is temporary. */
export function socketFolder({ home, runAs }: Place): { folder: string; dispose: () => void } {
  const near = path.join(home, 'socket')
  const fits = Buffer.byteLength(path.join(near, SOCKET_NAME)) <= LONGEST_SOCKET_PATH
  const folder = fits ? near : mkdtempSync(path.join(os.tmpdir(), 'throughline-'))
  if (fits) mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  if (runAs) chownSync(folder, runAs.uid, runAs.gid)
  return { folder, dispose: () => fits || rmSync(folder, { recursive: true, force: true }) }
}
