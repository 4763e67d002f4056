import { z } from 'zod'

import { command, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId, Role, Side, WorkspaceId } from '#platform/auth/identity.ts'

export const TeamId = z.uuid().brand<'TeamId'>()
export type TeamId = z.infer<typeof TeamId>

export const DISCIPLINES = [
  'product management',
  'design',
  'research',
  'marketing',
  'support',
  'engineering',
  'quality',
  'data',
  'operations',
  'other',
] as const
export const Discipline = z.enum(DISCIPLINES)
export type Discipline = z.infer<typeof Discipline>

/** A person, as shown wherever they are named. */
export const Person = z.object({
  id: MemberId,
  name: z.string(),
  role: Role,
  discipline: Discipline,
  side: Side.nullable(),
  title: z.string(),
  timeZone: z.string(),
  kind: z.enum(['person', 'token', 'imported']),
  hasLeft: z.boolean(),
})
export type Person = z.infer<typeof Person>

export const Team = z.object({
  id: TeamId,
  name: z.string(),
  prefix: z.string(),
  purpose: z.string(),
  memberIds: z.array(MemberId),
  leadIds: z.array(MemberId),
})
export type Team = z.infer<typeof Team>

export const Workspace = z.object({
  id: WorkspaceId,
  slug: z.string(),
  name: z.string(),
  timeZone: z.string(),
  isDemo: z.boolean(),
})
export type Workspace = z.infer<typeof Workspace>

const Name = z.string().trim().min(1, 'Write a name.').max(80, 'At most 80 characters.')
const TimeZone = z
  .string()
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'Choose a time zone.')
const Prefix = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{1,5}$/, 'Two to six letters or digits, beginning with a letter.')

/** The members of a workspace, the side each stands on, and their teams. */
export const people = {
  me: query('observer', '/me', 'Who you are in this workspace.').output(
    z.object({ member: Person, workspace: Workspace, email: z.string().nullable(), teamIds: z.array(TeamId) }),
  ),
  myWorkspaces: query('user', '/my-workspaces', 'The workspaces that you are a member of.').output(z.array(Workspace)),
  list: query('observer', '/people', 'The members of the workspace, by name.')
    .input(
      page.extend({
        limit: z.number().int().min(1).max(1000).default(100),
        search: z.string().max(100).optional(),
        withLeft: z.boolean().default(false),
      }),
    )
    .output(pageOf(Person)),
  teams: query('observer', '/teams', 'The teams of the workspace with their members.').output(z.array(Team)),
  createTeam: command('member', '/teams', 'Forms a team. Its prefix begins the keys of its work items.')
    .input(
      z.object({
        name: Name,
        prefix: Prefix,
        purpose: z.string().max(500).default(''),
        memberIds: z.array(MemberId).max(500).default([]),
      }),
    )
    .output(Team)
    .errors(
      refusals({
        PREFIX_TAKEN: 'Another team or type of record already uses this prefix.',
        NOT_A_MEMBER: 'One of them is not a member of this workspace.',
      }),
    ),
  editTeam: command('member', '/teams/{id}/edit', 'Changes a team’s name, purpose or members. The prefix stays.')
    .input(
      z.object({
        id: TeamId,
        name: Name.optional(),
        purpose: z.string().max(500).optional(),
        memberIds: z.array(MemberId).max(500).optional(),
        leadIds: z.array(MemberId).max(20).optional(),
      }),
    )
    .output(Team)
    .errors(refusals({ NOT_A_MEMBER: 'One of them is not a member of this workspace.' })),
  editProfile: command('observer', '/me/edit', 'Changes your own name, title or time zone.')
    .input(
      z.object({ name: Name.optional(), title: z.string().trim().max(120).optional(), timeZone: TimeZone.optional() }),
    )
    .output(Person),
  assign: command(
    'admin',
    '/people/{id}/assign',
    'Gives a member a role or a discipline. The side follows from the discipline.',
  )
    .input(z.object({ id: MemberId, role: Role.optional(), discipline: Discipline.optional() }))
    .output(Person)
    .errors(refusals({ LAST_ADMIN: 'A workspace keeps at least one admin.' })),
  remove: command('admin', '/people/{id}/remove', 'Ends a membership. What they wrote stays under their name.')
    .input(z.object({ id: MemberId }))
    .errors(refusals({ LAST_ADMIN: 'A workspace keeps at least one admin.' })),
  sides: query('observer', '/discipline-sides', 'Which side each discipline stands on.').output(
    z.array(z.object({ discipline: Discipline, side: Side.nullable() })),
  ),
  placeDiscipline: command(
    'admin',
    '/discipline-sides',
    'Places a discipline on a side, and with it everyone who has it.',
  ).input(z.object({ discipline: Discipline, side: Side.nullable() })),
}
