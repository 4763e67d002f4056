import { expect, test } from 'vitest'

import { newWorkspace, type TestMember } from '#tests/support/workspace.ts'

const refused = (code: string) => expect.objectContaining({ code })
const valuesOf = async (member: TestMember, key: string) =>
  (await member.api.metrics.values({ key })).items.map(({ day, value }) => [day, value])

async function dauOverMau() {
  const there = await newWorkspace('Ana', 'Ben')
  const { ana } = there
  await ana.api.metrics.create({ name: 'Daily active' })
  await ana.api.metrics.create({ name: 'Monthly active' })
  const record = (key: string, day: string, value: number) =>
    ana.api.metrics.recordValues({ key, values: [{ day, value }] })
  return { ...there, record }
}

test('a formula follows its inputs, also through another formula, and gaps stay gaps', async () => {
  const { ana, heard, record, told } = await dauOverMau()
  await record('MET-1', '2026-05-01', 20)
  await record('MET-2', '2026-05-01', 80)
  await record('MET-1', '2026-05-02', 30)
  const made = await ana.api.metrics.create({
    name: 'Stickiness',
    source: 'formula',
    formula: '#MET-1 / #MET-2 * 100',
    unit: '%',
  })
  expect(made.inputs.map(({ key }) => key)).toEqual(['MET-1', 'MET-2'])
  expect(made.latest).toEqual({ day: '2026-05-01', value: 25 })
  await ana.api.metrics.create({ name: 'Doubled', source: 'formula', formula: 'MET-3 * 2' })

  await record('MET-2', '2026-05-02', 60)
  await heard()
  expect(await valuesOf(ana, 'MET-3')).toEqual([
    ['2026-05-02', 50],
    ['2026-05-01', 25],
  ])
  expect((await valuesOf(ana, 'MET-4'))[0]).toEqual(['2026-05-02', 100])

  // A correction, and a denominator of zero.
  await record('MET-2', '2026-05-01', 0)
  await ana.api.metrics.removeValue({ key: 'MET-1', day: '2026-05-02' })
  await heard()
  expect(await valuesOf(ana, 'MET-3')).toEqual([])
  expect(await valuesOf(ana, 'MET-4')).toEqual([])
  expect((await told()).at(-1)).toBe('metric.value-removed.v1')
})

test('another formula is worked out at once, over all days', async () => {
  const { ana, record } = await dauOverMau()
  await record('MET-1', '2026-05-01', 20)
  await record('MET-2', '2026-05-01', 80)
  await ana.api.metrics.create({ name: 'Sum', source: 'formula', formula: '#MET-1 + #MET-2' })
  const edited = await ana.api.metrics.edit({ key: 'MET-3', formula: '#MET-2 - #MET-1' })
  expect(edited.latest).toEqual({ day: '2026-05-01', value: 60 })
  // Taken by hand again, it keeps what it had and follows no longer.
  const byHand = await ana.api.metrics.edit({ key: 'MET-3', source: 'hand' })
  expect(byHand).toMatchObject({ formula: null, inputs: [], latest: { value: 60 } })
})

test('what cannot be a formula is refused', async () => {
  const { ana } = await dauOverMau()
  const define = (formula?: string) =>
    ana.api.metrics.create({ name: 'Any', source: 'formula', ...(formula === undefined ? {} : { formula }) })
  await expect(define()).rejects.toEqual(refused('FORMULA_NEEDED'))
  await expect(define('#MET-1 / #MET-99')).rejects.toEqual(refused('UNKNOWN_INPUT'))
  await expect(define('#MET-1 +')).rejects.toEqual(refused('BAD_REQUEST'))

  await define('#MET-1 * 2')
  await ana.api.metrics.create({ name: 'Next', source: 'formula', formula: '#MET-3 + 1' })
  const follow = (key: string, formula: string) => ana.api.metrics.edit({ key, source: 'formula', formula })
  await expect(follow('MET-3', '#MET-3 + 1')).rejects.toEqual(refused('CIRCLE'))
  await expect(follow('MET-3', '#MET-4 / 2')).rejects.toEqual(refused('CIRCLE'))
  await expect(follow('MET-1', '#MET-4')).rejects.toEqual(refused('CIRCLE'))

  const values = [{ day: '2026-05-01', value: 1 }]
  await expect(ana.api.metrics.recordValues({ key: 'MET-3', values })).rejects.toEqual(refused('CALCULATED'))
  const file = { key: 'MET-3', text: 'day,value\n2026-05-01,3' }
  await expect(ana.api.metrics.importCsv(file)).rejects.toEqual(refused('CALCULATED'))
  const gone = { key: 'MET-3', day: '2026-05-01' }
  await expect(ana.api.metrics.removeValue(gone)).rejects.toEqual(refused('CALCULATED'))
})

test('a formula names nothing of another workspace', async () => {
  await dauOverMau()
  const { eve } = await newWorkspace('Eve')
  await expect(eve.api.metrics.create({ name: 'Theirs', source: 'formula', formula: '#MET-1 * 2' })).rejects.toEqual(
    refused('UNKNOWN_INPUT'),
  )
})
