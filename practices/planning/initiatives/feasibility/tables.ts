import { doublePrecision, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import { initiatives } from '../tables.ts'
import type { Confidence, DateRisk } from './contract.ts'

/** Every feasibility that was given. Rows are never changed. */
export const feasibilities = pgTable(
  'feasibilities',
  {
    workspaceId: workspaceId(),
    initiativeId: uuid('initiative_id').notNull().$type<RecordId>(),
    version: integer().notNull(),
    lowDays: doublePrecision('low_days').notNull(),
    highDays: doublePrecision('high_days').notNull(),
    confidence: text().notNull().$type<Confidence>(),
    requirements: text().notNull(),
    constraints: text().notNull(),
    unknowns: text().notNull(),
    dateRisk: text('date_risk').notNull().$type<DateRisk>(),
    dateRiskWhy: text('date_risk_why').notNull(),
    author: uuid('author_id').notNull().$type<MemberId>(),
    at: instant('at').notNull(),
    askedAt: instant('asked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.initiativeId, t.version] }),
    index('feasibilities_by_time').on(t.workspaceId, t.at),
    foreignKey({
      columns: [t.workspaceId, t.initiativeId],
      foreignColumns: [initiatives.workspaceId, initiatives.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.author], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
