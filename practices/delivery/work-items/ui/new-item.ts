import { useMutation } from '@tanstack/react-query'

import { useMe, useTeams } from '#commons/people/ui/embeds.tsx'
import type { RecordId } from '#commons/records/contract.ts'
import { toast } from '#design/index.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import type { WorkItemRow } from '../items/contract.ts'
import type { WorkFilter, WorkGrouping } from '../lists/contract.ts'
import { placeOnTop } from '../rules.ts'
import { firstOf } from '../states/rules.ts'
import { useStates, workItems } from './api.ts'
import { showRows } from './boards.ts'
import { type Change, changedRow } from './changes.ts'
import { changeInto } from './groups.tsx'

/** What a new item has before anybody says more. */
export type Draft = Omit<WorkItemRow, 'id' | 'key' | 'position' | 'createdAt' | 'changedAt' | 'startedAt' | 'closedAt'>

/** Begins an item as the list that it is begun in would show it: in its group, for its team and people. */
export function useDraft() {
  const me = useMe()
  const { all: states } = useStates()
  const { byId: teams } = useTeams()
  return (filter: WorkFilter = {}, group?: { by: WorkGrouping; value: string; line?: WorkItemRow['line'] }): Draft => {
    const one = <Value>(values: readonly Value[] | undefined) => (values?.length === 1 ? values[0] : undefined)
    const wantedTeam = one(filter.teams)
    const mine = one(me?.teamIds)
    const teamId = wantedTeam === 'none' ? null : (wantedTeam ?? (mine && teams.has(mine) ? mine : undefined) ?? null)
    const byFilter = states.find(({ id, group: of }) => id === one(filter.states) || of === one(filter.groups))
    const state = byFilter ?? firstOf(states, 'backlog')!
    const assignee = one(filter.assignees)
    const label = one(filter.labels)
    const blank: Draft = {
      title: '',
      type: one(filter.types) ?? 'feature',
      stateId: state.id,
      group: state.group,
      priority: one(filter.priorities) ?? 'none',
      estimate: null,
      assignees:
        assignee === 'me' && me ? [me.id] : assignee && assignee !== 'none' && assignee !== 'me' ? [assignee] : [],
      labels: label && label !== 'none' ? [label] : [],
      teamId,
      dueOn: null,
      parent: null,
      subItems: { total: 0, completed: 0 },
      waitsFor: { total: 0, since: null },
      line: null,
    }
    const change = group && changeInto(group.by, group.value, 'none', group.line)
    return change ? changedDraft(blank, change, states) : blank
  }
}

const asRow = (draft: Draft, now: Date): WorkItemRow => ({
  ...draft,
  // It has neither until the server gives them; nothing asks for an item by these.
  id: `new ${crypto.randomUUID()}` as RecordId,
  key: '…',
  position: placeOnTop(now),
  createdAt: now,
  changedAt: now,
  startedAt: null,
  closedAt: null,
})

export function changedDraft(draft: Draft, change: Change, states: Parameters<typeof changedRow>[2]): Draft {
  const now = new Date()
  const row = changedRow(asRow(draft, now), change, states, now)
  const { id: _id, key: _key, position: _p, createdAt: _c, changedAt: _ch, startedAt: _s, closedAt: _cl, ...next } = row
  return next
}

/** Creates an item: it stands in its list at once, and goes again with the reason when it is refused. */
export function useCreate() {
  const go = useGo()
  const { mutateAsync: create } = useMutation(workItems.create.mutationOptions())
  return async (draft: Draft, body = '') => {
    const shown = asRow(draft, new Date())
    showRows([shown], 'new')
    try {
      const row = await create({
        title: draft.title,
        type: draft.type,
        stateId: draft.stateId,
        priority: draft.priority,
        estimate: draft.estimate,
        dueOn: draft.dueOn,
        teamId: draft.teamId,
        assignees: draft.assignees,
        labels: draft.labels,
        parentId: draft.parent?.id ?? null,
        lineId: draft.line?.id ?? null,
        body,
      })
      showRows([shown], 'gone')
      showRows([row], 'new')
      toast({ message: `${row.key} is created.`, action: { label: 'Open', run: () => go(`/work/${row.key}`) } })
      return row
    } catch (error) {
      showRows([shown], 'gone')
      toast({ message: refusalOf(error) ?? '', kind: 'refused' })
    }
  }
}
