import { expect, test } from 'vitest'

import { normals, simulatedSeries } from '#tests/support/simulated-series.ts'

import { againstOwnPast, type AgainstOwnPast } from './own-past.ts'

function read(values: readonly (number | null)[]): AgainstOwnPast {
  const found = againstOwnPast(values)
  if ('refused' in found) throw new Error(found.refused)
  return found
}

const calm = { days: 100, rho: 0.3, trend: 0.001, changedFrom: 100, change: 0 }
const replaced = (values: number[], value: (last: number) => number) => values.with(-1, value(values.at(-1)!))

test('a day that falls by a third is unusual, a weekend is not', () => {
  const values = simulatedSeries(normals(3), calm)
  expect(read(values).isUnusual).toBe(false)
  const fallen = read(replaced(values, (last) => last * 0.67))
  expect(fallen.isUnusual).toBe(true)
  expect(fallen.score).toBeLessThan(-3.5)
  // Days 0 to 6 of a week whose weekends are lower by a fifth: each is usual for its own kind.
  const unusual = [92, 93, 94, 95, 96, 97, 98].filter((day) => read(values.slice(0, day + 1)).isUnusual)
  expect(unusual).toEqual([])
})

test('one wild day in the past changes nothing much', () => {
  const values = simulatedSeries(normals(3), calm)
  const wild = values.with(70, 1e6)
  expect(read(wild).expected / read(values).expected).toBeCloseTo(1, 1)
  expect(read(replaced(wild, (last) => last * 0.6)).isUnusual).toBe(true)
})

test('a steady line is expected to go on', () => {
  const line = Array.from({ length: 80 }, (_, day) => 100 + 3 * day + (day % 7) * 10 + (day % 2))
  expect(read(line).expected).toBeCloseTo(line.at(-1)!, -0.5)
  expect(read(line).isUnusual).toBe(false)
})

test('unchanged metrics rarely ring', () => {
  let rung = 0
  const normal = normals(9)
  for (let time = 0; time < 2000; time++) if (read(simulatedSeries(normal, calm)).isUnusual) rung++
  // The standard error of a simulated 1 % is 0.22 points.
  expect(rung / 2000).toBeLessThan(0.015)
})

test('what never varied rings at any difference; what was not measured is refused', () => {
  const still = Array.from({ length: 90 }, () => 5)
  expect(read(still)).toMatchObject({ score: 0, isUnusual: false, expected: 5 })
  expect(read(still.with(-1, 6))).toMatchObject({ score: Infinity, isUnusual: true })
  expect(againstOwnPast([...still, null])).toEqual({ refused: 'not measured', moreDays: 1 })
  expect(againstOwnPast([])).toEqual({ refused: 'not measured', moreDays: 1 })
  expect(againstOwnPast(still.slice(0, 20))).toMatchObject({ refused: 'too little before' })
  const short = againstOwnPast(still.slice(0, 45))
  expect('refused' in short && short.moreDays).toBe(5)
  expect(againstOwnPast(still.slice(0, 50))).not.toHaveProperty('refused')
})
