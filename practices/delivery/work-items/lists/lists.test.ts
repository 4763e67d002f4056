import { beforeAll, expect, test } from 'vitest'

import { newWorkspace, type TestMember } from '#tests/support/workspace.ts'

import { PRIORITIES, type WorkItemRow, WorkStateId } from '../contract.ts'
import { WORK_SORTS, type WorkSort } from './contract.ts'

const stateId = (id: string) => WorkStateId.parse(id)

/** Thirty items with different priorities, days, estimates, states and people, made a minute apart. */
async function aMonthOfWork(ana: TestMember, ben: TestMember) {
  const rows: WorkItemRow[] = []
  for (let i = 0; i < 30; i++) {
    const minute = new Date(Date.UTC(2026, 2, 1, 10, i))
    rows.push(
      await ana.at(minute).workItems.create({
        title: `Item ${i}`,
        priority: PRIORITIES[i % 5]!,
        estimate: i % 3 === 0 ? null : i % 4,
        dueOn: i % 4 === 0 ? null : `2026-04-${String((i % 7) + 1).padStart(2, '0')}`,
        stateId: stateId(['backlog', 'to-do', 'in-progress'][i % 3]!),
        assignees: i % 2 === 0 ? [ben.id] : [],
      }),
    )
  }
  return rows
}

let ana: TestMember
let ben: TestMember
let rows: WorkItemRow[]
// Read by many tests and changed by none: the others make their own.
beforeAll(async () => {
  ;({ ana, ben } = await newWorkspace('Ana', 'Ben'))
  rows = await aMonthOfWork(ana, ben)
})

test.each(WORK_SORTS.flatMap((sort) => [false, true].map((reverse) => ({ sort, reverse }))))(
  'pages by $sort (reversed: $reverse) have no gap and no repeat',
  async ({ sort, reverse }) => {
    const seen: WorkItemRow[] = []
    let after: string | undefined
    do {
      const page = await ana.api.workItems.list({ sort, reverse, limit: 7, ...(after ? { after } : {}) })
      seen.push(...page.items)
      after = page.next
    } while (after)
    expect(new Set(seen.map((row) => row.id)).size).toBe(30)
    expect(seen).toHaveLength(30)
    const valueOf: Record<WorkSort, (row: WorkItemRow) => string | number> = {
      manual: (row) => row.position,
      priority: (row) => PRIORITIES.indexOf(row.priority),
      created: (row) => -row.createdAt.getTime(),
      changed: (row) => -row.changedAt.getTime(),
      due: (row) => row.dueOn ?? '9999',
      estimate: (row) => -(row.estimate ?? -1),
    }
    const values = seen.map(valueOf[sort])
    const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect(values).toEqual(reverse ? sorted.toReversed() : sorted)
  },
)

test('a page goes on where it ended although the item there has moved', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  await aMonthOfWork(ana, ben)
  const first = await ana.api.workItems.list({ sort: 'priority', limit: 10 })
  await ana.api.workItems.edit({ id: first.items.at(-1)!.id, priority: 'none' })
  const second = await ana.api.workItems.list({ sort: 'priority', limit: 10, after: first.next! })
  const firstIds = first.items.map((row) => row.id)
  expect(second.items.filter((row) => firstIds.includes(row.id))).toEqual([])
})

test('a cursor of another order, or none at all, is refused', async () => {
  const { ana } = await newWorkspace('Ana')
  for (const after of ['nonsense', '["created",false,"x"]', '["manual",false,"M","not an id"]', '{}']) {
    await expect(ana.api.workItems.list({ after })).rejects.toMatchObject({ code: 'NOT_A_PAGE' })
  }
})

test('filters narrow together, and each kind of value widens', async () => {
  const titles = async (filter: Parameters<typeof ana.api.workItems.list>[0], by = ana) =>
    (await by.api.workItems.list({ ...filter, limit: 100 })).items.map((row) => row.title).sort()
  const expected = (fits: (row: (typeof rows)[number], i: number) => boolean) =>
    rows
      .filter(fits)
      .map((row) => row.title)
      .sort()

  expect(await titles({ priorities: ['urgent', 'high'] })).toEqual(
    expected((row) => row.priority === 'urgent' || row.priority === 'high'),
  )
  expect(await titles({ priorities: ['urgent'], groups: ['started'] })).toEqual(
    expected((row) => row.priority === 'urgent' && row.group === 'started'),
  )
  expect(await titles({ assignees: ['none'] })).toEqual(expected((row) => row.assignees.length === 0))
  expect(await titles({ assignees: ['me'] }, ben)).toEqual(expected((row) => row.assignees.includes(ben.id)))
  expect(await titles({ assignees: [ben.id, 'none'] })).toHaveLength(30)
  expect(await titles({ dueFrom: '2026-04-02', dueTo: '2026-04-03' })).toEqual(
    expected((row) => row.dueOn === '2026-04-02' || row.dueOn === '2026-04-03'),
  )
  expect(await titles({ text: 'ITEM item 2' })).toEqual(expected((row) => row.title.includes('2')))
  expect(await titles({ text: '%' })).toEqual([])
  expect(await titles({ text: rows[3]!.key.toLowerCase() })).toEqual(['Item 3'])
  expect(await titles({ parent: 'none', labels: ['none'], under: 'none', teams: ['none'] })).toHaveLength(30)
})

