import { date, foreignKey, index, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { ShareId, Tile } from './contract.ts'

export const dashboards = pgTable(
  'dashboards',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    tiles: jsonb().notNull().$type<Tile[]>(),
    editedAt: instant('edited_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** Links for those who do not sign in. The token follows from the id and the server’s secret, so it lies nowhere. */
export const dashboardShares = pgTable(
  'dashboard_shares',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<ShareId>(),
    dashboardId: uuid('dashboard_id').notNull().$type<RecordId>(),
    expiresAt: instant('expires_at').notNull(),
    takenBackAt: instant('taken_back_at'),
    createdById: uuid('created_by_id').$type<MemberId>(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('dashboard_shares_of_dashboard').on(t.workspaceId, t.dashboardId),
    index('dashboard_shares_by_id').on(t.id),
    foreignKey({
      columns: [t.workspaceId, t.dashboardId],
      foreignColumns: [dashboards.workspaceId, dashboards.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.createdById], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** Who gets the digest of a dashboard, and the Monday of the last one. */
export const dashboardReaders = pgTable(
  'dashboard_readers',
  {
    workspaceId: workspaceId(),
    dashboardId: uuid('dashboard_id').notNull().$type<RecordId>(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    sentFor: date('sent_for', { mode: 'string' }),
    since: instant('since').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.dashboardId, t.memberId] }),
    foreignKey({
      columns: [t.workspaceId, t.dashboardId],
      foreignColumns: [dashboards.workspaceId, dashboards.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }).onDelete(
      'cascade',
    ),
  ],
)
