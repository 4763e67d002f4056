import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { command, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

import { isEmoji } from './rules.ts'

export const CommentId = z.uuid().brand<'CommentId'>()
export type CommentId = z.infer<typeof CommentId>

/** One kind of reaction and who gave it. */
export const Reaction = z.object({ emoji: z.string(), by: z.array(MemberId) })
export type Reaction = z.infer<typeof Reaction>

/** Words about a record. A deleted one keeps its place while it has replies, without its text. */
export const Comment = z.object({
  id: CommentId,
  recordId: RecordId,
  threadId: CommentId.nullable(),
  text: z.string(),
  by: MemberId.nullable(),
  at: z.date(),
  editedAt: z.date().nullable(),
  deletedAt: z.date().nullable(),
  resolvedAt: z.date().nullable(),
  resolvedBy: MemberId.nullable(),
  reactions: z.array(Reaction),
})
export type Comment = z.infer<typeof Comment>

/** A comment that begins a thread, with its replies, oldest first. */
export const Thread = Comment.extend({ replies: z.array(Comment), moreReplies: z.number().int() })
export type Thread = z.infer<typeof Thread>

const Text = z.string().trim().min(1, 'Write something first.').max(20_000, 'At most 20,000 characters.')

/** Exactly one emoji. */
export const Emoji = z.string().max(32).refine(isEmoji, 'Choose one emoji.')

const One = z.object({ id: CommentId })

/** What people say about a record, with replies one deep. */
export const comments = {
  list: query(
    'observer',
    '/records/{recordId}/comments',
    'The threads about a record, newest first, with their replies.',
  )
    .input(pageById.extend({ recordId: RecordId }))
    .output(pageOf(Thread)),
  replies: query('observer', '/comments/{id}/replies', 'The replies of one thread, oldest first.')
    .input(pageById.extend({ id: CommentId }))
    .output(pageOf(Comment)),
  add: command(
    'contributor',
    '/records/{recordId}/comments',
    'Says something about a record, or replies to a comment. Mentions are written [@Ana](member:<id>), records #INI-12.',
  )
    .input(z.object({ recordId: RecordId, text: Text, replyTo: CommentId.optional() }))
    .output(Comment)
    .errors(refusals({ THREAD_GONE: 'The comment that you answer was deleted.' })),
  edit: command('contributor', '/comments/{id}/edit', 'Changes the words of your own comment.')
    .input(One.extend({ text: Text }))
    .output(Comment)
    .errors(refusals({ NOT_YOURS: 'Only who wrote a comment can change it.' })),
  delete: command('contributor', '/comments/{id}/delete', 'Deletes your own comment, or any as an admin.')
    .input(One)
    .errors(refusals({ NOT_YOURS: 'Only who wrote a comment, or an admin, can delete it.' })),
  resolve: command('contributor', '/comments/{id}/resolve', 'Says that a thread is settled.')
    .input(One)
    .errors(refusals({ NOT_A_THREAD: 'Only the comment that begins a thread can be settled.' })),
  reopen: command('contributor', '/comments/{id}/reopen', 'Says that a thread is not settled after all.')
    .input(One)
    .errors(refusals({ NOT_A_THREAD: 'Only the comment that begins a thread can be reopened.' })),
  react: command('contributor', '/comments/{id}/react', 'Gives a reaction, or takes the same one back.')
    .input(One.extend({ emoji: Emoji, give: z.boolean().default(true) }))
    .errors(refusals({ TOO_MANY_KINDS: 'A comment holds at most eight kinds of reaction.' })),
}
