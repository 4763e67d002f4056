import { expect, test } from 'vitest'

import { dayMarks, roundTicks } from './chart-scale.ts'

test('an axis has round steps that hold both ends', () => {
  expect(roundTicks(84, 113, 4)).toEqual([80, 90, 100, 110, 120])
  expect(roundTicks(0, 100, 4)).toEqual([0, 50, 100])
  expect(roundTicks(0.2, 0.71, 5)).toEqual([0.2, 0.4, 0.6, 0.8])
  expect(roundTicks(5, 5, 2)).toEqual([4, 5, 6])
})

test('days are marked at equal distances, ends included', () => {
  expect(dayMarks('2026-07-01', '2026-09-29', 4)).toEqual(['2026-07-01', '2026-07-31', '2026-08-30', '2026-09-29'])
  expect(dayMarks('2026-07-01', '2026-07-02', 6)).toEqual(['2026-07-01', '2026-07-02'])
})
