import { expect, test } from 'vitest'

import { merged } from './merged.ts'

const at = (...minutes: number[]) =>
  minutes.map((minute) => ({ at: new Date(Date.UTC(2026, 4, 1, 10, minute)), minute }))
const minutes = (answer: ReturnType<typeof merged<{ at: Date; minute: number }, { at: Date; minute: number }>>) =>
  answer.items.map(({ from, item }) => `${from} ${item.minute}`)

test('two whole lists become one, newest first', () => {
  const answer = merged({ items: at(9, 3), more: false }, { items: at(7, 5), more: false })
  expect(minutes(answer)).toEqual(['first 9', 'second 7', 'second 5', 'first 3'])
  expect(answer.behind).toEqual([])
})

test('nothing is shown that something unread may still come before', () => {
  // Of the second list more follows after 5, perhaps at 4: the first list's 3 has to wait.
  const answer = merged({ items: at(9, 3), more: false }, { items: at(7, 5), more: true })
  expect(minutes(answer)).toEqual(['first 9', 'second 7', 'second 5'])
  expect(answer.behind).toEqual(['second'])
})

test('the list that ends later is read on first', () => {
  const answer = merged({ items: at(9, 8), more: true }, { items: at(7, 5), more: true })
  expect(minutes(answer)).toEqual(['first 9', 'first 8'])
  expect(answer.behind).toEqual(['first'])
})

test('one list alone is itself', () => {
  const answer = merged(undefined, { items: at(7, 5), more: true })
  expect(minutes(answer as never)).toEqual(['second 7', 'second 5'])
  expect(answer.behind).toEqual(['second'])
})
