import {
  boolean,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId, Side } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import { keyResults } from '../key-results/tables.ts'
import type { CheckInId } from './contract.ts'

/** One round a key result and week. Product, engineering and gap stand there only once it is revealed. */
export const checkIns = pgTable(
  'check_ins',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<CheckInId>(),
    keyResultId: uuid('key_result_id').notNull().$type<RecordId>(),
    week: date().notNull(),
    value: doublePrecision(),
    openedAt: instant('opened_at').notNull(),
    revealedAt: instant('revealed_at'),
    product: real(),
    engineering: real(),
    gap: real(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('check_ins_one_a_week').on(t.workspaceId, t.keyResultId, t.week),
    foreignKey({
      columns: [t.workspaceId, t.keyResultId],
      foreignColumns: [keyResults.workspaceId, keyResults.id],
    }).onDelete('cascade'),
  ],
)

export const checkInAnswers = pgTable(
  'check_in_answers',
  {
    workspaceId: workspaceId(),
    checkInId: uuid('check_in_id').notNull().$type<CheckInId>(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    side: text().notNull().$type<Side>(),
    confidence: integer().notNull(),
    sentence: text().notNull(),
    at: instant('at').notNull(),
    afterReveal: boolean('after_reveal').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.checkInId, t.memberId] }),
    index('check_in_answers_of_member').on(t.workspaceId, t.memberId, t.checkInId),
    foreignKey({ columns: [t.workspaceId, t.checkInId], foreignColumns: [checkIns.workspaceId, checkIns.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** Who was asked to check in in which week, so that each is asked once. */
export const checkInNudges = pgTable(
  'check_in_nudges',
  {
    workspaceId: workspaceId(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    week: date().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId, t.week] }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
