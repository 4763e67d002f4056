import { expect, test } from 'vitest'

import { RecordId } from '#commons/records/contract.ts'
import { addDays, daysFrom } from '#platform/time/days.ts'

import { cleanFrom, type Happening, meanwhileOf } from './rules.ts'

const SHIPPED = '2026-05-20'
const WINDOW = { from: '2026-03-12', to: '2026-06-19' }
const other = (daysLater: number, movesIds: string[] = ['else'], hasEffect = true) => ({
  id: RecordId.parse('0198b2a4-0000-7000-8000-000000000001'),
  shippedOn: addDays(SHIPPED, daysLater),
  movesIds,
  hasEffect,
})
const happening = (given: Partial<Happening>): Happening => ({
  shippedOn: SHIPPED,
  window: WINDOW,
  metricId: 'metric',
  controlId: null,
  releases: [],
  redefinitions: [],
  declaredOn: '2026-04-01',
  redeclared: [],
  measured: daysFrom(WINDOW.from, WINDOW.to),
  ...given,
})

test.each([
  ['the same day, another metric', other(0), true],
  ['three days before', other(-3), true],
  ['four days after, another metric', other(4), false],
  ['the same metric three weeks after', other(21, ['metric']), true],
  ['the same metric, too early to leave four weeks', other(-30, ['metric']), true],
  ['nothing declared, after', other(10, [], false), true],
  ['nothing declared, a fortnight before', other(-14, [], false), true],
  ['nothing declared, long before', other(-15, [], false), false],
  ['nothing declared, long after', other(15, [], false), false],
] as const)('another release: %s', (_what, release, confounds) => {
  expect(meanwhileOf(happening({ releases: [release] }))[0]!.confounds).toBe(confounds)
})

test('an earlier release with the same metric moves the start of the days before, where four weeks remain', () => {
  const clean = happening({ releases: [other(-40, ['metric'])] })
  expect(cleanFrom(clean)).toBe(addDays(SHIPPED, -32))
  expect(meanwhileOf(clean)).toMatchObject([{ confounds: false, says: expect.stringContaining('had settled') }])
  expect(cleanFrom(happening({ releases: [other(-30, ['metric'])] }))).toBeUndefined()
})

test('a release beyond the window is none of it, and one that moved the control confounds', () => {
  expect(meanwhileOf(happening({ releases: [other(31, ['metric']), other(-90, ['metric'])] }))).toEqual([])
  const controlled = happening({ controlId: 'control', releases: [other(20, ['control'])] })
  expect(meanwhileOf(controlled)).toMatchObject([{ confounds: true, says: 'It moved the control, or was meant to.' }])
})

test('another definition confounds after shipping; before it, days count from there', () => {
  const defined = (day: string) => happening({ redefinitions: [{ metricId: 'metric', day, fields: ['unit'] }] })
  expect(meanwhileOf(defined('2026-05-25'))).toMatchObject([{ kind: 'definition', confounds: true }])
  expect(meanwhileOf(defined('2026-04-01'))).toMatchObject([{ confounds: false }])
  expect(cleanFrom(defined('2026-04-01'))).toBe('2026-04-01')
  expect(cleanFrom(defined('2026-05-25'))).toBeUndefined()
})

test('gaps and later declarations are told, in the order of their days', () => {
  const measured = daysFrom(WINDOW.from, WINDOW.to).filter((day) => day < '2026-06-01' || day > '2026-06-05')
  const redeclared = [{ on: '2026-05-10', reason: 'The beta moved it more.' }]
  expect(meanwhileOf(happening({ measured, redeclared }))).toMatchObject([
    { kind: 'declaration', on: '2026-05-10', says: 'The effect was declared anew: The beta moved it more.' },
    { kind: 'gap', on: '2026-06-01', until: '2026-06-05', says: 'No value for 5 days.', confounds: false },
  ])
  const weekdays = daysFrom(WINDOW.from, WINDOW.to).filter((day) => new Date(day).getUTCDay() % 6 !== 0)
  expect(meanwhileOf(happening({ measured: weekdays }))).toEqual([])
})

test('an effect that was declared only when its values could be known is told as such', () => {
  expect(meanwhileOf(happening({ declaredOn: SHIPPED }))).toEqual([])
  expect(meanwhileOf(happening({ declaredOn: addDays(SHIPPED, 40) }))).toMatchObject([
    { kind: 'declaration', on: addDays(SHIPPED, 40), says: expect.stringContaining('40 days after shipping') },
  ])
})
