import { expect, test } from 'vitest'

import { matchOf } from './match.ts'

test('nothing typed fits everything', () => {
  expect(matchOf(' ', 'Shout-outs')).toBe(1)
})

test('every word must be found', () => {
  expect(matchOf('give shout', 'Give a shout-out')).toBeGreaterThan(0)
  expect(matchOf('give raise', 'Give a shout-out')).toBe(0)
})

test('whole words before beginnings, beginnings before parts, parts before scattered letters', () => {
  const scores = ['line', 'lines of code', 'deadline', 'l-i-n-e'].map((text) => matchOf('line', text))
  expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  expect(new Set(scores).size).toBe(4)
})

test('accents and case do not matter', () => {
  expect(matchOf('perez', 'Ana Pérez')).toBeGreaterThan(0.9)
})
