import { setTimeout as pause } from 'node:timers/promises'

import type { Host } from '#platform/api/answer.ts'
import { asUnavailable, DatabaseUnavailable } from '#platform/database/database.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { WarehouseUnavailable } from '#platform/warehouse/warehouse.ts'

import { eraseAsked, sweep } from './erasing/handlers.ts'
import { moveBatch } from './handlers.ts'
import { deleteOldRejections } from './queries.ts'

/** One mover at a time, however many servers there are. */
const LOCK = 7_011_823
const GATHER_MS = 250
const LOOK_MS = 5_000
const LONGEST_WAIT_MS = 60_000

/** Moves everything that waits, then deletes what was asked to be deleted. False when another server is at it. */
export async function moveAll(host: Host, isStopping: () => boolean = () => false): Promise<boolean> {
  return alone(host, async (stillAlone) => {
    while (!isStopping() && (await moveBatch(host, stillAlone)) > 0);
    if (!isStopping()) await eraseAsked(host)
  })
}

/** Runs with the lock of the mover, or not at all. */
export async function alone(host: Host, work: (stillAlone: () => Promise<void>) => Promise<void>): Promise<boolean> {
  const client = await host.database.pool.connect()
  let broken: Error | undefined
  const onError = (error: Error) => void (broken = error)
  client.on('error', onError)
  try {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK])
    if (!rows[0]!.got) return false
    // The lock ends with its connection: right before anything is inserted it must still be there.
    const stillAlone = async () => {
      await client.query('select 1')
      if (broken) throw new DatabaseUnavailable(broken)
    }
    try {
      await work(stillAlone)
      return true
    } finally {
      if (!broken) await client.query('select pg_advisory_unlock($1)', [LOCK]).catch((error: Error) => (broken = error))
    }
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

/** Keeps moving events for as long as the server runs: soon after some came, and every few seconds for those of other servers. */
export function startMoving(host: Host) {
  let isStopping = false
  let failures = 0
  let isWoken = true
  let awaken: () => void = () => {}
  const stopping = new AbortController()

  async function work() {
    while (!isStopping) {
      if (!isWoken) await Promise.race([new Promise<void>((resolve) => (awaken = resolve)), rest(LOOK_MS)])
      // Those that come together make one block.
      else await rest(GATHER_MS)
      isWoken = false
      if (isStopping) return
      try {
        await moveAll(host, () => isStopping)
        failures = 0
      } catch (error) {
        if (isStopping) return
        failures++
        const isAway = error instanceof WarehouseUnavailable || asUnavailable(error) instanceof DatabaseUnavailable
        host.services.log[isAway ? 'warn' : 'error']({ err: error }, 'events stay in the inbox for now')
        await rest(Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(failures, 8)))
        isWoken = true
      }
    }
  }
  const rest = (ms: number) => pause(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
  const working = work()

  return {
    wake() {
      isWoken = true
      awaken()
    },
    async stop() {
      isStopping = true
      stopping.abort()
      awaken()
      await working
    },
  }
}

const REMEMBER_REFUSED_MS = 14 * 86_400_000

export const jobs = [
  defineJob({
    name: 'sweep product events',
    cron: '20 3 * * *',
    async run(host, now) {
      await host.database.asOwner('write', (tx) =>
        deleteOldRejections(tx, new Date(now.getTime() - REMEMBER_REFUSED_MS)),
      )
      await alone(host, () => sweep(host, now))
    },
  }),
]
