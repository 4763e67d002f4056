import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId } from '#commons/records/contract.ts'
import { command, page, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const ImportId = z.uuid().brand<'ImportId'>()
export type ImportId = z.infer<typeof ImportId>

export const IMPORT_SOURCES = ['csv', 'github-json', 'github-repository'] as const
export const ImportSource = z.enum(IMPORT_SOURCES)
export type ImportSource = z.infer<typeof ImportSource>

/** What a column of a file can become. */
export const IMPORT_FIELDS = [
  'id',
  'title',
  'body',
  'type',
  'state',
  'priority',
  'estimate',
  'labels',
  'assignees',
  'reporter',
  'parent',
  'due',
  'created',
  'started',
  'closed',
  'url',
  'comments',
] as const
export const ImportField = z.enum(IMPORT_FIELDS)
export type ImportField = z.infer<typeof ImportField>

const StateGroup = z.enum(['backlog', 'unstarted', 'started', 'completed', 'cancelled'])
const Priority = z.enum(['urgent', 'high', 'medium', 'low', 'none'])
const Type = z.enum(['feature', 'bug', 'debt', 'spike', 'chore', 'action'])

/** How to read the source: which column is what, and what its words mean here. */
export const Mapping = z.object({
  /** For each field the column that holds it. */
  columns: z.partialRecord(ImportField, z.string().max(200)).default({}),
  states: z.record(z.string(), StateGroup).default({}),
  priorities: z.record(z.string(), Priority).default({}),
  types: z.record(z.string(), Type).default({}),
  /** People over there, by the name they have there, and the member here. Others come as people without an account. */
  people: z.record(z.string(), MemberId).default({}),
  withPullRequests: z.boolean().default(false),
})
export type Mapping = z.infer<typeof Mapping>

export const ImportState = z.enum(['fetching', 'draft', 'running', 'done', 'failed', 'undone'])
export type ImportState = z.infer<typeof ImportState>

export const Import = z.object({
  id: ImportId,
  source: ImportSource,
  name: z.string(),
  state: ImportState,
  teamId: TeamId.nullable(),
  mapping: Mapping,
  columns: z.array(z.string()),
  /** The different words found in the columns that are mapped to state, priority, type and people. */
  values: z.object({
    states: z.array(z.string()),
    priorities: z.array(z.string()),
    types: z.array(z.string()),
    people: z.array(z.string()),
  }),
  counts: z.object({
    total: z.number().int(),
    done: z.number().int(),
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    skipped: z.number().int(),
    failed: z.number().int(),
  }),
  problem: z.string().nullable(),
  startedBy: MemberId,
  startedAt: z.date(),
  endedAt: z.date().nullable(),
})
export type Import = z.infer<typeof Import>

export const RowOutcome = z.enum(['waiting', 'created', 'updated', 'unchanged', 'skipped', 'failed'])
export type RowOutcome = z.infer<typeof RowOutcome>

/** What became, or would become, of one row. `problem` says what to do about it. */
export const ImportRow = z.object({
  number: z.number().int(),
  sourceId: z.string(),
  title: z.string(),
  outcome: RowOutcome,
  problem: z.string().nullable(),
  recordId: RecordId.nullable(),
  key: z.string().nullable(),
})
export type ImportRow = z.infer<typeof ImportRow>

const PreviewRow = z.object({
  number: z.number().int(),
  title: z.string(),
  type: Type,
  state: StateGroup,
  priority: Priority,
  labels: z.array(z.string()),
  assignees: z.array(z.string()),
  created: z.date().nullable(),
  closed: z.date().nullable(),
  /** How many comments come along. */
  comments: z.number().int(),
  problem: z.string().nullable(),
})

const Id = z.object({ id: ImportId })

/** Brings work from other trackers: look first, then run, and take back if it was wrong. */
export const imports = {
  begin: command(
    'admin',
    '/imports',
    'Reads a file or a repository and suggests how to map it. Nothing is imported yet.',
  )
    .input(
      z.discriminatedUnion('source', [
        z.object({
          source: z.literal('csv'),
          name: z.string().min(1).max(200),
          text: z.string().min(1, 'The file is empty.'),
          teamId: TeamId.nullable().default(null),
        }),
        z.object({
          source: z.literal('github-json'),
          name: z.string().min(1).max(200),
          text: z.string().min(1, 'The file is empty.'),
          teamId: TeamId.nullable().default(null),
        }),
        z.object({
          source: z.literal('github-repository'),
          repository: z
            .string()
            .trim()
            .regex(/^[\w.-]+\/[\w.-]+$/, 'Write it as owner/name.'),
          token: z.string().trim().max(300).optional(),
          teamId: TeamId.nullable().default(null),
        }),
      ]),
    )
    .output(Import)
    .errors(
      refusals({
        UNREADABLE:
          'This is not a file of that kind. A CSV needs a first line with column names; GitHub’s export is a JSON list of issues.',
        TOO_MANY_ROWS: 'At most 50,000 rows at once. Split the file.',
        NOT_A_TEAM: 'That team is not in this workspace.',
      }),
    ),
  remap: command('admin', '/imports/{id}/mapping', 'Changes how an import that has not run yet reads its source.')
    .input(Id.extend({ mapping: Mapping, teamId: TeamId.nullable() }))
    .output(Import)
    .errors(
      refusals({
        ALREADY_RUN: 'This import has run. Undo it, or begin another.',
        NOT_A_TEAM: 'That team is not in this workspace.',
        NOT_A_MEMBER: 'One of the people mapped is not a member of this workspace.',
      }),
    ),
  preview: query(
    'admin',
    '/imports/{id}/preview',
    'What the first rows would become, and how many rows have a problem. Writes nothing.',
  )
    .input(Id.extend({ limit: z.number().int().min(1).max(100).default(20) }))
    .output(
      z.object({
        rows: z.array(PreviewRow),
        good: z.number().int(),
        problems: z.number().int(),
        skipped: z.number().int(),
        /** How many comments come along with the good rows. */
        comments: z.number().int(),
      }),
    ),
  run: command('admin', '/imports/{id}/run', 'Runs an import in the background. It goes on after a restart.')
    .input(Id)
    .output(Import)
    .errors(
      refusals({
        ALREADY_RUN: 'This import has run. Undo it, or begin another.',
        NO_TITLE: 'Say which column holds the title.',
      }),
    ),
  undo: command('admin', '/imports/{id}/undo', 'Takes back what an import created. What people changed since stays.')
    .input(Id)
    .output(z.object({ removed: z.number().int(), kept: z.number().int() }))
    .errors(refusals({ NOT_RUN: 'This import has nothing to take back.' })),
  get: query('admin', '/imports/{id}', 'One import with its progress.').input(Id).output(Import),
  list: query('admin', '/imports', 'The imports of this workspace, newest first.')
    .input(pageById)
    .output(pageOf(Import)),
  rows: query('admin', '/imports/{id}/rows', 'What became of each row, in the order of the file.')
    .input(page.extend({ id: ImportId, outcome: RowOutcome.optional() }))
    .output(pageOf(ImportRow)),
}
