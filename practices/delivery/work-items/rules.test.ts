import { expect, test } from 'vitest'

import { placeBetween, placeOnTop } from './rules.ts'

const LAST = () => 0.999999
const FIRST = () => 0

test('what is new comes above what is older', () => {
  const older = placeOnTop(new Date('2026-03-01T10:00:00.000Z'), FIRST)
  const newer = placeOnTop(new Date('2026-03-01T10:00:00.001Z'), LAST)
  expect(newer < older).toBe(true)
})

test('between any two places is another, however often one goes between', () => {
  let low = placeOnTop(new Date('2026-03-02T10:00:00Z'))
  const high = placeOnTop(new Date('2026-03-01T10:00:00Z'))
  for (let i = 0; i < 500; i++) {
    const between = placeBetween(low, high)!
    expect(low < between && between < high).toBe(true)
    low = between
  }
  let top = high
  for (let i = 0; i < 500; i++) {
    const between = placeBetween(low, top)!
    expect(low < between && between < top).toBe(true)
    top = between
  }
})

test('places stay short when one goes between at random', () => {
  const places = [placeOnTop(new Date('2026-03-02T10:00:00Z')), placeOnTop(new Date('2026-03-01T10:00:00Z'))]
  let seed = 7
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  for (let i = 0; i < 2000; i++) {
    const at = Math.floor(random() * (places.length - 1))
    places.splice(at + 1, 0, placeBetween(places[at], places[at + 1], random)!)
  }
  expect(places).toEqual(places.toSorted((a, b) => (a < b ? -1 : 1)))
  expect(Math.max(...places.map((place) => place.length))).toBeLessThan(40)
})

test.each([
  ['a', 'b'],
  ['Az', 'B'],
  ['A', 'A1'],
  ['zzz', undefined],
  [undefined, '01'],
  ['0z', '1'],
  ['Bz9', 'C01'],
])('%s and %s have room between them', (low, high) => {
  for (const random of [FIRST, LAST, Math.random]) {
    const place = placeBetween(low, high, random)!
    expect(low === undefined || low < place).toBe(true)
    expect(high === undefined || place < high).toBe(true)
    // A place that ends in the lowest digit would leave no room above it.
    expect(place.endsWith('0')).toBe(false)
  }
})

test('there is none between two that are equal or the wrong way round', () => {
  expect(placeBetween('M', 'M')).toBeUndefined()
  expect(placeBetween('N', 'M')).toBeUndefined()
})
