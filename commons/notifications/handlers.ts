import { implement } from '@orpc/server'

import { recordsById } from '#commons/records/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import { notifications as contract } from './contract.ts'
import { inboxChanged } from './events.ts'
import { knownNotices, noticeWithKey } from './notices.ts'
import {
  changeNotification,
  markInboxRead,
  newestNotifications,
  preferencesOf,
  putPreference,
  putRhythm,
  unreadCount,
} from './queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const list = api.list.handler(async ({ input, context: { tx, workspaceId, me, now } }) => {
  const rows = await newestNotifications(tx, workspaceId, me.id, { ...input, now })
  const { items, ...rest } = nextPage(rows, input.limit, (row) => row.id)
  const records = await recordsById(
    tx,
    workspaceId,
    items.flatMap(({ recordId }) => recordId ?? []),
  )
  return {
    items: items.map(({ recordId, ...item }) => ({ ...item, record: (recordId && records.get(recordId)) ?? null })),
    ...rest,
  }
})

const count = api.count.handler(async ({ context: { tx, workspaceId, me, now } }) => ({
  unread: await unreadCount(tx, workspaceId, me.id, now),
}))

const markRead = api.markRead.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const change = { readAt: input.read ? now : null }
  if (!(await changeNotification(tx, workspaceId, me.id, input.id, change))) throw errors.NOT_FOUND()
  emit(inboxChanged, {}, { audience: [me.id] })
})

const markAllRead = api.markAllRead.handler(async ({ context: { tx, workspaceId, me, now, emit } }) => {
  const marked = await markInboxRead(tx, workspaceId, me.id, now)
  if (marked > 0) emit(inboxChanged, {}, { audience: [me.id] })
  return { marked }
})

const snooze = api.snooze.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  if (input.until <= now) throw errors.NOT_IN_THE_PAST()
  const change = { snoozedUntil: input.until, shownAt: input.until, readAt: null, archivedAt: null }
  if (!(await changeNotification(tx, workspaceId, me.id, input.id, change))) throw errors.NOT_FOUND()
  emit(inboxChanged, {}, { audience: [me.id] })
})

const archive = api.archive.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const change = { archivedAt: now, readAt: now, snoozedUntil: null }
  if (!(await changeNotification(tx, workspaceId, me.id, input.id, change))) throw errors.NOT_FOUND()
  emit(inboxChanged, {}, { audience: [me.id] })
})

const unarchive = api.unarchive.handler(async ({ input, errors, context: { tx, workspaceId, me, emit } }) => {
  const change = { archivedAt: null, snoozedUntil: null }
  if (!(await changeNotification(tx, workspaceId, me.id, input.id, change))) throw errors.NOT_FOUND()
  emit(inboxChanged, {}, { audience: [me.id] })
})

async function preferencesFor(tx: Transaction, workspaceId: string, memberId: MemberId) {
  const { rhythm, wishes } = await preferencesOf(tx, workspaceId, memberId)
  const kinds = knownNotices().map(({ key, label, group, inbox, mail }) => {
    const wish = wishes.get(key)
    return { key, label, group, inbox: wish?.inbox ?? inbox, mail: wish?.mail ?? mail }
  })
  return { rhythm, kinds }
}

const preferences = api.preferences.handler(({ context: { tx, workspaceId, me } }) =>
  preferencesFor(tx, workspaceId, me.id),
)

const prefer = api.prefer.handler(async ({ input, errors, context: { tx, workspaceId, me } }) => {
  const notice = noticeWithKey(input.key)
  if (!notice) throw errors.UNKNOWN_KIND()
  const wish = (await preferencesOf(tx, workspaceId, me.id)).wishes.get(input.key) ?? notice
  const inbox = input.inbox ?? wish.inbox
  const mail = input.mail ?? wish.mail
  await putPreference(tx, { workspaceId, memberId: me.id, key: input.key, inbox, mail })
  return preferencesFor(tx, workspaceId, me.id)
})

const setRhythm = api.setRhythm.handler(async ({ input, context: { tx, workspaceId, me } }) => {
  await putRhythm(tx, workspaceId, me.id, input.rhythm)
  return preferencesFor(tx, workspaceId, me.id)
})

export const handlers = api.router({
  list,
  count,
  markRead,
  markAllRead,
  snooze,
  archive,
  unarchive,
  preferences,
  prefer,
  setRhythm,
})
