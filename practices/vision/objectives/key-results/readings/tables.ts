import { date, doublePrecision, foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import { keyResults } from '../tables.ts'
import type { ReadingSource } from './contract.ts'

/** What a key result stood at, one reading a day. */
export const keyResultReadings = pgTable(
  'key_result_readings',
  {
    workspaceId: workspaceId(),
    keyResultId: uuid('key_result_id').notNull().$type<RecordId>(),
    on: date().notNull(),
    value: doublePrecision().notNull(),
    source: text().notNull().$type<ReadingSource>(),
    by: uuid('by_id').$type<MemberId>(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.keyResultId, t.on] }),
    foreignKey({
      columns: [t.workspaceId, t.keyResultId],
      foreignColumns: [keyResults.workspaceId, keyResults.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.by], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
