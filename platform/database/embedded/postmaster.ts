import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A PostgreSQL that runs on a data folder, as its own note beside the data tells. */
export type Postmaster = { pid: number; port: number; socket: string; isReady: boolean }

const noteOf = (data: string) => path.join(data, 'postmaster.pid')

/** The PostgreSQL that runs on this folder now, whoever started it. */
export function runningPostmaster(data: string): Postmaster | undefined {
  if (!existsSync(noteOf(data))) return undefined
  let lines: string[]
  try {
    lines = readFileSync(noteOf(data), 'utf8').split('\n')
  } catch {
    return undefined // It ended between the two looks.
  }
  const pid = Number(lines[0])
  if (!pid || !isPostgresOn(pid, data)) return undefined
  return { pid, port: Number(lines[3]), socket: lines[4] ?? '', isReady: lines[7]?.trim() === 'ready' }
}

export function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isPostgresOn(pid: number, data: string) {
  if (!isAlive(pid)) return false
  const command = commandOf(pid)
  return command !== undefined && /postgres/.test(command) && command.includes(data)
}

function commandOf(pid: number) {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return undefined
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout
}

/** Removes the note of a PostgreSQL that is gone when its process number now belongs to something else. */
export function forgetStranger(data: string) {
  if (!existsSync(noteOf(data))) return
  const pid = Number(readFileSync(noteOf(data), 'utf8').split('\n')[0])
  // With a dead process the note stays: PostgreSQL reads from it whether its last children are still at work.
  if (pid && isAlive(pid) && !isPostgresOn(pid, data)) rmSync(noteOf(data), { force: true })
}

/** Ends a PostgreSQL: its clients are cut off and everything is written; after 20 s without writing all (the next start recovers). */
export async function stopPostmaster(pid: number) {
  for (const [signal, seconds] of [
    ['SIGINT', 20],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (const until = Date.now() + seconds * 1000; Date.now() < until;) {
      if (!isAlive(pid)) return
      await pause(20)
    }
  }
}
