import { readFileSync } from 'node:fs'
import path from 'node:path'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { compareAdjustedGroups } from './adjusted-groups.ts'
import { alwaysValid } from './always-valid.ts'
import { sampleRatio } from './shares.ts'
import { armOfMean, armOfRatio, armOfShare, armOfValues, compareGroups, type PairedSums } from './two-groups.ts'

type Expected = { expected: number; ci: [number, number]; p: number; se?: number }
type Sums = { n: number; post_sum: number; post_ss: number; pre_sum: number; pre_ss: number; sp: number }
type ShareCase = { kind: 'proportion'; a: { n: number; sum: number }; b: { n: number; sum: number } } & Record<
  'relative' | 'relative_seq5000' | 'absolute' | 'absolute_seq5000',
  Expected
>
type MeanCase = { kind: 'cuped_mean'; a: Sums; b: Sums; theta: number } & Record<
  'relative' | 'raw_relative' | 'raw_relative_seq1000' | 'absolute' | 'raw_absolute' | 'raw_absolute_seq1000',
  Expected
>
type RatioCase = { kind: 'srm'; cases: { users: number[]; weights: number[]; p: number }[] }

// As computed by gbstats 8f1db445 with scipy 1.10.1 (GrowthBook, MIT).
const file = readFileSync(path.join(import.meta.dirname, 'references/gbstats-vectors.json'), 'utf8')
// The file's shape is its own, and fixed.
const { cases } = JSON.parse(file) as { cases: (ShareCase | MeanCase | RatioCase)[] }
const shares = cases.filter((one) => one.kind === 'proportion')
const means = cases.filter((one) => one.kind === 'cuped_mean')

const near = (found: number, expected: number) => expect(Math.abs(found - expected)).toBeLessThan(1e-9)

type Found = { effect: number; p: number; interval: readonly [number, number]; error?: number } | undefined
function same(found: Found, expected: Expected) {
  expect(found).toBeDefined()
  near(found!.effect, expected.expected)
  near(found!.p, expected.p)
  near(found!.interval[0], expected.ci[0])
  near(found!.interval[1], expected.ci[1])
  if (found!.error !== undefined && expected.se !== undefined) near(found!.error, expected.se)
}

describe('published reference values, to 1e-9', () => {
  test.each(shares)('shares: $a against $b', (one) => {
    const a = armOfShare(one.a.sum, one.a.n)
    const b = armOfShare(one.b.sum, one.b.n)
    expect.hasAssertions()
    for (const scale of ['absolute', 'relative'] as const) {
      const found = compareGroups(a, b, scale)
      same(found, one[scale])
      const valid = alwaysValid(found!, { members: a.n + b.n, expectedMembers: 5000 })
      same({ effect: found!.effect, ...valid }, one[`${scale}_seq5000`])
    }
  })

  const paired = ({ n, post_sum, post_ss, pre_sum, pre_ss, sp }: Sums): PairedSums => ({
    n,
    of: { sum: post_sum, squares: post_ss },
    by: { sum: pre_sum, squares: pre_ss },
    products: sp,
  })
  test.each(means)('means with and without CUPED: $a.n against $b.n', (one) => {
    const [a, b] = [one.a, one.b].map(paired) as [PairedSums, PairedSums]
    expect.hasAssertions()
    for (const scale of ['absolute', 'relative'] as const) {
      const adjusted = compareAdjustedGroups(a, b, scale)
      near(adjusted!.theta, one.theta)
      same(adjusted, one[scale])
      const raw = compareGroups(armOfMean({ n: a.n, ...a.of }), armOfMean({ n: b.n, ...b.of }), scale)
      same(raw, one[`raw_${scale}`])
      const valid = alwaysValid(raw!, { members: a.n + b.n, expectedMembers: 1000 })
      same({ effect: raw!.effect, ...valid }, one[`raw_${scale}_seq1000`])
    }
  })

  test('sample ratio mismatch', () => {
    for (const { users, weights, p } of cases.filter((one) => one.kind === 'srm').flatMap((one) => one.cases))
      expect(Math.abs(sampleRatio(users, weights).p - p)).toBeLessThan(1e-9)
  })

  test('every case of the file was tried', () => {
    expect([shares.length, means.length, cases.length]).toEqual([20, 15, 36])
  })

  test("R's t.test(extra ~ group, data = sleep)", () => {
    const one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    const other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    const found = compareGroups(armOfValues(other), armOfValues(one), 'absolute')!
    expect(found.effect / found.error).toBeCloseTo(-1.860813, 6)
    expect(found.degrees).toBeCloseTo(17.77647, 5)
    expect(found.p).toBeCloseTo(0.07939414, 8)
    expect(found.interval[0]).toBeCloseTo(-3.3654832, 7)
    expect(found.interval[1]).toBeCloseTo(0.2054832, 7)
  })
})

