import { expect, test } from 'vitest'

import { normals } from '#tests/support/simulated-series.ts'

import { type DifferenceInDifferences, differenceInDifferences, type Unit } from './difference-in-differences.ts'

type Shape = { effect: number; drift?: number; people?: number; clusters?: number; together?: number }

/** People who differ, whose level falls for all by 3 after the change; `drift` is what the treated gain a period by themselves. */
function peopleOf(seed: number, { effect, drift = 0, people = 120, clusters = 0, together = 0 }: Shape): Unit[] {
  const normal = normals(seed)
  const shared = Array.from({ length: clusters }, () => together * normal())
  return Array.from({ length: people }, (_, index) => {
    const isTreated = index % 2 === 0
    const level = 50 + (isTreated ? 8 : 0) + 5 * normal()
    const cluster = clusters ? index % clusters : undefined
    const moved = (isTreated ? effect : 0) - 3 + (cluster === undefined ? 0 : shared[cluster]!)
    const value = (period: number) => level + (isTreated ? drift * period : 0) + 2 * normal()
    return {
      ...(cluster === undefined ? {} : { cluster: `cluster ${cluster}` }),
      isTreated,
      before: [0, 1, 2, 3, 4].map(value),
      after: [5, 6, 7].map((period) => value(period) + moved),
    }
  })
}

function read(units: Unit[]): DifferenceInDifferences {
  const found = differenceInDifferences(units)
  if ('refused' in found) throw new Error(found.refused)
  return found
}

test('what moved only the treated is found, what moved all is not', () => {
  const { absolute, relative, clusters } = read(peopleOf(1, { effect: 4 }))
  expect(absolute.interval[0]).toBeLessThan(4)
  expect(absolute.interval[1]).toBeGreaterThan(4)
  expect(absolute.p).toBeLessThan(0.001)
  // Without the change the treated would stand at 55.
  expect(relative!.effect).toBeCloseTo(absolute.effect / 55, 2)
  expect(relative!.p).toBeLessThan(0.001)
  expect(clusters).toEqual({ treated: 60, control: 60 })
})

test('by hand, for people without noise between them', () => {
  const units = Array.from({ length: 20 }, (_, index) => {
    const isTreated = index < 10
    const own = index % 10
    return { isTreated, before: [own, own, own], after: [own + (isTreated ? 5 : 2) + (own % 2)] }
  })
  const { absolute } = read(units)
  expect(absolute.effect).toBeCloseTo(3, 12)
  // Gains vary by ½ on either side, s² = 0.25 · 10/9: SE² = 2 · 0.2778/10.
  expect(absolute.error).toBeCloseTo(Math.sqrt(0.5 / 9), 12)
  expect(absolute.degrees).toBeCloseTo(18, 9)
})

test('slopes that differed before are refused', () => {
  const found = differenceInDifferences(peopleOf(2, { effect: 0, drift: 1 }))
  expect(found).toMatchObject({ refused: 'slopes differ before' })
  expect('preTrend' in found && found.preTrend!.effect).toBeCloseTo(1, 0)
})

test('people who move together are not counted as many', () => {
  const shape = { effect: 0, people: 240, clusters: 24, together: 4 }
  let alone = 0
  let clustered = 0
  let refused = 0
  for (let seed = 0; seed < 300; seed++) {
    const units = peopleOf(100 + seed, shape)
    const asOne = differenceInDifferences(units)
    const asMany = differenceInDifferences(units.map(({ isTreated, before, after }) => ({ isTreated, before, after })))
    if ('refused' in asOne || 'refused' in asMany) {
      refused++
      continue
    }
    if (asOne.absolute.p < 0.05) clustered++
    if (asMany.absolute.p < 0.05) alone++
  }
  // The pre-trend check refuses about one in twenty of groups that are alike, and then sees them as people or as clusters.
  expect(refused / 300).toBeLessThan(0.15)
  expect(alone / 300).toBeGreaterThan(0.3)
  expect(clustered / 300).toBeLessThan(0.09)
})

test('too few are refused with what is missing', () => {
  const units = peopleOf(3, { effect: 1, people: 30 })
  expect(differenceInDifferences(units.slice(0, 14))).toEqual({ refused: 'too few clusters', missing: 3 })
  expect(differenceInDifferences([])).toEqual({ refused: 'too few clusters', missing: 10 })
  const short = units.map((unit) => ({ ...unit, before: unit.before.slice(0, 2) }))
  expect(differenceInDifferences(short)).toEqual({ refused: 'too few periods', missing: 1 })
  expect(differenceInDifferences(units.map((unit) => ({ ...unit, after: [] })))).toEqual({
    refused: 'too few periods',
    missing: 1,
  })
  const constant = units.map((unit) => ({ ...unit, before: [1, 1, 1], after: [1] }))
  expect(differenceInDifferences(constant)).toEqual({ refused: 'constant' })
  expect(() => differenceInDifferences([...units, { isTreated: true, before: [1], after: [1] }])).toThrow(RangeError)
})
