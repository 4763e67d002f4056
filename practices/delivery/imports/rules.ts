import { type DraftComment, readCsvComments, readGithubComments } from './comments/rules.ts'
import type { ImportField, Mapping } from './contract.ts'

type Row = Record<string, unknown>
type StateGroup = Mapping['states'][string]
type Priority = Mapping['priorities'][string]
type Type = Mapping['types'][string]

/** Column names that other trackers use, in lower case, most telling first. */
const KNOWN_COLUMNS: Record<ImportField, string[]> = {
  id: ['issue key', 'id', 'key', 'issue id', 'number', 'identifier'],
  title: ['title', 'summary', 'name', 'subject'],
  body: ['description', 'body', 'details', 'text'],
  type: ['issue type', 'type', 'tracker', 'kind'],
  state: ['state_group', 'status', 'state', 'state group', 'column'],
  priority: ['priority', 'severity'],
  estimate: ['story points', 'estimate', 'points', 'custom field (story points)', 'size'],
  labels: ['labels', 'tags', 'label', 'components'],
  assignees: ['assignee', 'assignees', 'assigned to', 'owner'],
  reporter: ['reporter', 'creator', 'created by', 'author'],
  parent: ['parent', 'parent issue', 'parent id', 'epic link', 'parent key'],
  due: ['due date', 'target_date', 'due', 'due_date', 'target date'],
  created: ['created', 'created at', 'created_at', 'created date'],
  started: ['started', 'started at', 'start_date', 'start date'],
  closed: ['completed', 'resolved', 'closed', 'completed at', 'closed at', 'closed_at', 'done'],
  url: ['url', 'link', 'html_url'],
  comments: ['comment', 'comments'],
}

/** Which column is probably what. A column stands for one field only. */
export function suggestColumns(columns: string[]): Mapping['columns'] {
  const taken = new Set<string>()
  const found: Mapping['columns'] = {}
  for (const [field, names] of Object.entries(KNOWN_COLUMNS) as [ImportField, string[]][]) {
    const column = names.flatMap(
      (name) => columns.find((one) => one.trim().toLowerCase() === name && !taken.has(one)) ?? [],
    )[0]
    if (column === undefined) continue
    found[field] = column
    taken.add(column)
  }
  return found
}

const firstMatch = <T>(rules: [RegExp, T][], text: string, otherwise: T) =>
  rules.find(([pattern]) => pattern.test(text))?.[1] ?? otherwise

/** What a state of another tracker means here. */
export const suggestState = (name: string): StateGroup =>
  firstMatch<StateGroup>(
    [
      [/cancel|won.?t|wont|duplicate|rejected|invalid|not.?planned|abandon/i, 'cancelled'],
      [/^(done|closed|complete[d]?|resolved|released|shipped|fixed|merged|finished)$/i, 'completed'],
      [/progress|doing|started|active|review|testing|qa|develop/i, 'started'],
      [/backlog|icebox|triage|idea|later|inbox/i, 'backlog'],
      [/done|closed|complete|resolved/i, 'completed'],
    ],
    name.trim(),
    'unstarted',
  )

export const suggestPriority = (name: string): Priority =>
  firstMatch<Priority>(
    [
      [/urgent|critical|blocker|highest|^p0$|^0$|showstopper/i, 'urgent'],
      [/high|major|^p1$|^1$/i, 'high'],
      [/medium|normal|moderate|^p2$|^2$/i, 'medium'],
      [/low|minor|trivial|^p3$|^p4$|^3$|^4$/i, 'low'],
    ],
    name.trim(),
    'none',
  )

export const suggestType = (name: string): Type =>
  firstMatch<Type>(
    [
      [/bug|defect|regression|incident|crash/i, 'bug'],
      [/debt|refactor|cleanup|clean.?up|deprecat/i, 'debt'],
      [/spike|research|investigat|discovery/i, 'spike'],
      [/chore|task|maintenance|internal|documentation|docs|build|infra|dependenc/i, 'chore'],
      [/action/i, 'action'],
    ],
    name.trim(),
    'feature',
  )

export type Draft = {
  sourceId: string
  url: string | null
  title: string
  body: string
  type: Type
  state: { name?: string; group: StateGroup }
  priority: Priority
  estimate: number | null
  labels: string[]
  assignees: string[]
  reporter: string | null
  parent: string | null
  due: string | null
  created: Date | null
  started: Date | null
  closed: Date | null
  comments: DraftComment[]
}

