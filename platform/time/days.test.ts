import { expect, test } from 'vitest'

import { addDays, dayIn, daysBetween, daysFrom, isDay, weekdayOf } from './days.ts'

test('the same instant is another day in another zone', () => {
  const at = new Date('2026-11-22T23:30:00Z')
  expect(dayIn('UTC', at)).toBe('2026-11-22')
  expect(dayIn('Europe/Stockholm', at)).toBe('2026-11-23')
  expect(dayIn('America/Los_Angeles', at)).toBe('2026-11-22')
})

test('days are counted over months, leap days and changes of the clock', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
  expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2)
  expect(daysFrom('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  expect(daysFrom('2026-03-01', '2026-02-27')).toEqual([])
})

test('only days of the calendar are days', () => {
  expect(['2026-02-28', '2026-02-30', '2026-2-3', '2026-13-01', ''].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

test('weeks begin on Monday', () => {
  expect(['2026-11-22', '2026-11-23'].map(weekdayOf)).toEqual([6, 0])
})
