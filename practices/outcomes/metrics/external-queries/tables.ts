import { foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import type { RecordId } from '#commons/records/contract.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import { metrics } from '../tables.ts'

export const metricQueries = pgTable(
  'metric_queries',
  {
    workspaceId: workspaceId(),
    metricId: uuid('metric_id').notNull().$type<RecordId>(),
    /** Sealed: it holds a password. */
    connection: text().notNull(),
    host: text().notNull(),
    database: text().notNull(),
    user: text('user_name').notNull(),
    statement: text().notNull(),
    lastRunAt: instant('last_run_at'),
    lastProblem: text('last_problem'),
    setAt: instant('set_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.metricId] }),
    foreignKey({ columns: [t.workspaceId, t.metricId], foreignColumns: [metrics.workspaceId, metrics.id] }).onDelete(
      'cascade',
    ),
  ],
)
