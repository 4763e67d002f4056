import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { codeOf } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { workLabels as contract, WorkLabelId } from './contract.ts'
import { workLabelAdded, workLabelChanged, workLabelRemoved } from './events.ts'
import { deleteLabel, insertLabel, itemsPerLabel, labelsOf, updateLabel } from './queries.ts'
import { isSameName, MOST_LABELS, nextColour } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

/** Somebody else added the same name a moment ago. */
const UNIQUE_VIOLATION = '23505'

const byName = api.byName.handler(async ({ context: { tx, workspaceId } }) => {
  const items = await itemsPerLabel(tx, workspaceId)
  return (await labelsOf(tx, workspaceId)).map((label) => ({ ...label, items: items.get(label.id) ?? 0 }))
})

const add = api.add.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const labels = await labelsOf(tx, workspaceId)
  if (labels.some((label) => isSameName(label.name, input.name))) throw errors.NAME_TAKEN()
  if (labels.length >= MOST_LABELS) throw errors.TOO_MANY_LABELS()

  const label = { id: WorkLabelId.parse(newId()), name: input.name, colour: input.colour ?? nextColour(labels) }
  await insertLabel(tx, workspaceId, label, now).catch((error: unknown) => {
    throw codeOf(error) === UNIQUE_VIOLATION ? errors.NAME_TAKEN() : error
  })
  emit(workLabelAdded, { id: label.id })
  return label
})

const edit = api.edit.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const labels = await labelsOf(tx, workspaceId)
  const label = labels.find(({ id }) => id === input.id)
  if (!label) throw errors.NOT_FOUND()
  const next = { ...label, name: input.name ?? label.name, colour: input.colour ?? label.colour }
  if (labels.some(({ id, name }) => id !== next.id && isSameName(name, next.name))) throw errors.NAME_TAKEN()

  await updateLabel(tx, workspaceId, next).catch((error: unknown) => {
    throw codeOf(error) === UNIQUE_VIOLATION ? errors.NAME_TAKEN() : error
  })
  emit(workLabelChanged, { id: next.id })
  return next
})

const remove = api.remove.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const label = (await labelsOf(tx, workspaceId)).find(({ id }) => id === input.id)
  if (!label) throw errors.NOT_FOUND()
  await deleteLabel(tx, workspaceId, label.id)
  emit(workLabelRemoved, { id: label.id })
})

export const handlers = api.router({ byName, add, edit, remove })
