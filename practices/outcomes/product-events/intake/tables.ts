import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { workspaces } from '#commons/people/tables.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { ProductProjectId } from '../projects/contract.ts'

const projectId = () => uuid('project_id').notNull().$type<ProductProjectId>()

/** Events that were accepted and are not yet in the warehouse. From here on none may be lost. */
export const productInbox = pgTable(
  'product_inbox',
  {
    workspaceId: workspaceId(),
    projectId: projectId(),
    /** The idempotency key of the client. */
    id: uuid().notNull(),
    number: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    receivedAt: instant('received_at').notNull(),
    distinctId: text('distinct_id').notNull(),
    /** The rest of the event as JSON; its shape is `Accepted` in the rules. */
    body: text().notNull(),
    /** Whose event it is, once that is settled: settled once, however often the moving is begun again. */
    personId: uuid('person_id'),
    /** Why the warehouse refused it. It stays here until an admin has looked. */
    stuck: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.projectId, t.id] }),
    index('product_inbox_order')
      .on(t.number)
      .where(sql`${t.stuck} is null`),
    index('product_inbox_newest').on(t.workspaceId, t.number),
  ],
)

/** How many events came in each hour: accepted, seen before while still in the inbox, and refused. */
export const intakeHours = pgTable(
  'product_intake_hours',
  {
    workspaceId: workspaceId(),
    projectId: projectId(),
    hour: instant('hour').notNull(),
    accepted: integer().notNull(),
    repeated: integer().notNull(),
    refused: integer().notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.projectId, t.hour] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
  ],
)

/** The newest of what was refused, with the reason and the beginning of what was sent. */
export const productRejections = pgTable(
  'product_rejections',
  {
    workspaceId: workspaceId(),
    projectId: projectId(),
    id: uuid().notNull(),
    at: instant('at').notNull(),
    reason: text().notNull(),
    says: text().notNull(),
    sample: text().notNull(),
    source: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('product_rejections_newest').on(t.workspaceId, t.projectId, t.id),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
  ],
)
