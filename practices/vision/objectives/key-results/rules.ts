import { addDays, daysBetween } from '#platform/time/days.ts'

export const KEY_RESULT_KINDS = [
  'increase',
  'decrease',
  'keep above',
  'keep below',
  'milestone',
  'delivery date',
] as const
export type KeyResultKind = (typeof KEY_RESULT_KINDS)[number]

export const VALUE_SOURCES = ['by hand', 'metric', 'linked work'] as const
export type ValueSource = (typeof VALUE_SOURCES)[number]

export const STATUSES = ['on-track', 'at-risk', 'off-track', 'done'] as const
export type Status = (typeof STATUSES)[number]

/** How the words of a status stand in a record's state. */
export const STATUS_WORDS: Record<Status, string> = {
  'on-track': 'on track',
  'at-risk': 'at risk',
  'off-track': 'off track',
  done: 'reached',
}

/** What a key result promises. For a delivery date, `start`, `target` and values are day numbers (`dayNumber`). */
export type Promised = { kind: KeyResultKind; start: number; target: number; startsOn: string; dueOn: string }

/** What was measured on a day. */
export type Reading = { on: string; value: number }

export type Standing = {
  /** How much of the way is done, 0 to 1. */
  progress: number
  /** Where it should be today, 0 to 1: the mark on the bar. Null for what is to be kept. */
  expected: number | null
  /** How fast it goes against how fast it should, 1 being just right. Null while there is nothing to compare. */
  pace: number | null
  status: Status | null
}

const within = (share: number) => Math.min(1, Math.max(0, share))
const EPOCH = '1970-01-01'

/** A day as a number that can be drawn and compared: days since 1970-01-01. */
export const dayNumber = (day: string) => daysBetween(EPOCH, day)

export const isKept = (kind: KeyResultKind) => kind === 'keep above' || kind === 'keep below'

/**
 * The status that follows from a pace: from 0.95 on track, from 0.75 at risk, below off track. The two bounds are those
 * of the automatic status in UpRaise for Jira.
 */
export function statusOfPace(pace: number): Status {
  if (pace >= 0.95) return 'on-track'
  return pace >= 0.75 ? 'at-risk' : 'off-track'
}

/** The share of the time between two days that has passed on a third, 0 to 1. */
export function elapsed(startsOn: string, dueOn: string, today: string) {
  const days = daysBetween(startsOn, dueOn)
  return days <= 0 ? (today >= dueOn ? 1 : 0) : within(daysBetween(startsOn, today) / days)
}

/**
 * The share of measured time, 0 to 1, in which a value lay on the right side of its threshold, the threshold included.
 * Each reading holds until the next one, and the last until today; time before the first reading does not count. This is
 * a service level over windows of a day (Google, The Site Reliability Workbook, chapter 2). Null without a reading.
 */
export function keptShare(kind: 'keep above' | 'keep below', target: number, readings: Reading[], today: string) {
  const holds = ({ value }: Reading) => (kind === 'keep above' ? value >= target : value <= target)
  let kept = 0
  let measured = 0
  for (const [i, reading] of readings.entries()) {
    // A reading holds on its own day in any case, so that a single one of today counts.
    const days = Math.max(1, daysBetween(reading.on, readings[i + 1]?.on ?? today))
    measured += days
    if (holds(reading)) kept += days
  }
  return measured === 0 ? null : kept / measured
}

/**
 * How a key result stands on a day.
 *
 * Increase, decrease, milestone: progress is (value − start) / (target − start); pace is progress divided by the share of
 * the time that has passed (earned over planned value, the schedule performance index of earned-value management,
 * ANSI/EIA-748). Reached at 1.
 * Keep above, keep below: progress and pace are the share of time kept; while it is broken today it is at risk at best.
 * Delivery date: pace is the planned duration over the one now expected, counting from the start (earned schedule,
 * W. Lipke, 2003); the expected day is never earlier than today. Reached when delivered, however late.
 */
