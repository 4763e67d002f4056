import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'

import { openWarehouse, WarehouseFault, WarehouseUnavailable } from './warehouse.ts'

type Asked = { url: URL; headers: IncomingMessage['headers']; body: string }
type Answer = { status?: number; headers?: Record<string, string>; body?: string }

/** A server that answers as ClickHouse's HTTP interface does, and keeps what it was asked. */
async function clickHouse(answer: (asked: Asked) => Answer | undefined) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const one = {
        url: new URL(request.url!, 'http://here'),
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      }
      asked.push(one)
      const isAboutSteps = one.body.includes('max(number)')
      const {
        status = 200,
        headers = {},
        body = '',
      } = answer(one) ??
      (isAboutSteps ? { body: JSON.stringify({ meta: [{ name: 'number', type: 'UInt32' }], data: [[0]] }) } : {})
      response.writeHead(status, headers).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const url = `http://ana:se%40cret@127.0.0.1:${port}/events`
  return { asked, warehouse: openWarehouse({ DATA_DIR: '/nowhere', CLICKHOUSE_URL: url }, pino({ level: 'silent' })) }
}

test('asks a named ClickHouse with its user and database, after its tables are made', async () => {
  const { asked, warehouse } = await clickHouse(({ body }) =>
    body.includes("CAST('it\\'s'")
      ? {
          body: JSON.stringify({
            meta: [{ name: 'at', type: "DateTime64(3, 'UTC')" }],
            data: [['2026-11-22T10:00:00.000Z']],
          }),
        }
      : undefined,
  )
  expect(warehouse.isLoaded()).toBe(false)
  expect(
    await warehouse.rows('select now64() as at where {text:String} != 1', { text: "it's" }, { seconds: 7 }),
  ).toEqual([{ at: new Date('2026-11-22T10:00:00Z') }])
  const [first, last] = [asked[0]!, asked.at(-1)!]
  expect(first.body).toContain('create table if not exists warehouse_steps')
  expect(asked.some(({ body }) => body.includes('create table if not exists product_events'))).toBe(true)
  expect(last.headers).toMatchObject({ 'x-clickhouse-user': 'ana', 'x-clickhouse-key': 'se@cret' })
  expect(last.url.searchParams.get('database')).toBe('events')
  expect(last.url.searchParams.get('max_execution_time')).toBe('7')
  expect(last.url.searchParams.get('default_format')).toBe('JSONCompact')
})

test('inserts one block as lines of JSON', async () => {
  const { asked, warehouse } = await clickHouse(() => undefined)
  await warehouse.insert('product_events', [{ a: 1 }, { a: "it's" }])
  const { url, body } = asked.at(-1)!
  expect(url.searchParams.get('query')).toBe('insert into product_events format JSONEachRow')
  expect(url.searchParams.get('async_insert')).toBe('0')
  expect(body).toBe('{"a":1}\n{"a":"it\'s"}')
})

test.each([
  [{ status: 500, body: 'Code: 159. DB::Exception: Timeout exceeded' }, WarehouseFault, { isTooLarge: true }],
  [
    { status: 404, body: 'Code: 47. DB::Exception: Unknown identifier' },
    WarehouseFault,
    { code: 47, isTooLarge: false },
  ],
  // It had begun to answer when it failed.
  [
    { headers: { 'x-clickhouse-exception-code': '241' }, body: 'Code: 241. DB::Exception: Memory limit' },
    WarehouseFault,
    { isTooLarge: true },
  ],
  [{ status: 500, body: 'Code: 243. DB::Exception: Cannot reserve' }, WarehouseUnavailable, { isLasting: false }],
  [{ status: 503, body: 'a proxy' }, WarehouseUnavailable, {}],
] as const)('says what %o means', async (answer, kind, more) => {
  const { warehouse } = await clickHouse(({ body }) => (body.includes('select 1') ? answer : undefined))
  const asked = warehouse.rows('select 1')
  await expect(asked).rejects.toBeInstanceOf(kind)
  await expect(asked).rejects.toMatchObject(more)
})