test('below a goal lies the work of all initiatives that serve it', async () => {
  const { ana } = await newWorkspace('Ana')
  const initiative = await ana.api.initiatives.create({ title: 'Faster dispatch' })
  const item = await ana.api.workItems.create({ title: 'Part of it', lineId: initiative.id })
  await ana.api.workItems.create({ title: 'Of nothing' })
  const under = await ana.api.workItems.list({ under: initiative.id })
  expect(under.items.map((row) => row.id)).toEqual([item.id])
  expect(await ana.api.workItems.counts({})).toMatchObject({ unlinked: 1, waiting: 0 })
})

test('a board has a column for each state, with its count, points and first items', async () => {
  const board = await ana.api.workItems.board({ first: 4 })
  expect(board.total).toBe(30)
  expect(board.groups.map((group) => [group.value, group.total, group.items.length])).toEqual([
    ['backlog', 10, 4],
    ['to-do', 10, 4],
    ['in-progress', 10, 4],
    ['in-review', 0, 0],
    ['done', 0, 0],
    ['cancelled', 0, 0],
  ])
  const [column] = board.groups
  const rest = await ana.api.workItems.list({
    inGroup: { by: 'state', value: 'backlog' },
    after: column!.next!,
    limit: 100,
  })
  expect([...column!.items, ...rest.items].map((row) => row.position)).toEqual(
    [...column!.items, ...rest.items].map((row) => row.position).toSorted(),
  )
  expect(column!.items.length + rest.items.length).toBe(10)
})

test.each(['priority', 'assignee', 'type', 'team', 'label', 'line', 'none'] as const)(
  'grouped by %s, every item stands in a group and the rest of a group can be asked for',
  async (groupBy) => {
    const board = await ana.api.workItems.board({ groupBy, first: 3 })
    expect(board.total).toBe(30)
    const seen = new Set<string>()
    for (const group of board.groups) {
      for (const row of group.items) seen.add(row.id)
      if (!group.next) continue
      const rest = await ana.api.workItems.list({
        inGroup: { by: groupBy, value: group.value },
        after: group.next,
        limit: 100,
      })
      expect(group.items.length + rest.items.length).toBe(group.total)
      for (const row of rest.items) seen.add(row.id)
    }
    expect(seen.size).toBe(30)
  },
)

test('an item with two people stands in both of their groups and counts once', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  await ana.api.workItems.create({ title: 'Together', assignees: [ana.id, ben.id] })
  const board = await ana.api.workItems.board({ groupBy: 'assignee' })
  expect(board.groups.map((group) => group.value).sort()).toEqual([ana.id, ben.id].sort())
  expect(board.total).toBe(1)
})

test('dragged between two, above the first and below the last, an item stands there', async () => {
  const { ana } = await newWorkspace('Ana')
  const make = (title: string, minute: number) =>
    ana.at(new Date(Date.UTC(2026, 2, 1, 10, minute))).workItems.create({ title })
  const [c, b, a] = [await make('c', 1), await make('b', 2), await make('a', 3)]
  const order = async () => (await ana.api.workItems.list({})).items.map((row) => row.title).join('')
  expect(await order()).toBe('abc')
  await ana.api.workItems.move({ id: c.id, between: { above: a.id, below: b.id } })
  expect(await order()).toBe('acb')
  await ana.api.workItems.move({ id: b.id, between: { below: a.id } })
  expect(await order()).toBe('bac')
  await ana.api.workItems.move({ id: b.id, between: { above: c.id } })
  expect(await order()).toBe('acb')
  // Neighbours that have changed places meanwhile: it still lands below the one above it.
  await ana.api.workItems.move({ id: a.id, between: { above: b.id, below: c.id } })
  expect(await order()).toBe('cba')
  const later = await ana.at('2026-03-02T10:00:00Z').workItems.create({ title: 'd' })
  expect(await order()).toBe('dcba')
  await ana.api.workItems.move({ id: later.id, stateId: stateId('done'), between: { above: a.id } })
  expect(await order()).toBe('cbad')
})
