import { expect, test } from 'vitest'

import {
  brierScore,
  gapOpenSince,
  median,
  needsSentence,
  revealedBy,
  visibleTo,
  weekOf,
  whyNotCheckIn,
} from './rules.ts'

const answer = (memberId: string, side: 'product' | 'engineering', confidence: number, afterReveal = false) => ({
  memberId,
  side,
  confidence,
  afterReveal,
})

test('a week begins on Monday', () => {
  expect(['2026-11-22', '2026-11-23', '2026-11-29'].map(weekOf)).toEqual(['2026-11-16', '2026-11-23', '2026-11-23'])
})

test('a round is revealed once each side has answered, by the means of what was given blind', () => {
  expect(revealedBy([answer('a', 'product', 8), answer('c', 'product', 7)])).toBeUndefined()
  const both = [answer('a', 'product', 8), answer('c', 'product', 7), answer('b', 'engineering', 4)]
  expect(revealedBy(both)).toEqual({ product: 7.5, engineering: 4, gap: 3.5 })
  expect(revealedBy([...both, answer('d', 'engineering', 9, true)])).toMatchObject({ engineering: 4 })
})

test('before the reveal everyone sees only their own', () => {
  const answers = [answer('a', 'product', 8), answer('c', 'product', 7)]
  expect(visibleTo(answers, 'a', false).map((one) => one.memberId)).toEqual(['a'])
  expect(visibleTo(answers, 'x', false)).toEqual([])
  expect(visibleTo(answers, 'x', true)).toHaveLength(2)
})

test.each([
  [{ id: 'a', side: 'product' }, {}, {}, {}, undefined],
  [{ id: 'a', side: 'product' }, { isRunning: false }, {}, {}, 'NOT_RUNNING'],
  [{ id: 'a', side: null }, {}, {}, {}, 'NO_SIDE'],
  [{ id: 'a', side: 'product' }, { feedsItself: true }, { hasValue: true }, {}, 'COMES_BY_ITSELF'],
  [{ id: 'a', side: 'product' }, {}, {}, { answeredBy: ['a'] }, undefined],
  [{ id: 'a', side: 'product' }, {}, {}, { answeredBy: ['a'], isRevealed: true }, 'ALREADY_REVEALED'],
  [{ id: 'x', side: 'product' }, {}, {}, { answeredBy: ['a'], isRevealed: true }, undefined],
] as const)('%o checking in on %o with %o in %o: %s', (by, keyResult, said, round, refusal) => {
  expect(
    whyNotCheckIn(
      by,
      { isRunning: true, feedsItself: false, ...keyResult },
      { hasValue: false, ...said },
      { isRevealed: false, answeredBy: [], ...round },
    ),
  ).toBe(refusal)
})

test('bad news needs a sentence', () => {
  const same = { before: 'on-track', now: 'on-track' } as const
  expect(needsSentence({ before: null, now: 2 }, same)).toBe(false)
  expect(needsSentence({ before: 6, now: 6 }, same)).toBe(false)
  expect(needsSentence({ before: 6, now: 5 }, same)).toBe(true)
  expect(needsSentence({ before: 6, now: 7 }, { before: 'on-track', now: 'at-risk' })).toBe(true)
  expect(needsSentence({ before: 6, now: 7 }, { before: null, now: 'off-track' })).toBe(false)
})

test('a gap is as old as the first week of the unbroken run', () => {
  const rounds = (...gaps: number[]) => gaps.map((gap, i) => ({ week: `week ${9 - i}`, gap }))
  expect(gapOpenSince(rounds(4, 3, 2, 5))).toBe('week 8')
  expect(gapOpenSince(rounds(1, 5))).toBeUndefined()
  expect(gapOpenSince(rounds(3))).toBe('week 9')
  expect(gapOpenSince([])).toBeUndefined()
})

test('foreseeing is scored by how far off it was', () => {
  expect(brierScore([])).toBeNull()
  expect(brierScore([{ confidence: 10, grade: 0.7 }])).toBe(0)
  expect(brierScore([{ confidence: 10, grade: 0.6 }])).toBe(1)
  expect(
    brierScore([
      { confidence: 1, grade: 0 },
      { confidence: 10, grade: 0 },
    ]),
  ).toBe(0.5)
})

test('the middle', () => {
  expect([median([]), median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([null, 2, 2.5])
})
