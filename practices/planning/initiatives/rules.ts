import type { StateGroup } from '#commons/records/contract.ts'
import type { Side } from '#platform/auth/identity.ts'

import type { Column } from './columns/contract.ts'
import type { Effect, Missing } from './contract.ts'

/** Said of a column until a workspace words its own. */
export const USUAL_COMMITMENT: Record<Column, string> = {
  ideas: 'Anyone adds. We read them every week; an idea promises nothing.',
  now: 'We are building this. It leaves Now only for a reason that both sides know.',
  next: 'Both sides have accepted value and effort. It starts as soon as there is room.',
  later: 'We believe in it and promise nothing yet: no date, no order.',
  done: 'With users. It stays open here until we know what came of it.',
  dropped: 'We decided against it, and say why.',
}

export const COLUMN_WORDS: Record<Column, string> = {
  ideas: 'Ideas',
  now: 'Now',
  next: 'Next',
  later: 'Later',
  done: 'Done',
  dropped: 'Dropped',
}

/** In Next and Now others count on it. */
export const isCommitted = (column: Column) => column === 'now' || column === 'next'

/** True when a move promises more than before, so both sides must stand behind it. Now → Next promises less. */
export const isPromising = (from: Column, to: Column) => isCommitted(to) && from !== to && from !== 'now'

/** Leaving Now or Next for less is what others must be told the reason of. */
export function needsReason(from: Column, to: Column) {
  if (from === 'now') return to !== 'now' && to !== 'done'
  return from === 'next' && to !== 'next' && to !== 'now' && to !== 'done'
}

/** A first date needs no reason; another one, or none any more, does. */
export const isDateBroken = (from: string | null, to: string | null) => from !== null && from !== to

type Signed = { version: number } | null

/** What lacks before an initiative at this version may enter Next. Empty when nothing does. */
export function missingOf(has: {
  hasFeasibility: boolean
  version: number
  accepted: Record<Side, Signed>
}): Missing[] {
  const isAccepted = (side: Side) => has.accepted[side]?.version === has.version
  return [
    ...(has.hasFeasibility ? [] : (['feasibility'] as const)),
    ...(isAccepted('product') ? [] : (['product'] as const)),
    ...(isAccepted('engineering') ? [] : (['engineering'] as const)),
  ]
}

/** Names what lacks as the refusal said to the one who moves. Feasibility comes first: nobody accepts before it. */
export function refusalFor(missing: Missing[]) {
  if (missing.includes('feasibility')) return 'NO_FEASIBILITY'
  if (missing.length === 2) return 'NOBODY_ACCEPTED'
  if (missing[0] === 'product') return 'PRODUCT_NOT_ACCEPTED'
  if (missing[0] === 'engineering') return 'ENGINEERING_NOT_ACCEPTED'
}

export function whyNotMove(from: Column, to: Column, missing: Missing[], reason: string | undefined) {
  if (isPromising(from, to)) return refusalFor(missing)
  if (to === 'done' && from !== 'done' && !isCommitted(from)) return 'NOT_COMMITTED'
  if (needsReason(from, to) && !reason) return 'REASON_NEEDED'
}

export type Places = {
  teamId?: string | null | undefined
  productOwnerId?: string | null | undefined
  engineeringOwnerId?: string | null | undefined
}

type Known = { team: object | undefined; members: Map<string, { side: Side | null; hasLeft: boolean }> }

/** Each owner stands for a side, so they have to stand on it. */
export function whyNotPlace({ teamId, productOwnerId, engineeringOwnerId }: Places, { team, members }: Known) {
  if (teamId && !team) return 'NOT_A_TEAM'
  const owners = [productOwnerId, engineeringOwnerId].filter((id) => typeof id === 'string')
  if (owners.some((id) => members.get(id)?.hasLeft !== false)) return 'NOT_A_MEMBER'
  if (productOwnerId && members.get(productOwnerId)?.side !== 'product') return 'NOT_PRODUCT'
  if (engineeringOwnerId && members.get(engineeringOwnerId)?.side !== 'engineering') return 'NOT_ENGINEERING'
}

export function whyNotSayValue(side: Side | null, column: Column) {
  if (side !== 'product') return 'ONLY_PRODUCT'
  if (isOver(column)) return 'OVER'
}

export function whyNotGiveFeasibility(side: Side | null, column: Column) {
  if (side !== 'engineering') return 'ONLY_ENGINEERING'
  if (isOver(column)) return 'OVER'
}

export function whyNotAskFeasibility(column: Column, askedAt: Date | null) {
  if (isOver(column)) return 'OVER'
  if (askedAt) return 'ASKED_ALREADY'
}

const isOver = (column: Column) => column === 'done' || column === 'dropped'

/** An initiative lives until its outcome is known: once done, an expected effect without a verdict is awaited. */
export const isOutcomeAwaited = (column: Column, hasEffect: boolean, verdict: string | null) =>
  column === 'done' && hasEffect && verdict === null

/** How an initiative stands among all records. One whose outcome is awaited is not over yet. */
export function standing(column: Column, isAwaited: boolean): { state: string; stateGroup: StateGroup } {
  if (isAwaited) return { state: 'Outcome awaited', stateGroup: 'active' }
  const stateGroup: Record<Column, StateGroup> = {
    ideas: 'open',
    later: 'open',
    next: 'active',
    now: 'active',
    done: 'done',
    dropped: 'dropped',
  }
  return { state: column === 'ideas' ? 'Idea' : COLUMN_WORDS[column], stateGroup: stateGroup[column] }
}

/** Cards stand this far apart, so about twenty can be put between any two before a column is numbered anew. */
export const RANK_STEP = 1024
const LEAST_GAP = 0.001

/** The rank between two neighbours, either of which may be absent; undefined when they stand too close. */
export function rankBetween(above: number | undefined, below: number | undefined) {
  if (above === undefined) return below === undefined ? 0 : below - RANK_STEP
  if (below === undefined) return above + RANK_STEP
  return below - above < LEAST_GAP ? undefined : (above + below) / 2
}

/** `Weekly active couriers: up by 5 % within 60 days`. Without a metric, one that is gone is named. */
export function effectInWords(
  { direction, size, measure, windowDays }: Effect,
  { title: metric, unit }: { title: string; unit: string } = { title: 'A metric that is gone', unit: '' },
) {
  const by = measure === 'percent' ? `${size} %` : inUnit(size, unit)
  return `${metric}: ${direction === 'increase' ? 'up' : 'down'} by ${by} within ${windowDays} days`
}

/** A difference of percentages is one of percentage points. */
function inUnit(size: number, unit: string) {
  if (unit === '%') return size === 1 ? '1 percentage point' : `${size} percentage points`
  return unit === '' ? String(size) : `${size} ${unit}`
}

/** `8 to 12 days`, `1 day` */
export function effortInWords(lowDays: number, highDays: number) {
  if (lowDays === highDays) return lowDays === 1 ? '1 day' : `${lowDays} days`
  return `${lowDays} to ${highDays} days`
}

/** Whole time between two instants in hours, to a tenth. */
export const hoursBetween = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 360_000) / 10
