import { implement } from '@orpc/server'

import { recordsById } from '#commons/records/lookups.ts'
import { watchRecord } from '#commons/records/register.ts'
import { type Asked, type Inside, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import type { Transaction } from '#platform/database/database.ts'
import { daysBetween } from '#platform/time/days.ts'

import { takeFromMetric } from '../key-results/handlers.ts'
import { shownKeyResults, standingsOf, todayIn } from '../key-results/lookups.ts'
import { findKeyResult, runningByDue, runningKeyResults } from '../key-results/queries.ts'
import { changesOf, noteReadings, valueSaid } from '../key-results/readings/handlers.ts'
import { isTakingValues } from '../key-results/rules.ts'
import { checkIns as contract, type CheckIn } from './contract.ts'
import { checkInRevealed, confidenceGapClosed, confidenceGapOpened, keyResultCheckedIn } from './events.ts'
import {
  type AnswerRow,
  answersOf,
  changeRound,
  lastConfidence,
  lastRevealed,
  lockRound,
  newestRounds,
  putAnswer,
  revealedBefore,
  type Round,
  roundsOfWeek,
} from './queries.ts'
import { GAP, gapOpenSince, needsSentence, revealedBy, visibleTo, weekOf, whyNotCheckIn } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

/**
 * Rounds as one member may see them: the only way in which rounds leave this feature. Before both sides are in, of the
 * others' answers only which sides have one.
 */
async function shownTo(by: string, tx: Transaction, workspaceId: string, rounds: Round[]): Promise<CheckIn[]> {
  const answers = await answersOf(
    tx,
    workspaceId,
    rounds.map((round) => round.id),
  )
  return rounds.map((round) => shownRound(by, round, answers.get(round.id) ?? []))
}

function shownRound(by: string, round: Round, answers: AnswerRow[]): CheckIn {
  const isRevealed = round.revealedAt !== null
  const hasAnswered = (side: string) => answers.some((answer) => answer.side === side)
  const { product, engineering, gap } = isRevealed ? round : { product: null, engineering: null, gap: null }
  const visible = visibleTo(answers, by, isRevealed)
  return {
    ...round,
    product,
    engineering,
    gap,
    isGap: gap !== null && gap >= GAP,
    answered: { product: hasAnswered('product'), engineering: hasAnswered('engineering') },
    answers: visible,
  }
}

const list = api.list.handler(async ({ input, errors, context: { tx, workspaceId, me } }) => {
  const row = await findKeyResult(tx, workspaceId, input.keyResultId)
  if (!row) throw errors.NOT_FOUND()
  const found = await newestRounds(tx, workspaceId, row.id, input)
  const { items, ...rest } = nextPage(found, input.limit, (round) => round.week)
  return { items: await shownTo(me.id, tx, workspaceId, items), ...rest }
})

const MOST_OWNED = 1_000

const due = api.due.handler(async ({ input, context: { tx, workspaceId, me, now } }) => {
  const today = await todayIn(tx, workspaceId, now)
  const owned = await runningByDue(tx, workspaceId, { owner: me.id }, MOST_OWNED)
  const ids = owned.map((row) => row.id)
  const rounds = await roundsOfWeek(tx, workspaceId, ids, weekOf(today))
  const shown = new Map(
    (await shownTo(me.id, tx, workspaceId, [...rounds.values()])).map((round) => [round.keyResultId, round]),
  )
  const waiting = owned.filter((row) => !shown.get(row.id)?.answers.some((answer) => answer.memberId === me.id))
  const start = input.after ? waiting.findIndex((row) => row.id === input.after) + 1 : 0
  const { items, ...rest } = nextPage(waiting.slice(start, start + input.limit + 1), input.limit, (row) => row.id)
  const keyResults = await shownKeyResults(tx, workspaceId, items, today)
  return { items: keyResults.map((keyResult) => ({ keyResult, checkIn: shown.get(keyResult.id) ?? null })), ...rest }
})

const checkIn = api.checkIn.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const found = await findKeyResult(tx, workspaceId, input.keyResultId)
  if (!found) throw errors.NOT_FOUND()
  // What its metric says now is what both sides speak about.
  if (isTakingValues(found)) await takeFromMetric(context, found, found.valueOn ?? found.startsOn)
  const row = { ...(await findKeyResult(tx, workspaceId, found.id))!, toldStatus: found.toldStatus }
  const today = await todayIn(tx, workspaceId, now)
  const week = weekOf(today)
  const round = await lockRound(tx, workspaceId, row.id, week, now)
  const before = (await answersOf(tx, workspaceId, [round.id])).get(round.id) ?? []
  const isRevealed = round.revealedAt !== null
  const said = valueSaid(row, input, today)
  const hasValue = input.value !== undefined || input.expectedOn !== undefined || input.isDelivered
  const refusal = whyNotCheckIn(
    me,
    { isRunning: isTakingValues(row), feedsItself: row.source !== 'by hand' },
    { hasValue },
    { isRevealed, answeredBy: before.map((answer) => answer.memberId) },
  )
  if (refusal) throw errors[refusal]()

  const statusBefore = found.toldStatus
  const status = said
    ? await noteReadings(context, row, [{ on: today, value: said.value, source: 'check-in', by: me.id }], said)
    : (await standingsOf(tx, workspaceId, [row], today)).get(row.id)!.standing.status
  const confidenceBefore = await lastConfidence(tx, workspaceId, row.id, me.id, week)
  const fell = needsSentence({ before: confidenceBefore, now: input.confidence }, { before: statusBefore, now: status })
  if (fell && input.sentence === '') throw errors.SAY_WHY()

  const { confidence, sentence } = input
  const side = me.side!
  const answer = { memberId: me.id, side, confidence, sentence, at: now, afterReveal: isRevealed, checkInId: round.id }
  await putAnswer(tx, workspaceId, answer)
  await watchRecord(tx, workspaceId, row.id, [me.id])
  // Nothing of the answer stands in the event: not even colleagues of one's own side may know yet.
  const after = (await findKeyResult(tx, workspaceId, row.id))!
  const { value } = after
  emit(
    keyResultCheckedIn,
    { id: row.id, checkInId: round.id, week, side },
    { record: row.id, changes: changesOf(row, after) },
  )

  const answers = [...before.filter((one) => one.memberId !== me.id), answer]
  const revealed = isRevealed ? undefined : revealedBy(answers)
  const change = { value, ...(revealed ? { ...revealed, revealedAt: now } : {}) }
  await changeRound(tx, workspaceId, round.id, change)
  if (revealed) await tellRevealed(context, { ...round, ...change }, revealed)
  return shownRound(me.id, { ...round, ...change }, answers)
})

