import { implement } from '@orpc/server'

import { membersAmong, membersById, teamsById } from '#commons/people/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { type Asked, type Inside, inWorkspace } from '#platform/api/answer.ts'
import { newId } from '#platform/database/ids.ts'

import {
  workItemAssigned,
  workItemChanged,
  workItemCompleted,
  workItemMoved,
  workItemPlaced,
  workItemRemoved,
  workItemReopened,
  workItemRestored,
} from '../events.ts'
import { labelsOf } from '../labels/queries.ts'
import { connectItems } from '../lines/handlers.ts'
import { type Item, itemsToChange, neighbourOf, rowsOf } from '../queries.ts'
import { placeBetween, placeOnTop } from '../rules.ts'
import { statesOf, statesToMoveIn } from '../states/queries.ts'
import { firstOf } from '../states/rules.ts'
import { edits as contract } from './contract.ts'
import { type Changed, writeChanges, writePosition, writeRemoved } from './queries.ts'
import {
  fieldsSet,
  inWords,
  isAssignedAnew,
  isUnchanged,
  missingFrom,
  nextOf,
  type Wanted,
  type Words,
} from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

type Refusal = 'NOT_A_TEAM' | 'NOT_A_STATE' | 'NOT_A_MEMBER' | 'NOT_A_LABEL'

/** Says what of a wish is not there. People who are on the items already may stay, even when they have left. */
export async function whyNotWant(
  { tx, workspaceId }: Pick<Inside, 'tx' | 'workspaceId'>,
  wanted: Wanted,
  items: Pick<Item, 'assignees'>[] = [],
): Promise<Refusal | undefined> {
  if (wanted.teamId && (await teamsById(tx, workspaceId, [wanted.teamId])).size === 0) return 'NOT_A_TEAM'
  const people = [...(wanted.assignees ?? []), ...(wanted.addAssignees ?? [])]
  const newcomers = people.filter((id) => items.length === 0 || items.some(({ assignees }) => !assignees.includes(id)))
  const members = await membersAmong(tx, workspaceId, newcomers)
  if (newcomers.some((id) => !members.has(id))) return 'NOT_A_MEMBER'
  const labels = [...(wanted.labels ?? []), ...(wanted.addLabels ?? [])]
  if (labels.length === 0) return
  const known = new Set((await labelsOf(tx, workspaceId)).map(({ id }) => id))
  if (labels.some((id) => !known.has(id))) return 'NOT_A_LABEL'
}

/** Makes one wish come true for items that the caller has locked, and tells of each. Returns those that changed. */
export async function changeItems(
  context: Inside,
  items: Item[],
  wanted: Wanted,
  batch?: string,
): Promise<Refusal | RecordId[]> {
  const { tx, workspaceId, now } = context
  const refusal = await whyNotWant(context, wanted, items)
  if (refusal) return refusal
  const isMove = wanted.stateId !== undefined || wanted.teamId !== undefined
  const states = isMove ? await statesToMoveIn(tx, workspaceId) : await statesOf(tx, workspaceId)
  const changed: Changed[] = []
  for (const before of items) {
    const next = nextOf(before, wanted, states, now)
    if (next === 'NOT_A_STATE') return next
    if (isUnchanged(before, next)) continue
    changed.push({ before, after: { ...before, ...next } })
  }
  const nameOf = (id: string) => states.find((state) => state.id === id)?.name ?? id
  await writeChanges(tx, workspaceId, changed, { now, nameOf })
  const words = await wordsFor(context, changed, nameOf)
  for (const one of changed) tell(context, one, words, batch)
  return changed.map(({ after }) => after.id)
}

/** One event for each item, however many: so history, webhooks and other listeners need not know of bulk edits. */
function tell({ emit }: Inside, { before, after }: Changed, words: Words, batch?: string) {
  const of = { id: after.id, ...(batch === undefined ? {} : { batch }) }
  const record = after.id
  const set = fieldsSet(before, after)
  if (Object.keys(set).length > 0) {
    emit(workItemChanged, { ...of, set }, { record, changes: inWords(set, before, words) })
  }
  if (before.stateId !== after.stateId) {
    const [from, to] = [before, after].map(({ stateId, group }) => ({ stateId, group }))
    emit(
      workItemMoved,
      { ...of, from: from!, to: to!, position: after.position },
      {
        record,
        changes: [{ field: 'state', from: words.state(before.stateId), to: words.state(after.stateId) }],
      },
    )
    const { type, teamId } = after
    const [was, is] = [before.group === 'completed', after.group === 'completed']
    if (is && !was) emit(workItemCompleted, { ...of, type, teamId })
    if (was && !is) emit(workItemReopened, of)
  }
  if (isAssignedAnew(before, after)) {
    const names = (ids: Item['assignees']) => ids.map(words.member).join(', ') || null
    emit(
      workItemAssigned,
      {
        ...of,
        assignees: after.assignees,
        added: missingFrom(after.assignees, before.assignees),
        removed: missingFrom(before.assignees, after.assignees),
      },
      { record, changes: [{ field: 'assignees', from: names(before.assignees), to: names(after.assignees) }] },
    )
  }
}

