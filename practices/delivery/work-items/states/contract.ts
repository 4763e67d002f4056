import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { command, query, refusals } from '#platform/api/contract.ts'

/** How far along a work item is, whatever a team calls its states. The same five as in most trackers. */
export const WORK_STATE_GROUPS = ['backlog', 'unstarted', 'started', 'completed', 'cancelled'] as const
export const WorkStateGroup = z.enum(WORK_STATE_GROUPS)
export type WorkStateGroup = z.infer<typeof WorkStateGroup>

/** The usual states have plain ids (`in-progress`); one that a workspace adds has an id of its own. */
export const WorkStateId = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, 'Choose a state.')
  .brand<'WorkStateId'>()
export type WorkStateId = z.infer<typeof WorkStateId>

/** A column of the board. With a team it is there for that team's items only. */
export const WorkState = z.object({
  id: WorkStateId,
  name: z.string(),
  group: WorkStateGroup,
  teamId: TeamId.nullable(),
})
export type WorkState = z.infer<typeof WorkState>

const Name = z.string().trim().min(1, 'Write a name.').max(40, 'At most 40 characters.')

/** The states that work items go through: the workspace's, and those that a team added for itself. */
export const workStates = {
  inOrder: query(
    'observer',
    '/work-states',
    'The states of work items in their order: the workspace’s, and those of single teams.',
  ).output(z.array(WorkState)),
  add: command('admin', '/work-states', 'Adds a state at the end of its group, for everyone or for one team.')
    .input(z.object({ name: Name, group: WorkStateGroup, teamId: TeamId.nullable().default(null) }))
    .output(WorkState)
    .errors(
      refusals({
        NAME_TAKEN: 'There is a state of this name already.',
        NOT_A_TEAM: 'There is no such team in this workspace.',
        TOO_MANY_STATES: 'At most 40 states. Remove one first.',
      }),
    ),
  rename: command('admin', '/work-states/{id}/rename', 'Gives a state another name, on all of its items too.')
    .input(z.object({ id: WorkStateId, name: Name }))
    .output(WorkState)
    .errors(refusals({ NAME_TAKEN: 'There is a state of this name already.' })),
  reorder: command('admin', '/work-states/reorder', 'Puts the states of one group in this order.')
    .input(z.object({ ids: z.array(WorkStateId).min(1).max(40) }))
    .errors(refusals({ NOT_ONE_GROUP: 'Name every state of one group once, and none of another.' })),
  remove: command('admin', '/work-states/{id}/remove', 'Takes a state away and moves its items to another.')
    .input(z.object({ id: WorkStateId, moveTo: WorkStateId }))
    .errors(
      refusals({
        LAST_OF_GROUP: 'Each group keeps at least one state for everyone.',
        OTHER_GROUP: 'Its items can only go to another state of the same group that they may all be in.',
      }),
    ),
}
