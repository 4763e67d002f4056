import { expect, test } from 'vitest'

import { nextItem } from './menu-keys.ts'

const labels = ['Rename', 'Move', 'Delete', 'Make a copy']

test('arrows go round', () => {
  expect(nextItem(labels, 0, 'ArrowDown')).toBe(1)
  expect(nextItem(labels, 3, 'ArrowDown')).toBe(0)
  expect(nextItem(labels, 0, 'ArrowUp')).toBe(3)
  expect(nextItem(labels, -1, 'ArrowDown')).toBe(0)
  expect(nextItem(labels, -1, 'ArrowUp')).toBe(3)
})

test('a letter leads to the next that begins with it', () => {
  expect(nextItem(labels, 0, 'm')).toBe(1)
  expect(nextItem(labels, 1, 'M')).toBe(3)
  expect(nextItem(labels, 3, 'm')).toBe(1)
  expect(nextItem(labels, 0, 'z')).toBeUndefined()
})

test('other keys are not its own, nor is anything in an empty menu', () => {
  expect(nextItem(labels, 0, 'Enter')).toBeUndefined()
  expect(nextItem([], -1, 'ArrowDown')).toBeUndefined()
})
