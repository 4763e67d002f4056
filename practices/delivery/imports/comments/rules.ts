/** What was said about an item over there, as far as the source tells. */
export type DraftComment = { sourceId: string; author: string | null; at: Date | null; text: string }

/** Longer texts are cut: no tracker that we read allows them. */
const LONGEST = 70_000
const MOST = 5_000

type GithubComment = {
  id?: number | string
  user?: { login?: string } | null
  author?: { login?: string } | null
  body?: string | null
  created_at?: string
  createdAt?: string
}

const isGithubComment = (value: unknown): value is GithubComment =>
  typeof value === 'object' && value !== null && typeof (value as GithubComment).body === 'string'

/**
 * The comments of an issue, from GitHub's REST interface or its command line. An issue that only counts them, as a list
 * of issues does, has none here.
 */
export function readGithubComments(comments: unknown): DraftComment[] {
  if (!Array.isArray(comments)) return []
  const read = comments.filter(isGithubComment).map(({ id, user, author, body, created_at, createdAt }) => ({
    id: typeof id === 'number' || typeof id === 'string' ? String(id) : '',
    author: user?.login ?? author?.login ?? null,
    at: dateOf(created_at ?? createdAt),
    text: body ?? '',
  }))
  return told(read)
}

/**
 * The comments of a row of a CSV. Jira writes a column for each, as `date;author;text`; a cell that is not so is taken
 * whole, said by nobody known.
 */
export function readCsvComments(cell: unknown, readDate: (text: string) => Date | undefined): DraftComment[] {
  const cells = (Array.isArray(cell) ? (cell as unknown[]) : [cell]).filter((one) => typeof one === 'string')
  return told(
    cells.map((whole) => {
      const [, day = '', author = '', said = ''] = /^([^;\n]{6,40});([^;\n]{0,80});([\s\S]*)$/.exec(whole) ?? []
      const at = readDate(day.trim())
      return at
        ? { id: '', author: author.trim() || null, at, text: said }
        : { id: '', author: null, at: null, text: whole }
    }),
  )
}

type Said = { id: string; author: string | null; at: Date | null; text: string }

/** Drops what says nothing or stands twice. One without an id is known by its author and instant, so that its words may change. */
function told(all: Said[]): DraftComment[] {
  const found = new Map<string, DraftComment>()
  const times = new Map<string, number>()
  for (const { id, author, at, text } of all) {
    const words = text.trim().slice(0, LONGEST)
    if (!words) continue
    const known = `${at?.toISOString() ?? 'undated'} ${author ?? 'nobody'}`.slice(0, 180)
    const time = (times.get(known) ?? 0) + 1
    times.set(known, time)
    const sourceId = id.slice(0, 200) || (time === 1 ? known : `${known} ${time}`)
    if (!found.has(sourceId)) found.set(sourceId, { sourceId, author, at, text: words })
  }
  return [...found.values()].slice(0, MOST)
}

function dateOf(text: string | undefined) {
  const date = new Date(text ?? '')
  return Number.isNaN(date.getTime()) ? null : date
}

/** What is kept of a comment while an import waits, and the issue that it belongs to. */
export function commentToKeep(comment: unknown): { issue: number; kept: object } | undefined {
  const { id, user, body, created_at, issue_url } = (comment ?? {}) as GithubComment & { issue_url?: string }
  const issue = Number(/\/issues\/(\d+)$/.exec(issue_url ?? '')?.[1])
  if (!Number.isSafeInteger(issue) || typeof body !== 'string') return
  return { issue, kept: { id, user: { login: user?.login }, body, created_at } }
}
