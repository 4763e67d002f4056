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
  // 0.5, 1 and 0, the standard deviation of which is 0.5; t with two degrees of freedom is 4.302653 (R: qt(.975, 2)).
  const { share, held, improved } = calibrationOf([
    item('increase', 4, 2),
    item('decrease', 3, -3, true),
    item('increase', 100, 0),
  ])
  expect([held, improved]).toEqual([1, 3])
  expect(share!.by).toBeCloseTo(0.5, 12)
  expect(share!.low).toBeCloseTo(0.5 - (4.30265273 * 0.5) / Math.sqrt(3), 7)
  expect(share!.high).toBeCloseTo(0.5 + (4.30265273 * 0.5) / Math.sqrt(3), 7)
})

test('two declarations have no average, nor has one that could not be measured', () => {
  expect(calibrationOf([item('increase', 4, 2), item('increase', 4, 2), item('increase', 4, null)]).share).toBeNull()
})
