import { and, desc, eq, lt } from 'drizzle-orm'
import * as Y from 'yjs'

import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import { isNewVersion } from './rules.ts'
import { documents, documentVersions } from './tables.ts'
import { documentFrom, toMarkdown } from './text.ts'

export async function findDocument(tx: Transaction, workspaceId: string, recordId: RecordId, lock = false) {
  const found = tx
    .select()
    .from(documents)
    .where(and(eq(documents.workspaceId, workspaceId), eq(documents.recordId, recordId)))
  const [row] = await (lock ? found.for('update') : found)
  return row
}

/** The revisions of documents that are open here, to see which another server has stored since. */
export async function revisionOf(tx: Transaction, workspaceId: string, recordId: RecordId) {
  const [row] = await tx
    .select({ revision: documents.revision })
    .from(documents)
    .where(and(eq(documents.workspaceId, workspaceId), eq(documents.recordId, recordId)))
  return row?.revision ?? 0
}

type Storing = {
  workspaceId: string
  recordId: RecordId
  state: Uint8Array
  editedBy: MemberId[]
  now: Date
  asVersion?: boolean
}

/**
 * Stores a state merged with what is stored, so that servers that both had the text open lose nothing of each other.
 * Returns undefined when nothing is new.
 */
export async function storeDocument(tx: Transaction, storing: Storing) {
  const { workspaceId, recordId, now, editedBy } = storing
  const before = await findDocument(tx, workspaceId, recordId, true)
  const merged = documentFrom(before?.state, storing.state)
  const state = Y.encodeStateAsUpdate(merged)
  if (before && Y.equalSnapshots(Y.snapshot(documentFrom(before.state)), Y.snapshot(merged))) return
  const markdown = toMarkdown(merged)
  const row = {
    workspaceId,
    recordId,
    state,
    markdown,
    revision: (before?.revision ?? 0) + 1,
    editedAt: now,
    editedById: editedBy[0] ?? null,
  }
  await tx
    .insert(documents)
    .values(row)
    .onConflictDoUpdate({ target: [documents.workspaceId, documents.recordId], set: row })
  await keepVersion(tx, { workspaceId, recordId, markdown, editedBy, now, apart: storing.asVersion ?? false })
  return { state, markdown, revision: row.revision }
}

type Keeping = {
  workspaceId: string
  recordId: RecordId
  markdown: string
  editedBy: MemberId[]
  now: Date
  apart: boolean
}

async function keepVersion(tx: Transaction, { workspaceId, recordId, markdown, editedBy, now, apart }: Keeping) {
  const [last] = await versionsBefore(tx, workspaceId, recordId, undefined, 1)
  if (last && last.markdown === markdown) return
  if (last && !apart && !isNewVersion(last, now)) {
    const all = [...new Set([...last.editedBy, ...editedBy])]
    await tx
      .update(documentVersions)
      .set({ markdown, editedBy: all })
      .where(
        and(
          eq(documentVersions.workspaceId, workspaceId),
          eq(documentVersions.recordId, recordId),
          eq(documentVersions.number, last.number),
        ),
      )
    return
  }
  await tx
    .insert(documentVersions)
    .values({ workspaceId, recordId, number: (last?.number ?? 0) + 1, markdown, editedBy, at: now })
}

/** Versions older than a number, newest first. */
export const versionsBefore = (
  tx: Transaction,
  workspaceId: string,
  recordId: RecordId,
  before: number | undefined,
  limit: number,
) =>
  tx
    .select()
    .from(documentVersions)
    .where(
      and(
        eq(documentVersions.workspaceId, workspaceId),
        eq(documentVersions.recordId, recordId),
        before === undefined ? undefined : lt(documentVersions.number, before),
      ),
    )
    .orderBy(desc(documentVersions.number))
    .limit(limit)

export async function findVersion(tx: Transaction, workspaceId: string, recordId: RecordId, number: number) {
  const [row] = await tx
    .select()
    .from(documentVersions)
    .where(
      and(
        eq(documentVersions.workspaceId, workspaceId),
        eq(documentVersions.recordId, recordId),
        eq(documentVersions.number, number),
      ),
    )
  return row
}
