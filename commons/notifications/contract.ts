import { z } from 'zod'

import { RecordSummary } from '#commons/records/contract.ts'
import { command, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const NotificationId = z.uuid().brand<'NotificationId'>()
export type NotificationId = z.infer<typeof NotificationId>

/** Something that a member was told. `text` continues a sentence that begins with the name of `by`. */
export const Notification = z.object({
  id: NotificationId,
  key: z.string(),
  text: z.string(),
  by: MemberId.nullable(),
  record: RecordSummary.nullable(),
  at: z.date(),
  readAt: z.date().nullable(),
  snoozedUntil: z.date().nullable(),
  archivedAt: z.date().nullable(),
})
export type Notification = z.infer<typeof Notification>

export const View = z.enum(['inbox', 'unread', 'snoozed', 'archived'])
export type View = z.infer<typeof View>

/** When mail goes out: within minutes, gathered; at eight each morning; or at eight on Mondays. In the member's zone. */
export const Rhythm = z.enum(['soon', 'daily', 'weekly'])
export type Rhythm = z.infer<typeof Rhythm>

/** One kind of notice and where the member wants it. */
export const Preference = z.object({
  key: z.string(),
  label: z.string(),
  group: z.string(),
  inbox: z.boolean(),
  mail: z.boolean(),
})
export type Preference = z.infer<typeof Preference>

export const Preferences = z.object({ rhythm: Rhythm, kinds: z.array(Preference) })
export type Preferences = z.infer<typeof Preferences>

const One = z.object({ id: NotificationId })

/** What you were told, and where you want to be told. Nobody else sees any of it. */
export const notifications = {
  list: query('observer', '/notifications', 'Your notifications, newest first.')
    .input(pageById.extend({ view: View.default('inbox') }))
    .output(pageOf(Notification)),
  count: query('observer', '/notifications/count', 'How many of your notifications are unread.').output(
    z.object({ unread: z.number().int() }),
  ),
  markRead: command('observer', '/notifications/{id}/read', 'Marks a notification read, or unread again.').input(
    One.extend({ read: z.boolean().default(true) }),
  ),
  markAllRead: command('observer', '/notifications/read-all', 'Marks everything in your inbox read.').output(
    z.object({ marked: z.number().int() }),
  ),
  snooze: command('observer', '/notifications/{id}/snooze', 'Puts a notification away until a time; it returns unread.')
    .input(One.extend({ until: z.date() }))
    .errors(refusals({ NOT_IN_THE_PAST: 'Choose a time that is still to come.' })),
  archive: command('observer', '/notifications/{id}/archive', 'Takes a notification out of your inbox.').input(One),
  unarchive: command('observer', '/notifications/{id}/unarchive', 'Brings a notification back to your inbox.').input(
    One,
  ),
  preferences: query('observer', '/notification-preferences', 'Which notices reach you, and how.').output(Preferences),
  prefer: command('observer', '/notification-preferences', 'Says where one kind of notice shall reach you.')
    .input(z.object({ key: z.string().max(100), inbox: z.boolean().optional(), mail: z.boolean().optional() }))
    .output(Preferences)
    .errors(refusals({ UNKNOWN_KIND: 'There is no such kind of notice.' })),
  setRhythm: command('observer', '/notification-rhythm', 'Says how often your notices are gathered into a letter.')
    .input(z.object({ rhythm: Rhythm }))
    .output(Preferences),
}
