import { createRouterClient } from '@orpc/server'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { members } from '#commons/people/tables.ts'
import { newId } from '#platform/database/ids.ts'
import { type Api, assembled, database, newWorkspace } from '#tests/support/workspace.ts'

import type { Tile } from './contract.ts'
import { jobs } from './jobs.ts'

const refused = (code: string) => expect.objectContaining({ code })
const anyone = (at = new Date()) =>
  createRouterClient(assembled.router, { context: { host: assembled.host, who: {}, now: at } }) as unknown as Api
const tokenIn = (url: string) => url.split('/shared/')[1]!
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

async function board() {
  const there = await newWorkspace('Ana', 'Ben')
  const { ana } = there
  const metric = await ana.api.metrics.create({ name: 'On time', unit: '%', digits: 1, target: 95, atRiskAt: 92 })
  await ana.api.metrics.recordValues({ key: metric.key, values: [{ value: 93.5 }] })
  const other = await ana.api.metrics.create({ name: 'Not on the board' })
  const tiles: Tile[] = [
    { id: newId(), kind: 'figure', width: 3, height: 2, metricId: metric.id },
    { id: newId(), kind: 'note', width: 3, height: 2, text: 'Look here first.' },
  ]
  const made = await ana.api.dashboards.create({ title: 'How we do', tiles })
  return { ...there, metric, other, tiles, made }
}

test('a dashboard is made, arranged and seen alike by both sides, and is heard', async () => {
  const { ana, ben, metric, tiles, made, told } = await board()
  expect(made).toMatchObject({ key: 'DSH-1', state: 'in use', digestIsMine: false })
  const arranged = await ben.api.dashboards.arrange({
    key: 'DSH-1',
    seenAt: made.editedAt,
    tiles: [
      { ...tiles[1]!, width: 6 },
      tiles[0]!,
      { id: newId(), kind: 'chart', width: 12, height: 4, metricId: metric.id, days: 30 },
      { id: newId(), kind: 'releases', width: 4, height: 4, days: 90 },
    ],
  })
  expect(arranged.tiles.map(({ kind, width }) => [kind, width])).toEqual([
    ['note', 6],
    ['figure', 3],
    ['chart', 12],
    ['releases', 4],
  ])
  const [ours, theirs] = await Promise.all([ana, ben].map((member) => member.api.dashboards.contents({ key: 'DSH-1' })))
  expect(ours).toEqual(theirs)
  expect(ours![1]!.content).toMatchObject({
    kind: 'metric',
    metric: { name: 'On time', standing: 'on track', isReached: false, latest: { value: 93.5 } },
  })
  expect((await told()).filter((name) => name.startsWith('dashboard'))).toEqual([
    'dashboard.created.v1',
    'dashboard.changed.v1',
  ])
})

test('a tile shows nothing that is not here, and nobody overwrites unseen', async () => {
  const { ana, ben, tiles, made } = await board()
  const { eve } = await newWorkspace('Eve')
  const theirs = await eve.api.metrics.create({ name: 'Theirs' })
  const foreign: Tile = { id: newId(), kind: 'figure', width: 3, height: 2, metricId: theirs.id }
  await expect(ana.api.dashboards.create({ title: 'Any', tiles: [foreign] })).rejects.toEqual(refused('NOT_THERE'))
  await expect(ana.api.dashboards.arrange({ key: 'DSH-1', tiles: [foreign] })).rejects.toEqual(refused('NOT_THERE'))
  await expect(ana.api.dashboards.arrange({ key: 'DSH-1', tiles: [tiles[0]!, tiles[0]!] })).rejects.toEqual(
    refused('SAME_TILE'),
  )
  await ben.at(inDays(1)).dashboards.arrange({ key: 'DSH-1', tiles: [] })
  await expect(ana.api.dashboards.arrange({ key: 'DSH-1', tiles, seenAt: made.editedAt })).rejects.toEqual(
    refused('CHANGED_MEANWHILE'),
  )
})

test('a link shows its dashboard and nothing else, to anybody, until it expires', async () => {
  const { ana, other } = await board()
  await ana.api.dashboards.create({
    title: 'Not shared',
    tiles: [{ id: newId(), kind: 'figure', width: 3, height: 2, metricId: other.id }],
  })
  const share = await ana.api.dashboards.share({ key: 'DSH-1', days: 7 })
  const seen = await anyone().dashboards.shared({ token: tokenIn(share.url) })
  expect(seen).toMatchObject({ title: 'How we do', workspace: 'Test workspace' })
  expect(seen.tiles).toHaveLength(2)
  const said = JSON.stringify(seen)
  expect(said).not.toContain('Not on the board')
  expect(said).not.toContain('Not shared')
  for (const ask of [
    () => anyone().dashboards.get({ key: 'DSH-1' }),
    () => anyone().dashboards.contents({ key: 'DSH-1' }),
    () => anyone().dashboards.shares({ key: 'DSH-1' }),
  ])
    await expect(ask()).rejects.toEqual(refused('SIGN_IN'))

  await anyone(inDays(6.9)).dashboards.shared({ token: tokenIn(share.url) })
  await expect(anyone(inDays(7.1)).dashboards.shared({ token: tokenIn(share.url) })).rejects.toEqual(
    refused('NOT_FOUND'),
  )
})

