import { implement } from '@orpc/server'

import { membersAmong } from '#commons/people/lookups.ts'
import { updateRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'

import { logChange } from '../changes/queries.ts'
import { initiatives as contract } from '../contract.ts'
import { initiativeAimed, initiativeCommitted, initiativeMoved, initiativeOrdered } from '../events.ts'
import { shownInitiative } from '../lookups.ts'
import { changeInitiative, holdInitiative, ranksAround, spreadColumn } from '../queries.ts'
import {
  COLUMN_WORDS,
  isDateBroken,
  isOutcomeAwaited,
  isPromising,
  rankBetween,
  standing,
  whyNotMove,
} from '../rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const move = api.move.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const { id, column: to, before, reason, agreed } = input
  const initiative = await holdInitiative(tx, workspaceId, id)
  if (!initiative) throw errors.NOT_FOUND()
  const from = initiative.column
  const { accepted, missing, hasEffect, verdict } = await shownInitiative(tx, workspaceId, id)
  const refusal = whyNotMove(from, to, missing, reason)
  if (refusal) throw errors[refusal]()
  if ((await membersAmong(tx, workspaceId, agreed)).size < new Set(agreed).size) throw errors.NOT_A_MEMBER()

  let around = await ranksAround(tx, workspaceId, to, id, before)
  if (rankBetween(around.above, around.below) === undefined) {
    await spreadColumn(tx, workspaceId, to)
    around = await ranksAround(tx, workspaceId, to, id, before)
  }
  const rank = rankBetween(around.above, around.below)!
  if (from === to) {
    await changeInitiative(tx, workspaceId, id, { rank })
    emit(initiativeOrdered, { id, column: to })
    return shownInitiative(tx, workspaceId, id)
  }

  const begunAt = to === 'now' ? (initiative.begunAt ?? now) : initiative.begunAt
  await changeInitiative(tx, workspaceId, id, { column: to, rank, begunAt })
  await updateRecord(tx, workspaceId, id, standing(to, isOutcomeAwaited(to, hasEffect, verdict)), now)

  const isCommitting = isPromising(from, to)
  const signers = isCommitting ? [accepted.product, accepted.engineering].flatMap((one) => one?.by ?? []) : []
  const words = { from: COLUMN_WORDS[from], to: COLUMN_WORDS[to] }
  await logChange(tx, workspaceId, {
    initiativeId: id,
    what: 'column',
    ...words,
    reason,
    afterStart: initiative.begunAt !== null,
    by: me.id,
    agreed: [...signers, ...agreed],
    at: now,
  })
  const why = reason ? [{ field: 'reason', from: null, to: reason }] : []
  emit(initiativeMoved, { id, from, to }, { record: id, changes: [{ field: 'column', ...words }, ...why] })
  if (isCommitting) emit(initiativeCommitted, { id, column: to, version: initiative.version }, { record: id })
  return shownInitiative(tx, workspaceId, id)
})

const aim = api.aim.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const { id, targetOn, reason, agreed } = input
  const initiative = await holdInitiative(tx, workspaceId, id)
  if (!initiative) throw errors.NOT_FOUND()
  if (isDateBroken(initiative.targetOn, targetOn) && !reason) throw errors.REASON_NEEDED()
  if ((await membersAmong(tx, workspaceId, agreed)).size < new Set(agreed).size) throw errors.NOT_A_MEMBER()

  if (targetOn !== initiative.targetOn) {
    await changeInitiative(tx, workspaceId, id, { targetOn })
    await updateRecord(tx, workspaceId, id, {}, now)
    await logChange(tx, workspaceId, {
      initiativeId: id,
      what: 'target',
      from: initiative.targetOn ?? '',
      to: targetOn ?? '',
      reason,
      afterStart: initiative.begunAt !== null,
      by: me.id,
      agreed,
      at: now,
    })
    const why = reason ? [{ field: 'reason', from: null, to: reason }] : []
    const changes = [{ field: 'target', from: initiative.targetOn, to: targetOn }, ...why]
    emit(initiativeAimed, { id, targetOn }, { record: id, changes })
  }
  return shownInitiative(tx, workspaceId, id)
})

export const moveHandlers = { move, aim }
