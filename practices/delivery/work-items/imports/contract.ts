import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId } from '#commons/records/contract.ts'
import { command, Day, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

import { Body, Estimate, notThere, Priority, WorkItemType } from '../items/contract.ts'
import { WorkStateGroup } from '../states/contract.ts'

/** What was said about an item over there. */
export const ImportedComment = z.object({
  /** Its id over there; no two of an item have the same. */
  sourceId: z.string().min(1).max(200),
  /** Who said it; null where the source does not tell. */
  by: MemberId.nullable(),
  at: z.date(),
  text: z.string().min(1).max(70_000),
})

export const ImportedItem = z.object({
  /** Its id over there, which stays the same however often it is imported. */
  sourceId: z.string().min(1).max(200),
  url: z.url().max(1000).nullable().default(null),
  title: z
    .string()
    .trim()
    .transform((title) => title.slice(0, 250) || 'Untitled'),
  body: Body.default(''),
  type: WorkItemType.default('feature'),
  /** A state of this name if there is one in the group, else the group's first. */
  state: z.object({ name: z.string().max(100).optional(), group: WorkStateGroup }),
  priority: Priority.default('none'),
  estimate: Estimate.nullable().default(null),
  dueOn: Day.nullable().default(null),
  /** By name; the workspace gets those that it lacks. */
  labels: z.array(z.string().trim().min(1).max(50)).max(20).default([]),
  /** Members, and people who were imported without an account. */
  assignees: z.array(MemberId).max(20).default([]),
  teamId: TeamId.nullable().default(null),
  /** An item of the same source, in this batch or an earlier one. */
  parentSourceId: z.string().max(200).nullable().default(null),
  /** Items of the same source that it waits for, in this batch or an earlier one. */
  blockedBySourceIds: z.array(z.string().max(200)).max(50).default([]),
  createdBy: MemberId.nullable().default(null),
  createdAt: z.date(),
  startedAt: z.date().nullable().default(null),
  closedAt: z.date().nullable().default(null),
  /** What was said about it. One that came before is not doubled. */
  comments: z.array(ImportedComment).max(5_000).default([]),
})
export type ImportedItem = z.infer<typeof ImportedItem>

/** What an import brings in, and how it is taken back. */
export const imports = {
  putImported: command(
    'admin',
    '/work-items/imported',
    'Takes in up to 200 items of another tracker. One that came before is brought up to date, not doubled.',
  )
    .input(
      z.object({
        importId: z.uuid(),
        system: z.string().min(1).max(40),
        items: z.array(ImportedItem).min(1).max(200),
      }),
    )
    .output(
      z.array(
        z.object({
          sourceId: z.string(),
          id: RecordId,
          key: z.string(),
          outcome: z.enum(['created', 'updated', 'unchanged']),
        }),
      ),
    )
    .errors({
      NOT_A_TEAM: notThere.NOT_A_TEAM,
      NOT_A_MEMBER: notThere.NOT_A_MEMBER,
      ...refusals({ TWICE: 'The same source id stands twice in one batch.' }),
    }),
  removeImported: command(
    'admin',
    '/work-items/remove-imported',
    'Puts what one import created into the trash. What people have changed since stays, unless you say otherwise.',
  )
    .input(z.object({ importId: z.uuid(), evenChanged: z.boolean().default(false) }))
    .output(z.object({ removed: z.number().int(), kept: z.number().int() })),
}
