import { implement } from '@orpc/server'
import { parse } from 'csv-parse/sync'

import { membersAmong, teamsById } from '#commons/people/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { ask } from '#platform/api/ask.ts'
import { nextPage } from '#platform/api/page.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'
import { workItems } from '#practices/delivery/work-items/contract.ts'

import { imports as contract, type Import, ImportId, Mapping } from './contract.ts'
import { importAdvanced, importBegun, importFetched, importUndone } from './events.ts'
import {
  changeImport,
  countsOf,
  findImport,
  githubWords,
  insertImport,
  insertRows,
  newestImports,
  rowsOf,
  type StoredImport,
  wordsIn,
} from './queries.ts'
import {
  isGithubIssue,
  readCsvRow,
  readGithubIssue,
  suggestColumns,
  suggestPriority,
  suggestState,
  suggestType,
  wordOf,
} from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

/** The most rows of one import. */
const MOST_ROWS = 50_000

type Parsed = { columns: string[]; rows: Record<string, unknown>[] }

function parseCsv(text: string): Parsed | undefined {
  try {
    const delimiter =
      text.slice(0, 2_000).split('\n')[0]!.includes(';') && !text.slice(0, 2_000).split('\n')[0]!.includes(',')
        ? ';'
        : ','
    const [head, ...lines] = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as string[][]
    if (!head || head.every((name) => !name.trim())) return
    // Some trackers write a column for each label or comment; columns of one name are read as one list.
    const rows = lines.map((line) => {
      const row: Record<string, string | string[]> = {}
      head.forEach((name, i) => {
        const value = line[i]?.trim()
        if (!value) return
        const before = row[name]
        if (/^comments?$/i.test(name.trim())) row[name] = Array.isArray(before) ? [...before, value] : [value]
        else row[name] = typeof before === 'string' ? `${before}, ${value}` : value
      })
      return row
    })
    return { columns: [...new Set(head)], rows }
  } catch {
    return
  }
}

function parseGithub(text: string): Parsed | undefined {
  try {
    const list: unknown = JSON.parse(text)
    const issues = Array.isArray(list) ? (list as unknown[]) : ((list as { items?: unknown[] }).items ?? [])
    if (issues.length === 0 || !issues.some(isGithubIssue)) return
    return {
      columns: [],
      rows: issues.map((issue) =>
        typeof issue === 'object' && issue !== null ? (issue as Record<string, unknown>) : { value: issue },
      ),
    }
  } catch {
    return
  }
}

const begin = api.begin.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  if (input.teamId && !(await teamsById(tx, workspaceId, [input.teamId])).has(input.teamId)) throw errors.NOT_A_TEAM()
  const id = ImportId.parse(newId())
  const base = { workspaceId, id, source: input.source, teamId: input.teamId, startedById: me.id, startedAt: now }
  if (input.source === 'github-repository') {
    const mapping = Mapping.parse({})
    await insertImport(tx, {
      ...base,
      name: input.repository,
      state: 'fetching',
      mapping,
      columns: [],
      token: input.token ?? null,
    })
    emit(importFetched, { id, page: 1 })
    return (await shown(tx, workspaceId, [(await findImport(tx, workspaceId, id))!]))[0]!
  }
  const parsed = input.source === 'csv' ? parseCsv(input.text) : parseGithub(input.text)
  if (!parsed) throw errors.UNREADABLE()
  if (parsed.rows.length > MOST_ROWS) throw errors.TOO_MANY_ROWS()
  // A list of nothing but pull requests was surely chosen for them.
  const withPullRequests = input.source === 'github-json' && parsed.rows.every((row) => row.pull_request)
  const mapping = Mapping.parse({ columns: suggestColumns(parsed.columns), withPullRequests })
  await insertImport(tx, { ...base, name: input.name, state: 'draft', mapping, columns: parsed.columns })
  await insertRows(tx, workspaceId, id, 1, parsed.rows)
  await changeImport(tx, workspaceId, id, { mapping: await withSuggestions(tx, workspaceId, id, mapping) })
  emit(importBegun, { id })
  return (await shown(tx, workspaceId, [(await findImport(tx, workspaceId, id))!]))[0]!
})

/** Fills in what the words of a CSV probably mean, so that the one who imports only corrects. */
async function withSuggestions(tx: Transaction, workspaceId: string, id: ImportId, mapping: Mapping): Promise<Mapping> {
  const { columns } = mapping
  const states = await wordsIn(tx, workspaceId, id, columns.state)
  const priorities = await wordsIn(tx, workspaceId, id, columns.priority)
  const types = await wordsIn(tx, workspaceId, id, columns.type)
  return {
    ...mapping,
    states: { ...Object.fromEntries(states.map((word) => [word, suggestState(word)])), ...mapping.states },
    priorities: {
      ...Object.fromEntries(priorities.map((word) => [word, suggestPriority(word)])),
      ...mapping.priorities,
    },
    types: { ...Object.fromEntries(types.map((word) => [word, suggestType(word)])), ...mapping.types },
  }
}

const remap = api.remap.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const found = await findImport(tx, workspaceId, input.id, true)
  if (!found) throw errors.NOT_FOUND()
  if (found.state !== 'draft') throw errors.ALREADY_RUN()
  if (input.teamId && !(await teamsById(tx, workspaceId, [input.teamId])).has(input.teamId)) throw errors.NOT_A_TEAM()
  const people = Object.values(input.mapping.people)
  if ((await membersAmong(tx, workspaceId, people)).size < new Set(people).size) throw errors.NOT_A_MEMBER()
  const mapping = await withSuggestions(tx, workspaceId, input.id, input.mapping)
  await changeImport(tx, workspaceId, input.id, { mapping, teamId: input.teamId })
  return (await shown(tx, workspaceId, [{ ...found, mapping, teamId: input.teamId }]))[0]!
})

