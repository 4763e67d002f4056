import { type AddressInfo, connect, createServer } from 'node:net'

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { newId } from '#platform/database/ids.ts'
import { assembled, database, newWorkspace } from '#tests/support/workspace.ts'

import { jobs } from './jobs.ts'
import { metricQueries } from './tables.ts'

const refused = (code: string) => expect.objectContaining({ code })

// The database of the tests stands behind a socket or a port; here it is another company's, reached over TCP.
const own = new URL(process.env.TEST_DATABASE_URL!.replace('@/', '@localhost/'))
const socket = own.searchParams.get('host')
const port = own.port || own.searchParams.get('port') || '5432'
const way = createServer((client) => {
  const there = socket?.startsWith('/')
    ? connect(`${socket}/.s.PGSQL.${port}`)
    : connect(Number(port), socket ?? own.hostname)
  client.pipe(there).pipe(client)
  there.on('error', () => client.destroy())
  client.on('error', () => there.destroy())
})
let connection: string
beforeAll(async () => {
  await new Promise<void>((ready) => way.listen(0, 'localhost', ready))
  // A server on a port has an address with one.
  const at = way.address() as AddressInfo
  const password = own.password || own.searchParams.get('password') || ''
  const user = own.username || own.searchParams.get('user') || ''
  connection = `postgresql://${user}:${password}@localhost:${at.port}${own.pathname}`
})
afterAll(() => way.close())

async function metric() {
  const there = await newWorkspace({ name: 'Ana', role: 'admin' }, 'Ben')
  await there.ana.api.metrics.create({ name: 'Orders' })
  const tryOut = (statement: string, to = connection) =>
    there.ana.api.metricQueries.tryOut({ key: 'MET-1', connection: to, statement })
  return { ...there, tryOut }
}

const DAYS = `select day::date, n from (values ('2026-05-01', 12.5), ('2026-05-02', null), ('2026-05-03', 14)) as v(day, n)`

test('a trial shows the first rows and records nothing', async () => {
  const { ana, tryOut } = await metric()
  const trial = await tryOut(`${DAYS};`)
  expect(trial).toEqual({
    columns: ['day', 'n'],
    rows: [
      ['2026-05-01', '12.5'],
      ['2026-05-02', null],
      ['2026-05-03', '14'],
    ],
    count: 3,
    values: [
      { day: '2026-05-01', value: 12.5 },
      { day: '2026-05-03', value: 14 },
    ],
    problem: null,
  })
  expect((await ana.api.metrics.get({ key: 'MET-1' })).latest).toBeNull()
  expect((await tryOut('select generate_series(1, 5000)')).count).toBe(2000)
})

test('what was set is run, sealed, heard, and run again each day by the clock', async () => {
  const { ana, ben, told, workspaceId } = await metric()
  const set = await ana.api.metricQueries.set({ key: 'MET-1', connection, statement: DAYS })
  expect(set).toMatchObject({ host: 'localhost', statement: DAYS, lastProblem: null })
  const [row] = await database.inWorkspace(workspaceId, 'read', (tx) => tx.select().from(metricQueries))
  expect(row!.connection).toMatch(/^sealed:/)
  expect(JSON.stringify(await ben.api.metricQueries.get({ key: 'MET-1' }))).not.toContain(connection)
  expect(await ana.api.metrics.get({ key: 'MET-1' })).toMatchObject({
    source: 'sql',
    latest: { day: '2026-05-03', value: 14 },
  })
  expect((await ana.api.metrics.values({ key: 'MET-1' })).items).toHaveLength(2)

  // Another statement over the connection that is kept; the job runs what was not run for a day.
  await ana.api.metricQueries.set({ key: 'MET-1', statement: 'select count(*) from generate_series(1, 7)' })
  const tomorrow = new Date(Date.now() + 24 * 3_600_000)
  await jobs[0]!.run(assembled.host, tomorrow)
  const newest = (await ana.api.metrics.values({ key: 'MET-1' })).items[0]
  expect(newest).toMatchObject({ value: 7, source: 'sql', day: tomorrow.toISOString().slice(0, 10) })
  expect(await told()).toEqual(expect.arrayContaining(['metric-query.set.v1', 'metric-query.run.v1']))

  expect(await ben.api.metricQueries.run({ key: 'MET-1' })).toMatchObject({ problem: null })
  await ana.api.metricQueries.remove({ key: 'MET-1' })
  expect(await ana.api.metricQueries.get({ key: 'MET-1' })).toBeNull()
  expect((await ana.api.metrics.get({ key: 'MET-1' })).source).toBe('hand')
  await expect(ana.api.metricQueries.remove({ key: 'MET-1' })).rejects.toEqual(refused('NOT_FOUND'))
})

