import { actingAs, membersForNames } from '#commons/people/imported.ts'
import { ask } from '#platform/api/ask.ts'
import { askedAs, type Heard, when } from '#platform/events/listeners.ts'
import { workItems } from '#practices/delivery/work-items/contract.ts'

import { commentToKeep } from './comments/rules.ts'
import type { ImportId } from './contract.ts'
import { importAdvanced, importBegun, importDiscussed, importEnded, importFetched } from './events.ts'
import {
  addComments,
  areDiscussed,
  changeImport,
  findImport,
  insertRows,
  rowsOf,
  settleRows,
  type StoredImport,
} from './queries.ts'
import { type Draft, readCsvRow, readGithubIssue } from './rules.ts'

/** Rows taken in at a time, each time in one transaction: what a stop interrupts is small and is done again whole. */
const AT_ONCE = 100

export const subscribers = [
  when(importFetched, 'imports: read a page of a repository', async (heard) => {
    const { tx, workspaceId, data } = heard
    const found = await findImport(tx, workspaceId, data.id, true)
    if (found?.state === 'fetching') await fetchPage(heard, found, data.page)
  }),
  when(importDiscussed, 'imports: read a page of a repository’s comments', async (heard) => {
    const { tx, workspaceId, data } = heard
    const found = await findImport(tx, workspaceId, data.id, true)
    if (found?.state === 'fetching') await fetchComments(heard, found, data.page)
  }),
  when(importAdvanced, 'imports: take in the next rows', async (heard) => {
    const { tx, workspaceId, data } = heard
    const found = await findImport(tx, workspaceId, data.id, true)
    if (found?.state === 'running') await takeIn(heard, found, data.done)
  }),
]

async function takeIn(heard: Heard<{ id: ImportId }>, found: StoredImport, done: number) {
  const { tx, workspaceId, now, emit } = heard
  const rows = await rowsOf(tx, workspaceId, found.id, { after: done, limit: AT_ONCE })
  const me = await actingAs(tx, workspaceId, found.startedById)
  if (!me) {
    await changeImport(tx, workspaceId, found.id, {
      state: 'failed',
      endedAt: now,
      problem: 'The one who began it has left the workspace.',
    })
    return emit(importEnded, { id: found.id })
  }
  if (rows.length === 0) {
    await changeImport(tx, workspaceId, found.id, { state: 'done', endedAt: now })
    return emit(importEnded, { id: found.id })
  }
  const drafts = new Map<string, { number: number; draft: Draft }>()
  const settled: Parameters<typeof settleRows>[3] = []
  for (const { number, source } of rows) {
    const read =
      found.source === 'csv' ? readCsvRow(source, number, found.mapping) : readGithubIssue(source, found.mapping)
    if ('skipped' in read) settled.push({ number, outcome: 'skipped', problem: read.skipped })
    else if ('problem' in read) settled.push({ number, outcome: 'failed', problem: read.problem })
    else if (drafts.has(read.draft.sourceId))
      settled.push({
        number,
        outcome: 'failed',
        problem: `Row ${drafts.get(read.draft.sourceId)!.number} has the same id.`,
      })
    else drafts.set(read.draft.sourceId, { number, draft: read.draft })
  }
  const given = [...drafts.values()]
  if (given.length > 0) {
    const names = given.flatMap(({ draft }) => [
      ...draft.assignees,
      ...[draft.reporter, ...draft.comments.map(({ author }) => author)].filter((name) => name !== null),
    ])
    const unknown = names.filter((name) => !found.mapping.people[name])
    const people = await membersForNames(tx, workspaceId, unknown, now)
    const personOf = (name: string) => found.mapping.people[name] ?? people.get(name.trim().slice(0, 80))
    const put = await ask(workItems, askedAs(heard, me)).putImported({
      importId: found.id,
      system: found.source === 'csv' ? 'csv' : 'github',
      items: given.map(({ draft }) => ({
        sourceId: draft.sourceId,
        url: draft.url,
        title: draft.title,
        body: draft.body,
        type: draft.type,
        state: draft.state,
        priority: draft.priority,
        estimate: draft.estimate,
        dueOn: draft.due,
        labels: draft.labels,
        assignees: [...new Set(draft.assignees.flatMap((name) => personOf(name) ?? []))],
        teamId: found.teamId,
        parentSourceId: draft.parent,
        createdBy: (draft.reporter && personOf(draft.reporter)) || null,
        createdAt: draft.created ?? now,
        startedAt: draft.started,
        closedAt: draft.closed,
        comments: draft.comments.map(({ sourceId, author, at, text }) => ({
          sourceId,
          by: (author !== null && personOf(author)) || null,
          at: at ?? draft.created ?? now,
          text,
        })),
      })),
    })
    for (const { sourceId, id, key, outcome } of put)
      settled.push({ number: drafts.get(sourceId)!.number, outcome, recordId: id, key })
  }
  await settleRows(tx, workspaceId, found.id, settled)
  emit(importAdvanced, { id: found.id, done: rows.at(-1)!.number })
}

