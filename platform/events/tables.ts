import { bigint, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { instant, workspaceId } from '#platform/database/columns.ts'

/** The last event number given out in each workspace. Its row lock is held only while a command commits. */
export const streams = pgTable('event_streams', {
  workspaceId: workspaceId().primaryKey(),
  lastNumber: bigint('last_number', { mode: 'number' }).notNull().default(0),
})

export type Change = { field: string; from: unknown; to: unknown }

/** Every fact of a workspace, numbered without gaps. The source of live updates, history, audit and listeners. */
export const events = pgTable(
  'events',
  {
    workspaceId: workspaceId(),
    number: bigint({ mode: 'number' }).notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    data: jsonb().notNull(),
    byId: uuid('by_id'),
    at: instant('at').notNull(),
    recordId: uuid('record_id'),
    otherRecordId: uuid('other_record_id'),
    changes: jsonb().$type<Change[]>(),
    audience: uuid().array(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.number] }),
    index('events_of_record').on(t.workspaceId, t.recordId, t.number),
    index('events_of_other_record').on(t.workspaceId, t.otherRecordId, t.number),
  ],
)

/** One row for each (event, listener) that is still to be told. Deleted in the listener's own transaction. */
export const deliveries = pgTable(
  'event_deliveries',
  {
    workspaceId: workspaceId(),
    eventNumber: bigint('event_number', { mode: 'number' }).notNull(),
    listener: text().notNull(),
    attempts: integer().notNull().default(0),
    dueAt: instant('due_at').notNull(),
    diedAt: instant('died_at'),
    error: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.eventNumber, t.listener] }),
    foreignKey({ columns: [t.workspaceId, t.eventNumber], foreignColumns: [events.workspaceId, events.number] }),
    index('event_deliveries_due').on(t.dueAt),
  ],
)

/** The answer given to each command that carried an idempotency key, so that a resent one gets the same. */
export const answeredCommands = pgTable(
  'answered_commands',
  {
    workspaceId: workspaceId(),
    memberId: uuid('member_id').notNull(),
    key: text().notNull(),
    procedure: text().notNull(),
    inputHash: text('input_hash').notNull(),
    answer: jsonb().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.memberId, t.key] }), index('answered_commands_by_age').on(t.at)],
)
