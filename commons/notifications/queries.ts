import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { NotificationId, Rhythm, View } from './contract.ts'
import { notificationPreferences as preferences, notificationRhythms as rhythms, notifications } from './tables.ts'

type NewRow = Omit<typeof notifications.$inferInsert, 'workspaceId'>

/** Key of the notice that any change of a watched record gives. A more particular notice of the same event takes its place. */
export const CHANGED_KEY = 'record.changed'

/** Returns the members who had not been told yet. */
export async function insertNotifications(tx: Transaction, workspaceId: string, rows: NewRow[]) {
  if (rows.length === 0) return []
  const told = await tx
    .insert(notifications)
    .values(rows.map((row) => ({ ...row, workspaceId })))
    .onConflictDoUpdate({
      target: [notifications.workspaceId, notifications.memberId, notifications.because],
      set: {
        key: sql`excluded.key`,
        text: sql`excluded.text`,
        recordId: sql`excluded.record_id`,
        inInbox: sql`excluded.in_inbox`,
        mailDueAt: sql`coalesce(${notifications.mailDueAt}, excluded.mail_due_at)`,
      },
      setWhere: sql`${notifications.key} = ${CHANGED_KEY} and excluded.key <> ${CHANGED_KEY}`,
    })
    .returning({ memberId: notifications.memberId })
  return told.map(({ memberId }) => memberId as string)
}

/** Deletes what one kind of notice told of a record. Returns the members who had been told. */
export async function deleteNotifications(tx: Transaction, workspaceId: string, key: string, recordId: string) {
  const gone = await tx
    .delete(notifications)
    .where(
      and(
        eq(notifications.workspaceId, workspaceId),
        eq(notifications.key, key),
        eq(notifications.recordId, recordId as RecordId),
      ),
    )
    .returning({ memberId: notifications.memberId })
  return gone.map(({ memberId }) => memberId as string)
}

/** What these members prefer for one kind of notice, and how often their mail goes, by member. Without a wish, nothing. */
export async function preferencesOfMembers(tx: Transaction, workspaceId: string, ids: MemberId[], key: string) {
  const wishes = await tx
    .select()
    .from(preferences)
    .where(and(eq(preferences.workspaceId, workspaceId), inArray(preferences.memberId, ids), eq(preferences.key, key)))
  const often = await tx
    .select()
    .from(rhythms)
    .where(and(eq(rhythms.workspaceId, workspaceId), inArray(rhythms.memberId, ids)))
  const found = new Map<string, { inbox?: boolean; mail?: boolean; rhythm?: Rhythm }>()
  for (const { memberId, inbox, mail } of wishes) found.set(memberId, { inbox, mail })
  for (const { memberId, rhythm } of often) found.set(memberId, { ...found.get(memberId), rhythm })
  return found
}

const columns = {
  id: notifications.id,
  key: notifications.key,
  text: notifications.text,
  by: notifications.byId,
  recordId: notifications.recordId,
  at: notifications.at,
  readAt: notifications.readAt,
  snoozedUntil: notifications.snoozedUntil,
  archivedAt: notifications.archivedAt,
}

const ofMember = (workspaceId: string, memberId: MemberId) =>
  and(eq(notifications.workspaceId, workspaceId), eq(notifications.memberId, memberId), eq(notifications.inInbox, true))

const awake = (now: Date) => or(isNull(notifications.snoozedUntil), lte(notifications.snoozedUntil, now))

const inView = (view: View, now: Date) =>
  ({
    inbox: and(isNull(notifications.archivedAt), awake(now)),
    unread: and(isNull(notifications.archivedAt), isNull(notifications.readAt), awake(now)),
    snoozed: and(isNull(notifications.archivedAt), gt(notifications.snoozedUntil, now)),
    archived: isNotNull(notifications.archivedAt),
  })[view]

type Page = { view: View; after?: string | undefined; limit: number; now: Date }

/** One row more than asked for, which tells whether there is a next page. */
export function newestNotifications(tx: Transaction, workspaceId: string, memberId: MemberId, page: Page) {
  const older = page.after
    ? sql`(${notifications.shownAt}, ${notifications.id}) < (select shown_at, id from notifications where workspace_id = ${workspaceId} and id = ${page.after})`
    : undefined
  return tx
    .select(columns)
    .from(notifications)
    .where(and(ofMember(workspaceId, memberId), inView(page.view, page.now), older))
    .orderBy(desc(notifications.shownAt), desc(notifications.id))
    .limit(page.limit + 1)
}

