import { boolean, index, integer, pgTable, text } from 'drizzle-orm/pg-core'

import { instant } from '#platform/database/columns.ts'

// Who may sign in belongs to the server, not to a workspace: one person may be a member of several. So these tables
// have no workspace_id, and only the owner's connection reaches them. The library beside them names their columns.

const stamps = { createdAt: instant('created_at').notNull(), updatedAt: instant('updated_at').notNull() }

export const users = pgTable('user', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  /** Whether somebody proved that this address is theirs: by a letter, a provider, or an admin who invited it. */
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text(),
  twoFactorEnabled: boolean('two_factor_enabled').default(false),
  ...stamps,
})

const ofUser = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })

/** The token here opens nothing by itself: the cookie carries it signed with the server's secret. */
export const sessions = pgTable(
  'session',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    expiresAt: instant('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: ofUser(),
    ...stamps,
  },
  (t) => [index('session_of_user').on(t.userId), index('session_by_end').on(t.expiresAt)],
)

/** One way to sign in: a password (scrypt), or an account at a provider. */
export const accounts = pgTable(
  'account',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: ofUser(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    ...stamps,
  },
  (t) => [index('account_of_user').on(t.userId), index('account_at_provider').on(t.providerId, t.accountId)],
)

/** What was sent out and may come back once: sign-in links, reset links, the state of a redirect. Identifiers are hashed. */
export const verifications = pgTable(
  'verification',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant('expires_at').notNull(),
    ...stamps,
  },
  (t) => [index('verification_by_identifier').on(t.identifier), index('verification_by_end').on(t.expiresAt)],
)

/** The second step of a sign-in. Secret and backup codes are encrypted with the server's secret. */
export const twoFactors = pgTable(
  'two_factor',
  {
    id: text().primaryKey(),
    secret: text().notNull(),
    backupCodes: text('backup_codes').notNull(),
    userId: ofUser(),
    verified: boolean().default(true),
    failedVerificationCount: integer('failed_verification_count').default(0),
    lockedUntil: instant('locked_until'),
  },
  (t) => [index('two_factor_of_user').on(t.userId), index('two_factor_by_secret').on(t.secret)],
)

/** An OpenID Connect provider: of one workspace, or (without one) of the whole server, from its settings. */
export const ssoProviders = pgTable(
  'sso_provider',
  {
    id: text().primaryKey(),
    providerId: text('provider_id').notNull().unique(),
    issuer: text().notNull(),
    /** Endpoints, client id and the encrypted client secret, as JSON. */
    oidcConfig: text('oidc_config'),
    samlConfig: text('saml_config'),
    /** Who registered it. */
    userId: text('user_id').references(() => users.id, { onDelete: 'set null' }),
    /** The workspace that it belongs to, in the word of the library. */
    organizationId: text('organization_id'),
    /** The e-mail domains it may speak for, with commas between; `*` for the server's own, which speaks for all. */
    domain: text().notNull(),
    name: text().notNull(),
    /** The role that somebody of these domains gets without an invite; null when only the invited may enter. */
    joinsAs: text('joins_as').$type<'observer' | 'contributor' | 'member'>(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('sso_provider_of_workspace').on(t.organizationId)],
)

/** Links for the first run that a server printed. All go when one was used. */
export const setUpTokens = pgTable('set_ups', {
  tokenHash: text('token_hash').primaryKey(),
  createdAt: instant('created_at').notNull(),
})

/** The tables under the names that the library knows them by. */
export const authSchema = {
  user: users,
  session: sessions,
  account: accounts,
  verification: verifications,
  twoFactor: twoFactors,
  ssoProvider: ssoProviders,
}
