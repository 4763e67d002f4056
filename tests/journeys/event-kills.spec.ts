import { gzipSync } from 'node:zlib'

import { expect, test } from '@playwright/test'
import pino from 'pino'

import { openWarehouse } from '#platform/warehouse/warehouse.ts'

import { KILLS_OWNER, killableServer, sleep } from '../support/killable-server.ts'

const KILLS = 10
const EVENTS = 20_000
const USERS = 300
const SENDERS = 6
const { base, dataFolder, start, startAnew } = killableServer(4)

type Event = { uuid: string; name: string; who: string; at: number; i: number; identifies?: string }

const HOUR = 3_600_000
/** In the middle of an hour, so that the time a request takes moves no event into another. */
const BEGAN = Math.floor(Date.now() / HOUR) * HOUR - 40 * 24 * HOUR + HOUR / 2

/** What happened: visitors who become users on the way, and some who never do. */
function story(): Event[] {
  return Array.from({ length: EVENTS }, (_, i) => {
    const user = (i * 7919) % (USERS + 50)
    const isKnown = user < USERS
    // Each user says who they are exactly once, somewhere in their story.
    const identifies = isKnown && i >= 5_000 && i < 5_000 + USERS + 50 ? `anon-${user}` : undefined
    const uuid = `01a20319-58c4-7ed3-b9c7-${i.toString(16).padStart(12, '0')}`
    return {
      uuid,
      name: identifies ? '$identify' : ['opened', 'planned', 'shared', 'bought'][(i * i) % 4]!,
      who: identifies || (isKnown && i % 3 === 0 && i > 5_400) ? `user-${user}` : `anon-${user}`,
      at: BEGAN + (i % 900) * HOUR,
      i,
      ...(identifies ? { identifies } : {}),
    }
  })
}

/** Numbers from 0 to 1, the same in each run. */
function dice(seed: number) {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

function shuffled<T>(items: T[], roll: () => number) {
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) {
    const other = Math.floor(roll() * (i + 1))
    ;[copy[i], copy[other]] = [copy[other]!, copy[i]!]
  }
  return copy
}

function batches(events: Event[], size: number) {
  return Array.from({ length: Math.ceil(events.length / size) }, (_, i) => events.slice(i * size, (i + 1) * size))
}

/** One batch as a client with a wrong clock sends it now. */
async function deliver(key: string, events: Event[], skew: number) {
  const now = Date.now() + skew
  const body = {
    api_key: key,
    sent_at: new Date(now).toISOString(),
    batch: events.map(({ uuid, name, who, at, i, identifies }) => ({
      uuid,
      event: name,
      distinct_id: who,
      timestamp: new Date(at + skew).toISOString(),
      properties: { i, ...(identifies ? { $anon_distinct_id: identifies } : {}) },
    })),
  }
  const answer = await fetch(`${base}/batch/`, {
    method: 'POST',
    body: gzipSync(JSON.stringify(body)),
    signal: AbortSignal.timeout(10_000),
  })
  if (answer.status >= 400 && answer.status < 500) throw new Error(`refused: ${answer.status} ${await answer.text()}`)
  return answer.ok
}

test(`${EVENTS} events, sent again, mixed and with wrong clocks, count once while the server is killed ${KILLS} times`, async () => {
  test.setTimeout(900_000)
  const begun = await startAnew()
  const { slug } = begun
  let { server } = begun
  const signedIn = await fetch(`${base}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify(KILLS_OWNER),
  })
  expect(signedIn.ok).toBe(true)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const ask = async (method: string, address: string, body?: object) => {
    const answer = await fetch(`${base}/api/v1${address}`, {
      method,
      headers: { cookie, origin: base, 'x-workspace': slug, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    expect(answer.ok, `${address}: ${answer.status}`).toBe(true)
    return (await answer.json()) as Record<string, never>
  }
  const project = (await ask('POST', '/product-projects', { name: 'Web' })) as unknown as { id: string; key: string }

  const events = story()
  const roll = dice(7)
  // Everything once in order, a third again in other batches, a tenth a third time one by one.
  const again = shuffled(events, roll)
  const queue = shuffled(
    [
      ...batches(events, 100),
      ...batches(again.slice(0, EVENTS / 3), 73),
      ...batches(again.slice(0, EVENTS / 10), 40).map((batch) => batch.toReversed()),
      ...again.slice(0, 60).map((event) => [event]),
    ],
    roll,
  )
  const all = queue.length
  let delivered = 0
  let refused: unknown
  const sender = async (n: number) => {
    const skew = [0, 5 * HOUR, -30 * 24 * HOUR, 90_000, -7 * HOUR, 21 * HOUR][n]!
    for (;;) {
      const batch = queue.shift()
      if (!batch) return
      try {
        if (await deliver(project.key, batch, skew)) delivered++
        else queue.push(batch)
      } catch (error) {
        if (String(error).includes('refused')) {
          refused = error
          return
        }
        // Whether it was kept or not: it was not acknowledged, so it is sent again.
        queue.push(batch)
        await sleep(50)
      }
    }
  }
  const senders = Promise.all(Array.from({ length: SENDERS }, (_, n) => sender(n)))
  for (let kill = 1; kill <= KILLS; kill++) {
    while (delivered < (all * kill) / (KILLS + 2) && queue.length > 0) await sleep(5)
    await sleep((kill * 97) % 700)
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGKILL')
    await gone
    server = await start()
  }
  await senders
  expect(refused).toBeUndefined()
  await expect
    .poll(async () => (await ask('GET', `/product-event-intake?projectId=${project.id}`)).waiting, { timeout: 120_000 })
    .toBe(0)
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await gone

  const warehouse = openWarehouse({ DATA_DIR: dataFolder, CLICKHOUSE_URL: undefined }, pino({ level: 'silent' }))
  try {
    const own = 'project_id = {project:UUID}'
    const [whole] = await warehouse.rows<{ n: number; ids: number; sum: number; people: number }>(
      `select count() as n, uniqExact(id) as ids, sum(e.properties.i.:Int64) as sum,
        uniqExact(if(o.today = toUUID('00000000-0000-0000-0000-000000000000'), e.person_id, o.today)) as people
      from product_events as e left any join (
        select old_person_id, argMax(person_id, version) as today from person_overrides where ${own} group by old_person_id
      ) as o on o.old_person_id = e.person_id where ${own}`,
      { project: project.id },
    )
    const inside = events.filter((event) => event.identifies)
    expect(inside.length).toBeGreaterThan(USERS - 1)
    expect(whole).toEqual({ n: EVENTS, ids: EVENTS, sum: (EVENTS * (EVENTS - 1)) / 2, people: USERS + 50 })

    const counted = await warehouse.rows<{ hour: Date; name: string; n: number }>(
      `select toStartOfHour(at) as hour, name, count() as n from product_events where ${own} group by hour, name`,
      { project: project.id },
    )
    const expected = new Map<string, number>()
    for (const { at, name } of events) {
      const cell = `${new Date(at - HOUR / 2).toISOString()} ${name}`
      expected.set(cell, (expected.get(cell) ?? 0) + 1)
    }
    expect(new Map(counted.map(({ hour, name, n }) => [`${hour.toISOString()} ${name}`, n]))).toEqual(expected)
  } finally {
    await warehouse.close()
  }
})
