import { expect, test } from 'vitest'

import { deletionOrder, nextFree, slugOf } from './rules.ts'

test.each([
  ['Fernway', 'fernway'],
  ['  Fernway Ltd. & Söhne  ', 'fernway-ltd-sohne'],
  ['日本', 'workspace'],
  ['---', 'workspace'],
  ['a'.repeat(39) + ' b', 'a'.repeat(39)],
])('“%s” gets the address %s', (name, slug) => expect(slugOf(name)).toBe(slug))

test('a taken address gets a number', () => {
  expect(nextFree('acme', new Set())).toBe('acme')
  expect(nextFree('acme', new Set(['acme', 'acme-2', 'acme-9']))).toBe('acme-3')
})

test('whoever refers is deleted before whom they refer to', () => {
  const references = [
    { from: 'c', to: 'b' },
    { from: 'b', to: 'a' },
    { from: 'c', to: 'a' },
    { from: 'b', to: 'b' },
    { from: 'elsewhere', to: 'a' },
  ]
  expect(deletionOrder(['a', 'b', 'c'], references)).toEqual(['c', 'b', 'a'])
  expect(() =>
    deletionOrder(
      ['a', 'b'],
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    ),
  ).toThrow(/circle: a, b/)
})
