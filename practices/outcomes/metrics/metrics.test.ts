import { expect, test } from 'vitest'

import { newWorkspace } from '#tests/support/workspace.ts'

const NOON = '2026-05-20T12:00:00Z'

const refused = (code: string) => expect.objectContaining({ code })

test('a metric is defined, gets values, and both are heard', async () => {
  const { ana, ben, told } = await newWorkspace('Ana', 'Ben')
  const made = await ana.at(NOON).metrics.create({
    name: 'On-time deliveries',
    definition: 'Deliveries at the door before the promised time, divided by all deliveries of the day.',
    unit: '%',
    digits: 1,
    target: 95,
    atRiskAt: 92,
    offTrackAt: 88,
    productOwnerId: ana.id,
    engineeringOwnerId: ben.id,
  })
  expect(made).toMatchObject({ key: 'MET-1', state: 'in use', kind: 'outcome', latest: null, standing: null })

  const answer = await ben.at(NOON).metrics.recordValues({
    key: 'MET-1',
    values: [{ day: '2026-05-18', value: 87 }, { at: '2026-05-19T23:59:00Z', value: 91, note: 'Storm' }, { value: 96 }],
  })
  expect(answer).toEqual({ recorded: 3, unchanged: 0, latest: { day: '2026-05-20', value: 96 } })

  const seen = await ana.api.metrics.get({ key: 'MET-1' })
  expect(seen).toMatchObject({ standing: 'on track', isReached: true, latest: { day: '2026-05-20', value: 96 } })
  expect(seen.recent).toEqual([
    { day: '2026-05-18', value: 87 },
    { day: '2026-05-19', value: 91 },
    { day: '2026-05-20', value: 96 },
  ])
  expect((await ana.api.metrics.values({ key: 'MET-1' })).items[1]).toEqual({
    day: '2026-05-19',
    value: 91,
    note: 'Storm',
    source: 'hand',
  })
  expect(await told()).toEqual(['metric.created.v1', 'metric.value-recorded.v1'])
})

test('sending the same values again changes nothing and tells nobody', async () => {
  const { ana, told } = await newWorkspace('Ana')
  await ana.api.metrics.create({ name: 'Weekly active couriers' })
  const values = [
    { day: '2026-05-01', value: 410 },
    { day: '2026-05-02', value: 415, note: 'counted twice' },
  ]
  await ana.api.metrics.recordValues({ key: 'MET-1', values })
  const before = await told()

  const again = await ana.api.metrics.recordValues({ key: 'MET-1', values })
  expect(again).toEqual({ recorded: 0, unchanged: 2, latest: { day: '2026-05-02', value: 415 } })
  expect(await told()).toEqual(before)

  // A correction keeps the note that it does not mention.
  await ana.api.metrics.recordValues({ key: 'MET-1', values: [{ day: '2026-05-02', value: 416 }] })
  const { items } = await ana.api.metrics.values({ key: 'MET-1' })
  expect(items[0]).toEqual({ day: '2026-05-02', value: 416, note: 'counted twice', source: 'hand' })
})

test('the day of an instant is the workspace’s day, and none lies in the future', async () => {
  const { ana } = await newWorkspace('Ana')
  await ana.api.metrics.create({ name: 'CSAT' })
  const late = '2026-05-20T23:30:00Z'
  await expect(
    ana.at(late).metrics.recordValues({ key: 'MET-1', values: [{ day: '2026-05-21', value: 4.1 }] }),
  ).rejects.toEqual(refused('IN_THE_FUTURE'))
  await expect(
    ana.api.metrics.recordValues({ key: 'MET-1', values: [{ day: '2026-02-30', value: 4.1 }] }),
  ).rejects.toEqual(refused('BAD_REQUEST'))
})

test('a program’s token records with the scope of metrics and nothing wider', async () => {
  const { ana } = await newWorkspace('Ana')
  await ana.api.metrics.create({ name: 'Late deliveries', direction: 'down' })
  const program = ana.with({ scopes: ['metrics:write'] })
  await program.metrics.recordValues({ key: 'MET-1', values: [{ day: '2026-05-01', value: 12 }] })
  expect((await ana.api.metrics.values({ key: 'MET-1' })).items[0]!.source).toBe('push')
  await expect(
    ana.with({ scopes: ['metrics:read'] }).metrics.recordValues({ key: 'MET-1', values: [{ value: 1 }] }),
  ).rejects.toEqual(refused('NOT_ALLOWED'))
})

