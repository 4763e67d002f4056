import { implement } from '@orpc/server'

import { connect as connectRecords, connectMany, disconnect, disconnectMany } from '#commons/links/connect.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { type Asked, type Inside, inWorkspace } from '#platform/api/answer.ts'

import { writeParent } from '../edits/queries.ts'
import { whyNotParent } from '../edits/rules.ts'
import { workItemChanged } from '../events.ts'
import { itemsToChange, parentsOf, rowsOf } from '../queries.ts'
import { lines as contract } from './contract.ts'
import { ownLines, type Settled, settleLines, waitsFor } from './queries.ts'
import { kindOfLine } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

/** Lists show another reason now. The links themselves are what history keeps. */
export function tellSettled({ emit }: Pick<Inside, 'emit'>, settled: Settled[], batch?: string) {
  for (const { id, lineId } of settled) {
    emit(workItemChanged, { id, set: { lineId }, ...(batch === undefined ? {} : { batch }) })
  }
}

/** Says for all of these items what they are there for, in place of what it was; null takes it away. */
export async function connectItems(
  context: Inside,
  ids: readonly RecordId[],
  lineId: RecordId | null,
  batch?: string,
): Promise<'NOT_FOUND' | 'NOT_A_REASON' | undefined> {
  const { tx, workspaceId } = context
  const above = lineId === null ? undefined : (await recordsById(tx, workspaceId, [lineId])).get(lineId)
  if (lineId !== null && !above) return 'NOT_FOUND'
  const kind = above && kindOfLine(above.type)
  if (above && !kind) return 'NOT_A_REASON'

  const before = await ownLines(tx, workspaceId, ids)
  await disconnectMany(
    context,
    before.filter(({ to }) => to !== lineId),
  )
  if (above && kind && (await connectMany(context, { from: ids, to: above.id, kind })) === 'circle') {
    return 'NOT_A_REASON'
  }
  tellSettled(context, await settleLines(tx, workspaceId, ids), batch)
}

/** Makes an item a sub-item of another, and the line run through it. The item is locked by the caller. */
export async function putUnder(
  context: Inside,
  item: { id: RecordId; parentId: RecordId | null },
  parentId: RecordId | null,
): Promise<'NOT_A_PARENT' | 'WOULD_CIRCLE' | undefined> {
  const { tx, workspaceId, now, emit } = context
  if (parentId !== null) {
    const [parent] = await rowsOf(tx, workspaceId, [parentId])
    if (!parent) return 'NOT_A_PARENT'
    const refusal = whyNotParent(item.id, await parentsOf(tx, workspaceId, parentId))
    if (refusal) return refusal
  }
  if (item.parentId) await disconnect(context, { from: item.id, to: item.parentId, kind: 'delivers' })
  if (parentId) {
    const joined = await connectRecords(context, { from: item.id, to: parentId, kind: 'delivers' })
    if (joined === 'circle') return 'WOULD_CIRCLE'
  }
  await writeParent(tx, workspaceId, item.id, parentId, now)
  emit(workItemChanged, { id: item.id, set: { parentId } })
  tellSettled(context, await settleLines(tx, workspaceId, [item.id]))
}

const connect = api.connect.handler(async ({ input, errors, context }) => {
  const item = await oneToChange(context, input.id)
  if (!item) throw errors.NOT_FOUND()
  const refusal = await connectItems(context, [item.id], input.lineId)
  if (refusal) throw errors[refusal]()
  return rowOf(context, item.id)
})

const setParent = api.setParent.handler(async ({ input, errors, context }) => {
  const item = await oneToChange(context, input.id)
  if (!item) throw errors.NOT_FOUND()
  if (item.parentId !== input.parentId) {
    const refusal = await putUnder(context, item, input.parentId)
    if (refusal) throw errors[refusal]()
  }
  return rowOf(context, item.id)
})

const block = api.block.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId } = context
  const item = await oneToChange(context, input.id)
  const blocker = (await recordsById(tx, workspaceId, [input.by])).get(input.by)
  if (!item || !blocker) throw errors.NOT_FOUND()
  if (item.id === blocker.id) throw errors.NOT_ITSELF()
  if (await waitsFor(tx, workspaceId, blocker.id, item.id)) throw errors.WOULD_WAIT_FOR_EVER()
  await connectRecords(context, { from: blocker.id, to: item.id, kind: 'blocks' })
  return rowOf(context, item.id)
})

const unblock = api.unblock.handler(async ({ input, errors, context }) => {
  const item = await oneToChange(context, input.id)
  if (!item) throw errors.NOT_FOUND()
  await disconnect(context, { from: input.by, to: item.id, kind: 'blocks' })
  return rowOf(context, item.id)
})

async function oneToChange({ tx, workspaceId }: Inside, id: RecordId) {
  const [item] = await itemsToChange(tx, workspaceId, [id])
  return item?.removedAt ? undefined : item
}

async function rowOf({ tx, workspaceId }: Inside, id: RecordId) {
  return (await rowsOf(tx, workspaceId, [id]))[0]!
}

export const lineHandlers = { connect, setParent, block, unblock }
