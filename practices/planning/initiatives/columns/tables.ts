import { foreignKey, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

import { workspaces } from '#commons/people/tables.ts'
import { workspaceId } from '#platform/database/columns.ts'

import type { Column } from './contract.ts'

/** What a workspace promises with a column, where it does not leave the usual words. */
export const roadmapCommitments = pgTable(
  'roadmap_commitments',
  { workspaceId: workspaceId(), column: text('board_column').notNull().$type<Column>(), commitment: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.column] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
  ],
)
