import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import { initiatives } from '../tables.ts'
import type { QuoteId } from './contract.ts'

export const initiativeQuotes = pgTable(
  'initiative_quotes',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<QuoteId>(),
    initiativeId: uuid('initiative_id').notNull().$type<RecordId>(),
    quote: text().notNull(),
    source: text().notNull(),
    recordId: uuid('record_id').$type<RecordId>(),
    by: uuid('by_id').notNull().$type<MemberId>(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('quotes_of_initiative').on(t.workspaceId, t.initiativeId, t.id),
    foreignKey({
      columns: [t.workspaceId, t.initiativeId],
      foreignColumns: [initiatives.workspaceId, initiatives.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.recordId], foreignColumns: [records.workspaceId, records.id] }),
    foreignKey({ columns: [t.workspaceId, t.by], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
