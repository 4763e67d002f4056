import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, Day, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

import { WorkLabelId } from '../labels/contract.ts'
import { WorkStateGroup, WorkStateId } from '../states/contract.ts'

/** What kind of effort an item is. An action is one born in a meeting, retro or review. */
export const WORK_ITEM_TYPES = ['feature', 'bug', 'debt', 'spike', 'chore', 'action'] as const
export const WorkItemType = z.enum(WORK_ITEM_TYPES)
export type WorkItemType = z.infer<typeof WorkItemType>

/** From the most to the least pressing; `none` is not yet judged. */
export const PRIORITIES = ['urgent', 'high', 'medium', 'low', 'none'] as const
export const Priority = z.enum(PRIORITIES)
export type Priority = z.infer<typeof Priority>

/** A work item as a list or a board shows it. */
export const WorkItemRow = z.object({
  id: RecordId,
  key: z.string(),
  title: z.string(),
  type: WorkItemType,
  stateId: WorkStateId,
  group: WorkStateGroup,
  priority: Priority,
  estimate: z.number().nullable(),
  assignees: z.array(MemberId),
  labels: z.array(WorkLabelId),
  teamId: TeamId.nullable(),
  dueOn: Day.nullable(),
  parent: z.object({ id: RecordId, key: z.string(), title: z.string() }).nullable(),
  subItems: z.object({ total: z.number().int(), completed: z.number().int() }),
  /** How many unfinished records it waits for, and since when the longest of them. */
  waitsFor: z.object({ total: z.number().int(), since: z.date().nullable() }),
  /** What it is there for: the nearest initiative, key result or objective. Null for one that nothing explains. */
  line: RecordSummary.nullable(),
  /** Its place in the order by hand, compared as text byte by byte. */
  position: z.string(),
  createdAt: z.date(),
  changedAt: z.date(),
  startedAt: z.date().nullable(),
  closedAt: z.date().nullable(),
})
export type WorkItemRow = z.infer<typeof WorkItemRow>

const Blocking = z.object({ record: RecordSummary, since: z.date() })

/** A work item with everything that its page shows. */
export const WorkItem = WorkItemRow.extend({
  /** The description as Markdown. It is a shared document: write it with `documents.write`, or together on its page. */
  body: z.string(),
  createdBy: MemberId.nullable(),
  /** The first hundred of its sub-items, in order. */
  subItemRows: z.array(WorkItemRow),
  blockedBy: z.array(Blocking),
  blocks: z.array(Blocking),
  /** Where it was imported from. */
  source: z.object({ system: z.string(), id: z.string(), url: z.string().nullable() }).nullable(),
  version: z.number().int(),
  watching: z.boolean(),
})
export type WorkItem = z.infer<typeof WorkItem>

export const Title = z.string().trim().min(1, 'Write a title.').max(250, 'At most 250 characters.')
export const Body = z.string().max(100_000, 'At most 100,000 characters.')
export const Estimate = z.number().min(0, 'Not less than zero.').max(1000, 'At most 1,000 points.')
export const Assignees = z
  .array(MemberId)
  .max(20, 'At most 20 people.')
  .transform((ids) => [...new Set(ids)])
export const Labels = z
  .array(WorkLabelId)
  .max(20, 'At most 20 labels.')
  .transform((ids) => [...new Set(ids)])

export const notThere = refusals({
  NOT_A_TEAM: 'There is no such team in this workspace.',
  NOT_A_STATE: 'An item of this team cannot be in that state.',
  NOT_A_MEMBER: 'One of them is not a member of this workspace.',
  NOT_A_LABEL: 'One of the labels is gone.',
})
export const badParent = refusals({
  NOT_A_PARENT: 'Only another work item of this workspace can be its parent.',
  WOULD_CIRCLE: 'It would become a part of itself.',
})
export const badLine = refusals({
  NOT_A_REASON: 'A work item is there for an initiative, a key result or an objective.',
})

/** What a team builds, mends, tries or does. */
export const items = {
  create: command('member', '/work-items', 'Creates a work item. A title is enough; it begins in the backlog.')
    .input(
      z.object({
        title: Title,
        type: WorkItemType.default('feature'),
        teamId: TeamId.nullable().optional(),
        stateId: WorkStateId.optional(),
        priority: Priority.default('none'),
        estimate: Estimate.nullable().default(null),
        dueOn: Day.nullable().default(null),
        body: Body.default(''),
        assignees: Assignees.default([]),
        labels: Labels.default([]),
        /** Makes it a sub-item; without a team of its own it gets its parent's. */
        parentId: RecordId.nullable().default(null),
        /** The initiative, key result or objective that it is there for. */
        lineId: RecordId.nullable().default(null),
      }),
    )
    .output(WorkItemRow)
    .errors({ ...notThere, ...badParent, ...badLine }),
  get: query('observer', '/work-items/{key}', 'One work item by its key, with everything that its page shows.')
    .input(z.object({ key: RecordKey }))
    .output(WorkItem),
  among: query('observer', '/work-items-among', 'The work items among up to 200 ids, as lists show them.')
    .input(z.object({ ids: z.array(RecordId).max(200) }))
    .output(z.array(WorkItemRow)),
  byKeys: query('observer', '/work-items-by-keys', 'The work items among up to 200 keys, as lists show them.')
    .input(z.object({ keys: z.array(RecordKey).max(200) }))
    .output(z.array(WorkItemRow)),
  remove: command('member', '/work-items/{id}/remove', 'Puts a work item into the trash. Its sub-items stay.').input(
    z.object({ id: RecordId }),
  ),
  restore: command('member', '/work-items/{id}/restore', 'Takes a work item out of the trash.')
    .input(z.object({ id: RecordId }))
    .output(WorkItemRow),
  removed: query('observer', '/removed-work-items', 'The trash: removed work items, the last removed first.')
    .input(pageById)
    .output(
      pageOf(z.object({ id: RecordId, key: z.string(), title: z.string(), type: WorkItemType, removedAt: z.date() })),
    ),
}
