import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import { members, workspaces } from '#commons/people/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { ProductProjectId } from './contract.ts'

export const productProjects = pgTable(
  'product_projects',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<ProductProjectId>(),
    name: text().notNull(),
    key: text().notNull(),
    origins: text().array().notNull().default([]),
    keepsIp: boolean('keeps_ip').notNull().default(false),
    deniedProperties: text('denied_properties').array().notNull().default([]),
    retentionDays: integer('retention_days'),
    createdById: uuid('created_by_id').notNull().$type<MemberId>(),
    createdAt: instant('created_at').notNull(),
    /** Its events are deleted by the mover, which then takes the row away. */
    removedAt: instant('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('product_projects_name')
      .on(t.workspaceId, sql`lower(${t.name})`)
      .where(sql`${t.removedAt} is null`),
    // A key alone says whose the events are.
    uniqueIndex('product_projects_key').on(t.key),
    index('product_projects_removed').on(t.removedAt),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.createdById], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
