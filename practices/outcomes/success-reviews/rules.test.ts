import { expect, test } from 'vitest'

import { dueOnFor, isReminderDue, isRevealDue, maySee, whyNotDecide, whyNotReveal } from './rules.ts'

test('a review is due when the whole window can be read', () => {
  expect(dueOnFor('2026-05-20', 30)).toBe('2026-06-20')
})

test.each([
  ['2026-06-19', null, false],
  ['2026-06-20', null, true],
  ['2026-06-26', '2026-06-20', false],
  ['2026-06-27', '2026-06-20', true],
  // Reminded before it was put off.
  ['2026-06-20', '2026-06-15', true],
])('on %s, last reminded %s: %s', (today, remindedOn, isDue) => {
  expect(isReminderDue({ dueOn: '2026-06-20', remindedOn }, today)).toBe(isDue)
})

test('what a side wrote is seen by that side alone until the reveal', () => {
  expect(maySee('product', 'product', null)).toBe(true)
  expect(maySee('product', 'engineering', null)).toBe(false)
  expect(maySee('product', null, null)).toBe(false)
  expect(maySee('product', 'engineering', new Date())).toBe(true)
})

test('both sides have to hand in, or the facilitator reveals what there is', () => {
  const [product, engineering] = [
    { side: 'product', isHandedIn: true },
    { side: 'engineering', isHandedIn: false },
  ] as const
  expect(isRevealDue([product, engineering])).toBe(false)
  expect(isRevealDue([product])).toBe(false)
  expect(isRevealDue([product, { ...engineering, isHandedIn: true }])).toBe(true)

  const review = { revealedAt: null, facilitatorId: 'ana' }
  expect(whyNotReveal(review, { id: 'ben', role: 'member' }, [product])).toBe('NOT_FACILITATOR')
  expect(whyNotReveal(review, { id: 'ben', role: 'admin' }, [product])).toBeUndefined()
  expect(whyNotReveal(review, { id: 'ana', role: 'member' }, [])).toBe('NOTHING_WRITTEN')
  expect(whyNotReveal({ ...review, revealedAt: new Date() }, { id: 'ana', role: 'member' }, [])).toBe('REVEALED')
})

test('a verdict follows the reveal, once', () => {
  expect(whyNotDecide({ state: 'under way', revealedAt: null })).toBe('NOT_REVEALED')
  expect(whyNotDecide({ state: 'under way', revealedAt: new Date() })).toBeUndefined()
  expect(whyNotDecide({ state: 'stopped', revealedAt: new Date() })).toBe('DECIDED')
})
