import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'

import { serve } from '@hono/node-server'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'
import { Hono } from 'hono'
import LZString from 'lz-string'
import { PostHog } from 'posthog-node'
import { expect, onTestFinished, test } from 'vitest'

import { knownOrigin, safeHeaders } from '#platform/api/guard.ts'
import { DatabaseUnavailable } from '#platform/database/database.ts'
import { assembled, database, newWorkspace, warehouse } from '#tests/support/workspace.ts'

import { intakeRoutes } from './intake/routes.ts'
import { eventsSource } from './lookups.ts'
import { sweep } from './movement/erasing/handlers.ts'
import { moveAll } from './movement/jobs.ts'
import type { ProductProject } from './projects/contract.ts'

const { host } = assembled

/** The routes behind a real HTTP server, as they stand in the whole. */
async function serving(options: { host?: typeof host; now?: () => Date } = {}) {
  const app = new Hono()
  app.use(knownOrigin(false))
  app.use(safeHeaders(false))
  app.route(
    '/',
    intakeRoutes(options.host ?? host, options.now ?? (() => new Date()), () => {}),
  )
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const admin = { name: 'Ana', role: 'admin' } as const

async function stage(options: Parameters<typeof serving>[0] = {}) {
  const workspace = await newWorkspace(admin, 'Ben')
  const project = await workspace.ana.api.productProjects.add({ name: 'Web' })
  const base = await serving(options)
  const events = () => storedOf(workspace.workspaceId, project)
  const send = (path: string, body: unknown, init: RequestInit = {}) =>
    fetch(`${base}${path}`, { method: 'POST', body: JSON.stringify(body), ...init })
  return { ...workspace, project, base, events, send }
}

type Stored = {
  id: string
  at: Date
  name: string
  distinct_id: string
  session_id: string
  groups: Record<string, string>
  properties: Record<string, unknown>
  person: string
  source: string
}

/** Waits until everything is in the warehouse; another test's turn may come first. */
async function moved() {
  while (!(await moveAll(host))) await pause(20)
}

/** Everything of a project after it was moved, as a question sees it. */
async function storedOf(workspaceId: string, project: ProductProject): Promise<Stored[]> {
  await moved()
  const { from, where, person, parameters } = await database.asOwner('read', (tx) =>
    eventsSource(tx, workspaceId, project.id),
  )
  return warehouse.rows<Stored>(
    `select e.id as id, e.at as at, e.name as name, e.distinct_id as distinct_id, e.session_id as session_id, e.groups as groups,
      e.properties as properties, e.source as source, ${person} as person from ${from} where ${where} order by e.at, e.name`,
    parameters,
  )
}

const setKey = (project: ProductProject, key: string) =>
  database.owner.execute(`update product_projects set key = '${key}' where id = '${project.id}'`)

type Line = { m: string; url: string; h: Record<string, string>; raw_b64: string; body: unknown }
const linesOf = (file: string) =>
  readFileSync(new URL(`../../../tests/fixtures/wire/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

const HOP = new Set(['host', 'connection', 'content-length', 'accept-encoding'])

/** Sends a captured request byte for byte. */
async function replay(base: string, line: Line) {
  const headers = Object.fromEntries(
    Object.entries(line.h).filter(([name]) => !HOP.has(name) && !name.startsWith('sec-')),
  )
  const body = line.m === 'POST' ? { body: Buffer.from(line.raw_b64, 'base64') } : {}
  return fetch(`${base}${line.url}`, { method: line.m, headers, ...body })
}

type Sent = {
  uuid: string
  event: string
  distinct_id?: string
  timestamp: string
  properties: Record<string, unknown>
}

test.each(['posthog-js-1.449.2.jsonl', 'posthog-node-5.70.0-v0.jsonl'])(
  '%s: every captured line gives its events, once',
  async (file) => {
    const { base, project, events } = await stage({ now: () => new Date('2026-11-22T12:00:00Z') })
    await setKey(project, 'phc_test')
    const expected = new Map<string, Sent>()
    for (const line of linesOf(file)) {
      const answer = await replay(base, line)
      if (line.url === '/favicon.ico') continue
      expect(answer.status, line.url).toBe(200)
      await replay(base, line)
      const batch = (line.body as { batch?: Sent[] } | null)?.batch ?? []
      for (const event of batch) expected.set(event.uuid, event)
    }
    const stored = await events()
    expect(stored.map((event) => event.id).toSorted()).toEqual([...expected.keys()].toSorted())
    for (const event of stored) {
      const sent = expected.get(event.id)!
      expect(event.name).toBe(sent.event)
      expect(event.distinct_id).toBe(sent.distinct_id ?? sent.properties.distinct_id)
      expect(event.groups).toEqual(sent.properties.$groups ?? {})
      expect(event.properties.$lib).toBe(sent.properties.$lib)
      expect(event.properties).not.toHaveProperty('token')
      expect(event.properties).not.toHaveProperty('$ip')
    }
    expect(stored.length).toBeGreaterThan(4)
    await setKey(project, `phc_done_${project.id}`)
  },
)

test('segment-analytics-node: every captured line gives its events, once, and joins the anonymous id', async () => {
  const { base, project, events } = await stage({ now: () => new Date('2026-11-22T12:00:00Z') })
  await setKey(project, 'WK')
  let sent = 0
  for (const line of linesOf('segment-analytics-node-3.1.0.jsonl')) {
    expect((await replay(base, line)).status).toBe(200)
    expect((await replay(base, line)).status).toBe(200)
    sent += (line.body as { batch: unknown[] }).batch.length
  }
  const stored = await events()
  expect(stored).toHaveLength(sent)
  expect(stored.find((event) => event.name === 'Order Completed')).toMatchObject({
    distinct_id: 'u1',
    properties: { revenue: 3, $lib: '@segment/analytics-node' },
    source: 'segment',
  })
  expect(
    new Set(stored.filter((event) => ['u1', 'an1'].includes(event.distinct_id)).map((event) => event.person)).size,
  ).toBe(1)
  await setKey(project, `phc_done_${project.id}`)
})

test('posthog-node, run for real: events, identify, alias and groups arrive', async () => {
  const { base, project, events, ana } = await stage()
  const client = new PostHog(project.key, { host: base, flushAt: 20, flushInterval: 0 })
  client.capture({ distinctId: 'anon-1', event: 'opened', properties: { n: 1 } })
  client.capture({ distinctId: 'u1', event: 'bought', groups: { company: 'acme' } })
  client.identify({ distinctId: 'u1', properties: { plan: 'pro' } })
  client.alias({ distinctId: 'u1', alias: 'anon-1' })
  client.groupIdentify({ groupType: 'company', groupKey: 'acme', properties: { size: 3 } })
  await client.shutdown()
  const stored = await events()
  expect(stored.map((event) => event.name).toSorted()).toEqual([
    '$create_alias',
    '$groupidentify',
    '$identify',
    'bought',
    'opened',
  ])
  const of = (name: string) => stored.find((event) => event.name === name)!
  expect(of('opened').person).toBe(of('bought').person)
  expect(of('bought').groups).toEqual({ company: 'acme' })
  const { items } = await ana.api.productPeople.list({ projectId: project.id })
  expect(items.find((person) => person.distinctIds.includes('u1'))).toMatchObject({
    distinctIds: ['anon-1', 'u1'],
    isIdentified: true,
    properties: { plan: 'pro' },
  })
})

test('posthog-node in the newer protocol gets an answer for each event', async () => {
  const { base, project, events } = await stage()
  const uuid = '01a20319-58c4-7ed3-b9c7-75080e0d1776'
  const bad = '01a20319-58c4-7ed3-b9c7-75080e0d1777'
  const body = {
    created_at: new Date().toISOString(),
    batch: [
      {
        event: 'opened',
        uuid,
        distinct_id: 'u1',
        timestamp: '2026-11-22T10:00:00Z',
        session_id: 's1',
        properties: { a: 1 },
      },
      { event: 'opened', uuid: bad, distinct_id: 'anonymous', timestamp: '2026-11-22T10:00:00Z', properties: {} },
      { event: 'read', uuid: bad.replace('77', '78'), distinct_id: 'u1', timestamp: 'nonsense', properties: {} },
    ],
  }
  const headers = {
    authorization: `Bearer ${project.key}`,
    'content-type': 'application/json',
    'posthog-sdk-info': 'posthog-node/5.70.0',
    'posthog-attempt': '1',
    'posthog-request-id': uuid,
    'posthog-request-timestamp': '2026-11-22T10:05:00Z',
  }
  const answer = await fetch(`${base}/i/v1/analytics/events`, {
    method: 'POST',
    headers,
    body: zstdCompressSync(JSON.stringify(body)),
  })
  expect(answer.status).toBe(400)
  const right = await fetch(`${base}/i/v1/analytics/events`, {
    method: 'POST',
    headers: { ...headers, 'content-encoding': 'zstd' },
    body: zstdCompressSync(JSON.stringify(body)),
  })
  expect(right.status).toBe(200)
  expect(right.headers.get('posthog-request-id')).toBe(uuid)
  expect(right.headers.get('retry-after')).toBeNull()
  expect(await right.json()).toEqual({
    results: {
      [uuid]: { result: 'ok' },
      [bad]: { result: 'drop', details: '“anonymous” stands for nobody.' },
      [bad.replace('77', '78')]: {
        result: 'warning',
        details: 'Its timestamp could not be read; the time of arrival counts.',
      },
    },
  })
  const { 'posthog-attempt': _, ...without } = headers
  expect((await fetch(`${base}/i/v1/analytics/events`, { method: 'POST', headers: without, body: '{}' })).status).toBe(
    400,
  )
  const stored = await events()
  expect(stored).toHaveLength(2)
  expect(stored.find((event) => event.id === uuid)).toMatchObject({
    session_id: 's1',
    properties: { a: 1, $lib: 'posthog-node' },
  })
})

test('Segment’s node client, run for real', async () => {
  const { base, project, events } = await stage()
  const client = new Analytics({ writeKey: project.key, host: base, maxRetries: 0 })
  client.identify({ userId: 'u1', anonymousId: 'a1', traits: { plan: 'pro' } })
  client.track({ userId: 'u1', event: 'Bought', properties: { price: 3 } })
  client.page({ anonymousId: 'a1', name: 'Home', properties: { url: 'https://x.example' } })
  client.group({ userId: 'u1', groupId: 'acme', traits: { size: 3 } })
  await client.closeAndFlush()
  const stored = await events()
  expect(stored.map((event) => event.name).toSorted()).toEqual(['$groupidentify', '$identify', '$pageview', 'Bought'])
  expect(new Set(stored.map((event) => event.person)).size).toBe(1)
  expect(stored.find((event) => event.name === '$pageview')!.properties).toMatchObject({
    $current_url: 'https://x.example',
    name: 'Home',
  })
})

test('RudderStack’s node client, run for real', async () => {
  const { base, project, events } = await stage()
  const client = new RudderAnalytics(project.key, { dataPlaneUrl: base, flushAt: 1 })
  client.track({ userId: 'u1', event: 'Bought', properties: { price: 3 } })
  await expect.poll(async () => (await events()).map((event) => event.name), { timeout: 10_000 }).toEqual(['Bought'])
  await client.flush()
})

test.each([
  ['plain JSON', (text: string) => text, {}],
  ['gzip that nobody announced', (text: string) => gzipSync(text), { 'content-type': 'text/plain' }],
  ['gzip that is announced', (text: string) => gzipSync(text), { 'content-encoding': 'gzip' }],
  ['deflate', (text: string) => deflateSync(text), { 'content-encoding': 'deflate' }],
  ['brotli', (text: string) => brotliCompressSync(text), { 'content-encoding': 'br' }],
  ['zstandard', (text: string) => zstdCompressSync(text), { 'content-encoding': 'zstd' }],
  ['a gzip header that a proxy left behind', (text: string) => text, { 'content-encoding': 'gzip' }],
  [
    'gzip declared to be a form',
    (text: string) => gzipSync(text),
    { 'content-encoding': 'gzip', 'content-type': 'application/x-www-form-urlencoded' },
  ],
  ['base64 in a form', (text: string) => `data=${encodeURIComponent(btoa(text))}&compression=base64`, {}],
  ['base64 in a form with bare pluses', (text: string) => `data=${btoa(text)}`, {}],
  ['JSON in a form', (text: string) => `data=${encodeURIComponent(text)}`, {}],
  ['base64 alone', (text: string) => btoa(text), {}],
  ['gzip inside base64', (text: string) => gzipSync(text).toString('base64'), {}],
  ['the oldest packing', (text: string) => LZString.compressToBase64(text), {}],
] as [string, (text: string) => string | Buffer, Record<string, string>][])(
  'reads %s',
  async (_what, pack, headers) => {
    const { base, project, events } = await stage()
    const text = JSON.stringify({
      api_key: project.key,
      event: 'opened>>>?',
      distinct_id: 'u1',
      properties: { a: '~~~' },
    })
    const answer = await fetch(`${base}/e/`, { method: 'POST', body: pack(text) as BodyInit, headers })
    expect(answer.status, await answer.clone().text()).toBe(200)
    expect(await events()).toMatchObject([{ name: 'opened>>>?', properties: { a: '~~~' } }])
  },
)

test('every address of the older protocol answers, with and without a slash, also with data in the address', async () => {
  const { base, project, events, send } = await stage()
  let n = 0
  for (const route of ['e', 'i/v0/e', 'capture', 'track', 'engage', 'batch']) {
    for (const end of ['', '/']) {
      expect(
        (await send(`/${route}${end}`, { api_key: project.key, event: `e${++n}`, distinct_id: 'u1' })).status,
      ).toBe(200)
    }
  }
  const data = encodeURIComponent(
    btoa(JSON.stringify({ event: 'old', properties: { token: project.key, distinct_id: 'u2', time: 1_795_348_382 } })),
  )
  const answer = await fetch(`${base}/track?data=${data}&verbose=0`)
  expect([answer.status, await answer.text()]).toEqual([200, '1'])
  expect((await fetch(`${base}/e/?data=${data}&beacon=1`)).status).toBe(204)
  expect((await fetch(`${base}/e/`)).status).toBe(400)
  const engaged = await send('/engage', { $token: project.key, $distinct_id: 'u3', $set: { plan: 'pro' } })
  expect(engaged.status, await engaged.text()).toBe(200)
  const stored = await events()
  expect(stored).toHaveLength(n + 3)
  expect(stored.find((event) => event.name === 'old')!.at.toISOString()).toBe('2026-11-22T11:53:02.000Z')
})

test('bodies that grow are cut off, what is broken is refused, and nothing is kept of them', async () => {
  const { base, project, events } = await stage()
  const post = async (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    (await fetch(`${base}${path}`, { method: 'POST', body, headers })).status
  const bomb = gzipSync(Buffer.alloc(24 * 2 ** 20, 32))
  expect(bomb.length).toBeLessThan(100_000)
  expect(await post('/e/', bomb)).toBe(413)
  expect(await post('/batch/', bomb)).toBe(413)
  expect(await post('/e/', gzipSync(gzipSync(Buffer.alloc(24 * 2 ** 20, 32))))).toBe(413)
  expect(await post('/v1/batch', bomb, { 'content-encoding': 'gzip' })).toBe(413)
  expect(await post('/e/', 'x'.repeat(3 * 2 ** 20))).toBe(413)
  expect(await post('/e/', gzipSync('{}').subarray(0, 12))).toBe(400)
  expect(await post('/e/', 'nonsense!')).toBe(400)
  expect(await post('/e/', '')).toBe(400)
  expect(await post('/e/', '{}', { 'content-encoding': 'compress' })).toBe(415)
  expect(await post('/batch', JSON.stringify({ api_key: project.key, batch: [] }))).toBe(400)
  expect(await post('/batch', `${'['.repeat(200_000)}`)).toBe(400)
  expect(await events()).toEqual([])
})

test('whose an event is: the token in every place, refused where it is missing, mixed, personal or unknown', async () => {
  const { base, project, send, events } = await stage()
  const event = { event: 'opened', distinct_id: 'u1' }
  const key = project.key
  for (const body of [
    { ...event, api_key: key },
    { ...event, token: key },
    { ...event, $token: key },
    { ...event, properties: { token: key } },
    [{ ...event, properties: { token: key } }],
    { token: key, batch: [event] },
  ])
    expect((await send('/e/', body)).status).toBe(200)
  expect((await send(`/e/?api_key=${key}`, event)).status).toBe(200)
  expect((await send('/e/', event)).status).toBe(401)
  expect((await send('/e/', { ...event, api_key: 'phc_unknown' })).status).toBe(401)
  const personal = await send('/e/', { ...event, api_key: 'phx_secret' })
  expect([personal.status, await personal.text()]).toEqual([401, expect.stringContaining('phc_')])
  expect(
    (
      await send('/e/', [
        { ...event, token: key },
        { ...event, token: 'phc_other' },
      ])
    ).status,
  ).toBe(400)
  expect((await send('/v1/track', { userId: 'u1', event: 'x' })).status).toBe(401)
  const basic = { authorization: `Basic ${btoa(`${key}:`)}` }
  expect((await send('/v1/track', { userId: 'u1', event: 'x' }, { headers: basic })).status).toBe(200)
  expect((await send('/v1/t', { userId: 'u1', event: 'x', writeKey: key })).status).toBe(200)
  expect((await fetch(`${base}/pixel/v1/track?writeKey=${key}&userId=u1&event=seen`)).headers.get('content-type')).toBe(
    'image/gif',
  )
  expect(await events()).toHaveLength(10)
})

test('pages may send from any origin, or only from those on the list', async () => {
  const { ana, base, project, send, events } = await stage()
  const origin = 'https://app.example.com'
  const asked = await fetch(`${base}/i/v0/e/`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-odd',
    },
  })
  expect(asked.status).toBe(204)
  expect(asked.headers.get('access-control-allow-origin')).toBe(origin)
  expect(asked.headers.get('access-control-allow-credentials')).toBe('true')
  expect(asked.headers.get('access-control-allow-headers')).toBe('content-type,x-odd')
  const event = { api_key: project.key, event: 'opened', distinct_id: 'u1' }
  const given = await send('/e/', event, { headers: { origin } })
  expect([given.status, given.headers.get('access-control-allow-origin')]).toEqual([200, origin])
  expect(given.headers.get('cross-origin-resource-policy')).toBe('cross-origin')

  await ana.api.productProjects.edit({ id: project.id, origins: ['https://*.example.com'] })
  await expect
    .poll(async () => (await send('/e/', event, { headers: { origin: 'https://evil.test' } })).status, {
      timeout: 10_000,
    })
    .toBe(403)
  expect((await send('/e/', event, { headers: { origin: 'https://example.com.evil.test' } })).status).toBe(403)
  expect((await send('/e/', event, { headers: { origin } })).status).toBe(200)
  expect((await send('/e/', event)).status).toBe(200)
  expect((await events()).length).toBeGreaterThanOrEqual(3)
  const { items } = await ana.api.productEvents.rejections({ projectId: project.id })
  expect(items[0]).toMatchObject({ reason: 'ORIGIN_NOT_ALLOWED', says: expect.stringContaining('evil.test') as string })
})

test('one bad event does not keep the others out, and its reason is there to read', async () => {
  const { ana, ben, project, send, events } = await stage()
  const batch = [
    { event: 'good', distinct_id: 'u1' },
    { event: 'nobody’s' },
    { distinct_id: 'u1' },
    'text',
    { event: 'x'.repeat(201), distinct_id: 'u1' },
    { event: 'huge', distinct_id: 'u1', properties: { text: 'x'.repeat(1_100_000) } },
  ]
  const answer = await send('/batch/', { api_key: project.key, batch })
  expect(answer.status).toBe(200)
  const { refused } = (await answer.json()) as { refused: { index: number; code: string }[] }
  expect(refused.map(({ index, code }) => [index, code])).toEqual([
    [1, 'NO_DISTINCT_ID'],
    [2, 'NO_NAME'],
    [3, 'NOT_AN_EVENT'],
    [4, 'NAME_TOO_LONG'],
    [5, 'TOO_LARGE'],
  ])
  expect((await send('/e/', { api_key: project.key, distinct_id: 'u1' })).status).toBe(400)
  expect((await events()).map((event) => event.name)).toEqual(['good'])
  const first = await ana.api.productEvents.rejections({ projectId: project.id, limit: 4 })
  const rest = await ana.api.productEvents.rejections({ projectId: project.id, limit: 4, after: first.next! })
  expect([...first.items, ...rest.items].map((one) => one.reason).toSorted()).toEqual([
    'NAME_TOO_LONG',
    'NOT_AN_EVENT',
    'NO_DISTINCT_ID',
    'NO_NAME',
    'NO_NAME',
    'TOO_LARGE',
  ])
  expect(rest.next).toBeUndefined()
  const { days, waiting, stuck } = await ben.api.productEvents.intake({ projectId: project.id })
  expect([days.at(-1), waiting, stuck]).toMatchObject([{ accepted: 1, refused: 6, repeated: 0 }, 0, 0])
})

test('sent again, in another order and in other batches, each event counts once at its right time', async () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const { project, send, events } = await stage({ now: () => now })
  const fast = 7 * 3_600_000
  const own = Array.from({ length: 60 }, (_, i) => ({
    event: 'step',
    distinct_id: `u${i % 7}`,
    uuid: `01a20319-58c4-7ed3-b9c7-7508000000${String(i).padStart(2, '0')}`,
    timestamp: new Date(now.getTime() - i * 60_000 + fast).toISOString(),
    properties: { i },
  }))
  const sent_at = new Date(now.getTime() + fast).toISOString()
  const batch = (part: typeof own) => send('/batch/', { api_key: project.key, batch: part, sent_at })
  await batch(own.slice(0, 30))
  await events()
  await Promise.all([batch(own.slice(20, 50).toReversed()), batch(own.slice(10, 40)), batch(own.toReversed())])
  await batch(own)
  const stored = await events()
  await batch(own.slice(5, 9))
  expect(await events()).toHaveLength(60)
  expect(stored.map((event) => [event.properties.i, event.at.getTime()])).toEqual(
    own.map((_, i) => [i, now.getTime() - i * 60_000]).toReversed(),
  )
})

test('keys that are no UUIDs count once too, and two projects may have the same', async () => {
  const { ana, project, send, events, workspaceId } = await stage()
  const other = await ana.api.productProjects.add({ name: 'App' })
  const message = { userId: 'u1', event: 'Bought', messageId: 'node-next-1795348386455-2f33beb1', type: 'track' }
  for (const writeKey of [project.key, project.key, other.key])
    await send('/v1/batch', { writeKey, batch: [message, message] })
  await send('/e/', { api_key: project.key, event: 'x', distinct_id: 'u1', properties: { $insert_id: 'one' } })
  await send('/e/', { api_key: project.key, event: 'x', distinct_id: 'u1', properties: { $insert_id: 'one' } })
  expect((await events()).map((event) => event.name).toSorted()).toEqual(['Bought', 'x'])
  expect(await storedOf(workspaceId, other)).toHaveLength(1)
})

test('two identified people are never joined but explicitly; everything of the swallowed one follows', async () => {
  const { ana, project, send, events } = await stage()
  const say = (event: string, distinct_id: string, properties: object = {}) =>
    send('/e/', { api_key: project.key, event, distinct_id, properties })
  await say('seen', 'anon-1')
  await say('seen', 'anon-2')
  await say('$identify', 'u1', { $anon_distinct_id: 'anon-1', $set: { plan: 'free' } })
  await say('$identify', 'u2', { $anon_distinct_id: 'anon-2', $set: { plan: 'pro' } })
  await say('$create_alias', 'u1', { alias: 'u2' })
  await say('$identify', 'u1', { $anon_distinct_id: 'undefined' })
  const groups = (stored: Stored[]) => Map.groupBy(stored, (event) => event.person)
  expect(groups(await events()).size).toBe(2)
  const refused = await ana.api.productEvents.rejections({ projectId: project.id })
  expect(refused.items.map((one) => one.reason)).toEqual(['MERGE_REFUSED', 'MERGE_REFUSED'])

  await say('$merge_dangerously', 'u1', { alias: 'u2' })
  await say('seen', 'anon-2')
  await say('seen', 'u2')
  expect(groups(await events()).size).toBe(1)
  const { items } = await ana.api.productPeople.list({ projectId: project.id })
  expect(items).toMatchObject([{ distinctIds: ['anon-1', 'anon-2', 'u1', 'u2'], properties: { plan: 'free' } }])
})

test('addresses are dropped unless asked for, and denied properties never arrive', async () => {
  const { ana, project, send, events } = await stage()
  const say = (event: string) =>
    send('/e/', {
      api_key: project.key,
      event,
      distinct_id: 'u1',
      $set: { email: 'a@b', plan: 'pro' },
      properties: { $ip: '1.2.3.4', email: 'a@b', secret_1: 1, ok: 1 },
    })
  await say('before')
  await ana.api.productProjects.edit({ id: project.id, keepsIp: true, deniedProperties: ['email', 'secret_*'] })
  // A project is looked up again after a second.
  await pause(1_100)
  await say('after')
  await say('')
  const stored = await events()
  const of = (name: string) => stored.find((event) => event.name === name)!.properties
  expect(of('before')).toEqual({ email: 'a@b', secret_1: 1, ok: 1, $set: { email: 'a@b', plan: 'pro' } })
  expect(of('after')).toEqual({ $ip: '1.2.3.4', ok: 1, $set: { plan: 'pro' } })
  const [refused] = (await ana.api.productEvents.rejections({ projectId: project.id })).items
  expect(refused!.sample).toContain('"plan":"pro"')
  expect(refused!.sample).not.toMatch(/a@b|secret_1/)
})

test('while the database is away nothing is promised: come back later, per event where the protocol can', async () => {
  const away = {
    ...host,
    database: {
      ...database,
      asOwner: ((mode, run) =>
        mode === 'write'
          ? Promise.reject(new DatabaseUnavailable(new Error('disk full')))
          : database.asOwner(mode, run)) as typeof database.asOwner,
    },
  }
  const { base, project, send, events } = await stage({ host: away })
  const answer = await send('/e/', { api_key: project.key, event: 'opened', distinct_id: 'u1' })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
  const uuid = '01a20319-58c4-7ed3-b9c7-75080e0d1776'
  const newer = await fetch(`${base}/i/v1/analytics/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${project.key}`,
      'posthog-sdk-info': 'x/1',
      'posthog-attempt': '1',
      'posthog-request-id': uuid,
      'posthog-request-timestamp': new Date().toISOString(),
    },
    body: JSON.stringify({ batch: [{ event: 'a', uuid, distinct_id: 'u1', properties: {} }] }),
  })
  expect([newer.status, newer.headers.get('retry-after')]).toEqual([200, '2'])
  expect(await newer.json()).toMatchObject({ results: { [uuid]: { result: 'retry' } } })
  expect(await events()).toEqual([])
})

test('a person can be taken out whole, or forgotten; what is older than it may be is deleted', async () => {
  const { ana, project, send, events, workspaceId } = await stage()
  const say = (event: string, distinct_id: string, more: object = {}) =>
    send('/e/', { api_key: project.key, event, distinct_id, ...more })
  await say('seen', 'anon-1')
  await say('$identify', 'u1', { properties: { $anon_distinct_id: 'anon-1', $set: { email: 'a@b' } } })
  await say('seen', 'u2', { timestamp: '2026-01-01T00:00:00Z' })
  await say('seen', 'u2')
  expect(await events()).toHaveLength(4)
  const { items } = await ana.api.productPeople.list({ projectId: project.id, text: 'anon' })
  const whole = await ana.api.productPeople.export({ projectId: project.id, id: items[0]!.id, limit: 1 })
  const more = await ana.api.productPeople.export({
    projectId: project.id,
    id: items[0]!.id,
    limit: 1,
    after: whole.next!,
  })
  expect([...whole.items, ...more.items].map((event) => event.name).toSorted()).toEqual(['$identify', 'seen'])
  expect(more.next).toBeUndefined()
  expect(whole.person.properties).toEqual({ email: 'a@b' })

  await ana.api.productPeople.erase({ projectId: project.id, id: items[0]!.id })
  await expect(ana.api.productPeople.get({ projectId: project.id, id: items[0]!.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await events()).map((event) => event.distinct_id)).toEqual(['u2', 'u2'])

  await ana.api.productProjects.edit({ id: project.id, retentionDays: 90 })
  await sweep(host, new Date())
  expect(await events()).toHaveLength(1)
  await ana.api.productProjects.remove({ id: project.id })
  await moved()
  expect(
    await warehouse.rows('select count() as n from product_events where workspace_id = {id:UUID}', { id: workspaceId }),
  ).toEqual([{ n: 0 }])
})

test('projects: refusals, keys, and invisible from another workspace', async () => {
  const { ana, ben, project, send, told } = await stage()
  const stranger = await newWorkspace({ name: 'Eve', role: 'admin' })
  await expect(ana.api.productProjects.add({ name: 'web' })).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  await expect(ben.api.productProjects.add({ name: 'App' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(ana.api.productProjects.edit({ id: project.id, origins: ['example.com/path'] })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  expect(await stranger.eve.api.productProjects.byName()).toEqual([])
  await expect(stranger.eve.api.productEvents.latest({ projectId: project.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(stranger.eve.api.productPeople.list({ projectId: project.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  const renewed = await ana.api.productProjects.renewKey({ id: project.id })
  expect(renewed.key).not.toBe(project.key)
  const event = { event: 'opened', distinct_id: 'u1' }
  expect((await send('/e/', { ...event, api_key: renewed.key })).status).toBe(200)
  expect((await send('/e/', { ...event, api_key: project.key })).status).toBe(401)
  expect(await ben.api.productEvents.latest({ projectId: project.id })).toMatchObject([
    { name: 'opened', isWaiting: true },
  ])
  await moved()
  expect(await ben.api.productEvents.latest({ projectId: project.id })).toMatchObject([
    { name: 'opened', isWaiting: false },
  ])
  expect(await ben.api.productEvents.names({ projectId: project.id })).toMatchObject([{ name: 'opened', count: 1 }])
  expect((await ben.api.productProjects.byName())[0]!.lastEventAt).toBeInstanceOf(Date)
  expect(await told()).toEqual(['product-project.added.v1', 'product-project.key-renewed.v1'])
})

test('what clients ask on the side is answered so that they are content', async () => {
  const { base, project } = await stage()
  const config = await fetch(`${base}/array/${project.key}/config`)
  expect(await config.json()).toMatchObject({
    hasFeatureFlags: false,
    analytics: { endpoint: '/i/v0/e/' },
    surveys: false,
  })
  const script = await fetch(`${base}/array/${project.key}/config.js`)
  expect(script.headers.get('content-type')).toContain('javascript')
  expect(await (await fetch(`${base}/decide/?v=3`, { method: 'POST', body: '{}' })).json()).toMatchObject({
    featureFlags: {},
  })
})
