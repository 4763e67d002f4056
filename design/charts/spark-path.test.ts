import { expect, test } from 'vitest'

import { sparkPath } from './spark-path.ts'

const box = { width: 100, height: 20 }

test('runs from margin to margin, high values up', () => {
  expect(sparkPath([0, 10], box)).toEqual({ path: 'M3 17L97 3', last: { x: 97, y: 3 }, targetY: undefined })
})

test('breaks where nothing was measured', () => {
  expect(sparkPath([0, null, 10], box).path).toBe('M3 17M97 3')
})

test('values that are all the same run through the middle', () => {
  expect(sparkPath([5, 5], box).path).toBe('M3 10L97 10')
})

test('the target belongs to the scale', () => {
  expect(sparkPath([0, 5], { ...box, target: 10 }).targetY).toBe(3)
})

test('nothing measured draws nothing', () => {
  expect(sparkPath([null, null], box)).toEqual({ path: '', last: undefined, targetY: undefined })
})
