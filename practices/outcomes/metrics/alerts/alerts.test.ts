import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test } from 'vitest'

import { isSignedWith } from '#platform/auth/signatures.ts'
import { addDays, dayIn } from '#platform/time/days.ts'
import { newWorkspace, type TestMember } from '#tests/support/workspace.ts'

import type { AlertId } from './contract.ts'

const refused = (code: string) => expect.objectContaining({ code })
const TODAY = dayIn('UTC', new Date())
/** Who watches the metric is told of its values too, as of any record. */
const noticesOf = async (member: TestMember) =>
  (await member.api.notifications.list({})).items.map(({ text }) => text).filter((text) => text.startsWith('Crashes'))

async function watched(alert: object = { watches: 'above', bound: 10 }) {
  const there = await newWorkspace('Ana', 'Ben', 'Cleo')
  const { ana, heard } = there
  await ana.api.metrics.create({ name: 'Crashes', engineeringOwnerId: there.ben.id })
  const on = async (daysAgo: number, value: number) => {
    await ana.api.metrics.recordValues({ key: 'MET-1', values: [{ day: addDays(TODAY, -daysAgo), value }] })
    await heard()
  }
  const add = (more: object = {}) => ana.api.metricAlerts.add({ key: 'MET-1', ...alert, ...more } as never)
  const crossings = async () => (await ana.api.metricAlerts.crossings({ key: 'MET-1' })).items
  return { ...there, on, add, crossings }
}

test('a crossing is told once, to owners, setter and those named, and again only after it came back', async () => {
  const { ana, ben, cleo, on, add, crossings, told } = await watched()
  await on(6, 5)
  await add({ memberIds: [cleo.id] })
  await on(5, 11)
  await on(4, 12)
  await on(3, 30)
  const text = `Crashes rose above 10: 11 on ${addDays(TODAY, -5)}`
  for (const member of [ana, ben, cleo]) expect(await noticesOf(member)).toEqual([text])
  expect((await ana.api.metricAlerts.of({ key: 'MET-1' }))[0]).toMatchObject({ isCrossed: true })

  await on(2, 9)
  expect((await crossings()).map(({ backOn }) => backOn)).toEqual([addDays(TODAY, -2)])
  await on(1, 14)
  expect(await noticesOf(cleo)).toHaveLength(2)
  expect((await crossings()).map(({ value, backOn }) => [value, backOn])).toEqual([
    [14, null],
    [11, addDays(TODAY, -2)],
  ])
  expect((await told()).filter((name) => name.startsWith('metric-alert'))).toEqual([
    'metric-alert.added.v1',
    'metric-alert.crossed.v1',
    'metric-alert.cleared.v1',
    'metric-alert.crossed.v1',
  ])
})

test('neither what was so before, nor a year of old values, nor what is not final is told', async () => {
  const { ana, cleo, on, add, crossings, heard } = await watched()
  await on(5, 20)
  await add({ memberIds: [cleo.id] })
  await on(4, 21)
  expect(await crossings()).toEqual([])
  await on(3, 2)

  const old = Array.from({ length: 200 }, (_, index) => ({ day: addDays(TODAY, -400 + index), value: index % 40 }))
  await ana.api.metrics.recordValues({ key: 'MET-1', values: old })
  await heard()
  expect(await crossings()).toEqual([])

  await ana.api.metrics.edit({ key: 'MET-1', maturesAfterDays: 2 })
  await on(1, 50)
  expect(await crossings()).toEqual([])
  await ana.api.metrics.edit({ key: 'MET-1', maturesAfterDays: 1 })
  await heard()
  expect(await crossings()).toHaveLength(1)
})

test('a snoozed alert keeps its history and tells nobody until it wakes', async () => {
  const { ana, cleo, on, add, crossings } = await watched()
  await on(6, 5)
  const { id } = await add({ memberIds: [cleo.id] })
  const snoozed = await ana.api.metricAlerts.snooze({ id, until: new Date(Date.now() + 3_600_000) })
  expect(snoozed.snoozedUntil).not.toBeNull()
  await on(5, 11)
  expect(await noticesOf(cleo)).toEqual([])
  expect((await crossings())[0]).toMatchObject({ wasSnoozed: true, value: 11 })
  await on(4, 3)
  await ana.api.metricAlerts.snooze({ id, until: null })
  await on(3, 12)
  expect(await noticesOf(cleo)).toHaveLength(1)
})

