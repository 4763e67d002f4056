import type { Transaction } from '#platform/database/database.ts'

import { questionsWithIds } from './queries.ts'

/** The questions among the given ids, by id, with what they ask. `answerOf` in `answers/lookups.ts` answers one. */
export async function questionsById(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await questionsWithIds(tx, workspaceId, [...new Set(ids)])
  return new Map(rows.map((row) => [row.id as string, row]))
}
