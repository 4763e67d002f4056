import { z } from 'zod'

import { command, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId, Role, Side, WorkspaceId } from '#platform/auth/identity.ts'
import { Password } from '#platform/auth/passwords.ts'

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

/** What a person, a team or a workspace is called. */
export const Name = z.string().trim().min(1, 'Write a name.').max(80, 'At most 80 characters.')
/** Browsers name some zones in their older way, which no list holds; what can be counted in is a zone. */
function isTimeZone(name: string) {
  try {
    return /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** A time zone by its name: `Europe/Berlin`. */
export const TimeZone = z.string().max(60).refine(isTimeZone, 'Choose a time zone.')

/** An e-mail address, kept in small letters. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'At most 254 characters.')
  .pipe(z.email('Write an e-mail address, such as ana@example.com.'))
const Prefix = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{1,5}$/, 'Two to six letters or digits, beginning with a letter.')

/** With what a new server begins: a believable year of a team, an empty workspace, or what another tool exported. */
export const Start = z.enum(['demo', 'empty', 'import'])
export type Start = z.infer<typeof Start>

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
        after: z.uuid('Give the next of the page before.').optional(),
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
  archiveTeam: command(
    'admin',
    '/teams/{id}/archive',
    'Closes a team. What it did stays; nothing new is planned for it.',
  ).input(z.object({ id: TeamId })),
  reopenTeam: command('admin', '/teams/{id}/reopen', 'Opens a closed team again.')
    .input(z.object({ id: TeamId }))
    .output(Team),
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
  editWorkspace: command('admin', '/workspace/edit', 'Changes the name or the time zone of the workspace.')
    .input(z.object({ name: Name.optional(), timeZone: TimeZone.optional() }))
    .output(Workspace),
  firstRun: query('anyone', '/first-run', 'Whether this server waits to be set up, and how one signs in to it.').output(
    z.object({
      needsSetUp: z.boolean(),
      /** Whether a demo can be chosen. */
      demo: z.boolean(),
      /** Whether a link by e-mail would arrive. */
      magicLink: z.boolean(),
      /** The providers that everybody here may sign in with. */
      oidc: z.array(z.object({ id: z.string(), name: z.string() })),
      /** Whether there are others, found by the domain of an e-mail address. */
      oidcByEmail: z.boolean(),
    }),
  ),
  setUp: command(
    'anyone',
    '/set-up',
    'Sets a new server up, with the link that it printed: the first workspace and its admin.',
  )
    .input(
      z.object({
        token: z.string().min(1, 'Open the link that the server printed.').max(100, 'This link is too long.'),
        workspaceName: Name,
        name: Name,
        email: Email,
        password: Password,
        discipline: Discipline,
        timeZone: TimeZone,
        start: Start,
      }),
    )
    .output(z.object({ slug: z.string() }))
    .errors(
      refusals({
        ALREADY_SET_UP: 'This server is already set up. Sign in instead.',
        WRONG_LINK: 'This link is not the one that the server printed last. Look at its output again.',
        NO_DEMO: 'This server has no demo to show.',
      }),
    ),
  removeDemo: command(
    'admin',
    '/demo/remove',
    'Removes the demo with all that is in it. Those who signed in to it are members of the workspace you get instead.',
  )
    .output(z.object({ slug: z.string() }))
    .errors(
      refusals({
        NOT_A_DEMO: 'This workspace is not a demo.',
        BY_HAND: 'A token cannot remove a workspace. Do it in the settings.',
      }),
    ),
}
