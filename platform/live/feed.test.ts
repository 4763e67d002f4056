import { expect, test } from 'vitest'
import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'
import { openOutbox } from '#platform/events/outbox.ts'
import type { Written } from '#platform/events/outbox.ts'
import { database, newWorkspace } from '#tests/support/workspace.ts'

import { createFeed } from './feed.ts'

const happened = defineEvent('thing.happened.v1', z.object({ n: z.number() }), 'made a thing happen')

/** Commits events `n` as a server would, and gives what it would announce. */
async function commit(workspaceId: string, n: number, audience?: string[]): Promise<Written[]> {
  const outbox = openOutbox(() => [])
  outbox.emit(happened, { n }, audience ? { audience } : {})
  return database.inWorkspace(workspaceId, 'write', (tx) =>
    outbox.write(tx, { workspaceId, memberId: null, now: new Date() }),
  )
}

function listener(memberId: string) {
  const frames: { type: string; number?: number; events?: { number: number; data: { n: number } }[] }[] = []
  return {
    stream: { memberId, send: (frame: string) => void frames.push(JSON.parse(frame)), close: () => {} },
    frames,
    heard: () => frames.flatMap((frame) => frame.events ?? []).map((event) => event.data.n),
    last: () =>
      Math.max(
        0,
        ...frames.flatMap((frame) => (frame.events ? frame.events.map((e) => e.number) : [frame.number ?? 0])),
      ),
  }
}

test('commits that overtake each other are heard in order', async () => {
  const { ana, workspaceId } = await newWorkspace('Ana')
  const feed = createFeed(database)
  const tab = listener(ana.id)
  await feed.open(workspaceId, tab.stream, undefined)
  const first = await commit(workspaceId, 1)
  const second = await commit(workspaceId, 2)
  feed.committed(workspaceId, second)
  expect(tab.heard()).toEqual([])
  feed.committed(workspaceId, first)
  expect(tab.heard()).toEqual([1, 2])
})

test('what another server committed is read and heard in its place', async () => {
  const { ana, workspaceId } = await newWorkspace('Ana')
  const feed = createFeed(database)
  const tab = listener(ana.id)
  await feed.open(workspaceId, tab.stream, undefined)
  await commit(workspaceId, 1) // elsewhere
  feed.committed(workspaceId, await commit(workspaceId, 2))
  await feed.catchUp(workspaceId)
  expect(tab.heard()).toEqual([1, 2])
})

test('a private event is heard by its audience alone, live and on resuming', async () => {
  const { ana, ben, workspaceId } = await newWorkspace('Ana', 'Ben')
  const feed = createFeed(database)
  const [hers, his] = [listener(ana.id), listener(ben.id)]
  await feed.open(workspaceId, hers.stream, undefined)
  await feed.open(workspaceId, his.stream, undefined)
  feed.committed(workspaceId, await commit(workspaceId, 1, [ana.id]))
  feed.committed(workspaceId, await commit(workspaceId, 2))
  const later = listener(ben.id)
  await feed.open(workspaceId, later.stream, 0)
  expect(hers.heard()).toEqual([1, 2])
  expect(his.heard()).toEqual([2])
  expect(later.heard()).toEqual([2])
})

test('a stream cut at 200 random points ends equal to a fresh read', async () => {
  const { ana, workspaceId } = await newWorkspace('Ana')
  const feed = createFeed(database)
  let seed = 7
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  const seen: number[] = []
  let known = 0
  let tab = listener(ana.id)
  let leave = await feed.open(workspaceId, tab.stream, known)
  let cuts = 0
  for (let n = 1; cuts < 200; n++) {
    const written = await commit(workspaceId, n)
    if (random() < 0.8) feed.committed(workspaceId, written)
    else void feed.catchUp(workspaceId)
    if (random() < 0.5) {
      leave()
      seen.push(...tab.heard())
      known = Math.max(known, tab.last())
      tab = listener(ana.id)
      leave = await feed.open(workspaceId, tab.stream, known)
      cuts++
    }
  }
  await feed.catchUp(workspaceId)
  seen.push(...tab.heard())
  const fresh = listener(ana.id)
  const other = createFeed(database)
  await other.open(workspaceId, fresh.stream, 0)
  expect(seen).toEqual(fresh.heard())
  expect(seen.length).toBeGreaterThan(300)
})

test('a stream that was away too long starts anew', async () => {
  const { ana, workspaceId } = await newWorkspace('Ana')
  const feed = createFeed(database)
  const outbox = openOutbox(() => [])
  for (let n = 0; n < 1_001; n++) outbox.emit(happened, { n })
  await database.inWorkspace(workspaceId, 'write', (tx) =>
    outbox.write(tx, { workspaceId, memberId: null, now: new Date() }),
  )
  const tab = listener(ana.id)
  await feed.open(workspaceId, tab.stream, 0)
  expect(tab.frames).toEqual([{ type: 'reset', number: 1_001 }])
})
