import { expect, test } from 'vitest'

import { addDays } from '#platform/time/days.ts'

import { digestDueOn, isDigestDue, weekChangeOf } from './rules.ts'

test('the digest of a Monday is due from eight on that day until the next', () => {
  expect(digestDueOn('2026-11-23', 7)).toBe('2026-11-16')
  expect(digestDueOn('2026-11-23', 8)).toBe('2026-11-23')
  expect(digestDueOn('2026-11-29', 23)).toBe('2026-11-23')
  expect(digestDueOn('2026-11-24', 0)).toBe('2026-11-23')
})

test('who asked on a Wednesday waits for the next Monday, and each Monday tells once', () => {
  expect(isDigestDue({ sentFor: null, askedOn: '2026-11-25' }, '2026-11-23')).toBe(false)
  expect(isDigestDue({ sentFor: null, askedOn: '2026-11-25' }, '2026-11-30')).toBe(true)
  expect(isDigestDue({ sentFor: '2026-11-30', askedOn: '2026-11-25' }, '2026-11-30')).toBe(false)
  expect(isDigestDue({ sentFor: '2026-11-23', askedOn: '2026-11-01' }, '2026-11-30')).toBe(true)
})

test('a week is held against the week before it, and not against nothing', () => {
  const points = Array.from({ length: 14 }, (_, index) => ({
    day: addDays('2026-11-01', index),
    value: index < 7 ? 10 : 13,
  }))
  expect(weekChangeOf(points)).toBe(3)
  expect(weekChangeOf(points.slice(7))).toBeNull()
  expect(weekChangeOf([])).toBeNull()
})
