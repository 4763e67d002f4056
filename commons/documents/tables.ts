import { customType, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
})

/** The shared text of a record as Yjs keeps it, and the same as Markdown for reading and searching. */
export const documents = pgTable(
  'documents',
  {
    workspaceId: workspaceId(),
    recordId: uuid('record_id').notNull().$type<RecordId>(),
    state: bytes().notNull(),
    markdown: text().notNull(),
    /** Grows with each storing, so that another server notices. */
    revision: integer().notNull(),
    editedAt: instant('edited_at').notNull(),
    editedById: uuid('edited_by_id').$type<MemberId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.recordId] }),
    foreignKey({ columns: [t.workspaceId, t.recordId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.editedById], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

export const documentVersions = pgTable(
  'document_versions',
  {
    workspaceId: workspaceId(),
    recordId: uuid('record_id').notNull().$type<RecordId>(),
    number: integer().notNull(),
    markdown: text().notNull(),
    editedBy: uuid('edited_by').array().notNull().$type<MemberId[]>(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.recordId, t.number] }),
    index('document_versions_newest').on(t.workspaceId, t.recordId, t.number),
    foreignKey({
      columns: [t.workspaceId, t.recordId],
      foreignColumns: [documents.workspaceId, documents.recordId],
    }).onDelete('cascade'),
  ],
)