const preview = api.preview.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const found = await findImport(tx, workspaceId, input.id)
  if (!found) throw errors.NOT_FOUND()
  const rows = []
  const counts = { good: 0, problems: 0, skipped: 0, comments: 0 }
  for (let after = 0, more = true; more;) {
    const chunk = await rowsOf(tx, workspaceId, input.id, { after, limit: 5_000 })
    for (const { number, source } of chunk) {
      const read =
        found.source === 'csv' ? readCsvRow(source, number, found.mapping) : readGithubIssue(source, found.mapping)
      if ('skipped' in read) counts.skipped++
      else if ('problem' in read) counts.problems++
      else {
        counts.good++
        counts.comments += read.draft.comments.length
      }
      if (rows.length >= input.limit || 'skipped' in read) continue
      if ('problem' in read) rows.push({ ...EMPTY, number, problem: read.problem })
      else {
        const { draft } = read
        rows.push({
          number,
          title: draft.title,
          type: draft.type,
          state: draft.state.group,
          priority: draft.priority,
          labels: draft.labels,
          assignees: draft.assignees,
          created: draft.created,
          closed: draft.closed,
          comments: draft.comments.length,
          problem: null,
        })
      }
    }
    more = chunk.length === 5_000
    after = chunk.at(-1)?.number ?? after
  }
  return { rows, ...counts }
})

const EMPTY = {
  title: '',
  type: 'feature' as const,
  state: 'unstarted' as const,
  priority: 'none' as const,
  labels: [],
  assignees: [],
  created: null,
  closed: null,
  comments: 0,
}

const run = api.run.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const found = await findImport(tx, workspaceId, input.id, true)
  if (!found) throw errors.NOT_FOUND()
  if (found.state !== 'draft') throw errors.ALREADY_RUN()
  if (found.source === 'csv' && !found.mapping.columns.title) throw errors.NO_TITLE()
  await changeImport(tx, workspaceId, found.id, { state: 'running' })
  emit(importAdvanced, { id: found.id, done: 0 })
  return (await shown(tx, workspaceId, [{ ...found, state: 'running' }]))[0]!
})

const undo = api.undo.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const found = await findImport(tx, workspaceId, input.id, true)
  if (!found) throw errors.NOT_FOUND()
  if (found.state !== 'done' && found.state !== 'failed') throw errors.NOT_RUN()
  const taken = await ask(workItems, context).removeImported({ importId: found.id })
  await changeImport(tx, workspaceId, found.id, { state: 'undone', endedAt: now })
  emit(importUndone, { id: found.id })
  return taken
})

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const found = await findImport(tx, workspaceId, input.id)
  if (!found) throw errors.NOT_FOUND()
  return (await shown(tx, workspaceId, [found]))[0]!
})

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) => {
  const { items, ...rest } = nextPage(await newestImports(tx, workspaceId, input), input.limit, (row) => row.id)
  return { items: await shown(tx, workspaceId, items), ...rest }
})

const rows = api.rows.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const found = await findImport(tx, workspaceId, input.id)
  if (!found) throw errors.NOT_FOUND()
  const after = input.after === undefined ? undefined : Number(input.after) || 0
  const read = await rowsOf(tx, workspaceId, input.id, {
    ...(after === undefined ? {} : { after }),
    outcome: input.outcome,
    limit: input.limit + 1,
  })
  const { items, ...rest } = nextPage(read, input.limit, (row) => String(row.number))
  return {
    items: items.map(({ number, source, outcome, problem, recordId, key }) => {
      const seen =
        found.source === 'csv' ? readCsvRow(source, number, found.mapping) : readGithubIssue(source, found.mapping)
      const draft = 'draft' in seen ? seen.draft : undefined
      return {
        number,
        sourceId: draft?.sourceId ?? `row ${number}`,
        title: draft?.title ?? wordOf(source.title),
        outcome,
        problem,
        recordId,
        key,
      }
    }),
    ...rest,
  }
})

async function shown(tx: Transaction, workspaceId: string, found: StoredImport[]): Promise<Import[]> {
  const counts = await countsOf(
    tx,
    workspaceId,
    found.map((row) => row.id),
  )
  return Promise.all(
    found.map(async (row) => ({
      id: row.id,
      source: row.source,
      name: row.name,
      state: row.state,
      teamId: row.teamId,
      mapping: row.mapping,
      columns: row.columns,
      values: await valuesOf(tx, workspaceId, row),
      counts: counts.get(row.id)!,
      problem: row.problem,
      startedBy: row.startedById,
      startedAt: row.startedAt,
      endedAt: row.endedAt,
    })),
  )
}

/** Only a draft is still being mapped; for the others the words no longer matter. */
async function valuesOf(
  tx: Transaction,
  workspaceId: string,
  { id, state, source, mapping: { columns } }: StoredImport,
) {
  if (state !== 'draft') return { states: [], priorities: [], types: [], people: [] }
  if (source !== 'csv') {
    const { people, labels } = await githubWords(tx, workspaceId, id)
    return { states: ['open', 'closed'], priorities: labels, types: labels, people }
  }
  return {
    states: await wordsIn(tx, workspaceId, id, columns.state),
    priorities: await wordsIn(tx, workspaceId, id, columns.priority),
    types: await wordsIn(tx, workspaceId, id, columns.type),
    people: await wordsIn(tx, workspaceId, id, columns.assignees),
  }
}

export const handlers = api.router({ begin, remap, preview, run, undo, get, list, rows })
