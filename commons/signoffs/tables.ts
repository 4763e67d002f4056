import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId, Side } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { SignOffId, Verdict } from './contract.ts'

export const signoffs = pgTable(
  'signoffs',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<SignOffId>(),
    recordId: uuid('record_id').notNull().$type<RecordId>(),
    version: integer().notNull(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    /** Where the member stood when they signed; it does not move with them. */
    side: text().notNull().$type<Side>(),
    verdict: text().notNull().$type<Verdict>(),
    note: text().notNull().default(''),
    signedAt: instant('signed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('signoffs_once').on(t.workspaceId, t.recordId, t.version, t.memberId),
    index('signoffs_of_record').on(t.workspaceId, t.recordId, t.signedAt),
    foreignKey({ columns: [t.workspaceId, t.recordId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
