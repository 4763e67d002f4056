import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import type { TeamId } from '#commons/people/contract.ts'
import { members, teams } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { ImportId, ImportSource, ImportState, Mapping, RowOutcome } from './contract.ts'

export const imports = pgTable(
  'imports',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<ImportId>(),
    source: text().notNull().$type<ImportSource>(),
    name: text().notNull(),
    state: text().notNull().$type<ImportState>(),
    teamId: uuid('team_id').$type<TeamId>(),
    mapping: jsonb().notNull().$type<Mapping>(),
    columns: text().array().notNull(),
    problem: text(),
    /** The token for a repository, kept only while its issues are being read. */
    token: text(),
    startedById: uuid('started_by_id').notNull().$type<MemberId>(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('imports_newest').on(t.workspaceId, t.startedAt, t.id),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }),
    foreignKey({ columns: [t.workspaceId, t.startedById], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** The rows as they were read, and what became of each. */
export const importRows = pgTable(
  'import_rows',
  {
    workspaceId: workspaceId(),
    importId: uuid('import_id').notNull().$type<ImportId>(),
    number: integer().notNull(),
    /** The number of the issue at GitHub, by which its comments find it. */
    issue: integer(),
    source: jsonb().notNull().$type<Record<string, unknown>>(),
    outcome: text().notNull().$type<RowOutcome>().default('waiting'),
    problem: text(),
    recordId: uuid('record_id').$type<RecordId>(),
    key: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.number] }),
    index('import_rows_by_issue')
      .on(t.workspaceId, t.importId, t.issue)
      .where(sql`issue is not null`),
    index('import_rows_by_outcome').on(t.workspaceId, t.importId, t.outcome, t.number),
    foreignKey({ columns: [t.workspaceId, t.importId], foreignColumns: [imports.workspaceId, imports.id] }).onDelete(
      'cascade',
    ),
  ],
)
