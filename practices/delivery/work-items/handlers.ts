import { implement } from '@orpc/server'

import { documents } from '#commons/documents/contract.ts'
import { teamsById } from '#commons/people/lookups.ts'
import { recordsByKey, watchersOf } from '#commons/records/lookups.ts'
import { registerRecord, watchRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { ask } from '#platform/api/ask.ts'
import { nextPage } from '#platform/api/page.ts'

import { workItems as contract } from './contract.ts'
import { editHandlers, removeItems, whyNotWant } from './edits/handlers.ts'
import { stateAt } from './edits/rules.ts'
import { workItemAssigned, workItemCreated } from './events.ts'
import { importHandlers } from './imports/handlers.ts'
import { connectItems, lineHandlers, putUnder } from './lines/handlers.ts'
import { listHandlers } from './lists/handlers.ts'
import {
  blockingOf,
  insertItem,
  itemsToChange,
  lastRemoved,
  lastSubItem,
  neighbourOf,
  pageOfItem,
  rowsOf,
  subItemIds,
  writeAssignees,
  writeLabels,
} from './queries.ts'
import { placeBetween, placeOnTop } from './rules.ts'
import { statesToMoveIn } from './states/queries.ts'
import { firstOf, REGISTRY_GROUP, statesFor } from './states/rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const create = api.create.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const { parentId, lineId, stateId, assignees, labels, title, body, ...given } = input
  const parent = parentId === null ? undefined : (await rowsOf(tx, workspaceId, [parentId]))[0]
  if (parentId !== null && !parent) throw errors.NOT_A_PARENT()
  const teamId = input.teamId === undefined ? (parent?.teamId ?? null) : input.teamId
  const refusal = await whyNotWant(context, { teamId, assignees, labels })
  if (refusal) throw errors[refusal]()
  const team = teamId === null ? undefined : (await teamsById(tx, workspaceId, [teamId])).get(teamId)
  const states = await statesToMoveIn(tx, workspaceId)
  const state =
    stateId === undefined ? firstOf(states, 'backlog') : statesFor(states, teamId).find(({ id }) => id === stateId)
  if (!state) throw errors.NOT_A_STATE()

  const { id } = await registerRecord(tx, workspaceId, {
    type: 'work-item',
    title,
    state: state.name,
    stateGroup: REGISTRY_GROUP[state.group],
    by: me.id,
    now,
    teamId,
    ...(team ? { prefix: team.prefix } : {}),
  })
  const last = parentId === null ? undefined : await lastSubItem(tx, workspaceId, parentId)
  // Parts are read from first to last, so a new one goes to the end; all else is seen best at the top.
  const position = (last && placeBetween(last, await neighbourOf(tx, workspaceId, last, 'below'))) ?? placeOnTop(now)
  await insertItem(tx, {
    ...given,
    ...stateAt({ group: 'backlog', startedAt: null, closedAt: null }, state, now),
    workspaceId,
    id,
    teamId,
    position,
    createdAt: now,
    changedAt: now,
  })
  await writeAssignees(
    tx,
    workspaceId,
    assignees.map((memberId) => ({ workItemId: id, memberId })),
  )
  await watchRecord(tx, workspaceId, id, assignees)
  await writeLabels(
    tx,
    workspaceId,
    labels.map((labelId) => ({ workItemId: id, labelId })),
  )
  emit(workItemCreated, { id, type: input.type, teamId, parentId }, { record: id })
  if (body !== '') await ask(documents, context).write({ recordId: id, markdown: body })
  if (assignees.length > 0) emit(workItemAssigned, { id, assignees, added: assignees, removed: [] })
  if (parentId !== null) {
    const circle = await putUnder(context, { id, parentId: null }, parentId)
    if (circle) throw errors[circle]()
  }
  if (lineId !== null) {
    const unlinked = await connectItems(context, [id], lineId)
    if (unlinked) throw errors[unlinked]()
  }
  return (await rowsOf(tx, workspaceId, [id]))[0]!
})

const get = api.get.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me } = context
  const record = (await recordsByKey(tx, workspaceId, [input.key])).get(input.key)
  const [row] = record?.type === 'work-item' ? await rowsOf(tx, workspaceId, [record.id]) : []
  if (!row) throw errors.NOT_FOUND()
  const { sourceSystem, sourceId, sourceUrl, ...own } = await pageOfItem(tx, workspaceId, row.id)
  return {
    ...row,
    ...own,
    body: (await ask(documents, context).read({ recordId: row.id })).markdown,
    ...(await blockingOf(tx, workspaceId, row.id)),
    subItemRows: await rowsOf(tx, workspaceId, await subItemIds(tx, workspaceId, row.id)),
    source: sourceSystem && sourceId ? { system: sourceSystem, id: sourceId, url: sourceUrl } : null,
    watching: (await watchersOf(tx, workspaceId, row.id)).includes(me.id),
  }
})

const among = api.among.handler(({ input, context: { tx, workspaceId } }) => rowsOf(tx, workspaceId, input.ids))

const byKeys = api.byKeys.handler(async ({ input, context: { tx, workspaceId } }) => {
  const records = await recordsByKey(tx, workspaceId, input.keys)
  return rowsOf(
    tx,
    workspaceId,
    [...records.values()].filter(({ type }) => type === 'work-item').map(({ id }) => id),
  )
})

const remove = api.remove.handler(async ({ input, errors, context }) => {
  const [item] = await itemsToChange(context.tx, context.workspaceId, [input.id])
  if (!item || item.removedAt) throw errors.NOT_FOUND()
  await removeItems(context, [item.id], true)
})

const restore = api.restore.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId } = context
  const [item] = await itemsToChange(tx, workspaceId, [input.id])
  if (!item) throw errors.NOT_FOUND()
  await removeItems(context, [item.id], false)
  return (await rowsOf(tx, workspaceId, [item.id]))[0]!
})

const removed = api.removed.handler(async ({ input, context: { tx, workspaceId } }) =>
  nextPage(await lastRemoved(tx, workspaceId, input), input.limit, (row) => row.id),
)

export const handlers = api.router({
  create,
  get,
  among,
  byKeys,
  remove,
  restore,
  removed,
  ...listHandlers,
  ...editHandlers,
  ...lineHandlers,
  ...importHandlers,
})