test('nothing can be changed there, nor more than one statement said', async () => {
  const { tryOut } = await metric()
  const table = `outside_${newId().replaceAll('-', '')}`
  await database.owner.execute(sql.raw(`create table ${table} (n int)`))
  try {
    const problems = [
      await tryOut(`with gone as (delete from ${table} returning n) select count(*) from gone`),
      await tryOut(`select 1; drop table ${table}`),
      await tryOut(`select 1; commit; drop table ${table}`),
      await tryOut(`select * from nothing_of_the_kind`),
      await tryOut(`select nextval('pg_catalog.nothing')`),
    ]
    for (const { problem } of problems) expect(problem).toMatch(/^The database said: /)
    await expect(tryOut(`drop table ${table}`)).rejects.toEqual(refused('BAD_REQUEST'))
    await database.owner.execute(sql.raw(`select * from ${table}`))
  } finally {
    await database.owner.execute(sql.raw(`drop table ${table}`))
  }
})

test.each([
  ['select 1 where false', 'The query answered no row.'],
  ['select 1, 2, 3', 'It answers with more than two columns. A date and a number are read.'],
  ['select n from generate_series(1, 2) n', 'Several rows need two columns: a date and a number.'],
  [`select 'soon', 1`, '“soon” is no date.'],
  [`select '2026-05-01'::date, 'many'`, '“many” is no number.'],
  [`select date '2026-05-01', 1 union all select date '2026-05-01', 2`, '2026-05-01 stands in two rows.'],
  [`select date '2999-01-01', 1`, '2999-01-01 lies in the future.'],
])('%s: %s', async (statement, problem) => {
  const { tryOut } = await metric()
  expect((await tryOut(statement)).problem).toBe(problem)
})

test('private hosts, a missing connection and a retired metric are refused', async () => {
  const { ana, tryOut } = await metric()
  for (const host of ['127.0.0.1', '10.1.2.3', '[::1]', 'nobody.invalid'])
    await expect(tryOut('select 1', `postgresql://a:b@${host}/c`)).rejects.toEqual(refused('PRIVATE_ADDRESS'))
  // Where to connect to is the host alone; a parameter does not move it.
  await expect(tryOut('select 1', 'postgresql://a@127.0.0.1/c?host=localhost')).rejects.toEqual(
    refused('PRIVATE_ADDRESS'),
  )
  await expect(ana.api.metricQueries.set({ key: 'MET-1', statement: 'select 1' })).rejects.toEqual(
    refused('CONNECTION_NEEDED'),
  )
  await expect(ana.api.metricQueries.run({ key: 'MET-1' })).rejects.toEqual(refused('NOT_FOUND'))
  await ana.api.metricQueries.set({ key: 'MET-1', connection, statement: 'select 1' })
  await ana.api.metrics.retire({ key: 'MET-1' })
  await expect(ana.api.metricQueries.run({ key: 'MET-1' })).rejects.toEqual(refused('RETIRED'))
})

test('another workspace sees nothing of it', async () => {
  const { ana } = await metric()
  await ana.api.metricQueries.set({ key: 'MET-1', connection, statement: 'select 1' })
  const { eve } = await newWorkspace({ name: 'Eve', role: 'admin' })
  for (const ask of [
    () => eve.api.metricQueries.get({ key: 'MET-1' }),
    () => eve.api.metricQueries.run({ key: 'MET-1' }),
    () => eve.api.metricQueries.remove({ key: 'MET-1' }),
    () => eve.api.metricQueries.tryOut({ key: 'MET-1', statement: 'select 1' }),
  ]) {
    await expect(ask()).rejects.toEqual(refused('NOT_FOUND'))
  }
})
