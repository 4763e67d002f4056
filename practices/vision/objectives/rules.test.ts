import { expect, test } from 'vitest'

import { MemberId } from '#platform/auth/identity.ts'

import {
  acceptances,
  gradeOf,
  isRunning,
  whyNotAccept,
  whyNotActivate,
  whyNotFinish,
  whyNotOwn,
  whyNotRollOver,
} from './rules.ts'

const id = (n: number) => MemberId.parse(`0190c0de-0000-7000-8000-00000000000${n}`)
const [ana, ben, cleo] = [id(1), id(2), id(3)]
const signedAt = new Date('2026-01-05T09:00:00Z')
const objective = {
  state: 'proposed' as const,
  version: 3,
  activatedAt: null,
  productOwnerId: ana,
  engineeringOwnerId: ben,
}
const signed = (memberId: MemberId, side: 'product' | 'engineering', version = 3, verdict = 'agreed') => ({
  memberId,
  side,
  version,
  verdict,
  signedAt,
})

test('only the present owner’s word on the present version counts', () => {
  const of = (...given: ReturnType<typeof signed>[]) => {
    const { product, engineering } = acceptances(objective, given)
    return [product !== null, engineering !== null]
  }
  expect(of(signed(ana, 'product'), signed(ben, 'engineering'))).toEqual([true, true])
  expect(of(signed(cleo, 'product'))).toEqual([false, false])
  expect(of(signed(ana, 'product', 2))).toEqual([false, false])
  expect(of(signed(ana, 'product', 3, 'declined'))).toEqual([false, false])
  expect(of(signed(ana, 'engineering'))).toEqual([false, false])
})

test.each([
  [{}, 1, [signed(ana, 'product'), signed(ben, 'engineering')], undefined],
  [{ state: 'draft' as const }, 1, [], 'NOT_PROPOSED'],
  [{}, 0, [], 'NO_KEY_RESULTS'],
  [{ productOwnerId: null }, 1, [], 'NO_PRODUCT_OWNER'],
  [{ engineeringOwnerId: null }, 1, [], 'NO_ENGINEERING_OWNER'],
  [{}, 1, [signed(ben, 'engineering')], 'NOT_ACCEPTED_BY_PRODUCT'],
  [{}, 1, [signed(ana, 'product'), signed(ben, 'engineering', 2)], 'NOT_ACCEPTED_BY_ENGINEERING'],
])('activating with %o, %i key results and %o: %s', (change, keyResults, given, refusal) => {
  expect(whyNotActivate({ ...objective, ...change }, keyResults, given)).toBe(refusal)
})

test.each([
  [ana, 'product', 3, undefined],
  [cleo, 'product', 3, 'NOT_AN_OWNER'],
  [ana, 'engineering', 3, 'WRONG_SIDE'],
  [ben, 'engineering', 2, 'CHANGED_MEANWHILE'],
] as const)('accepting as %s of %s, version %i: %s', (by, side, version, refusal) => {
  expect(whyNotAccept(objective, { id: by, side }, version)).toBe(refusal)
})

test('each owner stands on their side', () => {
  const sides = new Map<string, 'product' | 'engineering' | null>([
    [ana, 'product'],
    [ben, 'engineering'],
    [cleo, null],
  ])
  const why = (productOwnerId: MemberId | null, engineeringOwnerId: MemberId | null) =>
    whyNotOwn({ productOwnerId, engineeringOwnerId }, sides)
  expect(why(ana, ben)).toBeUndefined()
  expect(why(null, null)).toBeUndefined()
  expect(why(ben, ana)).toBe('WRONG_SIDE')
  expect(why(cleo, null)).toBe('WRONG_SIDE')
  expect(why(null, id(9))).toBe('NOT_A_MEMBER')
})

test('it runs from the first activation to the end, even while targets wait', () => {
  const activatedAt = signedAt
  expect(isRunning({ state: 'active', activatedAt })).toBe(true)
  expect(isRunning({ state: 'proposed', activatedAt })).toBe(true)
  expect(isRunning({ state: 'proposed', activatedAt: null })).toBe(false)
  expect(isRunning({ state: 'done', activatedAt })).toBe(false)
})

const ended = (grade: number | null, rolledToId: string | null = null) => ({
  grade,
  rolledToId,
  droppedAt: null,
  reachedAt: null,
})

test('it ends once each key result is graded or went on', () => {
  const active = { state: 'active' as const }
  expect(whyNotFinish(active, [ended(0.7), ended(null, 'x')])).toBeUndefined()
  expect(whyNotFinish(active, [ended(0.7), ended(null)])).toBe('NOT_GRADED')
  expect(whyNotFinish({ state: 'draft' }, [])).toBe('NOT_ACTIVE')
  expect(gradeOf([ended(0.7), ended(0.4), ended(null, 'x')])).toBe(0.55)
  expect(gradeOf([ended(null, 'x')])).toBeNull()
})

test('only what is unfinished goes on, and only into a later cycle', () => {
  const active = { state: 'active' as const, endsOn: '2026-09-30' }
  const later = { startsOn: '2026-10-01' }
  expect(whyNotRollOver(active, later, [ended(null)])).toBeUndefined()
  expect(whyNotRollOver({ ...active, state: 'proposed' }, later, [])).toBe('NOT_ACTIVE')
  expect(whyNotRollOver(active, { startsOn: '2026-07-01' }, [])).toBe('NOT_LATER')
  expect(whyNotRollOver(active, later, [ended(0.3)])).toBe('NOT_UNFINISHED')
  expect(whyNotRollOver(active, later, [{ ...ended(null), reachedAt: signedAt }])).toBe('NOT_UNFINISHED')
})
