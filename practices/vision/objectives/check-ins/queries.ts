import { and, desc, eq, inArray, isNotNull, lt } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId, Side } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { keyResults } from '../key-results/tables.ts'
import { objectives } from '../tables.ts'
import { CheckInId } from './contract.ts'
import { checkInAnswers as answers, checkInNudges as nudges, checkIns } from './tables.ts'

const columns = {
  id: checkIns.id,
  keyResultId: checkIns.keyResultId,
  week: checkIns.week,
  value: checkIns.value,
  openedAt: checkIns.openedAt,
  revealedAt: checkIns.revealedAt,
  product: checkIns.product,
  engineering: checkIns.engineering,
  gap: checkIns.gap,
}

export type Round = {
  id: CheckInId
  keyResultId: RecordId
  week: string
  value: number | null
  openedAt: Date
  revealedAt: Date | null
  product: number | null
  engineering: number | null
  gap: number | null
}

export type AnswerRow = {
  checkInId: CheckInId
  memberId: MemberId
  side: Side
  confidence: number
  sentence: string
  at: Date
  afterReveal: boolean
}

/** The round of a week, made if need be, and locked, so that two who answer at once reveal it once. */
export async function lockRound(
  tx: Transaction,
  workspaceId: string,
  keyResultId: RecordId,
  week: string,
  now: Date,
): Promise<Round> {
  await tx
    .insert(checkIns)
    .values({ workspaceId, id: CheckInId.parse(newId()), keyResultId, week, openedAt: now })
    .onConflictDoNothing()
  const [round] = await tx
    .select(columns)
    .from(checkIns)
    .where(and(eq(checkIns.workspaceId, workspaceId), eq(checkIns.keyResultId, keyResultId), eq(checkIns.week, week)))
    .for('update')
  return round!
}

type RoundChange = Partial<Pick<Round, 'value' | 'revealedAt' | 'product' | 'engineering' | 'gap'>>

export const changeRound = (tx: Transaction, workspaceId: string, id: CheckInId, change: RoundChange) =>
  tx
    .update(checkIns)
    .set(change)
    .where(and(eq(checkIns.workspaceId, workspaceId), eq(checkIns.id, id)))

export const putAnswer = (tx: Transaction, workspaceId: string, answer: AnswerRow) =>
  tx
    .insert(answers)
    .values({ workspaceId, ...answer })
    .onConflictDoUpdate({
      target: [answers.workspaceId, answers.checkInId, answers.memberId],
      set: { side: answer.side, confidence: answer.confidence, sentence: answer.sentence, at: answer.at },
    })

/** Every answer of these rounds, oldest first. Whoever shows them minds who may see which. */
export async function answersOf(tx: Transaction, workspaceId: string, ids: readonly CheckInId[]) {
  if (ids.length === 0) return new Map<CheckInId, AnswerRow[]>()
  const rows = await tx
    .select({
      checkInId: answers.checkInId,
      memberId: answers.memberId,
      side: answers.side,
      confidence: answers.confidence,
      sentence: answers.sentence,
      at: answers.at,
      afterReveal: answers.afterReveal,
    })
    .from(answers)
    .where(and(eq(answers.workspaceId, workspaceId), inArray(answers.checkInId, [...ids])))
    .orderBy(answers.at, answers.memberId)
  return Map.groupBy(rows, (row) => row.checkInId)
}

/** What this member answered last on a key result, in an earlier week. */
export async function lastConfidence(
  tx: Transaction,
  workspaceId: string,
  keyResultId: RecordId,
  memberId: MemberId,
  beforeWeek: string,
) {
  const [found] = await tx
    .select({ confidence: answers.confidence })
    .from(answers)
    .innerJoin(checkIns, and(eq(checkIns.workspaceId, answers.workspaceId), eq(checkIns.id, answers.checkInId)))
    .where(
      and(
        eq(answers.workspaceId, workspaceId),
        eq(answers.memberId, memberId),
        eq(checkIns.keyResultId, keyResultId),
        lt(checkIns.week, beforeWeek),
      ),
    )
    .orderBy(desc(checkIns.week))
    .limit(1)
  return found?.confidence ?? null
}

