import { implement } from '@orpc/server'
import * as Y from 'yjs'

import type { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { type Asked, type Inside, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'

import { documents as contract, LONGEST_MARKDOWN } from './contract.ts'
import { documentEdited, documentRestored } from './events.ts'
import { findDocument, findVersion, storeDocument, versionsBefore } from './queries.ts'
import { documentFrom, toMarkdown, writeMarkdown } from './text.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const isThere = async ({ tx, workspaceId }: Inside, recordId: RecordId) =>
  (await recordsById(tx, workspaceId, [recordId])).size > 0

const read = api.read.handler(async ({ input, errors, context }) => {
  if (!(await isThere(context, input.recordId))) throw errors.NOT_FOUND()
  const found = await findDocument(context.tx, context.workspaceId, input.recordId)
  return { markdown: found?.markdown ?? '', editedAt: found?.editedAt ?? null, editedBy: found?.editedById ?? null }
})

/** Changes the stored text; servers that have it open hear of it and merge it into what their readers see. */
async function rewrite(
  { tx, workspaceId, me, now }: Inside,
  recordId: RecordId,
  markdown: string,
  how: 'replace' | 'append',
) {
  const before = await findDocument(tx, workspaceId, recordId, true)
  const text = documentFrom(before?.state)
  writeMarkdown(text, markdown, how)
  if (toMarkdown(text).length > LONGEST_MARKDOWN) return 'TOO_LONG' as const
  await storeDocument(tx, {
    workspaceId,
    recordId,
    state: Y.encodeStateAsUpdate(text),
    editedBy: [me.id],
    now,
    asVersion: true,
  })
}

const write = api.write.handler(async ({ input, errors, context }) => {
  if (!(await isThere(context, input.recordId))) throw errors.NOT_FOUND()
  const refusal = await rewrite(context, input.recordId, input.markdown, input.how)
  if (refusal) throw errors[refusal]()
  context.emit(documentEdited, { recordId: input.recordId }, { record: input.recordId })
})

const versions = api.versions.handler(async ({ input, errors, context }) => {
  if (!(await isThere(context, input.recordId))) throw errors.NOT_FOUND()
  const before = input.after === undefined ? undefined : Number(input.after) || 0
  const rows = await versionsBefore(context.tx, context.workspaceId, input.recordId, before, input.limit + 1)
  const shown = rows.map(({ number, editedBy, at, markdown }) => ({ number, editedBy, at, length: markdown.length }))
  return nextPage(shown, input.limit, (row) => String(row.number))
})

const version = api.version.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const found = await findVersion(tx, workspaceId, input.recordId, input.number)
  if (!found) throw errors.NOT_FOUND()
  return {
    number: found.number,
    editedBy: found.editedBy,
    at: found.at,
    length: found.markdown.length,
    markdown: found.markdown,
  }
})

const restore = api.restore.handler(async ({ input, errors, context }) => {
  const found = await findVersion(context.tx, context.workspaceId, input.recordId, input.number)
  if (!found) throw errors.NOT_FOUND()
  await rewrite(context, input.recordId, found.markdown, 'replace')
  context.emit(documentRestored, { recordId: input.recordId, number: input.number }, { record: input.recordId })
})

export const handlers = api.router({ read, write, versions, version, restore })
