import { expect, test } from 'vitest'

import { RecordId } from '#commons/records/contract.ts'

import { calibrationOf } from './rules.ts'

const metricId = RecordId.parse('0198b2a4-0000-7000-8000-000000000001')
const item = (direction: 'increase' | 'decrease', size: number, by: number | null, held = false) => ({
  effect: { metricId, direction, size, measure: 'absolute' as const, windowDays: 30 },
  measured: by === null ? null : { by, low: by - 1, high: by + 1 },
  against: held ? ('as' as const) : ('less' as const),
  outcome: 'improved' as const,
})

test('the share counts in the declared direction, each declaration alike', () => {
  // 0.5, 1, 0, 0 and 1: their standard deviation is 0.5; t with four degrees of freedom is 2.776445 (R: qt(.975, 4)).
  const { share, held, improved } = calibrationOf([
    item('increase', 4, 2),
    item('decrease', 3, -3, true),
    item('increase', 100, 0),
    item('decrease', 100, 0),
    item('increase', 2, 2),
  ])
  expect([held, improved]).toEqual([1, 5])
  expect(share!.by).toBeCloseTo(0.5, 12)
  expect(share!.low).toBeCloseTo(0.5 - (2.77644511 * 0.5) / Math.sqrt(5), 7)
  expect(share!.high).toBeCloseTo(0.5 + (2.77644511 * 0.5) / Math.sqrt(5), 7)
})

test('four declarations have no average, nor do those that could not be measured add one', () => {
  const four = Array.from({ length: 4 }, () => item('increase', 4, 2))
  expect(calibrationOf([...four, item('increase', 4, null)]).share).toBeNull()
  expect(calibrationOf([...four, item('increase', 4, 2)]).share).not.toBeNull()
})
