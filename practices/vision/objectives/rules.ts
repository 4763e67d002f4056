import type { MemberId, Side } from '#platform/auth/identity.ts'

import type { ObjectiveState } from './contract.ts'

type Owners = { productOwnerId: string | null; engineeringOwnerId: string | null }
type Owned = Owners & { state: ObjectiveState; version: number; activatedAt: Date | null }
type Signed = { version: number; memberId: MemberId; side: Side; verdict: string; signedAt: Date }

export const isClosed = ({ state }: { state: ObjectiveState }) => state === 'done' || state === 'dropped'

/** It runs from its first activation to its end, also while changed targets wait for acceptance. */
export const isRunning = (objective: { state: ObjectiveState; activatedAt: Date | null }) =>
  objective.activatedAt !== null && !isClosed(objective)

/** Each owner stands on the side for which they own it. Sides by member id; who is missing there is no member today. */
export function whyNotOwn(owners: Owners, sides: ReadonlyMap<string, Side | null>) {
  const { productOwnerId, engineeringOwnerId } = owners
  for (const id of [productOwnerId, engineeringOwnerId]) if (id && !sides.has(id)) return 'NOT_A_MEMBER'
  if (productOwnerId && sides.get(productOwnerId) !== 'product') return 'WRONG_SIDE'
  if (engineeringOwnerId && sides.get(engineeringOwnerId) !== 'engineering') return 'WRONG_SIDE'
}

/** What each owner agreed to: only the present owner's own sign-off to the present version counts. */
export function acceptances(objective: Omit<Owned, 'state' | 'activatedAt'>, signed: readonly Signed[]) {
  const of = (side: Side, ownerId: string | null) =>
    signed.find(
      (one) =>
        one.side === side && one.memberId === ownerId && one.version === objective.version && one.verdict === 'agreed',
    ) ?? null
  return {
    product: of('product', objective.productOwnerId),
    engineering: of('engineering', objective.engineeringOwnerId),
  }
}

export function whyNotPropose(objective: { state: ObjectiveState }, keyResults: number) {
  if (objective.state !== 'draft') return 'NOT_A_DRAFT'
  if (keyResults === 0) return 'NO_KEY_RESULTS'
}

export function whyNotTakeBack(objective: { state: ObjectiveState; activatedAt: Date | null }) {
  if (objective.state !== 'proposed' || objective.activatedAt) return 'NOT_PROPOSED'
}

export function whyNotAccept(objective: Owned, by: { id: string; side: Side | null }, version: number) {
  if (objective.state !== 'proposed') return 'NOT_PROPOSED'
  if (by.id !== objective.productOwnerId && by.id !== objective.engineeringOwnerId) return 'NOT_AN_OWNER'
  if ((by.id === objective.productOwnerId ? 'product' : 'engineering') !== by.side) return 'WRONG_SIDE'
  if (version !== objective.version) return 'CHANGED_MEANWHILE'
}

/** Joint is enforced here: an owner of each side, each having accepted exactly the targets as they are. */
export function whyNotActivate(objective: Owned, keyResults: number, signed: readonly Signed[]) {
  if (objective.state !== 'proposed') return 'NOT_PROPOSED'
  if (keyResults === 0) return 'NO_KEY_RESULTS'
  if (!objective.productOwnerId) return 'NO_PRODUCT_OWNER'
  if (!objective.engineeringOwnerId) return 'NO_ENGINEERING_OWNER'
  const { product, engineering } = acceptances(objective, signed)
  if (!product) return 'NOT_ACCEPTED_BY_PRODUCT'
  if (!engineering) return 'NOT_ACCEPTED_BY_ENGINEERING'
}

type Ended = { grade: number | null; rolledToId: string | null; droppedAt: Date | null }

export function whyNotFinish(objective: { state: ObjectiveState }, keyResults: readonly Ended[]) {
  if (objective.state !== 'active') return 'NOT_ACTIVE'
  if (keyResults.some((one) => one.grade === null && !one.rolledToId && !one.droppedAt)) return 'NOT_GRADED'
}

/** The mean of the grades given, in hundredths; null when everything was rolled over or dropped. */
export function gradeOf(keyResults: readonly Ended[]) {
  const grades = keyResults.flatMap((one) => (one.grade === null || one.droppedAt ? [] : [one.grade]))
  if (grades.length === 0) return null
  return Math.round((grades.reduce((sum, grade) => sum + grade, 0) / grades.length) * 100) / 100
}

export function whyNotRollOver(
  objective: { state: ObjectiveState; endsOn: string },
  into: { startsOn: string },
  chosen: readonly (Ended & { reachedAt: Date | null })[],
) {
  if (objective.state !== 'active') return 'NOT_ACTIVE'
  if (into.startsOn <= objective.endsOn) return 'NOT_LATER'
  if (chosen.some((one) => one.grade !== null || one.rolledToId || one.droppedAt || one.reachedAt))
    return 'NOT_UNFINISHED'
}
