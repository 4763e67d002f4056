import { date, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import { members } from '../tables.ts'

/** A key for the API. A personal one acts as its member; one of the workspace acts as a member of kind `token`. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    name: text().notNull(),
    /** SHA-256 of the token; the token itself is shown once. */
    tokenHash: text('token_hash').notNull().unique(),
    lastFour: text('last_four').notNull(),
    scopes: text().array().notNull(),
    createdById: uuid('created_by_id').notNull().$type<MemberId>(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    /** The day alone, so that a request costs a write once a day and no more. */
    lastUsedOn: date('last_used_on'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('api_tokens_of_member').on(t.workspaceId, t.memberId),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.createdById], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