test('a link dies when it is taken back or its dashboard is retired, and a made-up one never opens', async () => {
  const { ana } = await board()
  const one = await ana.api.dashboards.share({ key: 'DSH-1' })
  const two = await ana.api.dashboards.share({ key: 'DSH-1' })
  expect((await ana.api.dashboards.shares({ key: 'DSH-1' })).map(({ id }) => id)).toEqual([one.id, two.id])
  await ana.api.dashboards.takeBackShare({ id: one.id })
  await expect(anyone().dashboards.shared({ token: tokenIn(one.url) })).rejects.toEqual(refused('NOT_FOUND'))
  await expect(ana.api.dashboards.takeBackShare({ id: one.id })).rejects.toEqual(refused('NOT_FOUND'))
  const [id, proof] = tokenIn(two.url).split('.')
  for (const token of ['', id!, `${id}.`, `${id}.${'0'.repeat(64)}`, `${one.id}.${proof}`, `${id}.${proof}0`])
    await expect(anyone().dashboards.shared({ token })).rejects.toEqual(refused('NOT_FOUND'))

  await ana.api.dashboards.retire({ key: 'DSH-1' })
  await expect(anyone().dashboards.shared({ token: tokenIn(two.url) })).rejects.toEqual(refused('NOT_FOUND'))
  await expect(ana.api.dashboards.share({ key: 'DSH-1' })).rejects.toEqual(refused('RETIRED'))
  await ana.api.dashboards.bringBack({ key: 'DSH-1' })
  await anyone().dashboards.shared({ token: tokenIn(two.url) })
  for (let count = 1; count < 20; count++) await ana.api.dashboards.share({ key: 'DSH-1' })
  await expect(ana.api.dashboards.share({ key: 'DSH-1' })).rejects.toEqual(refused('TOO_MANY_LINKS'))
})

test('the digest goes out once a Monday at eight in the workspace’s zone, by mail and to the inbox', async () => {
  const { ana, workspaceId, letters } = await board()
  const address = `ana-${workspaceId}@example.com`
  await database.asOwner('write', (tx) => tx.update(members).set({ email: address }).where(eq(members.id, ana.id)))
  const mine = () => letters().filter(({ to }) => to === address)
  // A Wednesday, so that the Monday after it is the first due.
  expect(await ana.at('2026-05-20T12:00:00Z').dashboards.sendMe({ key: 'DSH-1', wanted: true })).toMatchObject({
    digestIsMine: true,
    digestTo: [ana.id],
  })
  const at = (time: string) => jobs[0]!.run(assembled.host, new Date(time))
  await at('2026-05-20T13:00:00Z')
  await at('2026-05-25T07:59:00Z')
  expect(mine()).toEqual([])
  await at('2026-05-25T08:05:00Z')
  await at('2026-05-25T09:05:00Z')
  expect(mine()).toHaveLength(1)
  expect(mine()[0]!.text).toContain('On time: 93.5 % (target 95.0 %)')
  const digests = async () =>
    (await ana.api.notifications.list({})).items.filter(({ text }) => text.startsWith('Your week on'))
  expect(await digests()).toHaveLength(1)

  await at('2026-06-02T10:00:00Z')
  expect(mine()).toHaveLength(2)
  await ana.api.dashboards.sendMe({ key: 'DSH-1', wanted: false })
  await at('2026-06-08T10:00:00Z')
  expect(mine()).toHaveLength(2)
})

test('another workspace sees nothing of it', async () => {
  const { ana } = await board()
  const { id } = await ana.api.dashboards.share({ key: 'DSH-1' })
  const { eve } = await newWorkspace('Eve')
  expect((await eve.api.dashboards.list({})).items).toEqual([])
  for (const ask of [
    () => eve.api.dashboards.get({ key: 'DSH-1' }),
    () => eve.api.dashboards.contents({ key: 'DSH-1' }),
    () => eve.api.dashboards.rename({ key: 'DSH-1', title: 'Mine' }),
    () => eve.api.dashboards.arrange({ key: 'DSH-1', tiles: [] }),
    () => eve.api.dashboards.share({ key: 'DSH-1' }),
    () => eve.api.dashboards.shares({ key: 'DSH-1' }),
    () => eve.api.dashboards.takeBackShare({ id }),
    () => eve.api.dashboards.sendMe({ key: 'DSH-1', wanted: true }),
  ]) {
    await expect(ask()).rejects.toEqual(refused('NOT_FOUND'))
  }
})

test('pages follow each other by title without gap or repeat', async () => {
  const { ana } = await newWorkspace('Ana')
  for (const title of ['delta', 'Alpha', 'charlie', 'alpha', 'Bravo']) await ana.api.dashboards.create({ title })
  const titles: string[] = []
  let after: Awaited<ReturnType<typeof ana.api.dashboards.list>>['next']
  do {
    const page = await ana.api.dashboards.list({ limit: 2, ...(after ? { after: after as never } : {}) })
    titles.push(...page.items.map(({ title }) => title.toLowerCase()))
    after = page.next
  } while (after)
  expect(titles).toEqual(['alpha', 'alpha', 'bravo', 'charlie', 'delta'])
})
