import { membersById } from '#commons/people/lookups.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'
import type { Emit } from '#platform/events/outbox.ts'

import { NotificationId } from './contract.ts'
import { notificationReceived } from './events.ts'
import type { Notice } from './notices.ts'
import { deleteNotifications, insertNotifications, preferencesOfMembers } from './queries.ts'
import { nextLetter } from './rules.ts'

export { defineNotice } from './notices.ts'

/** What a listener heard, or the context of a handler: both have all of it. A listener also knows when it happened. */
type Where = { tx: Transaction; workspaceId: string; emit: Emit; now: Date; at?: Date }

/** What is heard of later than this, such as what an import wrote down, goes by no mail. */
const FRESH_MS = 24 * 60 * 60_000

export type NewNotice = {
  notice: Notice
  to: readonly string[]
  /** The id of the event that it tells of. Each member is told at most once of each, by whoever tells first. */
  because: string
  /**
   * Continues a sentence that begins with the name of `by`, without a full stop: `thanked you for #WEB-12`.
   * A whole sentence when `by` is null.
   */
  text: string
  /** Who did it. They are never told of their own act. */
  by: string | null
  recordId?: string | null
}

/**
 * Tells members of something: in their inbox, by mail, or not at all, as each prefers. Safe to repeat.
 * Anyone who left, and anyone of another workspace, is passed over.
 */
export async function notify({ tx, workspaceId, emit, now, at = now }: Where, notice: NewNotice) {
  const others = [...new Set(notice.to)].filter((id) => id !== notice.by)
  const members = [...(await membersById(tx, workspaceId, others)).values()].filter((member) => !member.hasLeft)
  if (members.length === 0) return
  const preferences = await preferencesOfMembers(
    tx,
    workspaceId,
    members.map(({ id }) => id),
    notice.notice.key,
  )
  const isFresh = now.getTime() - at.getTime() < FRESH_MS
  const rows = members.flatMap((member) => {
    const own = preferences.get(member.id)
    const inbox = own?.inbox ?? notice.notice.inbox
    const mail = own?.mail ?? notice.notice.mail
    if (!inbox && !(mail && isFresh)) return []
    return [
      {
        id: NotificationId.parse(newId()),
        memberId: member.id,
        key: notice.notice.key,
        because: notice.because,
        text: notice.text.slice(0, 1000),
        // Ids come from events and rows, which checked them.
        recordId: (notice.recordId ?? null) as never,
        byId: notice.by as MemberId | null,
        at,
        shownAt: at,
        inInbox: inbox,
        mailDueAt: mail && isFresh ? nextLetter(own?.rhythm ?? 'soon', now, member.timeZone) : null,
      },
    ]
  })
  const told = await insertNotifications(tx, workspaceId, rows)
  if (told.length > 0) emit(notificationReceived, {}, { audience: told })
}

/** Takes back what one kind of notice told of a record: out of inboxes, and out of letters that have not left yet. */
export async function takeBackNotices(
  { tx, workspaceId, emit }: Where,
  { notice, recordId }: { notice: Notice; recordId: string },
) {
  const told = await deleteNotifications(tx, workspaceId, notice.key, recordId)
  if (told.length > 0) emit(notificationReceived, {}, { audience: told })
}
