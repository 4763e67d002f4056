import { createHash } from 'node:crypto'

import { implement } from '@orpc/server'

import { putImportedComments, removeImportedComments } from '#commons/comments/imported.ts'
import { putTexts } from '#commons/documents/put.ts'
import { connect } from '#commons/links/connect.ts'
import { membersById, teamsById } from '#commons/people/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { registerRecords, updateRecords, watchRecords } from '#commons/records/register.ts'
import { type Asked, type Inside, inWorkspace } from '#platform/api/answer.ts'

import { writeRemoved } from '../edits/queries.ts'
import { missingFrom } from '../edits/rules.ts'
import { workItemsImported, workItemsImportUndone } from '../events.ts'
import { workLabelAdded } from '../labels/events.ts'
import { labelsNamed } from '../labels/queries.ts'
import { isSameName } from '../labels/rules.ts'
import { putUnder } from '../lines/handlers.ts'
import { waitsFor } from '../lines/queries.ts'
import { itemsToChange, writeAssignees, writeLabels } from '../queries.ts'
import { placeOnTop } from '../rules.ts'
import { statesToMoveIn } from '../states/queries.ts'
import { firstOf, REGISTRY_GROUP, stateNamed, statesFor } from '../states/rules.ts'
import { imports as contract, type ImportedItem } from './contract.ts'
import { awaiting, awaitParents, createdBy, insertImported, knownFrom, labelsOn, updateImported } from './queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const putImported = api.putImported.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const { system, importId, items } = input
  const sourceIds = items.map(({ sourceId }) => sourceId)
  if (new Set(sourceIds).size < items.length) throw errors.TWICE()
  const refusal = await whyNotTakeIn(context, items)
  if (refusal) throw errors[refusal]()

  const teams = await teamsById(
    tx,
    workspaceId,
    items.flatMap(({ teamId }) => teamId ?? []),
  )
  const states = await statesToMoveIn(tx, workspaceId)
  const stateOf = (item: ImportedItem) =>
    stateNamed(statesFor(states, item.teamId), item.state) ?? firstOf(states, item.state.group)!
  const known = await knownFrom(tx, workspaceId, system, sourceIds)

  const fresh = items.filter(({ sourceId }) => !known.has(sourceId))
  const registered = await registerRecords(
    tx,
    workspaceId,
    fresh.map((item) => {
      const prefix = item.teamId === null ? undefined : teams.get(item.teamId)?.prefix
      return {
        type: 'work-item' as const,
        title: item.title,
        state: stateOf(item).name,
        stateGroup: REGISTRY_GROUP[item.state.group],
        by: item.createdBy,
        now: item.createdAt,
        teamId: item.teamId,
        ...(prefix === undefined ? {} : { prefix }),
      }
    }),
  )
  const taken = (id: RecordId, item: ImportedItem) => ({ id, item, state: stateOf(item), ...printsOf(item) })
  const created = fresh.map((item, i) => taken(registered[i]!.id, item))
  await insertImported(
    tx,
    workspaceId,
    created.map((one) => ({ ...one, position: placeOnTop(one.item.createdAt) })),
    { importId, system, now },
  )

  // What the source says the same of as last time stays as people here made it.
  const again = items.flatMap((item) => {
    const before = known.get(item.sourceId)
    const isSame = before?.print === printsOf(item).print && before.removedAt === null
    return before && !isSame ? [{ ...taken(before.id, item), before }] : []
  })
  await updateImported(tx, workspaceId, again, { importId, now })
  await updateRecords(
    tx,
    workspaceId,
    again.map(({ id, item, state }) => ({
      id,
      title: item.title,
      state: state.name,
      stateGroup: REGISTRY_GROUP[state.group],
      teamId: item.teamId,
      removed: false,
    })),
    now,
  )
  const rewritten = again.filter(({ before, bodyPrint }) => before.bodyPrint !== bodyPrint)
  await putTexts(
    tx,
    workspaceId,
    [...created, ...rewritten].map(({ id, item }) => ({
      recordId: id,
      markdown: item.body,
      by: item.createdBy ?? context.me.id,
      now,
    })),
  )
  const all = [...created, ...again]
  await putPeopleAndLabels(context, all)
  const moved = await putTogether(context, system, all)

  const keys = new Map(fresh.map(({ sourceId }, i) => [sourceId, registered[i]!]))
  const recordOf = (sourceId: string) => keys.get(sourceId) ?? known.get(sourceId)!
  const discussed = await putImportedComments(
    context,
    importId,
    items.flatMap(({ sourceId, comments }) =>
      comments.map((comment) => ({ ...comment, recordId: recordOf(sourceId).id })),
    ),
  )

  const createdIds = created.map(({ id }) => id)
  const updated = [...new Set([...again.map(({ id }) => id), ...moved, ...discussed])].filter(
    (id) => !createdIds.includes(id),
  )
  if (createdIds.length + updated.length > 0) emit(workItemsImported, { importId, created: createdIds, updated })
  return sourceIds.map((sourceId) => {
    const { id, key } = recordOf(sourceId)
    const outcome = keys.has(sourceId) ? 'created' : updated.includes(id) ? 'updated' : 'unchanged'
    return { sourceId, id, key, outcome } as const
  })
})

const printOf = (said: unknown) => createHash('sha256').update(JSON.stringify(said)).digest('base64url')

/** Comments are compared one by one: another comment over there does not take back what people here made of the item. */
const printsOf = ({ comments: _comments, ...item }: ImportedItem) => ({
  print: printOf(item),
  bodyPrint: printOf(item.body),
})

