import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { NotificationId, Rhythm } from './contract.ts'

export const notifications = pgTable(
  'notifications',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<NotificationId>(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    key: text().notNull(),
    /** The event that it tells of: each member is told once of each. */
    because: uuid().notNull(),
    text: text().notNull(),
    recordId: uuid('record_id').$type<RecordId>(),
    byId: uuid('by_id').$type<MemberId>(),
    at: instant('at').notNull(),
    /** Where it stands in the inbox: when it came, or when it returned from being snoozed. */
    shownAt: instant('shown_at').notNull(),
    inInbox: boolean('in_inbox').notNull(),
    readAt: instant('read_at'),
    snoozedUntil: instant('snoozed_until'),
    archivedAt: instant('archived_at'),
    /** When its letter shall leave; null when it goes by no mail. */
    mailDueAt: instant('mail_due_at'),
    mailedAt: instant('mailed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('notifications_once').on(t.workspaceId, t.memberId, t.because),
    index('notifications_newest').on(t.workspaceId, t.memberId, t.shownAt, t.id),
    index('notifications_unread')
      .on(t.workspaceId, t.memberId)
      .where(sql`read_at is null and archived_at is null and in_inbox`),
    index('notifications_to_mail')
      .on(t.mailDueAt)
      .where(sql`mail_due_at is not null and mailed_at is null`),
    index('notifications_snoozed')
      .on(t.snoozedUntil)
      .where(sql`snoozed_until is not null`),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.recordId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** Where a member wants one kind of notice, where that is not what the kind proposes. */
export const notificationPreferences = pgTable(
  'notification_preferences',
  {
    workspaceId: workspaceId(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    key: text().notNull(),
    inbox: boolean().notNull(),
    mail: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId, t.key] }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** How often a member's notices are gathered into a letter; soon, when there is no row. */
export const notificationRhythms = pgTable(
  'notification_rhythms',
  {
    workspaceId: workspaceId(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    rhythm: text().notNull().$type<Rhythm>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId] }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
