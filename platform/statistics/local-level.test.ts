import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { localLevel } from './local-level.ts'

const rows = readFileSync(path.join(import.meta.dirname, 'references/nile.csv'), 'utf8')
  .trim()
  .split(/\r?\n/)
const nile = rows.slice(1).map((row) => Number(row.split(',')[1]))

test('the Nile has the variances that Durbin and Koopman found', () => {
  expect(nile).toHaveLength(100)
  const found = localLevel(nile)!
  expect(found.observationVariance).toBeCloseTo(15098.5, 0)
  expect(found.levelVariance).toBeCloseTo(1469.1, 0)
  expect(found.logLikelihood).toBeCloseTo(-632.54, 1)
  // Their filtered level of 1970 and its variance, 798.37 and 4032.16.
  expect(found.level).toBeCloseTo(798.37, 1)
  expect(found.levelError ** 2).toBeCloseTo(4032.2, 0)
})

test('another unit and another zero move the answer and nothing else', () => {
  const plain = localLevel(nile)!
  const moved = localLevel(nile.map((value) => 3 * value - 5000))!
  expect(moved.observationVariance / plain.observationVariance).toBeCloseTo(9, 4)
  expect(moved.levelVariance / plain.levelVariance).toBeCloseTo(9, 3)
  expect(moved.level).toBeCloseTo(3 * plain.level - 5000, 1)
})

test('what does not vary has no variances', () => {
  expect(localLevel([4, 4, 4, 4])).toBeUndefined()
  expect(() => localLevel([1, 2])).toThrow(RangeError)
})
