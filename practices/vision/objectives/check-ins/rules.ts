import type { Side } from '#platform/auth/identity.ts'
import { addDays, weekdayOf } from '#platform/time/days.ts'

import { hasDropped, type Status } from '../key-results/rules.ts'

/** From this distance between the sides' confidence on, in points of 1 to 10, they should talk. */
export const GAP = 3

/** The Monday of the week in which a day lies. */
export const weekOf = (day: string) => addDays(day, -weekdayOf(day))

type Given = { memberId: string; side: Side; confidence: number; afterReveal: boolean }

/** A side's confidence: the mean of its answers given blind, to one decimal. Null without any. */
export function meanConfidence(answers: readonly Given[], side: Side) {
  const given = answers.filter((answer) => answer.side === side && !answer.afterReveal)
  if (given.length === 0) return null
  return Math.round((given.reduce((sum, answer) => sum + answer.confidence, 0) / given.length) * 10) / 10
}

/** Each side's mean and their distance, once both sides have answered; undefined before. */
export function revealedBy(answers: readonly Given[]) {
  const product = meanConfidence(answers, 'product')
  const engineering = meanConfidence(answers, 'engineering')
  if (product === null || engineering === null) return
  return { product, engineering, gap: Math.round(Math.abs(product - engineering) * 10) / 10 }
}

/** What somebody may see of a round's answers: all once it is revealed, before that only their own. */
export const visibleTo = <Answer extends { memberId: string }>(
  answers: readonly Answer[],
  by: string,
  isRevealed: boolean,
) => answers.filter((answer) => isRevealed || answer.memberId === by)

/**
 * Since which week the sides have differed without a break, from revealed rounds, newest first. Undefined when they do
 * not differ in the newest.
 */
export function gapOpenSince(rounds: readonly { week: string; gap: number | null }[]) {
  const end = rounds.findIndex((round) => round.gap === null || round.gap < GAP)
  return rounds.slice(0, end === -1 ? rounds.length : end).at(-1)?.week
}

export function whyNotCheckIn(
  by: { id: string; side: Side | null },
  keyResult: { isRunning: boolean; feedsItself: boolean },
  said: { hasValue: boolean },
  round: { isRevealed: boolean; answeredBy: readonly string[] },
) {
  if (!keyResult.isRunning) return 'NOT_RUNNING'
  if (!by.side) return 'NO_SIDE'
  if (said.hasValue && keyResult.feedsItself) return 'COMES_BY_ITSELF'
  if (round.isRevealed && round.answeredBy.includes(by.id)) return 'ALREADY_REVEALED'
}

/** A sentence is due when one's own confidence fell since one's last answer, or when the status got worse. */
export function needsSentence(
  confidence: { before: number | null; now: number },
  status: { before: Status | null; now: Status | null },
) {
  const fell = confidence.before !== null && confidence.now < confidence.before
  return fell || hasDropped(status.before, status.now)
}

/**
 * Mean squared distance between what was foreseen and what came, 0 best and 1 worst (G. W. Brier, Verification of
 * forecasts expressed in terms of probability, 1950). Confidence 1 to 10 is read as a probability from 0 to 1, and a
 * grade of 0.7 or more as reached, which is the usual bound for key results. Null without a graded answer.
 */
export function brierScore(foreseen: readonly { confidence: number; grade: number }[]) {
  if (foreseen.length === 0) return null
  const errors = foreseen.map(({ confidence, grade }) => ((confidence - 1) / 9 - (grade >= 0.7 ? 1 : 0)) ** 2)
  return errors.reduce((sum, error) => sum + error, 0) / errors.length
}

/** The middle of the numbers; between the two middle ones when they are even in count. Null without any. */
export function median(numbers: readonly number[]) {
  if (numbers.length === 0) return null
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