const PAGE = 100
const MOST_PAGES = 500
const MOST_PAGES_OF_COMMENTS = 5_000

type Reading = Heard<{ id: ImportId }>

/** Reads one page of a repository's issues with the token given, then asks for the next, and at last for what was said. */
async function fetchPage(heard: Reading, found: StoredImport, page: number) {
  const { tx, workspaceId, emit } = heard
  const issues = await fromGithub(heard, found, `issues?state=all&direction=asc&per_page=${PAGE}&page=${page}`)
  if (!issues) return
  await insertRows(tx, workspaceId, found.id, (page - 1) * PAGE + 1, issues)
  if (issues.length === PAGE && page < MOST_PAGES) return emit(importFetched, { id: found.id, page: page + 1 })
  if (await areDiscussed(tx, workspaceId, found.id)) return emit(importDiscussed, { id: found.id, page: 1 })
  await begin(heard, found)
}

/** Reads one page of what was said about all issues of a repository: a hundredth of the requests that each issue alone would take. */
async function fetchComments(heard: Reading, found: StoredImport, page: number) {
  const { tx, workspaceId, emit } = heard
  const path = `issues/comments?sort=created&direction=asc&per_page=${PAGE}&page=${page}`
  const comments = await fromGithub(heard, found, path)
  if (!comments) return
  const ofIssues = Map.groupBy(
    comments.flatMap((comment) => commentToKeep(comment) ?? []),
    ({ issue }) => issue,
  )
  const kept = new Map([...ofIssues].map(([issue, all]) => [issue, all.map((one) => one.kept)]))
  await addComments(tx, workspaceId, found.id, kept)
  if (comments.length === PAGE && page < MOST_PAGES_OF_COMMENTS)
    return emit(importDiscussed, { id: found.id, page: page + 1 })
  await begin(heard, found)
}

async function begin({ tx, workspaceId, emit }: Reading, found: StoredImport) {
  await changeImport(tx, workspaceId, found.id, { state: 'draft', token: null })
  emit(importBegun, { id: found.id })
}

/** A list that GitHub gives. Where it refuses, the import ends with what to do; where it fails, this is tried again. */
async function fromGithub({ tx, workspaceId, services, now, emit }: Reading, found: StoredImport, path: string) {
  const end = async (problem: string) => {
    await changeImport(tx, workspaceId, found.id, { state: 'failed', endedAt: now, problem, token: null })
    emit(importEnded, { id: found.id })
    return undefined
  }
  const response = await services.fetch(`https://api.github.com/repos/${found.name}/${path}`, {
    headers: {
      accept: 'application/vnd.github+json',
      'user-agent': 'throughline',
      ...(found.token ? { authorization: `Bearer ${found.token}` } : {}),
    },
    signal: AbortSignal.timeout(10_000),
  })
  const isSpent = response.status === 429 || response.headers.get('x-ratelimit-remaining') === '0'
  if (!response.ok && isSpent)
    return end('GitHub answers no more requests for now. Begin again in an hour; with a token it answers many more.')
  if (response.status === 401 || response.status === 403)
    return end('GitHub refused the token. Make one that may read this repository’s issues.')
  if (response.status === 404) return end('GitHub knows no such repository, or the token may not see it.')
  if (!response.ok) throw new Error(`GitHub answered ${response.status}.`)
  return (await response.json()) as Record<string, unknown>[]
}
