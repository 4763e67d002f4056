import { downOver } from '#commons/links/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'

import { inputsOfAll } from '../formulas/queries.ts'
import { type FoundMetric, metricsWithIds, visionIds } from '../queries.ts'

/** The metrics in use that measure the vision itself. */
export async function starsOf(tx: Transaction, workspaceId: string): Promise<FoundMetric[]> {
  const below = await downOver(tx, workspaceId, 'measures', await visionIds(tx, workspaceId))
  const ids = [...below.values()].flat().map(({ id }) => id)
  const found = ids.length > 0 ? await metricsWithIds(tx, workspaceId, ids) : []
  return found.filter(({ state }) => state !== 'retired')
}

/** A tree that is deeper or wider than this explains nothing at a glance. */
const MOST_LEVELS = 5
const MOST_METRICS = 80

type Edge = { input: RecordId; of: RecordId }

/** What the given metrics rest on, level by level: metrics linked to them as measuring them, and those that a formula names. */
export async function inputsUnder(tx: Transaction, workspaceId: string, roots: FoundMetric[]) {
  const named = await inputsOfAll(tx, workspaceId)
  const seen = new Set<string>(roots.map(({ id }) => id))
  const ids: RecordId[] = []
  const edges: Edge[] = []
  let level: RecordId[] = roots.map(({ id }) => id)
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth++) {
    const linked = await downOver(tx, workspaceId, 'measures', level)
    const next: RecordId[] = []
    for (const of of level) {
      const below = (linked.get(of) ?? []).filter(({ type }) => type === 'metric').map(({ id }) => id)
      for (const input of new Set([...below, ...(named.get(of) ?? [])])) {
        edges.push({ input, of })
        if (seen.has(input) || ids.length >= MOST_METRICS) continue
        seen.add(input)
        ids.push(input)
        next.push(input)
      }
    }
    level = next
  }
  return { ids, edges }
}
