import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId } from '#commons/records/contract.ts'
import { Day, page, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

import { Priority, WorkItemRow, WorkItemType } from '../items/contract.ts'
import { WorkLabelId } from '../labels/contract.ts'
import { WorkStateGroup, WorkStateId } from '../states/contract.ts'

const None = z.literal('none')
const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(100).optional()

/** Which items: those that fit all that is given. Within one list any fits; `none` stands for those without. */
export const WorkFilter = z.object({
  /** In the title, or the key itself. */
  text: z.string().trim().min(1).max(200).optional(),
  teams: some(z.union([TeamId, None])),
  states: some(WorkStateId),
  groups: some(WorkStateGroup),
  types: some(WorkItemType),
  priorities: some(Priority),
  /** `me` is whoever asks. */
  assignees: some(z.union([MemberId, z.literal('me'), None])),
  labels: some(z.union([WorkLabelId, None])),
  /** Below this record on the line: an initiative, a key result, an objective, a clause. `none`: there for nothing. */
  under: z.union([RecordId, None]).optional(),
  parent: z.union([RecordId, None]).optional(),
  waiting: z.boolean().optional(),
  dueFrom: Day.optional(),
  dueTo: Day.optional(),
  /** Leaves out what was closed longer ago. */
  closedWithinDays: z.number().int().min(0).max(3650).optional(),
  createdBy: MemberId.optional(),
  importId: z.uuid().optional(),
})
export type WorkFilter = z.infer<typeof WorkFilter>

export const WORK_SORTS = ['manual', 'priority', 'created', 'changed', 'due', 'estimate'] as const
/** By hand; most pressing, newest, last changed, soonest due or largest first. */
export const WorkSort = z.enum(WORK_SORTS)
export type WorkSort = z.infer<typeof WorkSort>

export const WORK_GROUPINGS = ['state', 'priority', 'assignee', 'type', 'team', 'label', 'line', 'none'] as const
export const WorkGrouping = z.enum(WORK_GROUPINGS)
export type WorkGrouping = z.infer<typeof WorkGrouping>

const Sorted = WorkFilter.extend({ sort: WorkSort.default('manual'), reverse: z.boolean().default(false) })

const Rows = z.object({ items: z.array(WorkItemRow), next: z.string().optional() })

/** Items that share one value. An item with two assignees or labels stands in both of their groups. */
export const WorkGroup = z.object({
  /** A state, priority, type, or the id of a member, team, label or record; `none` for those without one. */
  value: z.string(),
  total: z.number().int(),
  points: z.number(),
  items: z.array(WorkItemRow),
  /** Where `list` goes on with this group. */
  next: z.string().optional(),
})
export type WorkGroup = z.infer<typeof WorkGroup>

/** Work items in lists, on boards and in numbers. */
export const lists = {
  list: query('observer', '/work-items', 'Work items that fit a filter, in an order; of one group of a board too.')
    .input(
      Sorted.extend({
        ...page.shape,
        limit: z.number().int().min(1).max(200).default(50),
        inGroup: z.object({ by: WorkGrouping, value: z.string().max(100) }).optional(),
      }),
    )
    .output(Rows)
    .errors(refusals({ NOT_A_PAGE: 'That page is not of this list. Begin at its first.' })),
  board: query(
    'observer',
    '/work-board',
    'Work items in groups: how many each has, its points, and the first of its items. A board, or a grouped list.',
  )
    .input(
      Sorted.extend({
        groupBy: WorkGrouping.default('state'),
        first: z.number().int().min(0).max(100).default(30),
      }),
    )
    .output(z.object({ groups: z.array(WorkGroup), total: z.number().int() })),
  counts: query('observer', '/work-counts', 'How many work items, and points, are in each group of states.')
    .input(WorkFilter)
    .output(
      z.object({
        groups: z.array(z.object({ group: WorkStateGroup, total: z.number().int(), points: z.number() })),
        unlinked: z.number().int(),
        waiting: z.number().int(),
      }),
    ),
}
