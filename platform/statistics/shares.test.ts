import { describe, expect, test } from 'vitest'

import { normals } from '#tests/support/simulated-series.ts'

import { armOfPromoters, promoterScore } from './promoters.ts'
import { differenceOfShares, sampleRatio, wilsonInterval } from './shares.ts'
import { compareGroups } from './two-groups.ts'

describe("R's prop.test", () => {
  test('prop.test(c(56, 70), c(300, 320), correct = FALSE)', () => {
    const { interval } = differenceOfShares({ successes: 56, n: 300 }, { successes: 70, n: 320 })
    expect(interval[0]).toBeCloseTo(-0.09529427, 8)
    expect(interval[1]).toBeCloseTo(0.03112761, 8)
  })

  test('prop.test(56, 300, correct = FALSE) is the interval of Wilson', () => {
    const [low, high] = wilsonInterval({ successes: 56, n: 300 })
    expect(low).toBeCloseTo(0.1466375, 7)
    expect(high).toBeCloseTo(0.2346188, 7)
  })

  test('a two by two table by hand', () => {
    // N(ad − bc)² ÷ the product of the four margins = 31 · 49² / (19 · 12 · 17 · 14) = 1.3717; √ = 1.1712, two-sided 0.2415.
    expect(differenceOfShares({ successes: 12, n: 19 }, { successes: 5, n: 12 }).p).toBeCloseTo(0.2415, 4)
  })
})

test('the interval of a share stays within 0 and 1, also for none and all', () => {
  expect(wilsonInterval({ successes: 0, n: 10 })[0]).toBe(0)
  expect(wilsonInterval({ successes: 0, n: 10 })[1]).toBeCloseTo(0.2775, 4)
  expect(wilsonInterval({ successes: 10, n: 10 })[1]).toBe(1)
  expect(() => wilsonInterval({ successes: 11, n: 10 })).toThrow(RangeError)
  expect(() => wilsonInterval({ successes: 0, n: 0 })).toThrow(RangeError)
  expect(differenceOfShares({ successes: 0, n: 5 }, { successes: 0, n: 5 }).p).toBeUndefined()
})

test('unequal groups are held against their weights, in any unit', () => {
  expect(sampleRatio([900, 100], [9, 1])).toEqual({ chiSquare: 0, p: 1 })
  expect(sampleRatio([1000, 1200, 900], [33, 33, 34]).p / 2.2471814507756557e-12).toBeCloseTo(1, 4)
  expect(() => sampleRatio([0, 0], [1, 1])).toThrow(RangeError)
  expect(() => sampleRatio([5, 5], [1, 0])).toThrow(RangeError)
  expect(() => sampleRatio([5], [1])).toThrow(RangeError)
})

describe('net promoter score', () => {
  test('is the share of promoters less that of detractors', () => {
    const { score, interval } = promoterScore({ promoters: 50, passives: 30, detractors: 20 })
    expect(score).toBeCloseTo(0.3, 12)
    // By hand: (50.75 − 20.75)/103, variance (50.75 + 20.75)/103 − that² = 0.609341, z = 1.959964.
    expect(interval[0]).toBeCloseTo(0.291262 - 0.15075, 5)
    expect(interval[1]).toBeCloseTo(0.291262 + 0.15075, 5)
  })

  test('is compared between groups with its own variance', () => {
    const before = armOfPromoters({ promoters: 40, passives: 30, detractors: 30 })
    const after = armOfPromoters({ promoters: 60, passives: 30, detractors: 10 })
    expect(before.variance).toBeCloseTo(0.69, 12)
    expect(compareGroups(before, after, 'absolute')!.effect).toBeCloseTo(0.4, 12)
  })

  test('has an interval also when all agree', () => {
    const { score, interval } = promoterScore({ promoters: 8, passives: 0, detractors: 0 })
    expect(score).toBe(1)
    expect(interval[0]).toBeLessThan(0.8)
    expect(interval[1]).toBe(1)
    expect(() => promoterScore({ promoters: 0, passives: 0, detractors: 0 })).toThrow(RangeError)
  })

  test('its interval of 25 answers holds the truth about 95 times in a hundred', () => {
    const normal = normals(11)
    const repetitions = 4000
    let held = 0
    for (let time = 0; time < repetitions; time++) {
      const counts = { promoters: 0, passives: 0, detractors: 0 }
      // Half promoters, three tenths passives, a fifth detractors, cut from a normal.
      for (let one = 0; one < 25; one++) {
        const drawn = normal()
        counts[drawn > 0 ? 'promoters' : drawn > -0.8416212 ? 'passives' : 'detractors']++
      }
      const { interval } = promoterScore(counts)
      if (interval[0] <= 0.3 && 0.3 <= interval[1]) held++
    }
    // Three standard errors of a simulated 95 % are 1.03 points.
    expect(held / repetitions).toBeGreaterThan(0.9397)
    expect(held / repetitions).toBeLessThan(0.975)
  })
})
