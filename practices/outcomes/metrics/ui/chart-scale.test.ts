import { expect, test } from 'vitest'

import { addDays } from '#platform/time/days.ts'

import { dayTicks, linePath, nearestTo, scaleOf, ticksOf, weekMeans } from './chart-scale.ts'
import { csvOf } from './export-chart.ts'

test.each([
  [0, 100, 4, [0, 25, 50, 75, 100]],
  [41.2, 56.9, 4, [40, 45, 50, 55, 60]],
  [0.1, 0.35, 5, [0.1, 0.15, 0.2, 0.25, 0.3, 0.35]],
  [-3, 4, 4, [-4, -2, 0, 2, 4]],
])('from %d to %d in about %d steps', (low, high, wanted, ticks) => {
  expect(ticksOf(low, high, wanted)).toEqual(ticks)
})

test('one value alone still has an axis around it', () => {
  const ticks = ticksOf(5, 5)
  expect(ticks[0]!).toBeLessThan(5)
  expect(ticks.at(-1)!).toBeGreaterThan(5)
  expect(ticksOf(0, 0).length).toBeGreaterThan(1)
})

test('long spans are marked by months, short ones by days', () => {
  expect(dayTicks('2026-01-15', '2026-04-20', 12)).toEqual(['2026-02-01', '2026-03-01', '2026-04-01'])
  expect(dayTicks('2025-01-01', '2026-01-01', 5)).toEqual([
    '2025-01-01',
    '2025-04-01',
    '2025-07-01',
    '2025-10-01',
    '2026-01-01',
  ])
  expect(dayTicks('2026-05-01', '2026-05-11', 5)).toEqual([
    '2026-05-01',
    '2026-05-03',
    '2026-05-05',
    '2026-05-07',
    '2026-05-09',
    '2026-05-11',
  ])
})

const box = { width: 120, height: 70, left: 10, right: 10, top: 10, bottom: 10 }
const scale = scaleOf(box, { from: '2026-05-01', to: '2026-05-11' }, { low: 0, high: 10 })

test('days run from left to right, values upward', () => {
  expect([scale.xOf('2026-05-01'), scale.xOf('2026-05-11')]).toEqual([10, 110])
  expect([scale.yOf(0), scale.yOf(10)]).toEqual([60, 10])
  expect(scale.dayAt(62)).toBe('2026-05-06')
  expect([scale.dayAt(-5), scale.dayAt(500)]).toEqual(['2026-05-01', '2026-05-11'])
})

const on = (day: number, value = 5) => ({ day: `2026-05-${String(day).padStart(2, '0')}`, value })
const strokes = (path: string) => path.match(/M/g)?.length ?? 0

test('a hole in a daily metric breaks the line, the days between weekly values do not', () => {
  expect(strokes(linePath([on(1), on(2), on(3), on(8), on(9)], scale))).toBe(2)
  expect(strokes(linePath([on(1), on(2), on(5), on(6)], scale))).toBe(1)
  expect(strokes(linePath([on(1), on(8), on(15), on(22)], scale))).toBe(1)
  expect(linePath([], scale)).toBe('')
})

test('a week is evened out only for a long line of single days', () => {
  const daily = Array.from({ length: 84 }, (_, index) => ({
    day: addDays('2026-01-05', index),
    value: index % 7 === 6 ? 0 : 7,
  }))
  const means = weekMeans(daily)!
  expect(means[0]!.day).toBe('2026-01-08')
  expect(new Set(means.slice(6).map(({ value }) => value))).toEqual(new Set([6]))
  expect(weekMeans(daily.slice(0, 69))).toBeUndefined()
  expect(weekMeans(daily.map((point, index) => ({ ...point, day: addDays('2026-01-05', index * 7) })))).toBeUndefined()
})

test('the nearest point is read', () => {
  const points = [on(1), on(4), on(10)]
  expect(nearestTo(points, '2026-05-03')).toBe(points[1])
  expect(nearestTo(points, '2026-06-01')).toBe(points[2])
  expect(nearestTo([], '2026-06-01')).toBeUndefined()
})

test('exported notes stay in their cell and become no formula', () => {
  expect(csvOf([{ ...on(1), note: '=1+1, "quoted"', source: 'hand' }])).toBe(
    'day,value,note\r\n2026-05-01,5,"\'=1+1, ""quoted"""',
  )
})
