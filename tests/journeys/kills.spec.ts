import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { expect, test } from '@playwright/test'

import type { Api } from '../support/journey.ts'
import { killableServer, sleep } from '../support/killable-server.ts'

const KILLS = 50
const WRITERS = 6
const { base, start, startAnew, admin } = killableServer(1)

const isTaken = (error: unknown) =>
  typeof error === 'object' && error !== null && 'status' in error && Number(error.status) < 500

test(`${KILLS} kills under load lose no acknowledged command, leave none half-done and double none`, async () => {
  test.setTimeout(600_000)
  const begun = await startAnew()
  const { slug } = begun
  let { server } = begun
  const token = (await admin('token', '--workspace', slug, '--name', 'load', '--scope', 'read', 'write')).trim()
  const api = (key?: string): Api =>
    createORPCClient(
      new RPCLink({
        url: `${base}/rpc`,
        headers: {
          authorization: `Bearer ${token}`,
          'x-csrf-token': 'orpc',
          ...(key ? { 'idempotency-key': key } : {}),
        },
        fetch: (request, init) => fetch(request, { ...init, signal: AbortSignal.timeout(5_000) }),
      }),
    )

  let next = 0
  const open = new Set<number>()
  const acknowledged = new Map<number, string>()
  let answers = 0
  const send = async (n: number) => {
    open.add(n)
    const { id } = await api(`command-${n}`).initiatives.create({ title: `Initiative ${n}` })
    open.delete(n)
    answers++
    const before = acknowledged.get(n)
    if (before !== undefined) expect(id).toBe(before)
    acknowledged.set(n, id)
  }

  for (let kill = 0; kill < KILLS; kill++) {
    let isUp = true
    // What was under way at the last kill is sent again with its key, whether or not it had been done; and one that was
    // acknowledged long ago, which must get its first answer.
    const again = [...open, ...[...acknowledged.keys()].slice(-1)]
    const writer = async (mine: number[]) => {
      for (const n of mine) await send(n)
      while (isUp) await send(next++)
    }
    const writers = Array.from({ length: WRITERS }, (_, w) =>
      writer(again.filter((_n, i) => i % WRITERS === w)).catch((error: unknown) => {
        if (isTaken(error)) throw error
      }),
    )
    // After some were acknowledged since the last kill, sometimes none, and then at any moment of those under way.
    const enough = answers + (kill % 4)
    let isOver = false
    void Promise.all(writers).then(() => (isOver = true))
    while (answers < enough && !isOver) await sleep(5)
    await sleep((kill * 37) % 240)
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGKILL')
    await gone
    isUp = false
    await Promise.all(writers)
    server = await start()
  }
  for (const n of open) await send(n)

  const titles: string[] = []
  const ids = new Set<string>()
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await api().initiatives.list({ limit: 100, ...(after ? { after } : {}) })
    for (const { title, id } of page.items) {
      titles.push(title)
      ids.add(id)
    }
    after = page.next
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS)
  expect(titles.toSorted()).toEqual([...acknowledged.keys()].map((n) => `Initiative ${n}`).toSorted())
  for (const id of acknowledged.values()) expect(ids.has(id)).toBe(true)
  // One event, one registered record and one page for each: nothing is half there.
  const registered = new Set<string>()
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await api().records.list({ type: 'initiative', limit: 100, ...(after ? { after } : {}) })
    for (const { id } of page.items) registered.add(id)
    after = page.next
  }
  expect(registered).toEqual(ids)
  server.kill('SIGTERM')
})
