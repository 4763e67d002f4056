import { implement } from '@orpc/server'

import { membersAmong } from '#commons/people/lookups.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { watchRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { CommentId, comments as contract } from './contract.ts'
import {
  commentAdded,
  commentDeleted,
  commentEdited,
  commentReacted,
  threadReopened,
  threadResolved,
} from './events.ts'
import {
  changeComment,
  type CommentRow,
  findComment,
  firstReplies,
  hasReplies,
  insertComment,
  newestThreads,
  putReaction,
  reactionsOf,
  removeComment,
  repliesOf,
  takeReaction,
} from './queries.ts'
import { mentionedIn, tidied, whyNotDelete, whyNotEdit, whyNotReact } from './rules.ts'

const MOST_REPLIES = 50

const api = implement(contract).$context<Asked>().use(inWorkspace)

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) => {
  const rows = await newestThreads(tx, workspaceId, input.recordId, input)
  const { items, ...rest } = nextPage(rows, input.limit, (row) => row.id)
  const ids = items.map(({ id }) => id)
  const { replies, totals } = await firstReplies(tx, workspaceId, ids, MOST_REPLIES)
  const shown = await withReactions(tx, workspaceId, [...items, ...[...replies.values()].flat()])
  const byId = new Map(shown.map((comment) => [comment.id, comment]))
  return {
    items: ids.map((id) => {
      const answers = (replies.get(id) ?? []).map((reply) => byId.get(reply.id)!)
      return { ...byId.get(id)!, replies: answers, moreReplies: (totals.get(id) ?? 0) - answers.length }
    }),
    ...rest,
  }
})

const replies = api.replies.handler(async ({ input, context: { tx, workspaceId } }) => {
  const rows = await repliesOf(tx, workspaceId, input.id, input)
  const { items, ...rest } = nextPage(rows, input.limit, (row) => row.id)
  return { items: await withReactions(tx, workspaceId, items), ...rest }
})

const add = api.add.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const record = (await recordsById(tx, workspaceId, [input.recordId])).get(input.recordId)
  if (!record) throw errors.NOT_FOUND()
  const answered = input.replyTo && (await findComment(tx, workspaceId, input.replyTo))
  if (input.replyTo && answered?.recordId !== record.id) throw errors.NOT_FOUND()
  if (answered?.deletedAt) throw errors.THREAD_GONE()

  const text = tidied(input.text)
  // A reply to a reply joins the same thread: replies are one deep.
  const threadId = answered ? (answered.threadId ?? answered.id) : null
  const id = CommentId.parse(newId())
  const added = await insertComment(tx, workspaceId, { id, recordId: record.id, threadId, text, byId: me.id, at: now })
  const mentioned = [...(await membersAmong(tx, workspaceId, mentionedIn(text)))]
  await watchRecord(tx, workspaceId, record.id, [me.id, ...mentioned])
  emit(commentAdded, { id, recordId: record.id, threadId, mentioned }, { record: record.id })
  return { ...added, reactions: [] }
})

const edit = api.edit.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const comment = await findShown(tx, workspaceId, input.id)
  if (!comment) throw errors.NOT_FOUND()
  const refusal = whyNotEdit(comment, me.id)
  if (refusal) throw errors[refusal]()

  const text = tidied(input.text)
  const edited = await changeComment(tx, workspaceId, comment.id, { text, editedAt: now })
  const before = new Set(mentionedIn(comment.text))
  const named = await membersAmong(tx, workspaceId, mentionedIn(text))
  const mentioned = [...named].filter((id) => !before.has(id))
  await watchRecord(tx, workspaceId, comment.recordId, mentioned)
  emit(commentEdited, { id: comment.id, recordId: comment.recordId, mentioned }, { record: comment.recordId })
  return (await withReactions(tx, workspaceId, [edited]))[0]!
})

const deleteComment = api.delete.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const comment = await findShown(tx, workspaceId, input.id)
  if (!comment) throw errors.NOT_FOUND()
  const refusal = whyNotDelete(comment, me)
  if (refusal) throw errors[refusal]()
  if (await hasReplies(tx, workspaceId, comment.id)) {
    await changeComment(tx, workspaceId, comment.id, { text: '', deletedAt: now })
  } else {
    await removeComment(tx, workspaceId, comment.id)
    const thread = comment.threadId && (await findComment(tx, workspaceId, comment.threadId))
    // A deleted comment keeps its place only while it has replies.
    if (thread && thread.deletedAt && !(await hasReplies(tx, workspaceId, thread.id)))
      await removeComment(tx, workspaceId, thread.id)
  }
  emit(commentDeleted, { id: comment.id, recordId: comment.recordId }, { record: comment.recordId })
})

const resolve = api.resolve.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const comment = await findComment(tx, workspaceId, input.id)
  if (!comment) throw errors.NOT_FOUND()
  if (comment.threadId) throw errors.NOT_A_THREAD()
  if (comment.resolvedAt) return
  await changeComment(tx, workspaceId, comment.id, { resolvedAt: now, resolvedById: me.id })
  emit(threadResolved, { id: comment.id, recordId: comment.recordId }, { record: comment.recordId })
})

const reopen = api.reopen.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const comment = await findComment(tx, workspaceId, input.id)
  if (!comment) throw errors.NOT_FOUND()
  if (comment.threadId) throw errors.NOT_A_THREAD()
  if (!comment.resolvedAt) return
  await changeComment(tx, workspaceId, comment.id, { resolvedAt: null, resolvedById: null })
  emit(threadReopened, { id: comment.id, recordId: comment.recordId }, { record: comment.recordId })
})

const react = api.react.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const comment = await findShown(tx, workspaceId, input.id)
  if (!comment) throw errors.NOT_FOUND()
  const of = { commentId: comment.id, memberId: me.id, emoji: input.emoji }
  if (input.give) {
    const given = (await reactionsOf(tx, workspaceId, [comment.id])).get(comment.id) ?? []
    const kinds = given.map(({ emoji }) => emoji)
    const refusal = whyNotReact(kinds, input.emoji)
    if (refusal) throw errors[refusal]()
    await putReaction(tx, { workspaceId, ...of, at: now })
  } else await takeReaction(tx, workspaceId, of)
  emit(commentReacted, { id: comment.id, recordId: comment.recordId }, { record: comment.recordId })
})

async function findShown(tx: Transaction, workspaceId: string, id: CommentId) {
  const comment = await findComment(tx, workspaceId, id)
  return comment?.deletedAt ? undefined : comment
}

async function withReactions(tx: Transaction, workspaceId: string, rows: CommentRow[]) {
  const given = await reactionsOf(
    tx,
    workspaceId,
    rows.map(({ id }) => id),
  )
  // Of a deleted comment only its place is left.
  return rows.map((row) =>
    row.deletedAt
      ? { ...row, by: null as MemberId | null, reactions: [] }
      : { ...row, reactions: given.get(row.id) ?? [] },
  )
}

export const handlers = api.router({ list, replies, add, edit, delete: deleteComment, resolve, reopen, react })
