import { expect, test } from 'vitest'

import { snoozeTimes } from './snooze-times.ts'

const labels = (now: Date) => snoozeTimes(now).map(({ label, at }) => `${label} ${at.getDate()}.`)

test('every offered time is still to come', () => {
  for (let day = 1; day <= 7; day++) {
    const now = new Date(2026, 4, day, 22, 30)
    for (const { at } of snoozeTimes(now)) expect(at.getTime()).toBeGreaterThan(now.getTime())
  }
})

test('Monday is the next one, and not offered where it is tomorrow anyway', () => {
  // The first of May 2026 is a Friday.
  expect(labels(new Date(2026, 4, 1, 10))).toEqual([
    'In an hour 1.',
    'Tomorrow morning 2.',
    'On Monday 4.',
    'In a week 8.',
  ])
  expect(labels(new Date(2026, 4, 3, 10))).toEqual(['In an hour 3.', 'Tomorrow morning 4.', 'In a week 10.'])
  expect(labels(new Date(2026, 4, 4, 10))).toEqual([
    'In an hour 4.',
    'Tomorrow morning 5.',
    'On Monday 11.',
    'In a week 11.',
  ])
})
