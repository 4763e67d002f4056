import { recordsLinked, recordsUnlinked } from '#commons/links/events.ts'
import { patches, refreshes } from '#platform/client/live-rules.ts'

import { stateAt } from '../edits/rules.ts'
import * as own from '../events.ts'
import { workLabelAdded, workLabelChanged, workLabelRemoved } from '../labels/events.ts'
import { workStatesChanged } from '../states/events.ts'
import { workViewChanged } from '../views/events.ts'
import { workItems, workLabels, workStates, workViews } from './api.ts'
import { readRows, rowsInSight } from './boards.ts'
import { hear } from './hearing.ts'

const everything = () => [workItems.board.key(), workItems.get.key()]

export const live = [
  patches(own.workItemCreated, (_, { id, parentId }, { at }) => {
    hear({ id, unclear: true, at: new Date(at) })
    if (parentId) readRows([parentId])
  }),
  patches(own.workItemRestored, (_, { id }, { at }) => hear({ id, unclear: true, at: new Date(at) })),
  patches(own.workItemChanged, (_, { id, set }, { at }) => {
    const { parentId, lineId, ...plain } = set
    hear({ id, set: plain as never, unclear: parentId !== undefined || lineId !== undefined, at: new Date(at) })
  }),
  patches(own.workItemMoved, (_, { id, to, position }, { at }) => {
    const row = rowsInSight().get(id)
    hear({
      id,
      set: { position, ...(row ? stateAt(row, { id: to.stateId, group: to.group }, new Date(at)) : to) },
      at: new Date(at),
    })
  }),
  patches(own.workItemPlaced, (_, { id, position }, { at }) => {
    const row = rowsInSight().get(id)
    hear({ id, set: { position }, at: row?.changedAt ?? new Date(at) })
  }),
  patches(own.workItemAssigned, (_, { id, assignees }, { at }) => hear({ id, set: { assignees }, at: new Date(at) })),
  patches(own.workItemRemoved, (_, { id }, { at }) => hear({ id, gone: true, at: new Date(at) })),
  // What an item waits for, and from when: its row says only how many there are.
  patches(recordsLinked, (_, { kind, from, to }) => kind === 'blocks' && readRows([from, to])),
  patches(recordsUnlinked, (_, { kind, from, to }) => kind === 'blocks' && readRows([from, to])),
  refreshes(own.workItemsImported, everything),
  refreshes(own.workItemsImportUndone, everything),
  refreshes(own.workItemRemoved, () => [workItems.removed.key()]),
  refreshes(own.workItemRestored, () => [workItems.removed.key()]),
  refreshes(recordsLinked, ({ kind }) => (kind === 'blocks' || kind === 'delivers' ? [workItems.get.key()] : [])),
  refreshes(recordsUnlinked, ({ kind }) => (kind === 'blocks' || kind === 'delivers' ? [workItems.get.key()] : [])),
  refreshes(workStatesChanged, () => [workStates.inOrder.key(), workItems.board.key()]),
  refreshes(workLabelAdded, () => [workLabels.byName.key()]),
  refreshes(workLabelChanged, () => [workLabels.byName.key()]),
  refreshes(workLabelRemoved, () => [workLabels.byName.key(), ...everything()]),
  refreshes(workViewChanged, () => [workViews.mine.key()]),
]
