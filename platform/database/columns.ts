import { timestamp, uuid } from 'drizzle-orm/pg-core'

/** The first column of every table: row-level security and every key begin with it. */
export const workspaceId = () => uuid('workspace_id').notNull()

/** An instant, with its zone; in code a `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })
