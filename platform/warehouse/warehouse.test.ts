import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'

import { warehouse } from '#tests/support/workspace.ts'

import { openWarehouse, WarehouseFault, WarehouseUnavailable } from './warehouse.ts'

const event = (more: object = {}) => ({
  workspace_id: randomUUID(),
  project_id: randomUUID(),
  id: randomUUID(),
  at: new Date('2026-11-20T10:00:00.123Z'),
  received_at: new Date('2026-11-20T10:00:01Z'),
  name: 'signed up',
  distinct_id: 'u1',
  person_id: randomUUID(),
  session_id: '',
  groups: {},
  properties: {},
  source: 'test',
  ...more,
})

test('is not loaded before it is needed', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'throughline-warehouse-'))
  const own = openWarehouse({ DATA_DIR: folder, CLICKHOUSE_URL: undefined }, pino({ level: 'silent' }))
  onTestFinished(async () => {
    await own.close()
    rmSync(folder, { recursive: true, force: true })
  })
  expect(own.isLoaded()).toBe(false)
  expect(await own.rows('select 1 as one')).toEqual([{ one: 1 }])
  expect(own.isLoaded()).toBe(true)
})

test('parameters of every type come back as they went', async () => {
  const text = 'it\'s \\ `x` {b:String} "q"\n\t--'
  const at = new Date('2026-11-20T10:00:00.123Z')
  const [row] = await warehouse.rows<Record<string, unknown>>(
    `select {text:String} as text, '{text:String}' as quoted, {texts:Array(String)} as texts, {count:UInt64} as count,
      {at:DateTime64(3, 'UTC')} as at, {days:Array(Date)} as days, {nothing:Nullable(String)} as nothing, {is:Bool} as is,
      {big:UInt256} as big, {pairs:Array(Tuple(String, Float64))} as pairs`,
    {
      text,
      texts: [text, "'); drop table product_events --", ''],
      count: 2 ** 53,
      at,
      days: [at],
      nothing: null,
      is: true,
      big: 2n ** 100n,
      pairs: [[text, 1.5]],
    },
  )
  expect(row).toEqual({
    text,
    quoted: '{text:String}',
    texts: [text, "'); drop table product_events --", ''],
    count: 2 ** 53,
    at,
    days: ['2026-11-20'],
    nothing: null,
    is: true,
    big: 2n ** 100n,
    pairs: [[text, 1.5]],
  })
})

test('a placeholder without its parameter is refused', async () => {
  await expect(warehouse.rows('select {missing:String}')).rejects.toThrow('{missing:String}')
})

test('properties keep their shape: dots, dates as texts, depth and mixed lists', async () => {
  const properties = {
    'a.b': 1,
    a: { b: 2 },
    when: '2026-11-22T11:53:02.599Z',
    list: [1, 'x', { deep: true }],
    half: 0.5,
    is: false,
  }
  const stored = event({ properties, groups: { company: "acme's" } })
  await warehouse.insert('product_events', [stored])
  const rows = await warehouse.rows<Record<string, unknown>>('select * from product_events where id = {id:UUID}', {
    id: stored.id,
  })
  expect(rows).toEqual([stored])
})

test('a block with one wrong row stores none', async () => {
  const right = event()
  await expect(warehouse.insert('product_events', [right, event({ id: 'no id' })])).rejects.toBeInstanceOf(
    WarehouseFault,
  )
  await expect(warehouse.insert('product_events', [{ ...right, unknown: 1 }])).rejects.toBeInstanceOf(WarehouseFault)
  expect(
    await warehouse.rows('select count() as n from product_events where id = {id:UUID}', { id: right.id }),
  ).toEqual([{ n: 0 }])
})

test('a question beyond its limits is refused as too large, and the next one is answered cleanly', async () => {
  const slow = 'select count() as n from numbers(100000000000) where sipHash64(number) = 1'
  await expect(warehouse.rows(slow, {}, { seconds: 0.2 })).rejects.toMatchObject({ isTooLarge: true })
  await expect(
    warehouse.rows('select length(groupArray(number)) from numbers(50000000)', {}, { megabytes: 20 }),
  ).rejects.toMatchObject({ isTooLarge: true })
  expect(await warehouse.rows('select 1 as one', {}, { seconds: 5 })).toEqual([{ one: 1 }])
  expect(await warehouse.rows('select 2 as two')).toEqual([{ two: 2 }])
})

test('an insert does not wait for slow questions', async () => {
  let isOver = false
  const slow = ['a', 'b'].map((name) =>
    warehouse.rows(`select sleepEachRow(1.5) as ${name} from numbers(2)`).then(() => (isOver = true)),
  )
  await warehouse.insert('product_events', [event()])
  expect(isOver).toBe(false)
  await Promise.all(slow)
})

test('what was stored is there after the engine was killed in the middle of a question', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'throughline-warehouse-'))
  const said: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void said.push(line) })
  const own = openWarehouse({ DATA_DIR: folder, CLICKHOUSE_URL: undefined }, log)
  onTestFinished(async () => {
    await own.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await own.insert('product_events', [event(), event({ at: new Date('2026-01-01T00:00:00Z') })])
  const asked = own.rows('select sleepEachRow(1) from numbers(3)')
  await expect.poll(() => engineOf(folder)).toBeDefined()
  process.kill(engineOf(folder)!, 'SIGKILL')
  await expect(asked).rejects.toBeInstanceOf(WarehouseUnavailable)
  expect(await own.rows('select count() as n from product_events')).toEqual([{ n: 2 }])
  expect(said.join()).toContain('the event store ended')
})

/** The process whose command names the folder. */
function engineOf(folder: string) {
  const pid = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(`${folder}/warehouse/data`)
      } catch {
        return false
      }
    })
  return pid === undefined ? undefined : Number(pid)
}

test('a ClickHouse that does not answer is said to be away', async () => {
  const own = openWarehouse(
    { DATA_DIR: '/nowhere', CLICKHOUSE_URL: 'http://127.0.0.1:9/db' },
    pino({ level: 'silent' }),
  )
  await expect(own.rows('select 1')).rejects.toBeInstanceOf(WarehouseUnavailable)
})
