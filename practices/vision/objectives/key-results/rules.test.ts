import { expect, test } from 'vitest'

import {
  dayNumber,
  dayOfNumber,
  elapsed,
  inWords,
  keptShare,
  meansOver,
  type Promised,
  promiseInWords,
  standingOf,
  standingOfObjective,
  statusOfPace,
  suggestedGrade,
  whyNotFollow,
  whyNotGrade,
  whyNotMeasure,
  whyNotPromise,
} from './rules.ts'

// 100 days, so that a day is a hundredth of the time.
const days = { startsOn: '2026-01-01', dueOn: '2026-04-11' }
const increase: Promised = { kind: 'increase', start: 20, target: 40, ...days }
const at = (promised: Promised, value: number | null, today: string, deliveredOn: string | null = null) =>
  standingOf(promised, { value, deliveredOn }, today)

test.each([
  [1.2, 'on-track'],
  [0.95, 'on-track'],
  [0.9499, 'at-risk'],
  [0.75, 'at-risk'],
  [0.7499, 'off-track'],
  [0, 'off-track'],
])('a pace of %d is %s', (pace, status) => {
  expect(statusOfPace(pace)).toBe(status)
})

test('time passes from the first day to the due one, not before and not beyond', () => {
  expect(
    ['2025-12-01', '2026-01-01', '2026-02-20', '2026-04-11', '2026-05-01'].map((day) =>
      elapsed(days.startsOn, days.dueOn, day),
    ),
  ).toEqual([0, 0, 0.5, 1, 1])
})

test.each([
  // value, progress, pace, status half way through the time
  [30, 0.5, 1, 'on-track'],
  [29.5, 0.475, 0.95, 'on-track'],
  [28, 0.4, 0.8, 'at-risk'],
  [25, 0.25, 0.5, 'off-track'],
  [15, 0, 0, 'off-track'],
  [40, 1, 2, 'done'],
  [50, 1, 3, 'done'],
])('an increase that stands at %d half way', (value, progress, pace, status) => {
  const standing = at(increase, value, '2026-02-20')
  expect(standing).toMatchObject({ expected: 0.5, status })
  expect(standing.progress).toBeCloseTo(progress)
  expect(standing.pace).toBeCloseTo(pace)
})

test('a decrease goes the other way', () => {
  const decrease: Promised = { kind: 'decrease', start: 12, target: 6, ...days }
  expect(at(decrease, 9, '2026-02-20')).toMatchObject({ progress: 0.5, pace: 1, status: 'on-track' })
  expect(at(decrease, 13, '2026-02-20')).toMatchObject({ progress: 0, status: 'off-track' })
  expect(at(decrease, 5, '2026-02-20')).toMatchObject({ progress: 1, status: 'done' })
})

test('nothing is said before there is something to say', () => {
  expect(at(increase, null, '2026-02-20')).toEqual({ progress: 0, expected: 0.5, pace: null, status: null })
  expect(at(increase, 20, '2026-01-01')).toMatchObject({ pace: null, status: null })
})

test('after the due day the whole way was due', () => {
  expect(at(increase, 39, '2026-09-01')).toMatchObject({ expected: 1, status: 'on-track' })
  expect(at(increase, 30, '2026-09-01')).toMatchObject({ pace: 0.5, status: 'off-track' })
})

test('a value to keep is judged by the time it was kept', () => {
  const keep: Promised = { kind: 'keep above', start: 0, target: 99, ...days }
  const readings = [
    { on: '2026-01-01', value: 99.5 },
    { on: '2026-01-21', value: 98 },
    { on: '2026-01-26', value: 99 },
  ]
  // 20 days above, 5 below, 25 at the threshold.
  expect(keptShare('keep above', 99, readings, '2026-02-20')).toBe(0.9)
  expect(keptShare('keep below', 99, readings, '2026-02-20')).toBe(0.6)
  expect(keptShare('keep above', 99, [], '2026-02-20')).toBeNull()
  expect(keptShare('keep above', 99, [{ on: '2026-02-20', value: 100 }], '2026-02-20')).toBe(1)
  expect(standingOf(keep, { value: 99, deliveredOn: null, readings }, '2026-02-20')).toEqual({
    progress: 0.9,
    expected: null,
    pace: 0.9,
    status: 'at-risk',
  })
  const brokenToday = [
    { on: '2026-01-01', value: 99.5 },
    { on: '2026-02-20', value: 90 },
  ]
  expect(standingOf(keep, { value: 90, deliveredOn: null, readings: brokenToday }, '2026-02-20').status).toBe('at-risk')
})

