import { expect, onTestFinished, test } from 'vitest'

import { assembled, newWorkspace, type TestMember } from '#tests/support/workspace.ts'

const admin = { name: 'Ana', role: 'admin' } as const
const issue = (number: number, more: object = {}) => ({
  url: `https://api.github.com/repos/acme/maps/issues/${number}`,
  html_url: `https://github.com/acme/maps/issues/${number}`,
  number,
  title: `Issue ${number}`,
  state: 'open',
  created_at: '2026-01-01T10:00:00Z',
  ...more,
})
const comment = (id: number, login: string, body: string) => ({
  id,
  user: { login },
  body,
  created_at: `2026-02-0${id}T10:00:00Z`,
})

/** What is said at the item with this title, oldest first. */
async function saidAt(member: TestMember, title: string) {
  const [item] = (await member.api.workItems.list({ text: title })).items
  const { items } = await member.api.comments.list({ recordId: item!.id })
  const people = (await member.api.people.list({})).items
  return items
    .map(({ text, at, by }) => [people.find(({ id }) => id === by)?.name, at.toISOString().slice(0, 10), text] as const)
    .toReversed()
}

async function imported(member: TestMember, heard: () => Promise<unknown>, source: object[]) {
  const text = JSON.stringify(source)
  const { id } = await member.api.imports.begin({ source: 'github-json', name: 'issues.json', text })
  await member.api.imports.run({ id })
  await heard()
  return id
}

test('comments come along with author and day, and only once', async () => {
  const { ana, ben, heard, told } = await newWorkspace(admin, 'Ben')
  const others = comment(2, 'octocat', 'Here too.')
  const first = issue(1, { comments: [comment(1, 'ben', 'It happens here.'), others] })
  await imported(ana, heard, [first, issue(2, { comments: 4 })])
  const said = [
    ['Ben', '2026-02-01', 'It happens here.'],
    ['octocat', '2026-02-02', 'Here too.'],
  ]
  expect(await saidAt(ana, 'Issue 1')).toEqual(said)
  expect(await saidAt(ana, 'Issue 2')).toEqual([])
  // Ben is a member of that name; the other came along by name.
  expect((await ana.api.people.list({})).items.find(({ name }) => name === 'octocat')).toMatchObject({
    kind: 'imported',
  })
  // What was said long ago is nobody’s news.
  expect(await told()).toContain('comment.imported.v1')
  expect((await ben.api.notifications.list({})).items).toEqual([])

  const [item] = (await ana.api.workItems.list({ text: 'Issue 1' })).items
  await ana.api.workItems.edit({ id: item!.id, priority: 'high' })
  const more = {
    comments: [comment(1, 'ben', 'It happens to me.'), others, comment(3, 'ben', 'Fixed?')],
  }
  const again = await imported(ana, heard, [issue(1, more), issue(2, { comments: 4 })])
  expect(await saidAt(ana, 'Issue 1')).toEqual([
    ['Ben', '2026-02-01', 'It happens to me.'],
    said[1],
    ['Ben', '2026-02-03', 'Fixed?'],
  ])
  expect((await ana.api.imports.get({ id: again })).counts).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
  expect((await ana.api.workItems.among({ ids: [item!.id] }))[0]!.priority).toBe('high')
})

test('taken back, an import leaves no comment but those that somebody answered or changed', async () => {
  const { ana, heard } = await newWorkspace(admin)
  await imported(ana, heard, [issue(1, { comments: [comment(1, 'ben', 'One')] })])
  const second = await imported(ana, heard, [
    issue(1, { comments: [comment(1, 'ben', 'One'), comment(2, 'ben', 'Two'), comment(3, 'ben', 'Three')] }),
  ])
  const [item] = (await ana.api.workItems.list({ text: 'Issue 1' })).items
  const three = (await ana.api.comments.list({ recordId: item!.id })).items.find(({ text }) => text === 'Three')!
  await ana.api.comments.add({ recordId: item!.id, text: 'An answer', replyTo: three.id })

  await ana.api.imports.undo({ id: second })
  expect((await saidAt(ana, 'Issue 1')).map(([, , text]) => text)).toEqual(['One', 'Three'])
})

