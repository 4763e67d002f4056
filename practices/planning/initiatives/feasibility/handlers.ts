import { implement } from '@orpc/server'

import { updateRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'

import { logChange } from '../changes/queries.ts'
import { feasibilityAsked, feasibilityGiven } from '../events.ts'
import { changeInitiative, findInitiative, holdInitiative } from '../queries.ts'
import { effortInWords, whyNotAskFeasibility, whyNotGiveFeasibility } from '../rules.ts'
import { feasibility as contract } from './contract.ts'
import { feasibilityService as serviceSince, insertFeasibility, newestFeasibilities } from './queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const askFeasibility = api.askFeasibility.handler(
  async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
    const initiative = await holdInitiative(tx, workspaceId, input.id)
    if (!initiative) throw errors.NOT_FOUND()
    const refusal = whyNotAskFeasibility(initiative.column, initiative.feasibilityAskedAt)
    if (refusal) throw errors[refusal]()

    await changeInitiative(tx, workspaceId, initiative.id, { feasibilityAskedAt: now })
    emit(
      feasibilityAsked,
      { id: initiative.id, engineeringOwnerId: initiative.engineeringOwnerId },
      { record: initiative.id },
    )
    return { askedAt: now }
  },
)

const giveFeasibility = api.giveFeasibility.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const initiative = await holdInitiative(tx, workspaceId, input.id)
  if (!initiative) throw errors.NOT_FOUND()
  const refusal = whyNotGiveFeasibility(me.side, initiative.column)
  if (refusal) throw errors[refusal]()
  if (input.saw !== initiative.feasibilityVersion) throw errors.CHANGED_MEANWHILE()

  const { id, saw, ...said } = input
  const given = await insertFeasibility(tx, workspaceId, {
    ...said,
    initiativeId: id,
    version: saw + 1,
    author: me.id,
    at: now,
    askedAt: initiative.feasibilityAskedAt,
  })
  await changeInitiative(tx, workspaceId, id, { feasibilityVersion: given.version, feasibilityAskedAt: null })
  await updateRecord(tx, workspaceId, id, { newVersion: true }, now)

  const before =
    initiative.lowDays === null || initiative.highDays === null
      ? null
      : effortInWords(initiative.lowDays, initiative.highDays)
  const after = effortInWords(given.lowDays, given.highDays)
  if (before !== after) {
    await logChange(tx, workspaceId, {
      initiativeId: id,
      what: 'effort',
      from: before ?? '',
      to: after,
      afterStart: initiative.begunAt !== null,
      by: me.id,
      at: now,
    })
  }
  emit(
    feasibilityGiven,
    { id, version: given.version, hours: given.hours },
    { record: id, changes: before === after ? [] : [{ field: 'effort', from: before, to: after }] },
  )
  return given
})

const feasibilities = api.feasibilities.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  if (!(await findInitiative(tx, workspaceId, input.id))) throw errors.NOT_FOUND()
  return nextPage(await newestFeasibilities(tx, workspaceId, input), input.limit, (given) => String(given.version))
})

const feasibilityService = api.feasibilityService.handler(({ input, context: { tx, workspaceId } }) =>
  serviceSince(tx, workspaceId, input.since),
)

export const feasibilityHandlers = { askFeasibility, giveFeasibility, feasibilities, feasibilityService }