test('bounds that contradict each other are refused', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const define = (input: object) => ana.api.metrics.create({ name: 'Any', ...input })
  await expect(define({ direction: 'between', low: 1 })).rejects.toEqual(refused('RANGE_NEEDED'))
  await expect(define({ direction: 'between', low: 5, high: 2 })).rejects.toEqual(refused('RANGE_REVERSED'))
  await expect(define({ target: 90, atRiskAt: 95 })).rejects.toEqual(refused('THRESHOLDS_REVERSED'))
  await expect(define({ direction: 'down', target: 5, offTrackAt: 3 })).rejects.toEqual(refused('THRESHOLDS_REVERSED'))
  await expect(define({ productOwnerId: ben.id })).rejects.toEqual(refused('WRONG_SIDE'))
  const { eve } = await newWorkspace('Eve')
  await expect(define({ productOwnerId: eve.id })).rejects.toEqual(refused('NOT_A_MEMBER'))
})

test('an edit changes what it names, is kept as history, and refuses to overwrite unseen', async () => {
  const { ana, ben, told } = await newWorkspace('Ana', 'Ben')
  const made = await ana.api.metrics.create({ name: 'Activation', target: 40 })
  const edited = await ben.api.metrics.edit({ key: made.key, target: 45, seenAt: made.editedAt })
  expect(edited).toMatchObject({ name: 'Activation', target: 45 })
  await expect(ana.api.metrics.edit({ key: made.key, target: 50, seenAt: made.editedAt })).rejects.toEqual(
    refused('CHANGED_MEANWHILE'),
  )
  const told1 = await told()
  await ana.api.metrics.edit({ key: made.key, target: 45 })
  expect(await told()).toEqual(told1)
  // Changing the direction drops the bounds of the other one.
  expect(await ana.api.metrics.edit({ key: made.key, direction: 'between', low: 30, high: 60 })).toMatchObject({
    target: null,
    low: 30,
    high: 60,
  })
})

test('a retired metric takes no values until it is brought back', async () => {
  const { ana } = await newWorkspace('Ana')
  await ana.api.metrics.create({ name: 'NPS' })
  expect(await ana.api.metrics.retire({ key: 'MET-1' })).toMatchObject({ state: 'retired' })
  const values = [{ day: '2026-05-01', value: 31 }]
  await expect(ana.api.metrics.recordValues({ key: 'MET-1', values })).rejects.toEqual(refused('RETIRED'))
  await expect(ana.api.metrics.importCsv({ key: 'MET-1', text: 'day,value\n2026-05-01,3' })).rejects.toEqual(
    refused('RETIRED'),
  )
  expect((await ana.api.metrics.list({})).items).toEqual([])
  expect((await ana.api.metrics.list({ retired: true })).items).toHaveLength(1)
  await ana.api.metrics.bringBack({ key: 'MET-1' })
  await ana.api.metrics.recordValues({ key: 'MET-1', values })
})

test('a value taken away can be put back as it was', async () => {
  const { ana, told } = await newWorkspace('Ana')
  await ana.api.metrics.create({ name: 'NPS' })
  await ana.api.metrics.recordValues({
    key: 'MET-1',
    values: [
      { day: '2026-05-01', value: 31 },
      { day: '2026-05-02', value: 35, note: 'after the survey' },
    ],
  })
  const gone = await ana.api.metrics.removeValue({ key: 'MET-1', day: '2026-05-02' })
  expect((await ana.api.metrics.get({ key: 'MET-1' })).latest).toEqual({ day: '2026-05-01', value: 31 })
  expect((await told()).at(-1)).toBe('metric.value-removed.v1')
  await expect(ana.api.metrics.removeValue({ key: 'MET-1', day: '2026-05-02' })).rejects.toEqual(refused('NOT_FOUND'))
  await ana.api.metrics.recordValues({ key: 'MET-1', values: [gone] })
  expect((await ana.api.metrics.values({ key: 'MET-1' })).items[0]).toEqual(gone)
})

test('reaching the target and crossing a guardrail are told once', async () => {
  const { ana, ben, heard, told } = await newWorkspace('Ana', 'Ben')
  await ana.api.metrics.create({
    name: 'Crashes a day',
    engineeringOwnerId: ben.id,
    direction: 'down',
    target: 2,
    offTrackAt: 10,
    isGuardrail: true,
  })
  const on = (day: string, value: number) => ana.api.metrics.recordValues({ key: 'MET-1', values: [{ day, value }] })
  await on('2026-05-01', 12)
  await on('2026-05-02', 2)
  await on('2026-05-03', 1)
  await on('2026-05-04', 11)
  await on('2026-05-05', 14)
  await on('2026-04-01', 14)
  const news = (await told()).filter((name) => /target|guardrail/.test(name))
  expect(news).toEqual(['metric.target-reached.v1', 'metric.guardrail-crossed.v1'])
  await heard()
  expect((await ben.api.notifications.list({})).items.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'Crashes a day reached its target: 2 on 2026-05-02',
      'Crashes a day went off track: 11 on 2026-05-04',
    ]),
  )
})

