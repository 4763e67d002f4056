import { defineNotice, notify } from '#commons/notifications/notify.ts'
import { recordsById, watchersOf } from '#commons/records/lookups.ts'
import { type Heard, when } from '#platform/events/listeners.ts'

import type { CommentId } from './contract.ts'
import { commentAdded, commentEdited } from './events.ts'
import { findComment, writersOfThread } from './queries.ts'
import { gist } from './rules.ts'

const mentioned = defineNotice({
  key: 'comment.mentioned',
  label: 'Somebody mentions you',
  group: 'Comments',
  mail: true,
})
const replied = defineNotice({
  key: 'comment.replied',
  label: 'Somebody answers in a thread of yours',
  group: 'Comments',
  mail: true,
})
const commented = defineNotice({
  key: 'comment.added',
  label: 'Somebody comments on what you watch',
  group: 'Comments',
})

/** The words of a comment and the record that they are about; nothing when either is gone by now. */
async function told({ tx, workspaceId }: Heard<unknown>, id: CommentId) {
  const comment = await findComment(tx, workspaceId, id)
  if (!comment || comment.deletedAt) return
  const record = (await recordsById(tx, workspaceId, [comment.recordId])).get(comment.recordId)
  return record && { comment, record, words: gist(comment.text) }
}

export const subscribers = [
  when(commentAdded, 'tell those whom a comment concerns', async (heard) => {
    const found = await told(heard, heard.data.id)
    if (!found) return
    const { comment, record, words } = found
    const about = { because: heard.eventId, by: heard.by, recordId: record.id }
    // Who is told first is not told again of the same event, so the most particular comes first.
    await notify(heard, {
      ...about,
      notice: mentioned,
      to: heard.data.mentioned,
      text: `mentioned you on ${record.title}: “${words}”`,
    })
    if (comment.threadId) {
      const to = await writersOfThread(heard.tx, heard.workspaceId, comment.threadId)
      await notify(heard, { ...about, notice: replied, to, text: `answered on ${record.title}: “${words}”` })
    }
    const watchers = await watchersOf(heard.tx, heard.workspaceId, record.id)
    await notify(heard, {
      ...about,
      notice: commented,
      to: watchers,
      text: `commented on ${record.title}: “${words}”`,
    })
  }),
  when(commentEdited, 'tell those whom an edited comment names', async (heard) => {
    if (heard.data.mentioned.length === 0) return
    const found = await told(heard, heard.data.id)
    if (!found) return
    await notify(heard, {
      notice: mentioned,
      to: heard.data.mentioned,
      because: heard.eventId,
      by: heard.by,
      recordId: found.record.id,
      text: `mentioned you on ${found.record.title}: “${found.words}”`,
    })
  }),
]
