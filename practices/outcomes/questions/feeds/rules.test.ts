import { expect, test } from 'vitest'

import { Asking, type Outcome } from '../answers/contract.ts'
import { dailyOf, linesOf, valuesIn, whyNotFeed } from './rules.ts'

const asking = Asking.parse({
  kind: 'trends',
  series: [
    { name: 'planned', measure: { of: 'people' } },
    { name: 'shared', measure: { of: 'people' }, label: 'Sharing' },
  ],
  formulas: [{ text: 'B / A * 100' }],
  breakdown: { property: { of: 'event', name: 'plan' } },
  interval: 'week',
  isCompared: true,
  range: { last: 8, unit: 'week' },
})

test('each event and formula is a line; other kinds have none', () => {
  expect(linesOf(asking)).toEqual([
    { of: 'A', label: 'planned' },
    { of: 'B', label: 'Sharing' },
    { of: 'F1', label: 'B / A * 100' },
  ])
  expect(whyNotFeed(asking, 'F1')).toBeUndefined()
  expect(whyNotFeed(asking, 'C')).toBe('NO_SUCH_LINE')
  const stickiness = Asking.parse({
    kind: 'stickiness',
    event: { name: 'planned' },
    period: 'day',
    range: { last: 4, unit: 'week' },
  })
  expect(whyNotFeed(stickiness, 'A')).toBe('NOT_DAILY')
})

test('it is asked day by day, as a whole', () => {
  expect(dailyOf(asking, 3)).toMatchObject({ interval: 'day', breakdown: null, isCompared: false, range: { last: 4 } })
})

const outcome = (values: (number | null)[]): Outcome => ({
  kind: 'trends',
  buckets: values.map((_, n) => ({
    from: new Date(Date.UTC(2026, 4, 1 + n)),
    to: new Date(Date.UTC(2026, 4, 2 + n)),
    label: `2026-05-0${n + 1}`,
    isUnfinished: n === values.length - 1,
  })),
  lines: [
    {
      of: 'A',
      part: { kind: 'all', text: '' },
      values,
      total: null,
      previous: null,
      previousTotal: null,
      people: null,
    },
  ],
})

test('only days that are over have a value, and none stands before the first event', () => {
  const answer = outcome([0, 0, 4, null, 0, 6, 9])
  expect(valuesIn(answer, 'A', null)).toEqual([
    { day: '2026-05-03', value: 4 },
    { day: '2026-05-05', value: 0 },
    { day: '2026-05-06', value: 6 },
  ])
  expect(valuesIn(answer, 'A', '2026-05-02')[0]).toEqual({ day: '2026-05-02', value: 0 })
  expect(valuesIn(answer, 'B', null)).toEqual([])
  expect(valuesIn(outcome([0, 0, 0]), 'A', null)).toEqual([])
})
