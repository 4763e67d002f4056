import { upOver } from '#commons/links/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { signoffsOf } from '#commons/signoffs/sign.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { Objective } from './contract.ts'
import { keyResultsOfObjectives } from './key-results/lookups.ts'
import { standingOfObjective } from './key-results/rules.ts'
import { type ObjectiveRow, objectivesWithIds, rolledInto } from './queries.ts'
import { acceptances } from './rules.ts'

/** The objectives among the given ids, by id, with their key results as they stand. */
export async function objectivesById(tx: Transaction, workspaceId: string, ids: readonly string[], now: Date) {
  if (ids.length === 0) return new Map<string, Objective>()
  const rows = await objectivesWithIds(tx, workspaceId, [...new Set(ids)])
  const shown = await shownObjectives(tx, workspaceId, rows, now)
  return new Map(shown.map((one) => [one.id as string, one]))
}

/** One objective as it is now, for the answer to a command that has just changed it. */
export async function shownObjective(
  { tx, workspaceId, now }: { tx: Transaction; workspaceId: string; now: Date },
  id: RecordId,
) {
  return (await objectivesById(tx, workspaceId, [id], now)).get(id)!
}

/** Adds to rows what other parts know of them: key results, reasons, acceptances. */
export async function shownObjectives(
  tx: Transaction,
  workspaceId: string,
  rows: ObjectiveRow[],
  now: Date,
): Promise<Objective[]> {
  const ids = rows.map((row) => row.id)
  const keyResults = await keyResultsOfObjectives(tx, workspaceId, ids, now)
  const serves = await upOver(tx, workspaceId, 'serves', ids)
  const signoffs = await signoffsOf(tx, workspaceId, ids)
  const into = await rolledInto(tx, workspaceId, ids)
  const rolled = await recordsById(tx, workspaceId, [
    ...rows.flatMap((row) => row.rolledFromId ?? []),
    ...into.values(),
  ])
  return rows.map((row) => {
    const promised = keyResults.get(row.id) ?? []
    const accepted = acceptances(row, signoffs.get(row.id) ?? [])
    const rolledTo = into.get(row.id)
    const acceptance = (one: typeof accepted.product) => one && { by: one.memberId, at: one.signedAt }
    return {
      ...row,
      ...standingOfObjective(promised),
      keyResults: promised,
      serves: serves.get(row.id) ?? [],
      accepted: { product: acceptance(accepted.product), engineering: acceptance(accepted.engineering) },
      rolledFrom: (row.rolledFromId && rolled.get(row.rolledFromId)) || null,
      rolledTo: (rolledTo && rolled.get(rolledTo)) || null,
    }
  })
}
