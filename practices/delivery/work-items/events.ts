import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId } from '#commons/records/contract.ts'
import { Day } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { Priority, WorkItemType } from './items/contract.ts'
import { WorkLabelId } from './labels/contract.ts'
import { WorkStateGroup, WorkStateId } from './states/contract.ts'

/** `batch` is shared by all events of one bulk edit, so that a listener can say one thing about many. */
const OfItem = z.object({ id: RecordId, batch: z.uuid().optional() })

export const workItemCreated = defineEvent(
  'work-item.created.v1',
  OfItem.extend({ type: WorkItemType, teamId: TeamId.nullable(), parentId: RecordId.nullable() }),
  'created the work item',
)

/** Holds the new value of each field that changed. */
export const workItemChanged = defineEvent(
  'work-item.changed.v1',
  OfItem.extend({
    set: z.object({
      title: z.string().optional(),
      type: WorkItemType.optional(),
      priority: Priority.optional(),
      estimate: z.number().nullable().optional(),
      dueOn: Day.nullable().optional(),
      teamId: TeamId.nullable().optional(),
      labels: z.array(WorkLabelId).optional(),
      parentId: RecordId.nullable().optional(),
      lineId: RecordId.nullable().optional(),
    }),
  }),
  'changed the work item',
)

/** It is in another state now. */
export const workItemMoved = defineEvent(
  'work-item.moved.v1',
  OfItem.extend({
    from: z.object({ stateId: WorkStateId, group: WorkStateGroup }),
    to: z.object({ stateId: WorkStateId, group: WorkStateGroup }),
    position: z.string(),
  }),
  'moved the work item',
)

/** It has another place in the order by hand; nothing about it changed. */
export const workItemPlaced = defineEvent(
  'work-item.placed.v1',
  OfItem.extend({ position: z.string() }),
  'put the work item into another place',
)

/** Comes beside `moved` when the new state is the first completed one. */
export const workItemCompleted = defineEvent(
  'work-item.completed.v1',
  OfItem.extend({ type: WorkItemType, teamId: TeamId.nullable() }),
  'completed the work item',
)

/** Comes beside `moved` when it is no longer completed. */
export const workItemReopened = defineEvent('work-item.reopened.v1', OfItem, 'reopened the work item')

export const workItemAssigned = defineEvent(
  'work-item.assigned.v1',
  OfItem.extend({ assignees: z.array(MemberId), added: z.array(MemberId), removed: z.array(MemberId) }),
  'changed who works on the work item',
)

/** It lies in the trash, from which `restored` brings it back. */
export const workItemRemoved = defineEvent('work-item.removed.v1', OfItem, 'removed the work item')

export const workItemRestored = defineEvent('work-item.restored.v1', OfItem, 'restored the work item')

/** One for each batch of an import, not one for each item. */
export const workItemsImported = defineEvent(
  'work-items.imported.v1',
  z.object({ importId: z.uuid(), created: z.array(RecordId), updated: z.array(RecordId) }),
  'imported work items',
)

export const workItemsImportUndone = defineEvent(
  'work-items.import-undone.v1',
  z.object({ importId: z.uuid(), removed: z.number().int() }),
  'took an import of work items back',
)
