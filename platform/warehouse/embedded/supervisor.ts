import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import type { Log } from '#platform/log/log.ts'

import type { Engine } from '../engine.ts'
import { problemFrom, WarehouseUnavailable } from '../problems.ts'
import { writeConfiguration } from './configuration.ts'
import type { Reply, Request } from './messages.ts'

const START_SECONDS = 60
/** An answer that is this much later than its own limit will not come any more. */
const GRACE_SECONDS = 30
const LONGEST_WAIT_MS = 30_000
const PATIENCE_MS = 3_000

const INSTEAD = 'Set CLICKHOUSE_URL to a ClickHouse server (version 25.8 or newer) to keep product events there.'

const here = path.dirname(fileURLToPath(import.meta.url))
/** From source it is the file beside this one, in the bundle a program of its own. */
const program = () => [path.join(here, 'program.ts'), path.join(here, 'warehouse-program.mjs')].find(existsSync)!

type Waiting = { resolve: (text: string) => void; reject: (error: Error) => void; timer: NodeJS.Timeout }
type Running = { child: ChildProcess; waiting: Map<number, Waiting> }
// Omit on a union would forget what sets its members apart.
type Unnumbered<R> = R extends Request ? Omit<R, 'id'> : never

/** The engine in a process of its own: begun when first needed, begun again when it ends, ended with the server. */
export function openEmbedded({ folder, log }: { folder: string; log: Log }): Engine {
  let running: Promise<Running> | undefined
  let lasting: WarehouseUnavailable | undefined
  let isClosed = false
  let failures = 0
  let notBefore = 0
  let lastId = 0

  function gone(what: Running, why: string) {
    for (const { reject, timer } of what.waiting.values()) {
      clearTimeout(timer)
      reject(new WarehouseUnavailable(`The event store ended: ${why}`))
    }
    what.waiting.clear()
  }

  async function start(): Promise<Running> {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const config = writeConfiguration(folder)
    const child = fork(program(), [path.join(folder, 'data'), config], {
      serialization: 'advanced',
      // Its questions run on libuv's threads, one for each session and some to spare.
      env: { ...process.env, UV_THREADPOOL_SIZE: '8', NODE_OPTIONS: '' },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    const what: Running = { child, waiting: new Map() }
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)))
    const began = Date.now()
    await new Promise<void>((resolve, reject) => {
      const tooLong = setTimeout(() => {
        child.kill('SIGKILL')
        reject(new WarehouseUnavailable(`The event store did not start within ${START_SECONDS} s.`))
      }, START_SECONDS * 1000)
      child.on('message', (reply: Reply) => {
        if (reply.kind === 'ready') {
          clearTimeout(tooLong)
          resolve()
        } else if (reply.kind === 'lost') {
          child.kill('SIGKILL')
          if (reply.isMissing) {
            lasting = new WarehouseUnavailable(
              `The embedded event store is not installed, or not made for this system (${process.platform} ${process.arch}). ${INSTEAD}`,
              { cause: reply.why, isLasting: true },
            )
          }
          reject(lasting ?? new WarehouseUnavailable(`The event store did not start: ${reply.why.slice(0, 500)}`))
        } else if ('id' in reply) settle(what, reply)
      })
      child.on('error', (error) => reject(new WarehouseUnavailable('The event store did not start.', { cause: error })))
      child.on('exit', (code, signal) => {
        clearTimeout(tooLong)
        const why = `${signal ?? `code ${code}`} ${said.trim().split('\n').at(-1) ?? ''}`.trim()
        reject(new WarehouseUnavailable(`The event store did not start: ${why}`))
        if (!isClosed) log.warn({ why }, 'the event store ended; it begins again when it is needed')
        gone(what, why)
        running = undefined
        failures = Date.now() - began > 60_000 ? 1 : failures + 1
        notBefore = Date.now() + Math.min(LONGEST_WAIT_MS, 125 * 2 ** failures)
      })
    })
    log.info({ ms: Date.now() - began }, 'the event store is loaded')
    return what
  }

  function settle(what: Running, reply: Extract<Reply, { id: number }>) {
    const waiting = what.waiting.get(reply.id)
    if (!waiting) return
    what.waiting.delete(reply.id)
    clearTimeout(waiting.timer)
    if (reply.kind === 'done') waiting.resolve(reply.text)
    else waiting.reject(problemFrom(reply.says))
  }

  async function begun(): Promise<Running> {
    if (lasting) throw lasting
    if (isClosed) throw new WarehouseUnavailable('The event store is closed.')
    if (running) return running
    const wait = notBefore - Date.now()
    if (wait > PATIENCE_MS)
      throw new WarehouseUnavailable('The event store ended several times; it is tried again soon.')
    // Kept before the wait, so that all who come meanwhile wait for the same start.
    const starting = (async () => {
      if (wait > 0) await pause(wait)
      return start()
    })()
    running = starting
    starting.catch(() => {
      if (running === starting) running = undefined
    })
    return starting
  }

  async function send(request: Unnumbered<Request>, seconds: number) {
    const what = await begun()
    const id = ++lastId
    return new Promise<string>((resolve, reject) => {
      const timer = setTimeout(
        () => {
          // The engine hangs: whatever else waits for it would wait as long.
          log.error({ seconds }, 'the event store does not answer; it is ended and begun again')
          what.child.kill('SIGKILL')
        },
        (seconds + GRACE_SECONDS) * 1000,
      )
      timer.unref()
      what.waiting.set(id, { resolve, reject, timer })
      what.child.send({ ...request, id } as Request, (error) => {
        if (!error) return
        what.waiting.delete(id)
        clearTimeout(timer)
        reject(new WarehouseUnavailable('The event store ended.', { cause: error }))
      })
    })
  }

  return {
    ask: (sql, settings, lane) =>
      // In its lane it may wait for others, each within its own limit.
      send({ kind: 'ask', sql, settings, lane }, Number(settings.max_execution_time ?? 30) * 4),
    async insert(table, body, settings) {
      await send({ kind: 'insert', table, body, settings }, 300)
    },
    isLoaded: () => running !== undefined,
    async close() {
      isClosed = true
      const what = await running?.catch(() => undefined)
      if (!what || what.child.exitCode !== null || what.child.signalCode !== null) return
      const ended = new Promise((resolve) => what.child.once('exit', resolve))
      // What it has acknowledged is on the disk; it is ended like a crash, which it recovers from at every start.
      what.child.kill('SIGKILL')
      await ended
    },
  }
}
