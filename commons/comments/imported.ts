import type { RecordId } from '#commons/records/contract.ts'
import type { Inside } from '#platform/api/answer.ts'
import type { MemberId } from '#platform/auth/identity.ts'

import { commentsImported } from './events.ts'
import { deleteImported, upsertImported } from './queries.ts'

export type ImportedComment = {
  recordId: RecordId
  /** Its id over there; unique at the record. */
  sourceId: string
  by: MemberId | null
  at: Date
  text: string
}

/**
 * Puts comments of another tracker at their records, with the dates that they had. One that came before takes the words
 * that it has over there now, unless somebody changed it here. Nobody is notified. Returns the records that got any.
 */
export async function putImportedComments(
  { tx, workspaceId, emit }: Pick<Inside, 'tx' | 'workspaceId' | 'emit'>,
  importId: string,
  comments: readonly ImportedComment[],
) {
  const recordIds = new Set<RecordId>()
  for (let i = 0; i < comments.length; i += 1_000)
    for (const id of await upsertImported(tx, workspaceId, importId, comments.slice(i, i + 1_000))) recordIds.add(id)
  if (recordIds.size > 0) emit(commentsImported, { recordIds: [...recordIds] })
  return recordIds
}

/** Takes back the comments that an import brought, but for those at `kept` records and those that somebody answered. */
export async function removeImportedComments(
  { tx, workspaceId, emit }: Pick<Inside, 'tx' | 'workspaceId' | 'emit'>,
  importId: string,
  kept: readonly RecordId[],
) {
  const recordIds = await deleteImported(tx, workspaceId, importId, kept)
  if (recordIds.length > 0) emit(commentsImported, { recordIds })
}