test('a file is read before it is recorded, line by line', async () => {
  const { ana } = await newWorkspace('Ana')
  await ana.api.metrics.create({ name: 'CSAT' })
  await ana.at(NOON).metrics.recordValues({ key: 'MET-1', values: [{ day: '2026-05-02', value: 4 }] })
  const text =
    'Region;Date;Score\nNorth;01.05.2026;4,1\nNorth;02.05.2026;4,3\n;soon;4\n;03.05.2026;\n;01.05.2026;5\n;01.06.2027;5'
  const file = { key: 'MET-1', text, dayColumn: 'date', valueColumn: 'Score' }

  const preview = await ana.at(NOON).metrics.previewCsv(file)
  expect(preview).toMatchObject({ dayOrder: 'dmy', decimal: 'comma', good: 2, replaced: 1, bad: 4 })
  expect(preview.rows[1]).toEqual({ line: 3, day: '2026-05-02', value: 4.3, before: 4 })
  expect(preview.problems.map(({ line, problem }) => [line, problem])).toEqual([
    [4, '“soon” is not a day.'],
    [5, 'There is no number.'],
    [6, 'Line 2 holds the same day.'],
    [7, 'The day lies in the future.'],
  ])
  expect((await ana.api.metrics.values({ key: 'MET-1' })).items).toHaveLength(1)

  expect((await ana.at(NOON).metrics.importCsv(file)).recorded).toBe(2)
  expect((await ana.at(NOON).metrics.importCsv(file)).recorded).toBe(0)
  expect((await ana.api.metrics.values({ key: 'MET-1' })).items.map(({ value, source }) => [value, source])).toEqual([
    [4.3, 'csv'],
    [4.1, 'csv'],
  ])

  await expect(ana.api.metrics.previewCsv({ ...file, valueColumn: 'Nothing' })).rejects.toEqual(
    refused('NO_SUCH_COLUMN'),
  )
  await expect(ana.api.metrics.previewCsv({ key: 'MET-1', text: 'hello' })).rejects.toEqual(refused('UNREADABLE'))
  await expect(ana.api.metrics.importCsv({ key: 'MET-1', text: 'a,b\nc,d' })).rejects.toEqual(refused('NOTHING_GOOD'))
})

test('another workspace sees nothing of it', async () => {
  const { ana } = await newWorkspace('Ana')
  const { eve } = await newWorkspace('Eve')
  await ana.api.metrics.create({ name: 'Ours alone' })
  expect((await eve.api.metrics.list({})).items).toEqual([])
  for (const ask of [
    () => eve.api.metrics.get({ key: 'MET-1' }),
    () => eve.api.metrics.edit({ key: 'MET-1', name: 'Mine' }),
    () => eve.api.metrics.values({ key: 'MET-1' }),
    () => eve.api.metrics.recordValues({ key: 'MET-1', values: [{ value: 1 }] }),
  ]) {
    await expect(ask()).rejects.toEqual(refused('NOT_FOUND'))
  }
})

test('pages follow each other by name without gap or repeat, and filters hold', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  for (const name of ['delta', 'Alpha', 'charlie', 'Bravo', 'alpha']) await ana.api.metrics.create({ name })
  await ana.api.metrics.create({ name: 'echo', kind: 'output', engineeringOwnerId: ben.id, isGuardrail: true })
  const names: string[] = []
  let after: string | undefined
  do {
    const page = await ana.api.metrics.list({ limit: 2, ...(after ? { after } : {}) })
    names.push(...page.items.map(({ name }) => name))
    after = page.next
  } while (after)
  expect(names.map((name) => name.toLowerCase())).toEqual(['alpha', 'alpha', 'bravo', 'charlie', 'delta', 'echo'])

  const only = async (filter: object) => (await ana.api.metrics.list(filter)).items.map(({ name }) => name)
  expect(await only({ kind: 'output' })).toEqual(['echo'])
  expect(await only({ owner: ben.id })).toEqual(['echo'])
  expect(await only({ guardrail: true })).toEqual(['echo'])
  expect((await only({ search: 'ALPH' })).length).toBe(2)
})

test('values are paged from the newest day on', async () => {
  const { ana } = await newWorkspace('Ana')
  await ana.api.metrics.create({ name: 'Any' })
  const values = Array.from({ length: 7 }, (_, i) => ({ day: `2026-05-0${i + 1}`, value: i }))
  await ana.api.metrics.recordValues({ key: 'MET-1', values })
  const first = await ana.api.metrics.values({ key: 'MET-1', limit: 3, to: '2026-05-06' })
  const rest = await ana.api.metrics.values({ key: 'MET-1', limit: 3, from: '2026-05-02', after: first.next! })
  expect([...first.items, ...rest.items].map(({ day }) => day)).toEqual(
    ['06', '05', '04', '03', '02'].map((day) => `2026-05-${day}`),
  )
  expect(rest.next).toBeUndefined()
})
