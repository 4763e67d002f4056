import { and, eq, inArray, isNull, sql } from 'drizzle-orm'

import { type Me, MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { members } from './tables.ts'

/**
 * The member for each of these names or addresses: a colleague of that e-mail or name, else a person without an account
 * who is made now and can be given to a real member later. Names compare without regard to case.
 */
export async function membersForNames(tx: Transaction, workspaceId: string, names: readonly string[], now: Date) {
  const wanted = [...new Set(names.map((name) => name.trim().slice(0, 80)).filter(Boolean))]
  const found = new Map<string, MemberId>()
  if (wanted.length === 0) return found
  const lower = wanted.map((name) => name.toLowerCase())
  const rows = await tx
    .select({
      id: members.id,
      name: sql<string>`lower(${members.name})`,
      email: sql<string | null>`lower(${members.email})`,
    })
    .from(members)
    .where(
      and(
        eq(members.workspaceId, workspaceId),
        isNull(members.leftAt),
        sql`(${inArray(sql`lower(${members.name})`, lower)} or ${inArray(sql`lower(${members.email})`, lower)})`,
      ),
    )
    .orderBy(sql`${members.kind} = 'person' desc`, members.joinedAt)
  const missing: string[] = []
  for (const name of wanted) {
    const row = rows.find((one) => one.email === name.toLowerCase() || one.name === name.toLowerCase())
    if (row) found.set(name, row.id)
    else missing.push(name)
  }
  if (missing.length > 0) {
    const made = missing.map((name) => ({
      workspaceId,
      id: MemberId.parse(newId()),
      kind: 'imported' as const,
      name,
      role: 'observer' as const,
      discipline: 'other' as const,
      side: null,
      joinedAt: now,
    }))
    await tx.insert(members).values(made)
    for (const one of made) found.set(one.name, one.id)
  }
  return found
}

/** A member as the one who asks, for work that goes on after their request ended. Undefined when they have left. */
export async function actingAs(tx: Transaction, workspaceId: string, id: string): Promise<Me | undefined> {
  const [row] = await tx
    .select()
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.id, id as MemberId), isNull(members.leftAt)))
  return row
}

/** A member of kind `token` in whose name something outside acts, such as a webhook. It has a member's role. */
export async function serviceMember(tx: Transaction, workspaceId: string, name: string, now: Date) {
  const id = MemberId.parse(newId())
  await tx.insert(members).values({
    workspaceId,
    id,
    kind: 'token',
    name: name.slice(0, 80),
    role: 'member',
    discipline: 'other',
    side: null,
    joinedAt: now,
  })
  return id
}
