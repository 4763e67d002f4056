import {
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'

import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import { releases } from '../tables.ts'
import type { Judged, Meanwhile, Reading, ReadingOutcome } from './contract.ts'

/** What a metric did after a release, one row for each metric and horizon. A later reading replaces it. */
export const effectReadings = pgTable(
  'effect_readings',
  {
    workspaceId: workspaceId(),
    releaseId: uuid('release_id').notNull().$type<RecordId>(),
    metricId: uuid('metric_id').notNull().$type<RecordId>(),
    horizonDays: integer('horizon_days').notNull(),
    role: text().notNull().$type<Reading['role']>(),
    beforeFrom: date('before_from', { mode: 'string' }).notNull(),
    beforeTo: date('before_to', { mode: 'string' }).notNull(),
    beforeN: integer('before_n').notNull(),
    beforeMean: doublePrecision('before_mean'),
    afterFrom: date('after_from', { mode: 'string' }).notNull(),
    afterTo: date('after_to', { mode: 'string' }).notNull(),
    afterN: integer('after_n').notNull(),
    afterMean: doublePrecision('after_mean'),
    judged: jsonb().notNull().$type<Judged>(),
    meanwhile: jsonb().notNull().$type<Meanwhile[]>(),
    adjustedP: doublePrecision('adjusted_p'),
    readAtOnce: integer('read_at_once').notNull(),
    outcome: text().notNull().$type<ReadingOutcome>(),
    lookAgainOn: date('look_again_on', { mode: 'string' }),
    readAt: instant('read_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.releaseId, t.metricId, t.horizonDays] }),
    index('effect_readings_of_metric').on(t.workspaceId, t.metricId),
    foreignKey({ columns: [t.workspaceId, t.releaseId], foreignColumns: [releases.workspaceId, releases.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.metricId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
  ],
)
