import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import { members, workspaces } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { Section, Sentence } from './contract.ts'

/** The vision's record, made when its first version is proposed. One a workspace. */
export const visions = pgTable(
  'visions',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    publishedNumber: integer('published_number'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('visions_one_a_workspace').on(t.workspaceId),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** What is being written, one a workspace. */
export const visionDrafts = pgTable(
  'vision_drafts',
  {
    workspaceId: workspaceId().primaryKey(),
    revision: integer().notNull(),
    sentence: text().notNull(),
    northStarId: uuid('north_star_id').$type<RecordId>(),
    clauses: jsonb().notNull().$type<Sentence[]>(),
    editedBy: uuid('edited_by_id').$type<MemberId>(),
    editedAt: instant('edited_at').notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.editedBy], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** Every text that was ever proposed. Its number is the record's version, which sign-offs name. */
export const visionVersions = pgTable(
  'vision_versions',
  {
    workspaceId: workspaceId(),
    number: integer().notNull(),
    visionId: uuid('vision_id').notNull().$type<RecordId>(),
    sentence: text().notNull(),
    northStarId: uuid('north_star_id').$type<RecordId>(),
    clauses: jsonb().notNull().$type<Sentence[]>(),
    author: uuid('author_id').notNull().$type<MemberId>(),
    reason: text().notNull(),
    proposedAt: instant('proposed_at').notNull(),
    publishedAt: instant('published_at'),
    publishedBy: uuid('published_by_id').$type<MemberId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.number] }),
    foreignKey({ columns: [t.workspaceId, t.visionId], foreignColumns: [visions.workspaceId, visions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.author], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.publishedBy], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** A clause's place in the published text. Its words are the title of its record. */
export const clauses = pgTable(
  'clauses',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    visionId: uuid('vision_id').notNull().$type<RecordId>(),
    section: text().notNull().$type<Section>(),
    position: integer().notNull(),
    addedIn: integer('added_in').notNull(),
    changedIn: integer('changed_in').notNull(),
    retiredIn: integer('retired_in'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('clauses_retired').on(t.workspaceId, t.retiredIn, t.id),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.visionId], foreignColumns: [visions.workspaceId, visions.id] }).onDelete(
      'cascade',
    ),
  ],
)
