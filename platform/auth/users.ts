import { hashPassword } from 'better-auth/crypto'
import { and, eq, gt, sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { accounts, sessions, setUpTokens, twoFactors, users } from './tables.ts'
import { hashOfToken, newToken } from './tokens.ts'

// All of these work in the owner's transaction.

export type NewUser = { name: string; email: string; password?: string; emailVerified: boolean; now: Date }

/** Lets somebody in for the first time. Undefined when the address already belongs to a user. */
export async function insertUser(tx: Transaction, { name, email, password, emailVerified, now }: NewUser) {
  const stamps = { createdAt: now, updatedAt: now }
  const [user] = await tx
    .insert(users)
    .values({ id: newId(), name, email, emailVerified, ...stamps })
    .onConflictDoNothing()
    .returning({ id: users.id })
  if (!user) return
  if (password !== undefined) {
    await tx.insert(accounts).values({
      id: newId(),
      accountId: user.id,
      providerId: 'credential',
      userId: user.id,
      password: await hashPassword(password),
      ...stamps,
    })
  }
  return user.id
}

export async function userByEmail(tx: Transaction, email: string) {
  const [user] = await tx.select().from(users).where(eq(users.email, email.trim().toLowerCase()))
  return user
}

export async function userById(tx: Transaction, id: string) {
  const [user] = await tx.select().from(users).where(eq(users.id, id))
  return user
}

/** Gives a user another password and ends their sessions. */
export async function changePasswordOf(tx: Transaction, userId: string, password: string, now: Date) {
  const hash = await hashPassword(password)
  const changed = await tx
    .update(accounts)
    .set({ password: hash, updatedAt: now })
    .where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential')))
    .returning({ id: accounts.id })
  if (changed.length === 0) {
    const stamps = { createdAt: now, updatedAt: now }
    await tx
      .insert(accounts)
      .values({ id: newId(), accountId: userId, providerId: 'credential', userId, password: hash, ...stamps })
  }
  await tx.delete(sessions).where(eq(sessions.userId, userId))
}

/**
 * Somebody proved that this address is theirs. What was set up before that, by whoever it was, opens the account no
 * longer: passwords, links to providers, sessions and second steps.
 */
export async function proveAddress(tx: Transaction, userId: string, now: Date) {
  await tx.delete(accounts).where(eq(accounts.userId, userId))
  await tx.delete(sessions).where(eq(sessions.userId, userId))
  await tx.delete(twoFactors).where(eq(twoFactors.userId, userId))
  await tx
    .update(users)
    .set({ emailVerified: true, twoFactorEnabled: false, updatedAt: now })
    .where(eq(users.id, userId))
}

/** The user to whom a provider's account belongs. */
export async function userOfAccount(tx: Transaction, providerId: string, accountId: string) {
  const [row] = await tx
    .select({ userId: accounts.userId })
    .from(accounts)
    .where(and(eq(accounts.providerId, providerId), eq(accounts.accountId, accountId)))
  return row?.userId
}

export async function isAnyUser(tx: Transaction) {
  const { rows } = await tx.execute(sql`select 1 from "user" limit 1`)
  return rows.length > 0
}

/** How long the link of a first run opens the set-up. A restart prints a new one. */
const SET_UP_DAYS = 30
const oldest = (now: Date) => new Date(now.getTime() - SET_UP_DAYS * 86_400_000)

/** Makes a token for the first run; only its hash stays. */
export async function newSetUpToken(tx: Transaction, now: Date) {
  const token = newToken()
  await tx.insert(setUpTokens).values({ tokenHash: hashOfToken(token), createdAt: now })
  return token
}

export async function isSetUpToken(tx: Transaction, token: string, now: Date) {
  const rows = await tx
    .select({ createdAt: setUpTokens.createdAt })
    .from(setUpTokens)
    .where(and(eq(setUpTokens.tokenHash, hashOfToken(token)), gt(setUpTokens.createdAt, oldest(now))))
  return rows.length > 0
}

export const forgetSetUpTokens = (tx: Transaction) => tx.delete(setUpTokens)

/** Two at once wait for each other here, so that only one of them is the first. */
export const lockSetUp = (tx: Transaction) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('throughline set-up'))`)

/** Clears away what has ended. Returns nothing, changes nothing that still counts. */
export async function forgetEnded(tx: Transaction, now: Date) {
  await tx.execute(sql`delete from session where expires_at < ${now.toISOString()}::timestamptz`)
  await tx.execute(sql`delete from verification where expires_at < ${now.toISOString()}::timestamptz`)
}

export async function turnOffSecondStep(tx: Transaction, userId: string) {
  await tx.delete(twoFactors).where(eq(twoFactors.userId, userId))
  await tx.update(users).set({ twoFactorEnabled: false }).where(eq(users.id, userId))
}
