import { sql } from 'drizzle-orm'
import { foreignKey, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import { workspaces } from '#commons/people/tables.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { LabelColour, WorkLabelId } from './contract.ts'

export const workLabels = pgTable(
  'work_labels',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<WorkLabelId>(),
    name: text().notNull(),
    colour: text().notNull().$type<LabelColour>(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('work_labels_name').on(t.workspaceId, sql`lower(${t.name})`),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
  ],
)
