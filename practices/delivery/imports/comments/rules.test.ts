import { expect, test } from 'vitest'

import { readDate } from '../rules.ts'
import { commentToKeep, readCsvComments, readGithubComments } from './rules.ts'

const at = new Date('2026-03-04T10:00:00Z')

test('GitHub’s interface and its command line both tell who said what, and when', () => {
  expect(
    readGithubComments([
      { id: 7, user: { login: 'octocat' }, body: ' It happens here too. ', created_at: '2026-03-04T10:00:00Z' },
      { id: 'IC_9', author: { login: 'hubot' }, body: 'Fixed.', createdAt: '2026-03-04T10:00:00Z' },
      { id: 8, user: null, body: 'Said by somebody who left.', created_at: '2026-03-04T10:00:00Z' },
    ]),
  ).toEqual([
    { sourceId: '7', author: 'octocat', at, text: 'It happens here too.' },
    { sourceId: 'IC_9', author: 'hubot', at, text: 'Fixed.' },
    { sourceId: '8', author: null, at, text: 'Said by somebody who left.' },
  ])
})

test('a count, an empty text and a comment that stands twice bring nothing', () => {
  expect(readGithubComments(3)).toEqual([])
  expect(readGithubComments(undefined)).toEqual([])
  expect(
    readGithubComments([{ id: 1, body: '  ' }, { id: 2, body: 'Yes' }, { id: 2, body: 'Yes' }, 'no comment', null]),
  ).toEqual([{ sourceId: '2', author: null, at: null, text: 'Yes' }])
})

test('a cell of Jira tells day, author and words, which may hold semicolons', () => {
  const [first, second] = readCsvComments(
    ['2026-03-04T10:00:00Z;Ana Silva;First; then, again', '18/Jul/24 3:45 PM;ben;Later'],
    readDate,
  )
  expect(first).toEqual({
    sourceId: '2026-03-04T10:00:00.000Z Ana Silva',
    author: 'Ana Silva',
    at,
    text: 'First; then, again',
  })
  expect(second).toMatchObject({ author: 'ben', text: 'Later' })
  expect(second!.at?.getUTCFullYear()).toBe(2024)
})

test('a cell that is not so is taken whole, and two of one instant stay two', () => {
  expect(readCsvComments('Call them; they wait', readDate)).toEqual([
    { sourceId: 'undated nobody', author: null, at: null, text: 'Call them; they wait' },
  ])
  expect(
    readCsvComments(['2026-03-04T10:00:00Z;a;One', '2026-03-04T10:00:00Z;a;Two'], readDate).map((one) => one.sourceId),
  ).toEqual(['2026-03-04T10:00:00.000Z a', '2026-03-04T10:00:00.000Z a 2'])
})

test('of a comment only what is needed is kept, with its issue', () => {
  const issue_url = 'https://api.github.com/repos/acme/maps/issues/12'
  expect(
    commentToKeep({
      id: 1,
      issue_url,
      user: { login: 'ana', type: 'User' },
      body: 'Hm',
      created_at: 'x',
      reactions: {},
    }),
  ).toEqual({ issue: 12, kept: { id: 1, user: { login: 'ana' }, body: 'Hm', created_at: 'x' } })
  expect(commentToKeep({ id: 1, body: 'Hm' })).toBeUndefined()
  expect(commentToKeep(null)).toBeUndefined()
})
