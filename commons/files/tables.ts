import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { FileId } from './contract.ts'

export const files = pgTable(
  'files',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<FileId>(),
    name: text().notNull(),
    type: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    sha256: text().notNull(),
    recordId: uuid('record_id').$type<RecordId>(),
    byId: uuid('by_id').$type<MemberId>(),
    at: instant('at').notNull(),
    /** From then on nobody sees it; its bytes are swept away soon after. */
    removedAt: instant('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('files_of_record').on(t.workspaceId, t.recordId, t.at, t.id),
    index('files_to_sweep')
      .on(t.removedAt)
      .where(sql`removed_at is not null`),
    foreignKey({ columns: [t.workspaceId, t.recordId], foreignColumns: [records.workspaceId, records.id] }),
    foreignKey({ columns: [t.workspaceId, t.byId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