export type Read = { draft: Draft } | { skipped: string } | { problem: string }

const text = (row: Row, column: string | undefined) => (column === undefined ? '' : wordOf(row[column]).trim())

/** A cell as text. A CSV holds texts alone; anything else in its place is shown as it was written. */
export const wordOf = (cell: unknown) =>
  typeof cell === 'string' ? cell : cell === undefined || cell === null ? '' : JSON.stringify(cell)

const listOf = (value: string) =>
  value
    .split(/[,;|]/)
    .map((part) => part.trim())
    .filter(Boolean)

/** A date as trackers write it; undefined when it is none. Day before month only where it cannot be otherwise. */
export function readDate(value: string): Date | undefined {
  if (!value) return
  const iso = /^\d{4}-\d{2}-\d{2}/.test(value)
    ? new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value)
    : undefined
  const dayFirst = /^(\d{1,2})[./](\d{1,2})[./](\d{4})(?:[ T](.*))?$/.exec(value)
  const date =
    iso ??
    (dayFirst && Number(dayFirst[1]) > 12
      ? new Date(Date.UTC(Number(dayFirst[3]), Number(dayFirst[2]) - 1, Number(dayFirst[1])))
      : new Date(value))
  const year = date.getUTCFullYear()
  return Number.isNaN(date.getTime()) || year < 1970 || year > 2200 ? undefined : date
}

/** Reads a row of a CSV as a work item; says what is wrong where it cannot. */
export function readCsvRow(row: Row, number: number, { columns, states, priorities, types }: Mapping): Read {
  const title = text(row, columns.title)
  if (!title) return { problem: 'The title is empty.' }
  const dates: Record<string, Date | null> = {}
  for (const field of ['due', 'created', 'started', 'closed'] as const) {
    const value = text(row, columns[field])
    const date = readDate(value)
    if (value && !date) return { problem: `“${value}” in ${columns[field]} is not a date. Write it as 2026-11-22.` }
    dates[field] = date ?? null
  }
  const points = text(row, columns.estimate)
  const estimate = points === '' ? null : Number(points.replace(',', '.'))
  if (estimate !== null && !(estimate >= 0 && estimate <= 1000))
    return { problem: `“${points}” in ${columns.estimate} is not a number of points.` }
  const state = text(row, columns.state)
  const priority = text(row, columns.priority)
  const type = text(row, columns.type)
  const group = state ? (states[state] ?? suggestState(state)) : dates.closed ? 'completed' : 'unstarted'
  return {
    draft: {
      sourceId: text(row, columns.id) || `row ${number}`,
      url: /^https?:\/\/\S+$/.test(text(row, columns.url)) ? text(row, columns.url) : null,
      title: title.slice(0, 250),
      body: text(row, columns.body),
      type: type ? (types[type] ?? suggestType(type)) : 'feature',
      state: { ...(state ? { name: state.slice(0, 100) } : {}), group },
      priority: priority ? (priorities[priority] ?? suggestPriority(priority)) : 'none',
      estimate,
      labels: listOf(text(row, columns.labels))
        .map((label) => label.slice(0, 50))
        .slice(0, 20),
      assignees: listOf(text(row, columns.assignees)).slice(0, 20),
      reporter: text(row, columns.reporter) || null,
      parent: text(row, columns.parent) || null,
      due: dates.due?.toISOString().slice(0, 10) ?? null,
      created: dates.created!,
      started: dates.started!,
      closed: dates.closed!,
      comments: columns.comments === undefined ? [] : readCsvComments(row[columns.comments], readDate),
    },
  }
}

type GithubUser = { login?: string } | null | undefined
type GithubIssue = {
  url?: string
  html_url?: string
  number?: number
  title?: string
  body?: string | null
  state?: string
  state_reason?: string | null
  labels?: (string | { name?: string })[]
  user?: GithubUser
  assignee?: GithubUser
  assignees?: GithubUser[]
  milestone?: { title?: string; due_on?: string | null } | null
  created_at?: string
  closed_at?: string | null
  pull_request?: unknown
  comments?: unknown
}