test('a delivery date goes by when it is expected', () => {
  const delivery: Promised = {
    kind: 'delivery date',
    start: dayNumber(days.startsOn),
    target: dayNumber(days.dueOn),
    ...days,
  }
  const expected = (day: string, today: string) => at(delivery, dayNumber(day), today)
  expect(expected('2026-04-11', '2026-02-20')).toMatchObject({ progress: 0.5, pace: 1, status: 'on-track' })
  // 100 days planned, 125 now expected.
  expect(expected('2026-05-06', '2026-02-20')).toMatchObject({ pace: 0.8, status: 'at-risk' })
  // The expected day has gone by: it is today at the earliest.
  expect(expected('2026-04-11', '2026-07-20')).toMatchObject({ pace: 0.5, status: 'off-track', progress: 0.99 })
  expect(at(delivery, null, '2026-02-20')).toMatchObject({ pace: 1, status: 'on-track' })
  expect(at(delivery, dayNumber('2026-05-06'), '2026-06-01', '2026-05-06')).toMatchObject({
    progress: 1,
    status: 'done',
  })
  expect(dayOfNumber(dayNumber('2026-04-11'))).toBe('2026-04-11')
})

test('the grade suggested is how much of it came true, in tenths', () => {
  const grade = (promised: Promised, value: number | null, deliveredOn: string | null = null) =>
    suggestedGrade(promised, { value, deliveredOn }, '2026-05-01')
  expect(grade(increase, 33)).toBe(0.7)
  expect(grade(increase, 99)).toBe(1)
  expect(grade(increase, 10)).toBe(0)
  const delivery: Promised = {
    kind: 'delivery date',
    start: dayNumber(days.startsOn),
    target: dayNumber(days.dueOn),
    ...days,
  }
  expect(grade(delivery, null)).toBe(0)
  expect(grade(delivery, null, '2026-04-01')).toBe(1)
  expect(grade(delivery, null, '2026-05-06')).toBe(0.8)
})

test('an objective stands where its key results stand, and none hides another', () => {
  const running = (progress: number, pace: number) => ({ progress, expected: 0.5, pace, status: statusOfPace(pace) })
  expect(standingOfObjective([])).toEqual({ progress: 0, pace: null, status: null })
  expect(standingOfObjective([running(0.9, 1.8), running(0.3, 0.6)])).toMatchObject({ pace: 0.8, status: 'at-risk' })
  const done = { progress: 1, expected: 0.5, pace: 2, status: 'done' as const }
  expect(standingOfObjective([done, done]).status).toBe('done')
  expect(standingOfObjective([done, running(0.5, 1)])).toMatchObject({ pace: 1, status: 'on-track' })
})

test.each([
  [{ ...increase, dueOn: '2026-01-01' }, 'DUE_BEFORE_START'],
  [{ ...increase, target: 20 }, 'NO_WAY_TO_GO'],
  [{ ...increase, target: 10 }, 'WRONG_WAY'],
  [{ ...increase, kind: 'decrease' as const }, 'WRONG_WAY'],
  [{ ...increase, kind: 'keep below' as const, target: 20 }, undefined],
  [increase, undefined],
])('promising %o: %s', (promised, refusal) => {
  expect(whyNotPromise(promised)).toBe(refusal)
})

test('metrics have numbers, linked work has a share', () => {
  expect(whyNotFollow('metric', 'milestone')).toBe('DOES_NOT_FIT')
  expect(whyNotFollow('metric', 'keep above')).toBeUndefined()
  expect(whyNotFollow('linked work', 'increase')).toBe('DOES_NOT_FIT')
  expect(whyNotFollow('linked work', 'milestone')).toBeUndefined()
  expect(whyNotFollow('by hand', 'delivery date')).toBeUndefined()
})

test('values come by hand where nothing else brings them, while it runs', () => {
  expect(whyNotMeasure({ source: 'by hand', isRunning: true })).toBeUndefined()
  expect(whyNotMeasure({ source: 'metric', isRunning: true })).toBe('COMES_BY_ITSELF')
  expect(whyNotMeasure({ source: 'by hand', isRunning: false })).toBe('NOT_RUNNING')
})

test('what went on is graded where it went', () => {
  const ran = { objectiveState: 'active', activatedAt: new Date(), rolledToId: null, droppedAt: null }
  expect(whyNotGrade(ran)).toBeUndefined()
  expect(whyNotGrade({ ...ran, rolledToId: 'x' })).toBe('ROLLED_OVER')
  expect(whyNotGrade({ ...ran, objectiveState: 'done' })).toBe('NOT_RUNNING')
})

test('a promise in words', () => {
  expect(promiseInWords({ ...increase, unit: '%' })).toBe('increase from 20 % to 40 %, by 2026-04-11')
  expect(promiseInWords({ ...increase, kind: 'keep below', unit: 'ms' })).toBe('keep below 40 ms, until 2026-04-11')
  expect(inWords({ kind: 'increase', unit: '' }, null)).toBeNull()
})

test('a mean of some days rests on those days that were measured', () => {
  const points = ['01', '02', '03', '07'].map((day, i) => ({ day: `2026-01-${day}`, value: (i + 1) * 10 }))
  expect(meansOver(points, 1)).toEqual(points)
  expect(meansOver(points, 3).map(({ value }) => value)).toEqual([10, 15, 20, 40])
  expect(meansOver(points, 5).map(({ value }) => value)).toEqual([10, 15, 20, 35])
})
