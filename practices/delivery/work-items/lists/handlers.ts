import { implement } from '@orpc/server'

import { type Asked, type Inside, inWorkspace } from '#platform/api/answer.ts'

import { PRIORITIES, WORK_ITEM_TYPES } from '../items/contract.ts'
import { rowsOf } from '../queries.ts'
import { WORK_STATE_GROUPS } from '../states/contract.ts'
import { statesOf } from '../states/queries.ts'
import { isClosed } from '../states/rules.ts'
import { lists as contract, type WorkFilter, type WorkGrouping } from './contract.ts'
import { conditionsOf, countsOf, cursorAfter, firstOfGroups, idsInOrder, totalsOf } from './queries.ts'
import { readCursor } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const asking = ({ workspaceId, me, now }: Inside) => ({ workspaceId, memberId: me.id, now })

const list = api.list.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId } = context
  const { after, limit, sort, reverse, inGroup: group, ...filter } = input
  const order = { sort, reverse }
  const from = after === undefined ? undefined : readCursor(after, sort, reverse)
  if (after !== undefined && !from) throw errors.NOT_A_PAGE()

  const where = await conditionsOf(tx, filter, asking(context), group)
  const found = await idsInOrder(tx, where, { ...order, after: from, limit })
  const shown = found.slice(0, limit)
  const items = await rowsOf(
    tx,
    workspaceId,
    shown.map(({ id }) => id),
  )
  return found.length > limit ? { items, next: cursorAfter(order, shown.at(-1)!) } : { items }
})

const board = api.board.handler(async ({ input, context }) => {
  const { tx, workspaceId } = context
  const { groupBy, first, sort, reverse, ...filter } = input
  const order = { sort, reverse }
  const where = await conditionsOf(tx, filter, asking(context))
  const totals = await totalsOf(tx, where, groupBy)
  const found =
    first === 0
      ? undefined
      : await firstOfGroups(tx, workspaceId, where, {
          ...order,
          by: groupBy,
          values: totals.map(({ value }) => value),
          first,
        })
  const shown = [...(found?.values() ?? [])].flatMap((group) => group.slice(0, first).map(({ id }) => id))
  const rows = new Map((await rowsOf(tx, workspaceId, [...new Set(shown)])).map((row) => [row.id, row]))

  const values = await valuesInOrder(context, groupBy, filter, totals)
  const groups = values.map((value) => {
    const { total, points } = totals.find((one) => one.value === value) ?? { total: 0, points: 0 }
    const ids = found?.get(value) ?? []
    const items = ids.slice(0, first).flatMap(({ id }) => rows.get(id) ?? [])
    return {
      value,
      total,
      points,
      items,
      ...(ids.length > first ? { next: cursorAfter(order, ids[first - 1]!) } : {}),
    }
  })
  // An item with two assignees is counted in both of their groups, but is one.
  const isOnce = groupBy !== 'assignee' && groupBy !== 'label'
  const total = isOnce ? totals.reduce((sum, one) => sum + one.total, 0) : (await totalsOf(tx, where, 'none'))[0]?.total
  return { groups, total: total ?? 0 }
})

/** The groups to show: of a fixed few all in their order, empty ones too; of others those with items, the fullest first. */
async function valuesInOrder(
  { tx, workspaceId }: Inside,
  by: WorkGrouping,
  filter: WorkFilter,
  totals: { value: string }[],
): Promise<string[]> {
  const present = totals.map(({ value }) => value)
  switch (by) {
    case 'priority':
      return [...PRIORITIES]
    case 'type':
      return [...WORK_ITEM_TYPES]
    case 'none':
      return ['all']
    case 'state': {
      const states = await statesOf(tx, workspaceId)
      const shown = states.filter(
        ({ id, group, teamId }) =>
          present.includes(id) ||
          ((!filter.states || filter.states.includes(id)) &&
            (!filter.groups || filter.groups.includes(group)) &&
            (teamId === null || filter.teams?.includes(teamId)) &&
            !(isClosed(group) && filter.closedWithinDays === 0)),
      )
      return shown.map(({ id }) => id)
    }
    default:
      return [...present.filter((value) => value !== 'none'), ...present.filter((value) => value === 'none')]
  }
}

const counts = api.counts.handler(async ({ input, context }) => {
  const { tx } = context
  const { groups, waiting } = await countsOf(tx, await conditionsOf(tx, input, asking(context)))
  return {
    groups: WORK_STATE_GROUPS.map((group) => {
      const { total, points } = groups.find((one) => one.group === group) ?? { total: 0, points: 0 }
      return { group, total, points }
    }),
    unlinked: groups.reduce((sum, one) => sum + one.unlinked, 0),
    waiting,
  }
})

export const listHandlers = { list, board, counts }
