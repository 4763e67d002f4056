import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { isAlive } from './postmaster.ts'
import { FolderInUse } from './problems.ts'

type Holder = { pid: number; began: string; machine: string }

const BEAT_MS = 5_000
/** A holder that cannot be looked at, being in another container, counts as gone after this long without a beat. */
const SILENT_MS = 16_000

const lockFile = (home: string) => path.join(home, 'throughline.lock')

/** Takes the folder for this process, or throws `FolderInUse`. The answer gives it back. */
export async function lockFolder(home: string, shownAs: string): Promise<() => void> {
  const file = lockFile(home)
  const mine = `${file}.${process.pid}`
  const text = JSON.stringify(self())
  for (;;) {
    writeFileSync(mine, text, { mode: 0o644 })
    try {
      linkSync(mine, file) // Whole or not at all, unlike writing.
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const seen = read(file)
      const pid = await liveHolder(file)
      if (pid !== undefined) throw new FolderInUse(shownAs, pid)
      // Two may find it abandoned at once: only what was seen is taken away.
      if (seen !== undefined && read(file) === seen) renameSync(file, mine)
    } finally {
      rmSync(mine, { force: true })
    }
  }
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date())
    } catch {
      // The disk is away or full; the next beat may do.
    }
  }, BEAT_MS)
  beat.unref()
  return () => {
    clearInterval(beat)
    if (read(file) === text) rmSync(file, { force: true })
  }
}

/** The process number of whoever holds the folder, while it lives. */
export async function liveHolder(fileOrHome: string): Promise<number | undefined> {
  const file = fileOrHome.endsWith('.lock') ? fileOrHome : lockFile(fileOrHome)
  const text = read(file)
  if (text === undefined) return undefined
  const holder = parsed(text)
  if (!holder) return undefined
  if (holder.machine === self().machine) {
    return isAlive(holder.pid) && beganAt(holder.pid) === holder.began ? holder.pid : undefined
  }
  // Another container, or this machine before it was started anew: its processes cannot be asked, its beats can be seen.
  for (;;) {
    const stat = statSync(file, { throwIfNoEntry: false })
    if (!stat || read(file) !== text) return liveHolder(file)
    const first = stat.mtimeMs
    if (Date.now() - first > SILENT_MS) return undefined
    await pause(500)
    if ((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? first) !== first) return holder.pid
  }
}

function read(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function parsed(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder
  } catch {
    return undefined
  }
}

const self = (): Holder => ({ pid: process.pid, began: beganAt(process.pid), machine: machine() })

/** When a process began, so that a number used again is not taken for its former owner; empty where the system does not tell. */
function beganAt(pid: number) {
  // The fields follow the program's name, which may itself hold spaces and brackets.
  return read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ')[19] ?? ''
}

/** Two processes with the same answer can see each other's numbers. */
function machine() {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return os.hostname()
  }
}