type Revealed = { product: number; engineering: number; gap: number }

async function tellRevealed({ tx, workspaceId, emit }: Inside, round: Round, revealed: Revealed) {
  const ids = { id: round.keyResultId, checkInId: round.id, week: round.week }
  const about = { record: round.keyResultId }
  const changes = [
    { field: 'confidence', from: null, to: `product ${revealed.product}, engineering ${revealed.engineering}` },
  ]
  emit(checkInRevealed, ids, { ...about, changes })
  const earlier = await revealedBefore(tx, workspaceId, round.keyResultId, round.week)
  const since = gapOpenSince(earlier)
  if (revealed.gap >= GAP && !since) emit(confidenceGapOpened, { ...ids, gap: revealed.gap }, about)
  if (revealed.gap < GAP && since) emit(confidenceGapClosed, { ...ids, days: daysBetween(since, round.week) }, about)
}

const gaps = api.gaps.handler(async ({ input, context: { tx, workspaceId, me } }) => {
  const running = await runningKeyResults(tx, workspaceId)
  const last = await lastRevealed(
    tx,
    workspaceId,
    running.map((row) => row.id),
  )
  const open = [...last.values()]
    .filter((round) => round.gap !== null && round.gap >= GAP)
    .toSorted((a, b) => b.week.localeCompare(a.week) || a.id.localeCompare(b.id))
  const start = input.after ? open.findIndex((round) => round.id === input.after) + 1 : 0
  const { items, ...rest } = nextPage(open.slice(start, start + input.limit + 1), input.limit, (round) => round.id)
  const records = await recordsById(
    tx,
    workspaceId,
    items.map((round) => round.keyResultId),
  )
  const shown = await shownTo(me.id, tx, workspaceId, items)
  const answered = []
  for (const [i, round] of items.entries()) {
    const earlier = await revealedBefore(tx, workspaceId, round.keyResultId, round.week)
    const keyResult = records.get(round.keyResultId)!
    answered.push({ keyResult, checkIn: shown[i]!, openSince: gapOpenSince([round, ...earlier]) ?? round.week })
  }
  return { items: answered, ...rest }
})

export const handlers = api.router({ list, due, checkIn, gaps })
