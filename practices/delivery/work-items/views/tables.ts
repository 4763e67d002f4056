import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { WorkViewId } from './contract.ts'

export const workViews = pgTable(
  'work_views',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<WorkViewId>(),
    ownerId: uuid('owner_id').notNull().$type<MemberId>(),
    name: text().notNull(),
    query: jsonb().notNull().$type<Record<string, string>>(),
    isShared: boolean('is_shared').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('work_views_of_owner').on(t.workspaceId, t.ownerId),
    foreignKey({ columns: [t.workspaceId, t.ownerId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

export const workViewFavourites = pgTable(
  'work_view_favourites',
  {
    workspaceId: workspaceId(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    viewId: uuid('view_id').notNull().$type<WorkViewId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId, t.viewId] }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.viewId], foreignColumns: [workViews.workspaceId, workViews.id] }).onDelete(
      'cascade',
    ),
  ],
)
