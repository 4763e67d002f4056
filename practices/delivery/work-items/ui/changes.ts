import type { RecordId, RecordSummary } from '#commons/records/contract.ts'

import { type Fields, nextOf, type Wanted } from '../edits/rules.ts'
import type { WorkItemRow } from '../items/contract.ts'
import type { WorkState } from '../states/contract.ts'
import { pointsInWords, PRIORITY_WORDS, TYPE_WORDS } from './words.ts'

/** What one act does to one or many items. */
export type Change = Omit<Wanted, 'title' | 'position'> & {
  /** What they are there for from now on. */
  line?: RecordSummary | null
}

/** What the command is told: the line by its id, and nothing that is left out. */
export function sent({ line, ...wanted }: Change) {
  const given = Object.entries({ ...wanted, lineId: line === undefined ? undefined : (line?.id ?? null) })
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Omit<Change, 'line'> & {
    lineId?: RecordId | null
  }
}

/** How an item looks after a change, before the server has said so; as it was when the change does not fit it. */
export function changedRow(row: WorkItemRow, { line, ...wanted }: Change, states: WorkState[], now: Date): WorkItemRow {
  const fields: Fields = row
  const next = nextOf(fields, wanted, states, now)
  if (next === 'NOT_A_STATE') return row
  return { ...row, ...next, ...(line === undefined ? {} : { line }), changedAt: now }
}

const before = (row: WorkItemRow, change: Change): Change => {
  const touches = (...fields: (keyof Change)[]) => fields.some((field) => change[field] !== undefined)
  return {
    ...(touches('stateId', 'teamId') ? { stateId: row.stateId } : {}),
    ...(touches('teamId') ? { teamId: row.teamId } : {}),
    ...(touches('type') ? { type: row.type } : {}),
    ...(touches('priority') ? { priority: row.priority } : {}),
    ...(touches('estimate') ? { estimate: row.estimate } : {}),
    ...(touches('dueOn') ? { dueOn: row.dueOn } : {}),
    ...(touches('assignees', 'addAssignees', 'removeAssignees') ? { assignees: row.assignees } : {}),
    ...(touches('labels', 'addLabels', 'removeLabels') ? { labels: row.labels } : {}),
    ...(touches('line') ? { line: row.line } : {}),
  }
}

/** The changes that take a change back: one for all items that were alike before. */
export function inverses(rows: readonly WorkItemRow[], change: Change) {
  const alike = Map.groupBy(rows, (row) => JSON.stringify(before(row, change)))
  return [...alike.values()].map((some) => ({ rows: some, change: before(some[0]!, change) }))
}

type Names = {
  state: (id: string) => string
  person: (id: string) => string
  label: (id: string) => string
  team: (id: string) => string
}

/** What was done, for the toast: “WEB-12 is in review.” */
export function inWords(rows: readonly WorkItemRow[], change: Change, names: Names): string {
  const what = rows.length === 1 ? rows[0]!.key : `${rows.length} items`
  const all = (ids: readonly string[], name: (id: string) => string) => ids.map(name).join(', ')
  if (change.stateId !== undefined) return `${what}: ${names.state(change.stateId)}.`
  if (change.priority !== undefined) return `${what}: ${PRIORITY_WORDS[change.priority].toLowerCase()} priority.`
  if (change.type !== undefined) return `${what}: ${TYPE_WORDS[change.type].toLowerCase()}.`
  if (change.estimate !== undefined)
    return change.estimate === null ? `${what}: no estimate.` : `${what}: ${pointsInWords(change.estimate)}.`
  if (change.dueOn !== undefined)
    return change.dueOn === null ? `${what}: no due day.` : `${what}: due ${change.dueOn}.`
  if (change.teamId !== undefined)
    return change.teamId === null ? `${what}: no team.` : `${what}: team ${names.team(change.teamId)}.`
  if (change.addAssignees) return `${what}: ${all(change.addAssignees, names.person)} assigned.`
  if (change.removeAssignees) return `${what}: ${all(change.removeAssignees, names.person)} no longer assigned.`
  if (change.assignees)
    return change.assignees.length === 0
      ? `${what}: nobody assigned.`
      : `${what}: ${all(change.assignees, names.person)}.`
  if (change.addLabels) return `${what}: labelled ${all(change.addLabels, names.label)}.`
  if (change.removeLabels) return `${what}: no longer labelled ${all(change.removeLabels, names.label)}.`
  if (change.line !== undefined)
    return change.line === null ? `${what}: there for nothing in particular.` : `${what}: there for ${change.line.key}.`
  return `${what}: changed.`
}
