import * as Y from 'yjs'

import type { RecordId } from '#commons/records/contract.ts'
import { indexWriting } from '#commons/records/register.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import { findDocument, storeDocument } from './queries.ts'
import { documentFrom, writeMarkdown } from './text.ts'

export type PutText = { recordId: RecordId; markdown: string; by: MemberId; now: Date }

/**
 * Makes Markdown the text of many records at once and lets search find it, without an event for each: for imports,
 * which tell of themselves. Whoever has one of them open sees it when the server next looks.
 */
export async function putTexts(tx: Transaction, workspaceId: string, given: readonly PutText[]) {
  for (const { recordId, markdown, by, now } of given) {
    const before = await findDocument(tx, workspaceId, recordId, true)
    if (!before && markdown.trim() === '') continue
    const text = documentFrom(before?.state)
    writeMarkdown(text, markdown, 'replace')
    const state = Y.encodeStateAsUpdate(text)
    const stored = await storeDocument(tx, { workspaceId, recordId, state, editedBy: [by], now, asVersion: true })
    if (stored) await indexWriting(tx, workspaceId, recordId, stored.markdown)
  }
}
