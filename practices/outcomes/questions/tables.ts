import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'
import type { ProductProjectId } from '#practices/outcomes/product-events/projects/contract.ts'

import type { Asking } from './answers/contract.ts'
import type { Kind } from './contract.ts'

export const questions = pgTable(
  'questions',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    projectId: uuid('project_id').notNull().$type<ProductProjectId>(),
    kind: text().notNull().$type<Kind>(),
    asking: jsonb().notNull().$type<Asking>(),
    editedAt: instant('edited_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('questions_newest').on(t.workspaceId, t.editedAt, t.id),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** What a question asked from each change on. */
export const questionVersions = pgTable(
  'question_versions',
  {
    workspaceId: workspaceId(),
    questionId: uuid('question_id').notNull().$type<RecordId>(),
    number: integer().notNull(),
    asking: jsonb().notNull().$type<Asking>(),
    byId: uuid('by_id').notNull().$type<MemberId>(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.questionId, t.number] }),
    foreignKey({
      columns: [t.workspaceId, t.questionId],
      foreignColumns: [questions.workspaceId, questions.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.byId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
