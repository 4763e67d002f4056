import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId } from '#commons/records/contract.ts'
import { command, Day } from '#platform/api/contract.ts'

import {
  Assignees,
  badLine,
  Estimate,
  Labels,
  notThere,
  Priority,
  Title,
  WorkItemRow,
  WorkItemType,
} from '../items/contract.ts'
import { WorkStateGroup, WorkStateId } from '../states/contract.ts'

const OfItem = z.object({ id: RecordId })

const Plain = z.object({
  type: WorkItemType.optional(),
  priority: Priority.optional(),
  estimate: Estimate.nullable().optional(),
  dueOn: Day.nullable().optional(),
  teamId: TeamId.nullable().optional(),
})

/** Where to put it among others by hand: below one, above another, or between two. */
const Between = z.object({ above: RecordId.optional(), below: RecordId.optional() })

/** Changes to work items, each kept in the item's history in words. */
export const edits = {
  edit: command(
    'member',
    '/work-items/{id}/edit',
    'Changes what is given and leaves the rest. With another team it keeps its key.',
  )
    .input(OfItem.extend(Plain.shape).extend({ title: Title.optional() }))
    .output(WorkItemRow)
    .errors(notThere),
  move: command(
    'member',
    '/work-items/{id}/move',
    'Moves an item to another state, to another place in the order, or both.',
  )
    .input(
      OfItem.extend({
        stateId: WorkStateId.optional(),
        /** In place of a state: the first of this group. */
        group: WorkStateGroup.optional(),
        between: Between.optional(),
      }).refine(
        ({ stateId, group, between }) => stateId !== undefined || group !== undefined || between !== undefined,
        'Say which state or which place.',
      ),
    )
    .output(WorkItemRow)
    .errors(notThere),
  assign: command('member', '/work-items/{id}/assign', 'Says who works on it: exactly these, or nobody.')
    .input(OfItem.extend({ assignees: Assignees }))
    .output(WorkItemRow)
    .errors(notThere),
  label: command('member', '/work-items/{id}/label', 'Gives it exactly these labels.')
    .input(OfItem.extend({ labels: Labels }))
    .output(WorkItemRow)
    .errors(notThere),
  editMany: command('member', '/work-items/edit', 'Makes the same change to up to 500 items, all or none of them.')
    .input(
      Plain.extend({
        ids: z
          .array(RecordId)
          .min(1, 'Choose at least one item.')
          .max(500, 'At most 500 at once.')
          .transform((ids) => [...new Set(ids)]),
        stateId: WorkStateId.optional(),
        assignees: Assignees.optional(),
        addAssignees: Assignees.optional(),
        removeAssignees: Assignees.optional(),
        labels: Labels.optional(),
        addLabels: Labels.optional(),
        removeLabels: Labels.optional(),
        lineId: RecordId.nullable().optional(),
        removed: z.boolean().optional(),
      }),
    )
    .output(z.object({ changed: z.array(RecordId) }))
    .errors({ ...notThere, ...badLine }),
}
