import { expect, test } from 'vitest'

import { newId } from '#platform/database/ids.ts'
import { newWorkspace } from '#tests/support/workspace.ts'

const ADA = { name: 'Ada', role: 'admin' } as const
const issue = (sourceId: string, more: object = {}) => ({
  sourceId,
  title: `Issue ${sourceId}`,
  state: { group: 'unstarted' as const },
  createdAt: new Date('2025-05-01T08:00:00Z'),
  ...more,
})

test('an import keeps dates, people, labels, parts and blockers', async () => {
  const { ada, ben } = await newWorkspace(ADA, 'Ben')
  const team = await ada.api.people.createTeam({ name: 'Web', prefix: 'WEB' })
  const put = await ada.api.workItems.putImported({
    importId: newId(),
    system: 'github',
    items: [
      issue('1', {
        body: 'It *happens* at night.',
        labels: ['Maps', 'maps '],
        teamId: team.id,
        assignees: [ben.id],
        createdBy: ben.id,
      }),
      issue('2', {
        parentSourceId: '1',
        blockedBySourceIds: ['1'],
        state: { name: 'in review', group: 'started' },
        closedAt: null,
      }),
      issue('3', { state: { group: 'completed' }, closedAt: new Date('2025-06-01T08:00:00Z'), parentSourceId: '4' }),
    ],
  })
  expect(put.map(({ key, outcome }) => [key, outcome])).toEqual([
    ['WEB-1', 'created'],
    ['WRK-1', 'created'],
    ['WRK-2', 'created'],
  ])
  const [one, two, three] = await ada.api.workItems.among({ ids: put.map(({ id }) => id) })
  expect(one).toMatchObject({ assignees: [ben.id], createdAt: new Date('2025-05-01T08:00:00Z') })
  expect(one!.labels).toHaveLength(1)
  expect((await ada.api.documents.read({ recordId: one!.id })).markdown).toBe('It *happens* at night.')
  expect(two).toMatchObject({ parent: { id: one!.id }, stateId: 'in-review', waitsFor: { total: 1 } })
  expect(three).toMatchObject({ group: 'completed', closedAt: new Date('2025-06-01T08:00:00Z'), parent: null })

  // The parent that the third waited for comes in a later batch.
  const [four] = await ada.api.workItems.putImported({ importId: newId(), system: 'github', items: [issue('4')] })
  expect((await ada.api.workItems.among({ ids: [three!.id] }))[0]!.parent?.id).toBe(four!.id)
})

test('importing again brings up to date and doubles nothing', async () => {
  const { ada, told } = await newWorkspace(ADA)
  const importId = newId()
  const put = (items: ReturnType<typeof issue>[]) =>
    ada.api.workItems.putImported({ importId, system: 'github', items })
  const [first] = await put([issue('1', { labels: ['maps'] }), issue('2')])
  await ada.api.workItems.edit({ id: first!.id, priority: 'high' })
  const before = (await told()).length
  expect((await put([issue('1', { labels: ['maps'] }), issue('2')])).map((one) => one.outcome)).toEqual([
    'unchanged',
    'unchanged',
  ])
  expect(await told()).toHaveLength(before)
  // What people here made of it stays, as long as the source says the same.
  const [one] = await ada.api.workItems.among({ ids: [first!.id] })
  expect(one!.priority).toBe('high')
  const again = await put([
    issue('1', { labels: [], title: 'Another title' }),
    issue('2', { state: { group: 'completed' } }),
  ])
  expect(again.map((one) => one.outcome)).toEqual(['updated', 'updated'])
  const { items } = await ada.api.workItems.list({ importId })
  expect(
    items
      .map((row) => [row.title, row.group, row.labels.length])
      .sort((a, b) => String(a[0]).localeCompare(String(b[0]))),
  ).toEqual([
    ['Another title', 'unstarted', 0],
    ['Issue 2', 'completed', 0],
  ])
})

test('an import is taken back, but for what people have changed since, and can come again', async () => {
  const { ada } = await newWorkspace(ADA)
  const importId = newId()
  const items = [issue('1'), issue('2'), issue('3')]
  const put = await ada.at('2026-01-01T10:00:00Z').workItems.putImported({ importId, system: 'csv', items })
  await ada.at('2026-01-01T11:00:00Z').workItems.edit({ id: put[1]!.id, priority: 'high' })
  expect(await ada.api.workItems.removeImported({ importId })).toEqual({ removed: 2, kept: 1 })
  expect((await ada.api.workItems.list({})).items.map((row) => row.id)).toEqual([put[1]!.id])
  const again = await ada.api.workItems.putImported({ importId: newId(), system: 'csv', items })
  expect(again.map((one) => one.outcome)).toEqual(['updated', 'unchanged', 'updated'])
  expect((await ada.api.workItems.list({})).items).toHaveLength(3)
})

test('what is not there, or stands twice, is refused', async () => {
  const { ada } = await newWorkspace(ADA)
  const other = await newWorkspace('Cleo')
  const put = (items: ReturnType<typeof issue>[]) =>
    ada.api.workItems.putImported({ importId: newId(), system: 'csv', items })
  await expect(put([issue('1'), issue('1')])).rejects.toMatchObject({ code: 'TWICE' })
  await expect(put([issue('1', { assignees: [other.cleo.id] })])).rejects.toMatchObject({ code: 'NOT_A_MEMBER' })
  await expect(put([issue('1', { teamId: newId() })])).rejects.toMatchObject({ code: 'NOT_A_TEAM' })
})