export function standingOf(
  promise: Promised,
  measured: { value: number | null; deliveredOn: string | null; readings?: Reading[] },
  today: string,
): Standing {
  const { kind, start, target, startsOn, dueOn } = promise
  const { value, deliveredOn, readings = [] } = measured
  const timePassed = elapsed(startsOn, dueOn, today)
  if (kind === 'keep above' || kind === 'keep below') {
    const share = keptShare(kind, target, readings, today)
    if (share === null || value === null) return { progress: 0, expected: null, pace: null, status: null }
    const isBroken = kind === 'keep above' ? value < target : value > target
    const status = statusOfPace(share)
    return {
      progress: share,
      expected: null,
      pace: share,
      status: isBroken && status === 'on-track' ? 'at-risk' : status,
    }
  }
  if (kind === 'delivery date') {
    if (deliveredOn) return { progress: 1, expected: timePassed, pace: delivered(promise, deliveredOn), status: 'done' }
    const now = dayNumber(today)
    const forecast = Math.max(value ?? target, now)
    const progress = forecast <= start ? 0 : within((now - start) / (forecast - start))
    const pace = now <= start && value === null ? null : (target - start) / Math.max(1, forecast - start)
    // The last day is not over before it is delivered.
    return {
      progress: Math.min(0.99, progress),
      expected: timePassed,
      pace,
      status: pace === null ? null : statusOfPace(pace),
    }
  }
  if (value === null) return { progress: 0, expected: timePassed, pace: null, status: null }
  const way = (value - start) / (target - start)
  if (way >= 1)
    return { progress: 1, expected: timePassed, pace: timePassed > 0 ? way / timePassed : null, status: 'done' }
  const pace = timePassed > 0 ? Math.max(0, way) / timePassed : null
  return { progress: within(way), expected: timePassed, pace, status: pace === null ? null : statusOfPace(pace) }
}

/** The planned duration over the real one; more than 1 when it came early. */
const delivered = ({ start, target }: Promised, on: string) => (target - start) / Math.max(1, dayNumber(on) - start)

/**
 * The grade that the numbers suggest at the end, 0.0 to 1.0 in tenths: how much of the way was done, the share of time
 * kept, or for a delivery date 1 when it came in time, the planned over the real duration when late, 0 when not at all.
 */
export function suggestedGrade(promise: Promised, measured: Parameters<typeof standingOf>[1], today: string) {
  const share =
    promise.kind === 'delivery date'
      ? measured.deliveredOn
        ? delivered(promise, measured.deliveredOn)
        : 0
      : standingOf(promise, measured, today).progress
  return Math.round(within(share) * 10) / 10
}

/**
 * How an objective stands: progress is the mean of its key results' progress; its pace the mean of their paces, each
 * counted as 1 at most, so that one that runs ahead does not hide another that lags. Done when every one is.
 */
export function standingOfObjective(standings: Standing[]): {
  progress: number
  pace: number | null
  status: Status | null
} {
  if (standings.length === 0) return { progress: 0, pace: null, status: null }
  const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  const progress = mean(standings.map((standing) => standing.progress))
  const paces = standings.flatMap(({ pace, status }) =>
    status === 'done' ? 1 : pace === null ? [] : Math.min(1, pace),
  )
  const pace = paces.length > 0 ? mean(paces) : null
  if (standings.every((standing) => standing.status === 'done')) return { progress, pace, status: 'done' }
  return { progress, pace, status: pace === null ? null : statusOfPace(pace) }
}

const WORSE: Record<Status, number> = { done: 0, 'on-track': 1, 'at-risk': 2, 'off-track': 3 }

/** Whether a status is worse than the one before it. */
export const hasDropped = (before: Status | null, now: Status | null) =>
  before !== null && now !== null && WORSE[now] > WORSE[before]

