import { and, desc, eq, isNull, lt, or } from 'drizzle-orm'

import { MemberId, type Role } from '#platform/auth/identity.ts'
import { hashOfToken, newToken } from '#platform/auth/tokens.ts'
import { API_TOKEN_PREFIX } from '#platform/auth/who-is.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { members } from '../tables.ts'
import { type Token, TokenId } from './contract.ts'
import { apiTokens } from './tables.ts'

const columns = {
  id: apiTokens.id,
  name: apiTokens.name,
  memberId: apiTokens.memberId,
  kind: members.kind,
  role: members.role,
  lastFour: apiTokens.lastFour,
  scopes: apiTokens.scopes,
  createdBy: apiTokens.createdById,
  createdAt: apiTokens.createdAt,
  expiresAt: apiTokens.expiresAt,
  lastUsedOn: apiTokens.lastUsedOn,
}

const selectTokens = (tx: Transaction) =>
  tx
    .select(columns)
    .from(apiTokens)
    .innerJoin(members, and(eq(members.workspaceId, apiTokens.workspaceId), eq(members.id, apiTokens.memberId)))
    .$dynamic()

type Row = Awaited<ReturnType<typeof selectTokens>>[number]

const tokenOf = ({ kind, id, ...row }: Row, now: Date): Token => ({
  ...row,
  // The id was made as one of a token.
  id: id as TokenId,
  ofWorkspace: kind === 'token',
  isOver: row.expiresAt !== null && row.expiresAt <= now,
})

type Filter = { after?: string | undefined; limit: number; of: MemberId; withWorkspaces: boolean; now: Date }

/** Those still in force or expired, not those revoked; newest first, one more than asked for. */
export async function tokensNewestFirst(tx: Transaction, workspaceId: string, filter: Filter) {
  const rows = await selectTokens(tx)
    .where(
      and(
        eq(apiTokens.workspaceId, workspaceId),
        isNull(apiTokens.revokedAt),
        or(eq(apiTokens.memberId, filter.of), filter.withWorkspaces ? eq(members.kind, 'token') : undefined),
        filter.after ? lt(apiTokens.id, filter.after) : undefined,
      ),
    )
    .orderBy(desc(apiTokens.id))
    .limit(filter.limit + 1)
  return rows.map((row) => tokenOf(row, filter.now))
}

export async function findToken(tx: Transaction, workspaceId: string, id: TokenId, now: Date) {
  const [row] = await selectTokens(tx).where(
    and(eq(apiTokens.workspaceId, workspaceId), eq(apiTokens.id, id), isNull(apiTokens.revokedAt)),
  )
  return row && tokenOf(row, now)
}

export type NewToken = {
  name: string
  scopes: string[]
  expiresInDays: number | null
  memberId: MemberId
  by: MemberId
  now: Date
}

/** Keeps a token and returns its secret, of which only the hash stays. */
export async function insertToken(tx: Transaction, workspaceId: string, token: NewToken) {
  const id = TokenId.parse(newId())
  const secret = newToken(API_TOKEN_PREFIX)
  await tx.insert(apiTokens).values({
    workspaceId,
    id,
    memberId: token.memberId,
    name: token.name,
    tokenHash: hashOfToken(secret),
    lastFour: secret.slice(-4),
    scopes: [...new Set(token.scopes)],
    createdById: token.by,
    createdAt: token.now,
    expiresAt: token.expiresInDays === null ? null : new Date(token.now.getTime() + token.expiresInDays * 86_400_000),
  })
  return { id, secret }
}

/** The member as whom a token of the workspace acts. It has no user and stands on no side. */
export async function insertTokenMember(tx: Transaction, workspaceId: string, name: string, role: Role, now: Date) {
  const id = MemberId.parse(newId())
  await tx
    .insert(members)
    .values({ workspaceId, id, kind: 'token', name, role, discipline: 'other', side: null, joinedAt: now })
  return id
}

/** Ends a token, and with it the member that only existed for it. */
export async function revokeToken(tx: Transaction, workspaceId: string, token: Token, now: Date) {
  await tx
    .update(apiTokens)
    .set({ revokedAt: now })
    .where(and(eq(apiTokens.workspaceId, workspaceId), eq(apiTokens.id, token.id)))
  if (!token.ofWorkspace) return
  await tx
    .update(members)
    .set({ leftAt: now })
    .where(and(eq(members.workspaceId, workspaceId), eq(members.id, token.memberId)))
}
