import { expect, test } from 'vitest'

import { Mapping } from './contract.ts'
import {
  githubSourceId,
  readCsvRow,
  readDate,
  readGithubIssue,
  suggestColumns,
  suggestPriority,
  suggestState,
  suggestType,
} from './rules.ts'

test('the columns of Jira, Linear and a plain file are recognised', () => {
  expect(suggestColumns(['Issue key', 'Summary', 'Status', 'Story Points', 'Resolved'])).toEqual({
    id: 'Issue key',
    title: 'Summary',
    state: 'Status',
    estimate: 'Story Points',
    closed: 'Resolved',
  })
  expect(suggestColumns(['ID', 'Title', 'Assignee', 'Due Date'])).toEqual({
    id: 'ID',
    title: 'Title',
    assignees: 'Assignee',
    due: 'Due Date',
  })
  expect(suggestColumns(['name', 'state_group', 'target_date'])).toEqual({
    title: 'name',
    state: 'state_group',
    due: 'target_date',
  })
})

test.each([
  ['In Review', 'started'],
  ["Won't do", 'cancelled'],
  ['Done', 'completed'],
  ['Icebox', 'backlog'],
  ['Selected', 'unstarted'],
])('the state %s means %s', (word, group) => expect(suggestState(word)).toBe(group))

test.each([
  ['Blocker', 'urgent'],
  ['P1', 'high'],
  ['Medium', 'medium'],
  ['Trivial', 'low'],
  ['', 'none'],
])('the priority %s means %s', (word, priority) => expect(suggestPriority(word)).toBe(priority))

test.each([
  ['Bug', 'bug'],
  ['Build Infra', 'chore'],
  ['Cleanup', 'debt'],
  ['Story', 'feature'],
])('the type %s means %s', (word, type) => expect(suggestType(word)).toBe(type))

test.each([
  ['2026-11-22', '2026-11-22T00:00:00.000Z'],
  ['2026-11-22T10:00:00+02:00', '2026-11-22T08:00:00.000Z'],
  ['22.11.2026', '2026-11-22T00:00:00.000Z'],
  ['next week', undefined],
])('%s as a date', (text, iso) => expect(readDate(text)?.toISOString()).toBe(iso))

test('a row says what is wrong with it', () => {
  const mapping = Mapping.parse({ columns: { title: 'Title', due: 'Due', estimate: 'Points' } })
  expect(readCsvRow({ Title: '' }, 1, mapping)).toEqual({ problem: 'The title is empty.' })
  expect(readCsvRow({ Title: 'A', Due: 'soon' }, 1, mapping)).toMatchObject({
    problem: expect.stringContaining('“soon”'),
  })
  expect(readCsvRow({ Title: 'A', Points: 'many' }, 1, mapping)).toMatchObject({
    problem: expect.stringContaining('“many”'),
  })
})

test('an issue of GitHub names its repository the same way everywhere', () => {
  expect(githubSourceId({ url: 'https://api.github.com/repos/emberjs/data/issues/7325', number: 7325 })).toBe(
    'emberjs/data#7325',
  )
  expect(githubSourceId({ html_url: 'https://github.com/emberjs/data/pull/7325', number: 7325 })).toBe(
    'emberjs/data#7325',
  )
})

test('labels tell type and priority, a pull request is passed over unless asked for', () => {
  const issue = {
    url: 'https://api.github.com/repos/a/b/issues/1',
    number: 1,
    title: 'It crashes',
    state: 'closed',
    state_reason: 'not_planned',
    labels: [{ name: 'bug' }, { name: 'priority: high' }],
    user: { login: 'ana' },
    created_at: '2026-01-01T00:00:00Z',
    closed_at: '2026-02-01T00:00:00Z',
  }
  expect(readGithubIssue(issue, Mapping.parse({}))).toMatchObject({
    draft: { sourceId: 'a/b#1', type: 'bug', priority: 'high', state: { group: 'cancelled' }, reporter: 'ana' },
  })
  expect(readGithubIssue({ ...issue, pull_request: {} }, Mapping.parse({}))).toMatchObject({
    skipped: expect.any(String),
  })
})
