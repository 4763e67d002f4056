import { date, doublePrecision, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { Column } from './columns/contract.ts'
import type { Effect, Verdict } from './contract.ts'

export const initiatives = pgTable(
  'initiatives',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    column: text('board_column').notNull().$type<Column>(),
    /** Lower stands higher in its column. */
    rank: doublePrecision().notNull(),
    productOwnerId: uuid('product_owner_id').$type<MemberId>(),
    engineeringOwnerId: uuid('engineering_owner_id').$type<MemberId>(),
    targetOn: date('target_on'),

    value: text().notNull().default(''),
    effectMetricId: uuid('effect_metric_id').$type<RecordId>(),
    effectDirection: text('effect_direction').$type<Effect['direction']>(),
    effectSize: doublePrecision('effect_size'),
    effectMeasure: text('effect_measure').$type<Effect['measure']>(),
    effectWindowDays: integer('effect_window_days'),
    /** Grows with each change of value or effect. */
    saidVersion: integer('said_version').notNull().default(0),
    saidById: uuid('said_by_id').$type<MemberId>(),
    saidAt: instant('said_at'),

    /** Set while engineering owes an answer. */
    feasibilityAskedAt: instant('feasibility_asked_at'),
    /** The version of the feasibility that counts; 0 before the first. */
    feasibilityVersion: integer('feasibility_version').notNull().default(0),

    /** When it first came to Now: what changes its scope afterwards is late. */
    begunAt: instant('begun_at'),
    verdict: text().$type<Verdict>(),
    verdictSummary: text('verdict_summary').notNull().default(''),
    verdictReviewId: uuid('verdict_review_id').$type<RecordId>(),
    verdictAt: instant('verdict_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('initiatives_by_column').on(t.workspaceId, t.column, t.rank, t.id),
    index('initiatives_of_product_owner').on(t.workspaceId, t.productOwnerId),
    index('initiatives_of_engineering_owner').on(t.workspaceId, t.engineeringOwnerId),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.productOwnerId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.engineeringOwnerId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.saidById], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.effectMetricId], foreignColumns: [records.workspaceId, records.id] }),
  ],
)
