import fc from 'fast-check'
import { expect, test } from 'vitest'

import { benjaminiHochberg, holm } from './multiplicity.ts'

const PS = [0.01, 0.02, 0.03, 0.04, 0.05]

test("R's p.adjust, worked by hand", () => {
  const rounded = (ps: number[]) => ps.map((p) => Math.round(p * 1e12) / 1e12)
  expect(rounded(holm(PS))).toEqual([0.05, 0.08, 0.09, 0.09, 0.09])
  expect(rounded(benjaminiHochberg(PS))).toEqual([0.05, 0.05, 0.05, 0.05, 0.05])
  expect(rounded(holm([0.5, 0.001, 0.04]))).toEqual([0.5, 0.003, 0.08])
  expect(rounded(benjaminiHochberg([0.5, 0.001, 0.04]))).toEqual([0.5, 0.003, 0.06])
  expect(holm([])).toEqual([])
})

test('adjusting never lowers a p, keeps the order, and Holm is the more careful', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (ps) => {
      const careful = holm(ps)
      const liberal = benjaminiHochberg(ps)
      ps.forEach((p, one) => {
        expect(liberal[one]).toBeGreaterThanOrEqual(p - 1e-12)
        expect(careful[one]).toBeGreaterThanOrEqual(liberal[one]! - 1e-12)
        ps.forEach((other, at) => {
          expect(p >= other || careful[one]! <= careful[at]!).toBe(true)
        })
      })
    }),
    { seed: 4, numRuns: 300 },
  )
})

test('what is no probability is refused', () => {
  expect(() => holm([0.1, 1.2])).toThrow(RangeError)
  expect(() => benjaminiHochberg([Number.NaN])).toThrow(RangeError)
})
