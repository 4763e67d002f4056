import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { Value } from './contract.ts'

export const shoutOuts = pgTable(
  'shout_outs',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    from: uuid('from_id').notNull().$type<MemberId>(),
    message: text().notNull(),
    value: text().$type<Value>(),
    givenAt: instant('given_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('shout_outs_newest').on(t.workspaceId, t.givenAt, t.id),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.from], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

export const shoutOutRecipients = pgTable(
  'shout_out_recipients',
  {
    workspaceId: workspaceId(),
    shoutOutId: uuid('shout_out_id').notNull().$type<RecordId>(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.shoutOutId, t.memberId] }),
    index('shout_outs_of_member').on(t.workspaceId, t.memberId, t.shoutOutId),
    foreignKey({
      columns: [t.workspaceId, t.shoutOutId],
      foreignColumns: [shoutOuts.workspaceId, shoutOuts.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

export const shoutOutReactions = pgTable(
  'shout_out_reactions',
  {
    workspaceId: workspaceId(),
    shoutOutId: uuid('shout_out_id').notNull().$type<RecordId>(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    emoji: text().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.shoutOutId, t.memberId, t.emoji] }),
    foreignKey({
      columns: [t.workspaceId, t.shoutOutId],
      foreignColumns: [shoutOuts.workspaceId, shoutOuts.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