/** One row more than asked for, which tells whether there is a next page. */
export const newestRounds = (
  tx: Transaction,
  workspaceId: string,
  keyResultId: RecordId,
  { after, limit }: { after?: string | undefined; limit: number },
): PromiseLike<Round[]> =>
  tx
    .select(columns)
    .from(checkIns)
    .where(
      and(
        eq(checkIns.workspaceId, workspaceId),
        eq(checkIns.keyResultId, keyResultId),
        after ? lt(checkIns.week, after) : undefined,
      ),
    )
    .orderBy(desc(checkIns.week))
    .limit(limit + 1)

/** The rounds of one week on these key results, by key result. */
export async function roundsOfWeek(
  tx: Transaction,
  workspaceId: string,
  keyResultIds: readonly string[],
  week: string,
) {
  if (keyResultIds.length === 0) return new Map<string, Round>()
  const rows: Round[] = await tx
    .select(columns)
    .from(checkIns)
    .where(
      and(
        eq(checkIns.workspaceId, workspaceId),
        eq(checkIns.week, week),
        inArray(checkIns.keyResultId, [...keyResultIds] as RecordId[]),
      ),
    )
  return new Map(rows.map((row) => [row.keyResultId as string, row]))
}

/** The newest revealed round of each of these key results. */
export async function lastRevealed(tx: Transaction, workspaceId: string, keyResultIds: readonly string[]) {
  if (keyResultIds.length === 0) return new Map<string, Round>()
  const rows: Round[] = await tx
    .selectDistinctOn([checkIns.keyResultId], columns)
    .from(checkIns)
    .where(
      and(
        eq(checkIns.workspaceId, workspaceId),
        isNotNull(checkIns.revealedAt),
        inArray(checkIns.keyResultId, [...keyResultIds] as RecordId[]),
      ),
    )
    .orderBy(checkIns.keyResultId, desc(checkIns.week))
  return new Map(rows.map((row) => [row.keyResultId as string, row]))
}

/** The newest revealed rounds of one key result before a week, for how long a gap has been open. */
export const revealedBefore = (
  tx: Transaction,
  workspaceId: string,
  keyResultId: RecordId,
  week: string,
): PromiseLike<Round[]> =>
  tx
    .select(columns)
    .from(checkIns)
    .where(
      and(
        eq(checkIns.workspaceId, workspaceId),
        eq(checkIns.keyResultId, keyResultId),
        isNotNull(checkIns.revealedAt),
        lt(checkIns.week, week),
      ),
    )
    .orderBy(desc(checkIns.week))
    .limit(60)

/** Every round of a cycle's key results, with the grade that the key result got. */
export const roundsOfCycle = (tx: Transaction, workspaceId: string, cycle: string) =>
  tx
    .select({ ...columns, grade: keyResults.grade })
    .from(checkIns)
    .innerJoin(
      keyResults,
      and(eq(keyResults.workspaceId, checkIns.workspaceId), eq(keyResults.id, checkIns.keyResultId)),
    )
    .innerJoin(
      objectives,
      and(eq(objectives.workspaceId, keyResults.workspaceId), eq(objectives.id, keyResults.objectiveId)),
    )
    .where(and(eq(checkIns.workspaceId, workspaceId), eq(objectives.cycle, cycle)))
    .orderBy(checkIns.keyResultId, checkIns.week)

/** True when this member had not been asked in that week yet. */
export async function noteNudge(tx: Transaction, workspaceId: string, memberId: MemberId, week: string) {
  const written = await tx
    .insert(nudges)
    .values({ workspaceId, memberId, week })
    .onConflictDoNothing()
    .returning({ memberId: nudges.memberId })
  return written.length > 0
}