export function whyNotPromise(promise: Promised) {
  if (promise.dueOn <= promise.startsOn) return 'DUE_BEFORE_START'
  if (isKept(promise.kind) || promise.kind === 'delivery date') return
  if (promise.start === promise.target) return 'NO_WAY_TO_GO'
  if (promise.kind === 'decrease' && promise.target > promise.start) return 'WRONG_WAY'
  if (promise.kind === 'increase' && promise.target < promise.start) return 'WRONG_WAY'
}

/**
 * The mean of what was measured on a day and the days before it, for each day that holds a value: over 7 days a weekend
 * does not look like a setback. Points oldest first; the first means rest on the fewer days that there are.
 */
export function meansOver(points: readonly { day: string; value: number }[], days: number) {
  return points.map(({ day }, i) => {
    const first = addDays(day, 1 - days)
    const window = points.slice(0, i + 1).filter((point) => point.day >= first)
    const mean = window.reduce((sum, point) => sum + point.value, 0) / window.length
    return { day, value: days === 1 ? mean : Number(mean.toPrecision(6)) }
  })
}

/** A metric has numbers, linked work a share that is done: each fits some kinds of key result. */
export function whyNotFollow(source: ValueSource, kind: KeyResultKind) {
  if (source === 'metric' && (kind === 'milestone' || kind === 'delivery date')) return 'DOES_NOT_FIT'
  if (source === 'linked work' && kind !== 'milestone') return 'DOES_NOT_FIT'
}

/** Values come by hand only to a running key result that nothing else feeds. */
export function whyNotMeasure(keyResult: { source: ValueSource; isRunning: boolean }) {
  if (!keyResult.isRunning) return 'NOT_RUNNING'
  if (keyResult.source !== 'by hand') return 'COMES_BY_ITSELF'
}

type Ran = {
  objectiveState: string
  activatedAt: Date | null
  grade: number | null
  rolledToId: string | null
  droppedAt: Date | null
}

/** It takes values while its objective runs, until it is graded, rolled over or dropped. */
export const isTakingValues = ({ objectiveState, activatedAt, grade, rolledToId, droppedAt }: Ran) =>
  activatedAt !== null &&
  objectiveState !== 'done' &&
  objectiveState !== 'dropped' &&
  grade === null &&
  rolledToId === null &&
  droppedAt === null

/** The day of a day number. */
export const dayOfNumber = (number: number) => addDays(EPOCH, Math.round(number))

/** A value with as many digits as help: none from 1,000 on, one from 100, else two. */
export function rounded(value: number) {
  const size = Math.abs(value)
  const times = size >= 1000 ? 1 : size >= 100 ? 10 : 100
  return Math.round(value * times) / times
}

/** A value as people write it, with its unit; the day for a delivery date; null without a value. */
export function inWords({ kind, unit }: { kind: KeyResultKind; unit: string }, value: number | null) {
  if (value === null) return null
  if (kind === 'delivery date') return dayOfNumber(value)
  return unit === '' ? `${rounded(value)}` : `${rounded(value)} ${unit}`
}

/** What is promised, in a few words: `from 12 to 30 %, by 2026-09-30`. */
export function promiseInWords({ kind, start, target, unit, dueOn }: Promised & { unit: string }) {
  const said = { kind, unit }
  if (kind === 'delivery date') return `delivered by ${dueOn}`
  if (kind === 'milestone') return `complete by ${dueOn}`
  if (isKept(kind)) return `${kind} ${inWords(said, target)}, until ${dueOn}`
  return `${kind} from ${inWords(said, start)} to ${inWords(said, target)}, by ${dueOn}`
}

/** Grades are given while the objective is active; again, to correct one, until it is finished. */
export function whyNotGrade(keyResult: Omit<Ran, 'grade'>) {
  if (keyResult.rolledToId) return 'ROLLED_OVER'
  if (keyResult.objectiveState !== 'active' || keyResult.droppedAt) return 'NOT_RUNNING'
}