export async function unreadCount(tx: Transaction, workspaceId: string, memberId: MemberId, now: Date) {
  const [row] = await tx
    .select({ unread: sql<number>`count(*)::int` })
    .from(notifications)
    .where(and(ofMember(workspaceId, memberId), inView('unread', now)))
  return row?.unread ?? 0
}

type Change = Partial<Pick<typeof notifications.$inferInsert, 'readAt' | 'snoozedUntil' | 'archivedAt' | 'shownAt'>>

/** Changes one notification of this member. False when there is none of theirs. */
export async function changeNotification(
  tx: Transaction,
  workspaceId: string,
  memberId: MemberId,
  id: NotificationId,
  change: Change,
) {
  const rows = await tx
    .update(notifications)
    .set(change)
    .where(and(ofMember(workspaceId, memberId), eq(notifications.id, id)))
    .returning({ id: notifications.id })
  return rows.length > 0
}

export async function markInboxRead(tx: Transaction, workspaceId: string, memberId: MemberId, now: Date) {
  const rows = await tx
    .update(notifications)
    .set({ readAt: now })
    .where(and(ofMember(workspaceId, memberId), inView('unread', now)))
    .returning({ id: notifications.id })
  return rows.length
}

export async function preferencesOf(tx: Transaction, workspaceId: string, memberId: MemberId) {
  const [often] = await tx
    .select()
    .from(rhythms)
    .where(and(eq(rhythms.workspaceId, workspaceId), eq(rhythms.memberId, memberId)))
  const wishes = await tx
    .select()
    .from(preferences)
    .where(and(eq(preferences.workspaceId, workspaceId), eq(preferences.memberId, memberId)))
  return { rhythm: often?.rhythm ?? ('soon' as const), wishes: new Map(wishes.map((wish) => [wish.key, wish])) }
}

export const putPreference = (tx: Transaction, wish: typeof preferences.$inferInsert) =>
  tx
    .insert(preferences)
    .values(wish)
    .onConflictDoUpdate({
      target: [preferences.workspaceId, preferences.memberId, preferences.key],
      set: { inbox: wish.inbox, mail: wish.mail },
    })

export const putRhythm = (tx: Transaction, workspaceId: string, memberId: MemberId, rhythm: Rhythm) =>
  tx
    .insert(rhythms)
    .values({ workspaceId, memberId, rhythm })
    .onConflictDoUpdate({ target: [rhythms.workspaceId, rhythms.memberId], set: { rhythm } })

/** The members of all workspaces whose letter is due. As the owner. */
export async function membersWithLettersDue(tx: Transaction, now: Date) {
  return tx
    .selectDistinct({ workspaceId: notifications.workspaceId, memberId: notifications.memberId })
    .from(notifications)
    .where(and(lte(notifications.mailDueAt, now), isNull(notifications.mailedAt)))
    .limit(10_000)
}

/** Takes what goes into a member's letter, oldest first; what they read by now goes into none. */
export async function claimLetter(tx: Transaction, workspaceId: string, memberId: string, until: Date, now: Date) {
  const rows = await tx
    .update(notifications)
    .set({ mailedAt: now })
    .where(
      and(
        eq(notifications.workspaceId, workspaceId),
        eq(notifications.memberId, memberId as MemberId),
        lte(notifications.mailDueAt, until),
        isNull(notifications.mailedAt),
      ),
    )
    .returning({ ...columns })
  return rows
    .filter(({ readAt, archivedAt }) => !readAt && !archivedAt)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** The workspaces in which something returns from being snoozed. As the owner. */
export async function workspacesWithSnoozedDue(tx: Transaction, now: Date) {
  const rows = await tx
    .selectDistinct({ workspaceId: notifications.workspaceId })
    .from(notifications)
    .where(lte(notifications.snoozedUntil, now))
  return rows.map(({ workspaceId }) => workspaceId)
}

/** Returns whose inboxes changed. */
export async function wakeSnoozed(tx: Transaction, workspaceId: string, now: Date) {
  const rows = await tx
    .update(notifications)
    .set({ snoozedUntil: null })
    .where(and(eq(notifications.workspaceId, workspaceId), lte(notifications.snoozedUntil, now)))
    .returning({ memberId: notifications.memberId })
  return [...new Set(rows.map(({ memberId }) => memberId as string))]
}