type Placed = { id: RecordId; item: ImportedItem }

/** People who left, and people without an account, may stand in what is imported. */
async function whyNotTakeIn({ tx, workspaceId }: Inside, items: ImportedItem[]) {
  const teamIds = new Set(items.flatMap(({ teamId }) => teamId ?? []))
  const teams = await teamsById(tx, workspaceId, [...teamIds])
  if (teams.size < teamIds.size) return 'NOT_A_TEAM'
  const people = new Set(
    items.flatMap(({ assignees, createdBy: by, comments }) => [
      ...assignees,
      ...[by, ...comments.map((comment) => comment.by)].filter((id) => id !== null),
    ]),
  )
  const members = await membersById(tx, workspaceId, [...people])
  if (members.size < people.size) return 'NOT_A_MEMBER'
}

/** Brings assignees and labels to what the source says. */
async function putPeopleAndLabels({ tx, workspaceId, now, emit }: Inside, placed: Placed[]) {
  const names = [...new Set(placed.flatMap(({ item }) => item.labels))]
  const { labels, added } = await labelsNamed(tx, workspaceId, names, now)
  for (const { id } of added) emit(workLabelAdded, { id })
  const ids = placed.map(({ id }) => id)
  const before = new Map((await itemsToChange(tx, workspaceId, ids)).map((item) => [item.id, item]))
  const on = await labelsOn(tx, workspaceId, ids)
  const wanted = placed.map(({ id, item }) => ({
    id,
    labels: labels.filter(({ name }) => item.labels.some((one) => isSameName(one, name))).map((label) => label.id),
    assignees: item.assignees,
  }))

  const labelled = wanted.flatMap(({ id, labels: all }) =>
    missingFrom(all, on.get(id) ?? []).map((labelId) => ({ workItemId: id, labelId })),
  )
  const unlabelled = wanted.flatMap(({ id, labels: all }) =>
    missingFrom(on.get(id) ?? [], all).map((labelId) => ({ workItemId: id, labelId })),
  )
  await writeLabels(tx, workspaceId, labelled, unlabelled)

  const people = (id: RecordId) => before.get(id)?.assignees ?? []
  const assigned = wanted.flatMap(({ id, assignees }) =>
    missingFrom(assignees, people(id)).map((memberId) => ({ workItemId: id, memberId })),
  )
  const unassigned = wanted.flatMap(({ id, assignees }) =>
    missingFrom(people(id), assignees).map((memberId) => ({ workItemId: id, memberId })),
  )
  await writeAssignees(tx, workspaceId, assigned, unassigned)
  await watchRecords(
    tx,
    workspaceId,
    assigned.map(({ workItemId, memberId }) => ({ recordId: workItemId, memberId })),
  )
}

/** Puts parts under their parents and says what waits for what, as far as the others have come. */
async function putTogether(context: Inside, system: string, placed: Placed[]) {
  const { tx, workspaceId } = context
  const named = placed.flatMap(({ item }) => [
    ...item.blockedBySourceIds,
    ...(item.parentSourceId === null ? [] : [item.parentSourceId]),
  ])
  const others = await knownFrom(tx, workspaceId, system, [...new Set(named)])
  const here = new Map(placed.map(({ id, item }) => [item.sourceId, id]))
  const idOf = (sourceId: string) => here.get(sourceId) ?? others.get(sourceId)?.id

  const pairs = [
    ...placed.flatMap(({ id, item }) => {
      const parentId = item.parentSourceId === null ? undefined : idOf(item.parentSourceId)
      return parentId ? [{ id, parentId }] : []
    }),
    ...(await awaiting(tx, workspaceId, system, [...here.keys()])).map(({ id, parent }) => ({
      id,
      parentId: here.get(parent)!,
    })),
  ]
  const moved: RecordId[] = []
  const children = new Map(
    (
      await itemsToChange(
        tx,
        workspaceId,
        pairs.map(({ id }) => id),
      )
    ).map((item) => [item.id, item]),
  )
  for (const { id, parentId } of pairs) {
    const item = children.get(id)
    // A source may hold a ring of parents; what would close it stays where it is.
    if (item && item.parentId !== parentId && !(await putUnder(context, item, parentId))) moved.push(id)
  }
  await awaitParents(
    tx,
    workspaceId,
    placed.flatMap(({ id, item }) =>
      item.parentSourceId !== null && !idOf(item.parentSourceId) ? [{ id, parent: item.parentSourceId }] : [],
    ),
  )
  for (const { id, item } of placed) {
    for (const sourceId of item.blockedBySourceIds) {
      const blocker = idOf(sourceId)
      if (!blocker || blocker === id || (await waitsFor(tx, workspaceId, blocker, id))) continue
      await connect(context, { from: blocker, to: id, kind: 'blocks' })
    }
  }
  return moved
}

const removeImported = api.removeImported.handler(async ({ input, context }) => {
  const { tx, workspaceId, now, emit } = context
  const found = await createdBy(tx, workspaceId, input.importId)
  const gone = found.filter(({ changed }) => input.evenChanged || !changed).map(({ id }) => id)
  await writeRemoved(tx, workspaceId, gone, true, now)
  const kept = found.flatMap(({ id }) => (gone.includes(id) ? [] : [id]))
  await removeImportedComments(context, input.importId, kept)
  emit(workItemsImportUndone, { importId: input.importId, removed: gone.length })
  return { removed: gone.length, kept: found.length - gone.length }
})

export const importHandlers = { putImported, removeImported }