test('a tail far out is not rounded to nothing', () => {
  const found = compareGroups({ n: 501, mean: 0, variance: 250.5 }, { n: 501, mean: 9, variance: 250.5 }, 'absolute')!
  expect(found.degrees).toBeCloseTo(1000, 9)
  expect(found.p / 1.113e-18).toBeCloseTo(1, 3)
})

const arm = fc.record({
  n: fc.integer({ min: 2, max: 10_000 }),
  mean: fc.double({ min: 0.1, max: 1000, noNaN: true }),
  variance: fc.double({ min: 0.01, max: 1000, noNaN: true }),
})

describe('for all groups', () => {
  test('exchanging the groups turns the absolute effect round and keeps p', () => {
    fc.assert(
      fc.property(arm, arm, (a, b) => {
        const there = compareGroups(a, b, 'absolute')!
        const back = compareGroups(b, a, 'absolute')!
        expect(back.effect).toBe(-there.effect)
        expect(back.interval[0]).toBeCloseTo(-there.interval[1], 8)
        expect(back.p).toBeCloseTo(there.p, 12)
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  test('another unit changes no p and no relative effect; another zero changes no absolute one', () => {
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true })
    fc.assert(
      fc.property(arm, arm, factor, (a, b, unit) => {
        const scaled = [a, b].map((one) => ({ n: one.n, mean: one.mean * unit, variance: one.variance * unit ** 2 }))
        const plain = compareGroups(a, b, 'relative')!
        const found = compareGroups(scaled[0]!, scaled[1]!, 'relative')!
        expect(found.effect - plain.effect).toBeCloseTo(0, 8)
        expect(found.p).toBeCloseTo(plain.p, 8)
        const shifted = [a, b].map((one) => ({ ...one, mean: one.mean + unit }))
        const moved = compareGroups(shifted[0]!, shifted[1]!, 'absolute')!
        expect(moved.p).toBeCloseTo(compareGroups(a, b, 'absolute')!.p, 8)
      }),
      { seed: 2, numRuns: 200 },
    )
  })

  test('an always-valid interval holds the fixed one', () => {
    fc.assert(
      fc.property(arm, arm, fc.integer({ min: 100, max: 100_000 }), (a, b, expectedMembers) => {
        const fixed = compareGroups({ ...a, n: a.n + 30 }, { ...b, n: b.n + 30 }, 'absolute')!
        const valid = alwaysValid(fixed, { members: a.n + b.n + 60, expectedMembers })
        expect(valid.interval[0]).toBeLessThanOrEqual(fixed.interval[0])
        expect(valid.interval[1]).toBeGreaterThanOrEqual(fixed.interval[1])
        // p and interval say the same.
        const isAway = valid.interval[0] > 1e-9 || valid.interval[1] < -1e-9
        expect(valid.p < 0.05 + 1e-9 || !isAway).toBe(true)
        expect(valid.p > 0.05 - 1e-9 || valid.interval[0] > 0 || valid.interval[1] < 0).toBe(true)
      }),
      { seed: 3, numRuns: 200 },
    )
  })
})

test('a ratio of two constants has their ratio, and a constant denominator leaves the variance of a mean', () => {
  const values = [3, 5, 1, 8, 4]
  const sum = values.reduce((total, one) => total + one, 0)
  const squares = values.reduce((total, one) => total + one ** 2, 0)
  const found = armOfRatio({ n: 5, of: { sum, squares }, by: { sum: 10, squares: 20 }, products: 2 * sum })
  const plain = armOfValues(values)
  expect(found.mean).toBeCloseTo(plain.mean / 2, 12)
  expect(found.variance).toBeCloseTo(plain.variance / 4, 12)
})

test('what cannot be compared is undefined, what cannot be is refused', () => {
  expect(compareGroups(armOfValues([2, 2]), armOfValues([3, 3]), 'absolute')).toBeUndefined()
  expect(compareGroups(armOfValues([-1, 1]), armOfValues([3, 4]), 'relative')).toBeUndefined()
  expect(() => compareGroups({ n: 1, mean: 1, variance: 1 }, armOfValues([3, 4]), 'absolute')).toThrow(RangeError)
  expect(() => compareGroups({ n: 5, mean: 1, variance: -1 }, armOfValues([3, 4]), 'absolute')).toThrow(RangeError)
  expect(() => compareGroups(armOfValues([1, 2]), armOfValues([3, 4]), 'absolute', 1)).toThrow(RangeError)
  expect(() => armOfShare(5, 4)).toThrow(RangeError)
  expect(() => alwaysValid({ effect: 1, error: 1 }, { members: 1 })).toThrow(RangeError)
})
