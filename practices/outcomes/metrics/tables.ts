import {
  boolean,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { Direction, MetricKind, MetricSource, Preset } from './contract.ts'
import type { ValueSource } from './values/contract.ts'

export const metrics = pgTable(
  'metrics',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    definition: text().notNull(),
    unit: text().notNull(),
    digits: integer().notNull(),
    kind: text().notNull().$type<MetricKind>(),
    direction: text().notNull().$type<Direction>(),
    target: doublePrecision(),
    low: doublePrecision(),
    high: doublePrecision(),
    atRiskAt: doublePrecision('at_risk_at'),
    offTrackAt: doublePrecision('off_track_at'),
    isGuardrail: boolean('is_guardrail').notNull(),
    preset: text().$type<Preset>(),
    source: text().notNull().$type<MetricSource>(),
    formula: text(),
    maturesAfterDays: integer('matures_after_days').notNull().default(0),
    productOwnerId: uuid('product_owner_id').$type<MemberId>(),
    engineeringOwnerId: uuid('engineering_owner_id').$type<MemberId>(),
    editedAt: instant('edited_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('metrics_of_product_owner').on(t.workspaceId, t.productOwnerId),
    index('metrics_of_engineering_owner').on(t.workspaceId, t.engineeringOwnerId),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.productOwnerId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.engineeringOwnerId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** One value a day and metric. */
export const metricValues = pgTable(
  'metric_values',
  {
    workspaceId: workspaceId(),
    metricId: uuid('metric_id').notNull().$type<RecordId>(),
    day: date({ mode: 'string' }).notNull(),
    value: doublePrecision().notNull(),
    note: text().notNull().default(''),
    source: text().notNull().$type<ValueSource>(),
    byId: uuid('by_id').$type<MemberId>(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.metricId, t.day] }),
    foreignKey({ columns: [t.workspaceId, t.metricId], foreignColumns: [metrics.workspaceId, metrics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.byId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** Each time that what is counted became something else. Values on both sides of it are not one series. */
export const metricRedefinitions = pgTable(
  'metric_redefinitions',
  {
    workspaceId: workspaceId(),
    metricId: uuid('metric_id').notNull().$type<RecordId>(),
    at: instant('at').notNull(),
    /** The day in the workspace’s zone at that time. */
    day: date({ mode: 'string' }).notNull(),
    /** What is another now: `definition`, `unit`. */
    fields: text().array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.metricId, t.at] }),
    foreignKey({ columns: [t.workspaceId, t.metricId], foreignColumns: [metrics.workspaceId, metrics.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** What a formula follows from. */
export const metricInputs = pgTable(
  'metric_inputs',
  {
    workspaceId: workspaceId(),
    metricId: uuid('metric_id').notNull().$type<RecordId>(),
    inputId: uuid('input_id').notNull().$type<RecordId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.metricId, t.inputId] }),
    index('metrics_of_input').on(t.workspaceId, t.inputId),
    foreignKey({ columns: [t.workspaceId, t.metricId], foreignColumns: [metrics.workspaceId, metrics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.inputId], foreignColumns: [metrics.workspaceId, metrics.id] }).onDelete(
      'cascade',
    ),
  ],
)