async function wordsFor({ tx, workspaceId }: Inside, changed: Changed[], nameOf: Words['state']): Promise<Words> {
  const both = changed.flatMap(({ before, after }) => [before, after])
  const members = await membersById(
    tx,
    workspaceId,
    both.flatMap(({ assignees }) => assignees),
  )
  const teams = await teamsById(
    tx,
    workspaceId,
    both.flatMap(({ teamId }) => teamId ?? []),
  )
  const labels = both.some((item) => item.labels.length > 0) ? await labelsOf(tx, workspaceId) : []
  return {
    member: (id) => members.get(id)?.name ?? 'somebody',
    team: (id) => teams.get(id)?.name ?? 'a team',
    label: (id) => labels.find((label) => label.id === id)?.name ?? 'a label',
    state: nameOf,
  }
}

/** Puts items into the trash or takes them out again, and tells of each. */
export async function removeItems(
  { tx, workspaceId, now, emit }: Inside,
  ids: RecordId[],
  removed: boolean,
  batch?: string,
) {
  const changed = await writeRemoved(tx, workspaceId, ids, removed, now)
  for (const id of changed) {
    emit(
      removed ? workItemRemoved : workItemRestored,
      { id, ...(batch === undefined ? {} : { batch }) },
      { record: id },
    )
  }
  return changed
}

/** The place by hand below one item, above another, or between two; undefined when neither is there any more. */
async function placeFor(
  { tx, workspaceId, now }: Inside,
  { above, below }: { above?: RecordId | undefined; below?: RecordId | undefined },
) {
  const ids = [above, below].filter((id) => id !== undefined)
  const rows = await rowsOf(tx, workspaceId, ids)
  const low = rows.find(({ id }) => id === above)?.position
  const high = rows.find(({ id }) => id === below)?.position
  if (low !== undefined) {
    const between = high === undefined ? undefined : placeBetween(low, high)
    return between ?? placeBetween(low, await neighbourOf(tx, workspaceId, low, 'below'))
  }
  if (high === undefined) return
  const over = await neighbourOf(tx, workspaceId, high, 'above')
  if (over !== undefined) return placeBetween(over, high)
  // What is new later still comes above it: half way to the very top would leave no room for that.
  const top = placeOnTop(now)
  return top < high ? top : placeBetween(undefined, high)
}

const edit = api.edit.handler(async ({ input, errors, context }) => {
  const { id, ...wanted } = input
  const item = await oneToChange(context, id)
  if (!item) throw errors.NOT_FOUND()
  const changed = await changeItems(context, [item], wanted)
  if (typeof changed === 'string') throw errors[changed]()
  return rowOf(context, id)
})

const move = api.move.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, emit } = context
  const item = await oneToChange(context, input.id)
  if (!item) throw errors.NOT_FOUND()
  const position = input.between && (await placeFor(context, input.between))
  const first = input.group && firstOf(await statesOf(tx, workspaceId), input.group)
  const stateId = input.stateId ?? (first?.group === item.group ? item.stateId : first?.id)
  if (stateId !== undefined && stateId !== item.stateId) {
    const changed = await changeItems(context, [item], { stateId, position })
    if (typeof changed === 'string') throw errors[changed]()
  } else if (position !== undefined) {
    await writePosition(tx, workspaceId, item.id, position)
    emit(workItemPlaced, { id: item.id, position })
  }
  return rowOf(context, item.id)
})

const assign = api.assign.handler(async ({ input, errors, context }) => {
  const item = await oneToChange(context, input.id)
  if (!item) throw errors.NOT_FOUND()
  const changed = await changeItems(context, [item], { assignees: input.assignees })
  if (typeof changed === 'string') throw errors[changed]()
  return rowOf(context, item.id)
})

const label = api.label.handler(async ({ input, errors, context }) => {
  const item = await oneToChange(context, input.id)
  if (!item) throw errors.NOT_FOUND()
  const changed = await changeItems(context, [item], { labels: input.labels })
  if (typeof changed === 'string') throw errors[changed]()
  return rowOf(context, item.id)
})

const editMany = api.editMany.handler(async ({ input, errors, context }) => {
  const { ids, lineId, removed, ...wanted } = input
  const batch = ids.length > 1 ? newId() : undefined
  const items = await itemsToChange(context.tx, context.workspaceId, ids)
  // Somebody may have removed some of them meanwhile: the others still change.
  const present = items.filter((item) => removed === false || item.removedAt === null)
  if (present.length === 0) throw errors.NOT_FOUND()
  const presentIds = present.map(({ id }) => id)

  const touched = new Set<RecordId>()
  if (removed === false) for (const id of await removeItems(context, presentIds, false, batch)) touched.add(id)
  const changed = await changeItems(context, present, wanted, batch)
  if (typeof changed === 'string') throw errors[changed]()
  for (const id of changed) touched.add(id)
  if (lineId !== undefined) {
    const refusal = await connectItems(context, presentIds, lineId, batch)
    if (refusal) throw errors[refusal]()
    for (const id of presentIds) touched.add(id)
  }
  if (removed === true) for (const id of await removeItems(context, presentIds, true, batch)) touched.add(id)
  return { changed: [...touched] }
})

async function oneToChange({ tx, workspaceId }: Inside, id: RecordId) {
  const [item] = await itemsToChange(tx, workspaceId, [id])
  return item?.removedAt ? undefined : item
}

async function rowOf({ tx, workspaceId }: Inside, id: RecordId) {
  return (await rowsOf(tx, workspaceId, [id]))[0]!
}

export const editHandlers = { edit, move, assign, label, editMany }
