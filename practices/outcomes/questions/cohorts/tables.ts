import { foreignKey, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import { workspaces } from '#commons/people/tables.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'
import type { ProductProjectId } from '#practices/outcomes/product-events/projects/contract.ts'

import type { CohortId } from '../properties/contract.ts'
import type { CohortRule } from './contract.ts'

export const cohorts = pgTable(
  'cohorts',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<CohortId>(),
    projectId: uuid('project_id').notNull().$type<ProductProjectId>(),
    name: text().notNull(),
    rule: jsonb().notNull().$type<CohortRule>(),
    editedAt: instant('edited_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('cohorts_by_name').on(t.workspaceId, t.projectId, t.name),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
  ],
)
