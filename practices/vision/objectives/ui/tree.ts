import type { RecordSummary } from '#commons/records/contract.ts'

import type { Objective } from '../contract.ts'

export type Branch = { objective: Objective; children: Branch[] }

/** What stands at the root: a clause, a metric or an objective of another cycle; null for what serves nothing. */
export type Root = { reason: RecordSummary | null; branches: Branch[] }

/**
 * Objectives below their main reason: each stands once, below another of these objectives or at a root. Roots come in the
 * order given (that of the vision), then others as they are met, and last what serves nothing.
 */
export function treeOf(objectives: Objective[], order: readonly string[] = []): Root[] {
  const byId = new Map(objectives.map((one) => [one.id as string, one]))
  const childrenOf = Map.groupBy(
    objectives.filter((one) => one.serves[0] && byId.has(one.serves[0].id)),
    (one) => one.serves[0]!.id as string,
  )
  const branchOf = (objective: Objective): Branch => ({
    objective,
    children: (childrenOf.get(objective.id) ?? []).map(branchOf),
  })
  const tops = objectives.filter((one) => !one.serves[0] || !byId.has(one.serves[0].id))
  const roots = Map.groupBy(tops, (one) => one.serves[0]?.id as string | undefined)
  const place = (id: string | undefined) => {
    if (id === undefined) return Number.MAX_SAFE_INTEGER
    const at = order.indexOf(id)
    return at === -1 ? order.length : at
  }
  return [...roots]
    .toSorted(([one], [other]) => place(one) - place(other))
    .map(([, own]) => ({ reason: own[0]!.serves[0] ?? null, branches: own.map(branchOf) }))
}

/** How many objectives stand below a root, all generations counted. */
export const sizeOf = (branches: Branch[]): number =>
  branches.reduce((sum, branch) => sum + 1 + sizeOf(branch.children), 0)
