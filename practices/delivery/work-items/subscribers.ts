import { recordsLinked, recordsUnlinked } from '#commons/links/events.ts'
import { upOver } from '#commons/links/lookups.ts'
import { defineNotice, notify } from '#commons/notifications/notify.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { when } from '#platform/events/listeners.ts'

import { writeParent } from './edits/queries.ts'
import { workItemAssigned, workItemChanged, workItemCompleted } from './events.ts'
import { tellSettled } from './lines/handlers.ts'
import { settleLines } from './lines/queries.ts'
import { kindOfLine } from './lines/rules.ts'
import { workItemsById } from './lookups.ts'
import { blockingOf, itemsToChange } from './queries.ts'

const assignedToYou = defineNotice({
  key: 'work-item.assigned',
  label: 'Somebody assigns work to you',
  group: 'Work',
  mail: true,
})
const noLongerWaits = defineNotice({
  key: 'work-item.unblocked',
  label: 'Your work no longer waits for other work',
  group: 'Work',
})

export const subscribers = [
  when(workItemAssigned, 'work-items: tell who was assigned', async (heard) => {
    const { data, tx, workspaceId, by } = heard
    const item = (await workItemsById(tx, workspaceId, [data.id])).get(data.id)
    if (!item || data.added.length === 0) return
    await notify(heard, {
      notice: assignedToYou,
      to: data.added,
      // Of a bulk edit one is told once, by the first of its items.
      because: data.batch ?? heard.eventId,
      text: data.batch ? `assigned #${item.key} and more to you` : `assigned #${item.key} to you`,
      by,
      recordId: item.id,
    })
  }),

  when(workItemCompleted, 'work-items: tell who waited for it', async (heard) => {
    const { data, tx, workspaceId, by } = heard
    const { blocks } = await blockingOf(tx, workspaceId, data.id)
    const waiting = await workItemsById(
      tx,
      workspaceId,
      blocks.map(({ record }) => record.id),
    )
    const done = (await workItemsById(tx, workspaceId, [data.id])).get(data.id)
    for (const item of waiting.values()) {
      if (!done || item.group === 'completed' || item.group === 'cancelled') continue
      await notify(heard, {
        notice: noLongerWaits,
        to: item.assignees,
        because: heard.eventId,
        text: `finished #${done.key}, for which #${item.key} waited`,
        by,
        recordId: item.id,
      })
    }
  }),

  // Links are also made elsewhere: what lists show of a parent and of the line follows them.
  when(recordsLinked, 'work-items: follow a new link', async (heard) => {
    const { data, tx, workspaceId, now, emit } = heard
    if (data.kind !== 'delivers' && data.kind !== 'serves') return
    const [item] = await itemsToChange(tx, workspaceId, [data.from])
    if (!item) return
    const above = (await recordsById(tx, workspaceId, [data.to])).get(data.to)
    if (!above || (above.type !== 'work-item' && !kindOfLine(above.type))) return
    if (above.type === 'work-item' && item.parentId === null) {
      await writeParent(tx, workspaceId, item.id, above.id, now)
      emit(workItemChanged, { id: item.id, set: { parentId: above.id } })
    }
    tellSettled(heard, await settleLines(tx, workspaceId, [item.id]))
  }),

  when(recordsUnlinked, 'work-items: follow a link taken away', async (heard) => {
    const { data, tx, workspaceId, now, emit } = heard
    if (data.kind !== 'delivers' && data.kind !== 'serves') return
    const [item] = await itemsToChange(tx, workspaceId, [data.from])
    if (!item) return
    const delivers = (await upOver(tx, workspaceId, 'delivers', [item.id])).get(item.id) ?? []
    if (item.parentId === data.to && !delivers.some(({ id }) => id === data.to)) {
      await writeParent(tx, workspaceId, item.id, null, now)
      emit(workItemChanged, { id: item.id, set: { parentId: null } })
    }
    tellSettled(heard, await settleLines(tx, workspaceId, [item.id]))
  }),
]