/** What GitHub’s command line calls otherwise: `gh issue list --json number,title,body,state,url,comments,…`. */
type CommandLineIssue = {
  author?: GithubUser
  createdAt?: string
  closedAt?: string | null
  stateReason?: string | null
}

/** The issue in the words of GitHub’s REST interface. */
function inOneForm(issue: GithubIssue & CommandLineIssue): GithubIssue {
  if (issue.html_url !== undefined || !/github[^/]*\/[^/]+\/[^/]+\/(issues|pull)\//.test(issue.url ?? '')) return issue
  return {
    ...issue,
    html_url: issue.url ?? '',
    state: issue.state?.toLowerCase() ?? 'open',
    state_reason: issue.stateReason?.toLowerCase() ?? null,
    user: issue.author ?? null,
    created_at: issue.createdAt ?? '',
    closed_at: issue.closedAt ?? null,
  }
}

/** Whether a value is an issue as GitHub's REST interface gives it. */
export const isGithubIssue = (value: unknown): value is GithubIssue =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as GithubIssue).number === 'number' &&
  typeof (value as GithubIssue).title === 'string'

/** `owner/name#12`, the same in exports and webhooks, so that both find the same work item. */
export function githubSourceId(issue: {
  url?: string | undefined
  html_url?: string | undefined
  number?: number | undefined
}) {
  const repository =
    /repos\/([^/]+\/[^/]+)\/issues/.exec(issue.url ?? '')?.[1] ??
    /github[^/]*\/([^/]+\/[^/]+)\/(?:issues|pull)/.exec(issue.html_url ?? '')?.[1]
  return repository && issue.number ? `${repository}#${issue.number}` : undefined
}

/** Reads an issue of GitHub's REST interface as a work item. Pull requests are changes, not work, unless asked for. */
export function readGithubIssue(given: unknown, mapping: Mapping): Read {
  if (!isGithubIssue(given)) return { problem: 'This is not an issue as GitHub gives it: it has no number or title.' }
  const issue = inOneForm(given)
  const sourceId = githubSourceId(issue)
  if (!sourceId) return { problem: 'It does not say which repository it is of (url is missing).' }
  if (issue.pull_request && !mapping.withPullRequests) return { skipped: 'A pull request, not an issue.' }
  const labels = (issue.labels ?? [])
    .map((label) => (typeof label === 'string' ? label : (label.name ?? '')))
    .filter(Boolean)
  const typed = labels.map((label) => mapping.types[label] ?? suggestType(label)).find((type) => type !== 'feature')
  const judged = labels
    .map(
      (label) =>
        mapping.priorities[label] ??
        (isAboutPriority(label) ? suggestPriority(label.replace(/^\w+[:/ -]+/, '')) : 'none'),
    )
    .find((priority) => priority !== 'none')
  const isClosed = issue.state === 'closed'
  const isDropped =
    issue.state_reason === 'not_planned' || labels.some((label) => /won.?t.?fix|duplicate|invalid/i.test(label))
  const people = [issue.assignee, ...(issue.assignees ?? [])].flatMap((person) => person?.login ?? [])
  return {
    draft: {
      sourceId,
      url: issue.html_url ?? null,
      title: (issue.title ?? '').trim().slice(0, 250) || 'Untitled',
      body: (issue.body ?? '').slice(0, 100_000),
      type: typed ?? 'feature',
      state: {
        group: mapping.states[issue.state ?? ''] ?? (isClosed ? (isDropped ? 'cancelled' : 'completed') : 'unstarted'),
      },
      priority: judged ?? 'none',
      estimate: null,
      labels: [...labels, ...(issue.milestone?.title ? [issue.milestone.title] : [])]
        .map((label) => label.slice(0, 50))
        .slice(0, 20),
      assignees: [...new Set(people)].slice(0, 20),
      reporter: issue.user?.login ?? null,
      parent: null,
      due: issue.milestone?.due_on?.slice(0, 10) ?? null,
      created: readDate(issue.created_at ?? '') ?? null,
      started: null,
      closed: readDate(issue.closed_at ?? '') ?? null,
      comments: readGithubComments(issue.comments),
    },
  }
}

const isAboutPriority = (label: string) => /^(priority|prio|severity|p\d|urgent|critical)/i.test(label)
