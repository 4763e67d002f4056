import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { newWorkspace } from '#tests/support/workspace.ts'

const admin = { name: 'Ana', role: 'admin' } as const
const issues = readFileSync('tests/fixtures/github-issues.json', 'utf8')

const CSV = `ID,Title,Status,Priority,Labels,Assignee,Created,Completed
1,Read the feed,Done,High,"traffic,feed",Ben,2026-01-02,2026-02-03
2,Show delays,In Progress,Urgent,,Cleo,2026-01-05,
3,,Backlog,,,,,
4,Warn couriers,Backlog,Low,,,not a day,
`

test('a CSV is looked at, run, reported row by row, and told of', async () => {
  const { ana, ben, heard, told } = await newWorkspace(admin, 'Ben')
  const begun = await ana.api.imports.begin({ source: 'csv', name: 'old.csv', text: CSV })
  expect(begun).toMatchObject({
    state: 'draft',
    counts: { total: 4 },
    mapping: { columns: { title: 'Title', state: 'Status' } },
  })
  const preview = await ana.api.imports.preview({ id: begun.id })
  expect(preview).toMatchObject({ good: 2, problems: 2 })
  expect((await ana.api.workItems.list({})).items).toEqual([])

  await ana.api.imports.run({ id: begun.id })
  await heard()

  const done = await ana.api.imports.get({ id: begun.id })
  expect(done).toMatchObject({ state: 'done', counts: { created: 2, failed: 2, done: 4 } })
  const { items } = await ana.api.workItems.list({})
  const feed = items.find(({ title }) => title === 'Read the feed')!
  expect(feed).toMatchObject({
    group: 'completed',
    priority: 'high',
    assignees: [ben.id],
    createdAt: new Date('2026-01-02'),
    closedAt: new Date('2026-02-03'),
  })
  const rows = await ana.api.imports.rows({ id: begun.id, outcome: 'failed' })
  expect(rows.items.map(({ problem }) => problem)).toEqual([
    'The title is empty.',
    expect.stringContaining('“not a day”'),
  ])
  // Cleo has no account here and came along by name.
  expect((await ana.api.people.list({})).items.find(({ name }) => name === 'Cleo')).toMatchObject({
    kind: 'imported',
    side: null,
  })
  expect(await told()).toContain('import.ended.v1')
})

test('the same source again updates and does not double', async () => {
  const { ana, heard } = await newWorkspace(admin)
  const run = async (text: string) => {
    const { id } = await ana.api.imports.begin({ source: 'csv', name: 'old.csv', text })
    await ana.api.imports.run({ id })
    await heard()
    return (await ana.api.imports.get({ id })).counts
  }
  await run(CSV)
  expect(await run(CSV.replace('Show delays', 'Show all delays'))).toMatchObject({
    created: 0,
    updated: 1,
    unchanged: 1,
  })
  expect((await ana.api.workItems.list({})).items.map(({ title }) => title).sort()).toEqual([
    'Read the feed',
    'Show all delays',
  ])
})

test('real issues of GitHub come with states, labels, people and dates, and can be taken back', async () => {
  const { ana, heard } = await newWorkspace(admin)
  const begun = await ana.api.imports.begin({ source: 'github-json', name: 'issues.json', text: issues })
  expect(begun.mapping.withPullRequests).toBe(true)
  await ana.api.imports.run({ id: begun.id })
  await heard()
  expect(await ana.api.imports.get({ id: begun.id })).toMatchObject({
    state: 'done',
    counts: { total: 40, created: 40, failed: 0 },
  })
  const [bug] = (await ana.api.workItems.list({ text: 'Correct invalid QUnit imports' })).items
  expect(bug).toMatchObject({ type: 'bug', group: 'completed' })

  expect(await ana.api.imports.undo({ id: begun.id })).toEqual({ removed: 40, kept: 0 })
  expect((await ana.api.workItems.list({})).items).toEqual([])
})

test('an import larger than one transaction goes on from where it was', async () => {
  const { ana, heard } = await newWorkspace(admin)
  const text = ['id,title', ...Array.from({ length: 250 }, (_, i) => `${i},Item ${i}`)].join('\n')
  const { id } = await ana.api.imports.begin({ source: 'csv', name: 'many.csv', text })
  await ana.api.imports.run({ id })
  await heard()
  expect((await ana.api.imports.get({ id })).counts).toMatchObject({ total: 250, created: 250 })
  const pages = []
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await ana.api.imports.rows({ id, limit: 100, ...(after ? { after } : {}) })
    pages.push(...page.items.map(({ number }) => number))
    after = page.next
  }
  expect(pages).toEqual(Array.from({ length: 250 }, (_, i) => i + 1))
})

test('each refusal', async () => {
  const { ana, ben, heard } = await newWorkspace(admin, 'Ben')
  const { imports } = ana.api
  await expect(imports.begin({ source: 'github-json', name: 'x', text: '{"not":"issues"}' })).rejects.toMatchObject({
    code: 'UNREADABLE',
  })
  await expect(imports.begin({ source: 'csv', name: 'x', text: CSV, teamId: ana.id as never })).rejects.toMatchObject({
    code: 'NOT_A_TEAM',
  })
  const long = ['title', ...Array.from({ length: 50_001 }, () => 'x')].join('\n')
  await expect(imports.begin({ source: 'csv', name: 'x', text: long })).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' })
  const { id, mapping } = await imports.begin({ source: 'csv', name: 'x', text: 'a,b\n1,2' })
  await expect(imports.run({ id })).rejects.toMatchObject({ code: 'NO_TITLE' })
  await expect(imports.undo({ id })).rejects.toMatchObject({ code: 'NOT_RUN' })
  const eve = (await newWorkspace('Eve')).eve
  await expect(
    imports.remap({ id, teamId: null, mapping: { ...mapping, people: { x: eve.id } } }),
  ).rejects.toMatchObject({ code: 'NOT_A_MEMBER' })
  await expect(imports.remap({ id, teamId: ana.id as never, mapping })).rejects.toMatchObject({ code: 'NOT_A_TEAM' })
  await imports.remap({ id, teamId: null, mapping: { ...mapping, columns: { title: 'a' } } })
  await imports.run({ id })
  await heard()
  await expect(imports.run({ id })).rejects.toMatchObject({ code: 'ALREADY_RUN' })
  await expect(imports.remap({ id, teamId: null, mapping })).rejects.toMatchObject({ code: 'ALREADY_RUN' })
  await expect(ben.api.imports.list({})).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('another workspace sees no import of this one', async () => {
  const { ana } = await newWorkspace(admin)
  const { eve } = await newWorkspace({ name: 'Eve', role: 'admin' })
  const { id } = await ana.api.imports.begin({ source: 'csv', name: 'old.csv', text: CSV })
  await expect(eve.api.imports.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(eve.api.imports.run({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await eve.api.imports.list({})).items).toEqual([])
})
