import { expect, test } from 'vitest'

import { changesInWords, nextLetter, subjectOf } from './rules.ts'

const letter = (rhythm: 'soon' | 'daily' | 'weekly', now: string, zone = 'UTC') =>
  nextLetter(rhythm, new Date(now), zone).toISOString()

test('soon gathers for five minutes', () => {
  expect(letter('soon', '2026-05-01T10:00:00Z')).toBe('2026-05-01T10:05:00.000Z')
})

test('a digest leaves at eight in the morning where the member lives', () => {
  expect(letter('daily', '2026-05-01T07:59:00Z')).toBe('2026-05-01T08:00:00.000Z')
  expect(letter('daily', '2026-05-01T08:00:00Z')).toBe('2026-05-02T08:00:00.000Z')
  expect(letter('daily', '2026-05-01T10:00:00Z', 'America/Los_Angeles')).toBe('2026-05-01T15:00:00.000Z')
  expect(letter('daily', '2026-05-01T10:00:00Z', 'Asia/Tokyo')).toBe('2026-05-01T23:00:00.000Z')
})

test('the clock’s change does not move it', () => {
  expect(letter('daily', '2026-10-24T10:00:00Z', 'Europe/Stockholm')).toBe('2026-10-25T07:00:00.000Z')
  expect(letter('daily', '2026-10-23T10:00:00Z', 'Europe/Stockholm')).toBe('2026-10-24T06:00:00.000Z')
})

test('the weekly one leaves on Mondays', () => {
  expect(letter('weekly', '2026-05-01T10:00:00Z')).toBe('2026-05-04T08:00:00.000Z')
  expect(letter('weekly', '2026-05-04T07:00:00Z')).toBe('2026-05-04T08:00:00.000Z')
  expect(letter('weekly', '2026-05-04T08:00:00Z')).toBe('2026-05-11T08:00:00.000Z')
})

test('a subject says the first thing and how many more there are', () => {
  const told = (n: number) => Array.from({ length: n }, () => ({ by: 'Ana', text: 'mentioned you' }))
  expect(subjectOf(told(1), 'Fernway')).toBe('Ana mentioned you · Fernway')
  expect(subjectOf(told(2), 'Fernway')).toBe('Ana mentioned you, and one more · Fernway')
  expect(subjectOf(told(5), 'Fernway')).toBe('Ana mentioned you, and 4 more · Fernway')
})

test('changes are said shortly', () => {
  expect(changesInWords([{ field: 'state', from: 'Next', to: 'Now' }])).toBe('state Next → Now')
  expect(
    changesInWords([
      { field: 'owner', from: null, to: 'Ana' },
      { field: 'due', from: 'May', to: null },
    ]),
  ).toBe('owner Ana, and 1 more')
  expect(changesInWords([{ field: 'due', from: 'May', to: null }])).toBe('due taken away')
})