test('a day that is unusual for its weekday is told, and a usual weekend is not', async () => {
  const { ana, cleo, on, add, crossings, heard } = await watched({ watches: 'unusual' })
  // Weekends are half of a working day; each day differs a little.
  const usual = (daysAgo: number) => {
    const day = addDays(TODAY, -daysAgo)
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    return { day, value: (weekday % 6 === 0 ? 50 : 100) + ((daysAgo * 7) % 5) }
  }
  const values = Array.from({ length: 95 }, (_, index) => usual(100 - index))
  await ana.api.metrics.recordValues({ key: 'MET-1', values })
  await heard()
  await add({ memberIds: [cleo.id] })
  for (let daysAgo = 5; daysAgo > 1; daysAgo--) await on(daysAgo, usual(daysAgo).value)
  expect(await crossings()).toEqual([])
  await on(1, usual(1).value + 45)
  const [crossing] = await crossings()
  expect(crossing).toMatchObject({ watches: 'unusual', backOn: null })
  expect(crossing!.usual!.low).toBeLessThan(usual(1).value + 1)
  expect(crossing!.usual!.high).toBeLessThan(usual(1).value + 45)
  expect((await noticesOf(cleo))[0]).toMatch(/^Crashes is unusual/)
})

test('the message is signed with the alert’s own secret, and a private host is refused', async () => {
  const { ana, on, add } = await watched()
  const got: { body: string; signature: string }[] = []
  const server = createServer((request, answer) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      got.push({ body: Buffer.concat(parts).toString(), signature: String(request.headers['x-throughline-signature']) })
      answer.end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready))
  // A server on a port has an address with one.
  const { port } = server.address() as AddressInfo
  try {
    await on(6, 5)
    const { id, webhookHost } = await add({ webhookUrl: `http://localhost:${port}/in?key=hidden` })
    expect(webhookHost).toBe('localhost')
    await on(5, 11)
    expect(got).toHaveLength(1)
    const { secret } = await ana.api.metricAlerts.secret({ id })
    expect(isSignedWith(secret, Buffer.from(got[0]!.body), got[0]!.signature)).toBe(true)
    expect(JSON.parse(got[0]!.body)).toMatchObject({ metric: { key: 'MET-1' }, value: 11, bound: 10 })
    expect(JSON.stringify(await ana.api.metricAlerts.of({ key: 'MET-1' }))).not.toContain('hidden')
  } finally {
    server.close()
  }
  for (const host of ['127.0.0.1', '10.0.0.8', '[::1]', '169.254.169.254'])
    await expect(add({ webhookUrl: `http://${host}/` })).rejects.toEqual(refused('PRIVATE_ADDRESS'))
})

test('each refusal', async () => {
  const { ana, add } = await watched()
  await expect(add({ bound: null })).rejects.toEqual(refused('BOUND_NEEDED'))
  const { eve } = await newWorkspace('Eve')
  await expect(add({ memberIds: [eve.id] })).rejects.toEqual(refused('NOT_A_MEMBER'))
  const { id } = await add()
  await expect(ana.api.metricAlerts.snooze({ id, until: new Date(0) })).rejects.toEqual(refused('NOT_IN_THE_PAST'))
  for (let count = 1; count < 20; count++) await add()
  await expect(add()).rejects.toEqual(refused('TOO_MANY_ALERTS'))
  await ana.api.metricAlerts.remove({ id })
  await expect(ana.api.metricAlerts.remove({ id })).rejects.toEqual(refused('NOT_FOUND'))
})

test('another workspace neither sees nor touches an alert', async () => {
  const { add } = await watched()
  const { id }: { id: AlertId } = await add()
  const { eve } = await newWorkspace('Eve')
  for (const ask of [
    () => eve.api.metricAlerts.of({ key: 'MET-1' }),
    () => eve.api.metricAlerts.crossings({ key: 'MET-1' }),
    () => eve.api.metricAlerts.secret({ id }),
    () => eve.api.metricAlerts.snooze({ id, until: null }),
    () => eve.api.metricAlerts.remove({ id }),
    () => eve.api.metricAlerts.add({ key: 'MET-1', watches: 'above', bound: 1 }),
  ]) {
    await expect(ask()).rejects.toEqual(refused('NOT_FOUND'))
  }
})

test('crossings are paged without gap or repeat', async () => {
  const { ana, on, add } = await watched()
  await on(9, 1)
  await add()
  await add({ bound: 11 })
  for (const daysAgo of [8, 6, 4]) {
    await on(daysAgo, 20)
    await on(daysAgo - 1, 1)
  }
  const days: string[] = []
  let after: string | undefined
  do {
    const page = await ana.api.metricAlerts.crossings({ key: 'MET-1', limit: 1, ...(after ? { after } : {}) })
    days.push(...page.items.map(({ day, bound }) => `${day} ${bound}`))
    after = page.next
  } while (after)
  expect(days).toHaveLength(6)
  expect(new Set(days).size).toBe(6)
})
