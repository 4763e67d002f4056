import { expect, test } from 'vitest'

import {
  effectInWords,
  effortInWords,
  hoursBetween,
  isDateBroken,
  isOutcomeAwaited,
  isPromising,
  missingOf,
  needsReason,
  RANK_STEP,
  rankBetween,
  refusalFor,
  standing,
  whyNotAskFeasibility,
  whyNotGiveFeasibility,
  whyNotMove,
  whyNotPlace,
  whyNotSayValue,
} from './rules.ts'

const signed = (version: number) => ({ version })

test('an acceptance counts for exactly one version', () => {
  const has = { hasFeasibility: true, version: 3 }
  expect(missingOf({ ...has, accepted: { product: signed(3), engineering: signed(3) } })).toEqual([])
  expect(missingOf({ ...has, accepted: { product: signed(2), engineering: signed(3) } })).toEqual(['product'])
  expect(missingOf({ ...has, accepted: { product: signed(3), engineering: null } })).toEqual(['engineering'])
})

test('the refusal names what is missing, feasibility before acceptance', () => {
  expect(refusalFor(['feasibility', 'product', 'engineering'])).toBe('NO_FEASIBILITY')
  expect(refusalFor(['feasibility'])).toBe('NO_FEASIBILITY')
  expect(refusalFor(['product', 'engineering'])).toBe('NOBODY_ACCEPTED')
  expect(refusalFor(['product'])).toBe('PRODUCT_NOT_ACCEPTED')
  expect(refusalFor(['engineering'])).toBe('ENGINEERING_NOT_ACCEPTED')
  expect(refusalFor([])).toBeUndefined()
})

test.each([
  ['later', 'next', true],
  ['ideas', 'now', true],
  ['next', 'now', true],
  ['done', 'now', true],
  ['now', 'next', false],
  ['next', 'next', false],
  ['next', 'later', false],
  ['later', 'ideas', false],
] as const)('from %s to %s promises more: %s', (from, to, is) => {
  expect(isPromising(from, to)).toBe(is)
})

test.each([
  ['now', 'next', true],
  ['now', 'later', true],
  ['now', 'dropped', true],
  ['next', 'ideas', true],
  ['next', 'dropped', true],
  ['next', 'now', false],
  ['now', 'done', false],
  ['next', 'done', false],
  ['next', 'next', false],
  ['later', 'dropped', false],
] as const)('from %s to %s needs a reason: %s', (from, to, needs) => {
  expect(needsReason(from, to)).toBe(needs)
  expect(whyNotMove(from, to, [], undefined)).toBe(needs ? 'REASON_NEEDED' : undefined)
  expect(whyNotMove(from, to, [], 'The client asked for it.')).toBeUndefined()
})

test('a reason does not open the gate', () => {
  expect(whyNotMove('later', 'next', ['product'], 'It is urgent.')).toBe('PRODUCT_NOT_ACCEPTED')
})

test('putting cards in order asks for nothing, whatever is missing', () => {
  expect(whyNotMove('next', 'next', ['feasibility', 'product', 'engineering'], undefined)).toBeUndefined()
})

test('only what others counted on can be done', () => {
  expect(whyNotMove('later', 'done', [], undefined)).toBe('NOT_COMMITTED')
  expect(whyNotMove('dropped', 'done', [], undefined)).toBe('NOT_COMMITTED')
  expect(whyNotMove('now', 'done', ['product'], undefined)).toBeUndefined()
})

test('a first date needs no reason, another one or none does', () => {
  expect(isDateBroken(null, '2026-05-01')).toBe(false)
  expect(isDateBroken('2026-05-01', '2026-05-01')).toBe(false)
  expect(isDateBroken('2026-05-01', '2026-05-02')).toBe(true)
  expect(isDateBroken('2026-05-01', null)).toBe(true)
})

