import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { LinkId, LinkKind } from './contract.ts'

export const links = pgTable(
  'links',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<LinkId>(),
    fromId: uuid('from_id').notNull().$type<RecordId>(),
    toId: uuid('to_id').notNull().$type<RecordId>(),
    kind: text().notNull().$type<LinkKind>(),
    createdById: uuid('created_by_id').$type<MemberId>(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('links_once').on(t.workspaceId, t.fromId, t.toId, t.kind),
    index('links_downward').on(t.workspaceId, t.toId, t.kind, t.fromId),
    foreignKey({ columns: [t.workspaceId, t.fromId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.toId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
  ],
)
