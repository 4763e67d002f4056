import { sql } from 'drizzle-orm'
import {
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { Effect } from './effects/contract.ts'

export const releases = pgTable(
  'releases',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    version: text().notNull(),
    name: text().notNull(),
    plannedOn: date('planned_on', { mode: 'string' }),
    shippedAt: instant('shipped_at'),
    /** The day of shipping in the workspace's zone at that time. */
    shippedOn: date('shipped_on', { mode: 'string' }),
    shippedBecause: text('shipped_because'),
    withdrawnBecause: text('withdrawn_because'),
    productLeadId: uuid('product_lead_id').$type<MemberId>(),
    engineeringLeadId: uuid('engineering_lead_id').$type<MemberId>(),
    target: text().notNull(),
    notes: text().notNull(),
    url: text(),
    repository: text(),
    tag: text(),
    /** Where it stands in the list: when it shipped, else when it is planned, else when it was written down. */
    standsAt: instant('stands_at').notNull(),
    editedAt: instant('edited_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('releases_newest').on(t.workspaceId, t.standsAt, t.id),
    index('releases_shipped').on(t.workspaceId, t.shippedOn),
    uniqueIndex('releases_published')
      .on(t.workspaceId, t.repository, t.tag)
      .where(sql`repository is not null`),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.productLeadId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.engineeringLeadId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** Every effect that was declared for a release. The highest revision counts; earlier ones are kept. */
export const releaseEffects = pgTable(
  'release_effects',
  {
    workspaceId: workspaceId(),
    releaseId: uuid('release_id').notNull().$type<RecordId>(),
    revision: integer().notNull(),
    metricId: uuid('metric_id').notNull().$type<RecordId>(),
    direction: text().notNull().$type<Effect['direction']>(),
    size: doublePrecision().notNull(),
    measure: text().notNull().$type<Effect['measure']>(),
    windowDays: integer('window_days').notNull(),
    controlMetricId: uuid('control_metric_id').$type<RecordId>(),
    reason: text().notNull(),
    recordVersion: integer('record_version').notNull(),
    byId: uuid('by_id').notNull().$type<MemberId>(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.releaseId, t.revision] }),
    index('release_effects_of_metric').on(t.workspaceId, t.metricId),
    foreignKey({ columns: [t.workspaceId, t.releaseId], foreignColumns: [releases.workspaceId, releases.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.metricId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.controlMetricId], foreignColumns: [records.workspaceId, records.id] }),
    foreignKey({ columns: [t.workspaceId, t.byId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** Metrics that must not get worse while another moves. */
export const releaseGuardrails = pgTable(
  'release_guardrails',
  {
    workspaceId: workspaceId(),
    releaseId: uuid('release_id').notNull().$type<RecordId>(),
    revision: integer().notNull(),
    metricId: uuid('metric_id').notNull().$type<RecordId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.releaseId, t.revision, t.metricId] }),
    foreignKey({
      columns: [t.workspaceId, t.releaseId, t.revision],
      foreignColumns: [releaseEffects.workspaceId, releaseEffects.releaseId, releaseEffects.revision],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.metricId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
  ],
)