test('the columns in which Jira writes its comments are read', async () => {
  const { ana, heard } = await newWorkspace(admin)
  const text = `Issue key,Summary,Comment,Comment
WEB-1,Warn couriers,"2026-03-04 10:00;Ana;First, then later","2026-03-05 10:00;cleo;Second; and last"
WEB-2,Nothing said,,
`
  const { id, mapping } = await ana.api.imports.begin({ source: 'csv', name: 'jira.csv', text })
  expect(mapping.columns.comments).toBe('Comment')
  expect(await ana.api.imports.preview({ id })).toMatchObject({
    good: 2,
    comments: 2,
    rows: [{ comments: 2 }, { comments: 0 }],
  })
  await ana.api.imports.run({ id })
  await heard()
  expect((await saidAt(ana, 'Warn couriers')).map(([name, , said]) => [name, said])).toEqual([
    ['Ana', 'First, then later'],
    ['cleo', 'Second; and last'],
  ])
})

/** Stands for GitHub while a test runs: what it is asked, and what it answers. */
function github(answer: (path: string) => unknown) {
  const { services } = assembled.host
  const asked: string[] = []
  const before = services.fetch
  services.fetch = async (address) => {
    const path = (address instanceof Request ? address.url : address.toString()).replace(
      'https://api.github.com/repos/acme/maps/',
      '',
    )
    asked.push(path)
    const said = answer(path)
    return said instanceof Response ? said : Response.json(said)
  }
  onTestFinished(() => void (services.fetch = before))
  return asked
}

test('of a repository all pages of issues are read, and of comments where there are any', async () => {
  const { ana, heard } = await newWorkspace(admin)
  const issues = Array.from({ length: 130 }, (_, i) => issue(i + 1, { comments: i === 0 ? 120 : i === 129 ? 1 : 0 }))
  const comments = Array.from({ length: 121 }, (_, i) => ({
    ...comment(1, 'octocat', `Comment ${i}`),
    id: i + 1,
    issue_url: `https://api.github.com/repos/acme/maps/issues/${i === 120 ? 130 : 1}`,
  }))
  const asked = github((path) => {
    const page = Number(/[?&]page=(\d+)/.exec(path)![1])
    return (path.startsWith('issues/comments') ? comments : issues).slice((page - 1) * 100, page * 100)
  })
  const { id } = await ana.api.imports.begin({ source: 'github-repository', repository: 'acme/maps', token: 't' })
  await heard()
  expect(asked.map((path) => [path.split('?')[0], /[?&]page=(\d+)/.exec(path)![1]].join(' '))).toEqual([
    'issues 1',
    'issues 2',
    'issues/comments 1',
    'issues/comments 2',
  ])
  expect(await ana.api.imports.get({ id })).toMatchObject({ state: 'draft', counts: { total: 130 } })
  expect(await ana.api.imports.preview({ id })).toMatchObject({ good: 130, comments: 121 })
  await ana.api.imports.run({ id })
  await heard()
  expect(await saidAt(ana, 'Issue 130')).toEqual([['octocat', '2026-02-01', 'Comment 120']])
})

test('a repository in which nobody said anything is not asked for comments; where GitHub has enough, it says so', async () => {
  const { ana, heard } = await newWorkspace(admin)
  const asked = github(() => [issue(1, { comments: 0 })])
  const quiet = await ana.api.imports.begin({ source: 'github-repository', repository: 'acme/maps' })
  await heard()
  expect(asked).toHaveLength(1)
  expect((await ana.api.imports.get({ id: quiet.id })).state).toBe('draft')

  github((path) =>
    path.startsWith('issues/comments')
      ? new Response('{}', { status: 403, headers: { 'x-ratelimit-remaining': '0' } })
      : [issue(1, { comments: 2 })],
  )
  const refused = await ana.api.imports.begin({ source: 'github-repository', repository: 'acme/maps' })
  await heard()
  const found = await ana.api.imports.get({ id: refused.id })
  expect(found.state).toBe('failed')
  expect(found.problem).toContain('no more requests for now')
})

test('issues from GitHub’s command line are read, comments too', async () => {
  const { ana, heard } = await newWorkspace(admin)
  await imported(ana, heard, [
    {
      number: 5,
      title: 'Issue 5',
      url: 'https://github.com/acme/maps/issues/5',
      state: 'CLOSED',
      stateReason: 'NOT_PLANNED',
      createdAt: '2026-01-01T10:00:00Z',
      closedAt: '2026-01-03T10:00:00Z',
      author: { login: 'octocat' },
      labels: [],
      assignees: [],
      comments: [{ id: 'IC_1', author: { login: 'octocat' }, body: 'Not now.', createdAt: '2026-01-03T10:00:00Z' }],
    },
  ])
  const [item] = (await ana.api.workItems.list({ text: 'Issue 5' })).items
  expect(item).toMatchObject({ group: 'cancelled', closedAt: new Date('2026-01-03T10:00:00Z') })
  expect(await saidAt(ana, 'Issue 5')).toEqual([['octocat', '2026-01-03', 'Not now.']])
})
