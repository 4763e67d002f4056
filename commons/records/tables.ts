import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import { members, teams, workspaces } from '#commons/people/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { RecordId, RecordType, StateGroup } from './contract.ts'

/** One row for everything that has a page, kept by its feature in the same transaction as its own row. */
export const records = pgTable(
  'records',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    type: text().notNull().$type<RecordType>(),
    prefix: text().notNull(),
    number: integer().notNull(),
    title: text().notNull(),
    state: text().notNull(),
    stateGroup: text('state_group').notNull().$type<StateGroup>(),
    /** Grows when what sign-offs agree to changes. */
    version: integer().notNull().default(1),
    teamId: uuid('team_id'),
    /** What search looks through, beside the title. */
    text: text().notNull().default(''),
    /** The shared text that people wrote on it, for search; kept by documents. */
    written: text().notNull().default(''),
    createdById: uuid('created_by_id').$type<MemberId>(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    removedAt: instant('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('records_key').on(t.workspaceId, t.prefix, t.number),
    index('records_by_type').on(t.workspaceId, t.type, t.updatedAt, t.id),
    index('records_title').using('gin', sql`${t.title} gin_trgm_ops`),
    index('records_text').using(
      'gin',
      sql`to_tsvector('simple', ${t.title} || ' ' || ${t.text} || ' ' || ${t.written})`,
    ),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }),
  ],
)

/** The last number given out under each prefix. */
export const recordNumbers = pgTable(
  'record_numbers',
  { workspaceId: workspaceId(), prefix: text().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ columns: [t.workspaceId, t.prefix] })],
)

/** Who looked at what last, and who wants to be told. */
export const recordVisits = pgTable(
  'record_visits',
  {
    workspaceId: workspaceId(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    recordId: uuid('record_id').notNull().$type<RecordId>(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId, t.recordId] }),
    index('record_visits_recent').on(t.workspaceId, t.memberId, t.at),
    foreignKey({ columns: [t.workspaceId, t.recordId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
  ],
)

export const recordWatchers = pgTable(
  'record_watchers',
  {
    workspaceId: workspaceId(),
    recordId: uuid('record_id').notNull().$type<RecordId>(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.recordId, t.memberId] }),
    foreignKey({ columns: [t.workspaceId, t.recordId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
