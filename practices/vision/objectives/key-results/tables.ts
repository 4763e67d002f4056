import {
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  text,
  uuid,
} from 'drizzle-orm/pg-core'

import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import { objectives } from '../tables.ts'
import type { ReviewVerdict } from './contract.ts'
import type { KeyResultKind, Status, ValueSource } from './rules.ts'

export const keyResults = pgTable(
  'key_results',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    objectiveId: uuid('objective_id').notNull().$type<RecordId>(),
    position: integer().notNull(),
    kind: text().notNull().$type<KeyResultKind>(),
    start: doublePrecision().notNull(),
    target: doublePrecision().notNull(),
    unit: text().notNull(),
    startsOn: date('starts_on').notNull(),
    dueOn: date('due_on').notNull(),
    source: text().notNull().$type<ValueSource>(),
    metricId: uuid('metric_id').$type<RecordId>(),
    metricDays: integer('metric_days').notNull().default(1),
    value: doublePrecision(),
    valueOn: date('value_on'),
    /** Of a delivery date only. */
    deliveredOn: date('delivered_on'),
    /** As it was last told to others; pages reckon it anew each day. */
    status: text().$type<Status>(),
    reachedAt: instant('reached_at'),
    grade: real(),
    gradeNote: text('grade_note').notNull().default(''),
    rolledToId: uuid('rolled_to_id').$type<RecordId>(),
    droppedAt: instant('dropped_at'),
    verdict: text().$type<ReviewVerdict>(),
    verdictReviewId: uuid('verdict_review_id').$type<RecordId>(),
    verdictAt: instant('verdict_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('key_results_of_objective').on(t.workspaceId, t.objectiveId, t.position),
    index('key_results_of_metric').on(t.workspaceId, t.metricId),
    index('key_results_reviewed').on(t.workspaceId, t.verdictReviewId),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      columns: [t.workspaceId, t.objectiveId],
      foreignColumns: [objectives.workspaceId, objectives.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.metricId], foreignColumns: [records.workspaceId, records.id] }),
    foreignKey({ columns: [t.workspaceId, t.rolledToId], foreignColumns: [records.workspaceId, records.id] }),
    foreignKey({ columns: [t.workspaceId, t.verdictReviewId], foreignColumns: [records.workspaceId, records.id] }),
  ],
)