test('each side speaks for itself', () => {
  expect(whyNotSayValue('product', 'now')).toBeUndefined()
  expect(whyNotSayValue('product', 'done')).toBe('OVER')
  expect(whyNotSayValue('engineering', 'now')).toBe('ONLY_PRODUCT')
  expect(whyNotSayValue(null, 'now')).toBe('ONLY_PRODUCT')
  expect(whyNotGiveFeasibility('engineering', 'later')).toBeUndefined()
  expect(whyNotGiveFeasibility('product', 'later')).toBe('ONLY_ENGINEERING')
  expect(whyNotGiveFeasibility('engineering', 'done')).toBe('OVER')
  expect(whyNotAskFeasibility('ideas', null)).toBeUndefined()
  expect(whyNotAskFeasibility('ideas', new Date())).toBe('ASKED_ALREADY')
  expect(whyNotAskFeasibility('dropped', null)).toBe('OVER')
})

test('an owner stands on the side that they own for, and is still here', () => {
  const members = new Map([
    ['ana', { side: 'product' as const, hasLeft: false }],
    ['ben', { side: 'engineering' as const, hasLeft: false }],
    ['cleo', { side: 'product' as const, hasLeft: true }],
  ])
  const known = { team: undefined, members }
  expect(whyNotPlace({ productOwnerId: 'ana', engineeringOwnerId: 'ben' }, known)).toBeUndefined()
  expect(whyNotPlace({ productOwnerId: 'ben' }, known)).toBe('NOT_PRODUCT')
  expect(whyNotPlace({ engineeringOwnerId: 'ana' }, known)).toBe('NOT_ENGINEERING')
  expect(whyNotPlace({ productOwnerId: 'cleo' }, known)).toBe('NOT_A_MEMBER')
  expect(whyNotPlace({ productOwnerId: 'nobody' }, known)).toBe('NOT_A_MEMBER')
  expect(whyNotPlace({ teamId: 'gone' }, known)).toBe('NOT_A_TEAM')
  expect(whyNotPlace({ teamId: null, productOwnerId: null }, known)).toBeUndefined()
})

test('what is done lives on until its outcome is known', () => {
  expect(isOutcomeAwaited('done', true, null)).toBe(true)
  expect(isOutcomeAwaited('done', true, 'continue')).toBe(false)
  expect(isOutcomeAwaited('done', false, null)).toBe(false)
  expect(isOutcomeAwaited('now', true, null)).toBe(false)
  expect(standing('done', true)).toEqual({ state: 'Outcome awaited', stateGroup: 'active' })
  expect(standing('done', false)).toEqual({ state: 'Done', stateGroup: 'done' })
  expect(standing('ideas', false)).toEqual({ state: 'Idea', stateGroup: 'open' })
})

test('a rank lies between its neighbours until they stand too close', () => {
  expect(rankBetween(undefined, undefined)).toBe(0)
  expect(rankBetween(100, undefined)).toBe(100 + RANK_STEP)
  expect(rankBetween(undefined, 100)).toBe(100 - RANK_STEP)
  expect(rankBetween(100, 200)).toBe(150)
  expect(rankBetween(100, 100)).toBeUndefined()
  let below = RANK_STEP
  let times = 0
  for (let rank = rankBetween(0, below); rank !== undefined; rank = rankBetween(0, below), times++) below = rank
  expect(times).toBeGreaterThanOrEqual(20)
})

test('effect, effort and hours are said as people say them', () => {
  const effect = { metricId: 'x' as never, direction: 'increase', size: 5, measure: 'percent', windowDays: 60 } as const
  expect(effectInWords(effect, { title: 'Weekly active couriers', unit: '' })).toBe(
    'Weekly active couriers: up by 5 % within 60 days',
  )
  const less = { ...effect, direction: 'decrease', measure: 'absolute', size: 2 } as const
  expect(effectInWords(less, { title: 'Late deliveries', unit: '%' })).toBe(
    'Late deliveries: down by 2 percentage points within 60 days',
  )
  expect(effectInWords({ ...less, size: 15 }, { title: 'Time to dispatch', unit: 's' })).toBe(
    'Time to dispatch: down by 15 s within 60 days',
  )
  expect(effectInWords({ ...less, size: 1 })).toBe('A metric that is gone: down by 1 within 60 days')
  expect(effortInWords(8, 12)).toBe('8 to 12 days')
  expect(effortInWords(1, 1)).toBe('1 day')
  expect(effortInWords(3, 3)).toBe('3 days')
  expect(hoursBetween(new Date('2026-05-01T10:00:00Z'), new Date('2026-05-02T16:20:00Z'))).toBe(30.3)
})
