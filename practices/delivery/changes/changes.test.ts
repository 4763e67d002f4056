import { createHmac } from 'node:crypto'

import { expect, test } from 'vitest'

import { assembled, newWorkspace, type TestMember } from '#tests/support/workspace.ts'

import type { Connection } from './contract.ts'
import { routes } from './deliveries/routes.ts'

const admin = { name: 'Ana', role: 'admin' } as const
const app = routes(assembled.host, () => new Date())
const repository = { full_name: 'fernway/web', default_branch: 'main' }

async function send(
  connection: Connection,
  event: string,
  payload: object,
  { id = crypto.randomUUID(), secret = connection.secret } = {},
) {
  const body = JSON.stringify({ repository, ...payload })
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  const response = await app.request(new URL(connection.address).pathname, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': id,
      'x-hub-signature-256': signature,
    },
  })
  return { status: response.status, ...((await response.json()) as { outcome?: string; says?: string; code?: string }) }
}

const pull = (over: object = {}) => ({
  action: 'opened',
  pull_request: {
    number: 7,
    title: 'Read the traffic feed',
    body: null,
    html_url: 'https://github.com/fernway/web/pull/7',
    state: 'open',
    draft: false,
    merged: false,
    merged_at: null,
    closed_at: null,
    created_at: '2026-05-01T10:00:00Z',
    head: { ref: 'main' },
    user: { login: 'lena' },
    ...over,
  },
})

async function stage() {
  const workspace = await newWorkspace(admin, 'Ben')
  const team = await workspace.ana.api.people.createTeam({ name: 'Web', prefix: 'WEB' })
  const connection = await workspace.ana.api.changes.connect({ name: 'fernway/web', teamId: team.id })
  const item = await workspace.ben.api.workItems.create({ title: 'Read the traffic feed', teamId: team.id })
  const group = async (who: TestMember = workspace.ana) => (await who.api.workItems.get({ key: item.key })).group
  return { ...workspace, connection, item, group }
}

test('a pull request that names a work item shows on it and moves it, to the end when merged', async () => {
  const { ana, connection, item, group, told } = await stage()
  expect(
    await send(connection, 'pull_request', pull({ head: { ref: `feature/${item.key.toLowerCase()}-feed` } })),
  ).toMatchObject({ status: 200, outcome: 'done' })
  expect(await group()).toBe('started')
  const [change] = (await ana.api.changes.list({ delivers: item.id })).items
  expect(change).toMatchObject({ state: 'open', repository: 'fernway/web', number: 7, delivers: [{ key: item.key }] })

  await send(
    connection,
    'pull_request',
    pull({
      head: { ref: 'main' },
      state: 'closed',
      merged: true,
      merged_at: '2026-05-02T10:00:00Z',
      closed_at: '2026-05-02T10:00:00Z',
    }),
  )
  expect(await group()).toBe('completed')
  expect(await ana.api.changes.get({ key: change!.key })).toMatchObject({ state: 'merged' })
  expect((await told()).filter((name) => name.startsWith('change.'))).toEqual(['change.opened.v1', 'change.merged.v1'])
})

test('the same delivery again does nothing, also at the same time', async () => {
  const { ana, connection, item, told } = await stage()
  const id = crypto.randomUUID()
  const payload = pull({ title: `${item.key} again` })
  await Promise.all(Array.from({ length: 5 }, () => send(connection, 'pull_request', payload, { id })))
  expect((await told()).filter((name) => name === 'change.opened.v1')).toHaveLength(1)
  expect((await ana.api.changes.deliveries({})).items).toHaveLength(1)
})

test('a push starts the work that it names and finishes what it says it fixes on the main branch', async () => {
  const { connection, item, group } = await stage()
  await send(connection, 'push', { ref: `refs/heads/${item.key.toLowerCase()}-feed`, commits: [{ message: 'Begin' }] })
  expect(await group()).toBe('started')
  await send(connection, 'push', { ref: 'refs/heads/main', commits: [{ message: `Fixes ${item.key}` }] })
  expect(await group()).toBe('completed')
})

test('a published release becomes a release with what was merged for it, once', async () => {
  const { ana, connection, item } = await stage()
  await send(
    connection,
    'pull_request',
    pull({ title: item.key, state: 'closed', merged: true, merged_at: '2026-05-02T10:00:00Z' }),
  )
  const payload = {
    action: 'published',
    release: {
      tag_name: 'v2.4.0',
      name: 'Live traffic',
      body: 'Faster.',
      html_url: 'https://github.com/fernway/web/releases/v2.4.0',
      draft: false,
      published_at: '2026-05-03T10:00:00Z',
    },
  }
  expect(await send(connection, 'release', payload)).toMatchObject({ outcome: 'done' })
  await send(connection, 'release', { ...payload, action: 'edited' })
  const { items } = await ana.api.releases.list({})
  expect(items).toHaveLength(1)
  const line = await ana.api.links.line({ recordId: item.id })
  expect(line.cameOfIt.map(({ record }) => record.type)).toContain('release')
})

test('what is not signed with the secret is refused and leaves nothing', async () => {
  const { ana, connection, item, group } = await stage()
  expect(await send(connection, 'pull_request', pull({ title: item.key }), { secret: 'guessed' })).toMatchObject({
    status: 401,
    code: 'NOT_SIGNED',
  })
  expect(await group()).not.toBe('started')
  expect((await ana.api.changes.deliveries({})).items).toEqual([])
  await ana.api.changes.disconnect({ id: connection.id })
  expect(await send(connection, 'pull_request', pull({ title: item.key }))).toMatchObject({ status: 401 })
})

test('a payload of another shape is kept as failed, says why, and breaks nothing', async () => {
  const { ana, connection } = await stage()
  expect(await send(connection, 'pull_request', { action: 'opened' })).toMatchObject({ status: 200, outcome: 'failed' })
  expect((await ana.api.changes.deliveries({ outcome: 'failed' })).items).toHaveLength(1)
})

test('pages of deliveries follow each other without gap or repeat', async () => {
  const { ana, connection } = await stage()
  for (let i = 0; i < 5; i++) await send(connection, 'ping', {})
  const first = await ana.api.changes.deliveries({ limit: 2 })
  const second = await ana.api.changes.deliveries({ limit: 2, after: first.next })
  const third = await ana.api.changes.deliveries({ limit: 2, after: second.next })
  expect(new Set([first, second, third].flatMap((page) => page.items.map(({ id }) => id))).size).toBe(5)
  expect(third.next).toBeUndefined()
})

test('another workspace sees no change, connection or delivery of this one, and only an admin connects', async () => {
  const { ben, connection, item } = await stage()
  await send(connection, 'pull_request', pull({ title: item.key }))
  const { eve } = await newWorkspace({ name: 'Eve', role: 'admin' })
  expect((await eve.api.changes.list({})).items).toEqual([])
  expect(await eve.api.changes.connections()).toEqual([])
  expect((await eve.api.changes.deliveries({})).items).toEqual([])
  await expect(eve.api.changes.disconnect({ id: connection.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(ben.api.changes.connect({ name: 'x' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(eve.api.changes.connect({ name: 'x', teamId: ben.id as never })).rejects.toMatchObject({
    code: 'NOT_A_TEAM',
  })
})
