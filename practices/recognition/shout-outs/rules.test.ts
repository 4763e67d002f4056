import { expect, test } from 'vitest'

import { MemberId } from '#platform/auth/identity.ts'

import { whyNotGive, whyNotTakeBack } from './rules.ts'

const [ana, ben] = [MemberId.parse(crypto.randomUUID()), MemberId.parse(crypto.randomUUID())]
const givenAt = new Date('2026-11-22T10:00:00Z')

test('nobody thanks themselves, not even among others', () => {
  expect(whyNotGive(ana, [ana])).toBe('NOT_YOURSELF')
  expect(whyNotGive(ana, [ana, ben])).toBe('NOT_YOURSELF')
  expect(whyNotGive(ana, [ben])).toBeUndefined()
})

test.each([
  ['10:00:00', undefined],
  ['10:15:00', undefined],
  ['10:15:01', 'TOO_LATE'],
])('taking back at %s: %s', (time, refusal) => {
  expect(whyNotTakeBack({ from: ana, givenAt }, ana, new Date(`2026-11-22T${time}Z`))).toBe(refusal)
})

test('only the giver takes back', () => {
  expect(whyNotTakeBack({ from: ana, givenAt }, ben, givenAt)).toBe('NOT_YOURS')
})
