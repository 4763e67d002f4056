import { boolean, date, doublePrecision, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import { metrics } from '../tables.ts'
import type { AlertId, AlertWatches } from './contract.ts'

export const metricAlerts = pgTable(
  'metric_alerts',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<AlertId>(),
    metricId: uuid('metric_id').notNull().$type<RecordId>(),
    watches: text().notNull().$type<AlertWatches>(),
    bound: doublePrecision(),
    memberIds: uuid('member_ids').array().notNull().$type<MemberId[]>(),
    /** Sealed: addresses of receivers often hold a key. */
    webhookUrl: text('webhook_url'),
    webhookHost: text('webhook_host'),
    isCrossed: boolean('is_crossed').notNull(),
    snoozedUntil: instant('snoozed_until'),
    createdById: uuid('created_by_id').$type<MemberId>(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('metric_alerts_of_metric').on(t.workspaceId, t.metricId),
    foreignKey({ columns: [t.workspaceId, t.metricId], foreignColumns: [metrics.workspaceId, metrics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.createdById], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** Kept when its alert is gone, so it says itself what was watched. */
export const metricAlertCrossings = pgTable(
  'metric_alert_crossings',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    alertId: uuid('alert_id').notNull().$type<AlertId>(),
    metricId: uuid('metric_id').notNull().$type<RecordId>(),
    watches: text().notNull().$type<AlertWatches>(),
    bound: doublePrecision(),
    day: date({ mode: 'string' }).notNull(),
    value: doublePrecision().notNull(),
    usualLow: doublePrecision('usual_low'),
    usualHigh: doublePrecision('usual_high'),
    wasSnoozed: boolean('was_snoozed').notNull(),
    backOn: date('back_on', { mode: 'string' }),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('metric_alert_crossings_of_metric').on(t.workspaceId, t.metricId, t.id),
    index('metric_alert_crossings_of_alert').on(t.workspaceId, t.alertId, t.backOn),
    foreignKey({ columns: [t.workspaceId, t.metricId], foreignColumns: [metrics.workspaceId, metrics.id] }).onDelete(
      'cascade',
    ),
  ],
)
