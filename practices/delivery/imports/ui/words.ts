import type { ImportField, ImportSource, ImportState } from '../contract.ts'

export const SOURCE_WORDS: Record<ImportSource, string> = {
  csv: 'CSV file',
  'github-json': 'GitHub export',
  'github-repository': 'GitHub repository',
}

export const STATE_WORDS: Record<ImportState, string> = {
  fetching: 'Reading from GitHub',
  draft: 'Ready to look at',
  running: 'Running',
  done: 'Done',
  failed: 'Stopped',
  undone: 'Taken back',
}

export const FIELD_WORDS: Record<ImportField, string> = {
  id: 'Id over there',
  title: 'Title',
  body: 'Description',
  type: 'Type',
  state: 'State',
  priority: 'Priority',
  estimate: 'Estimate',
  labels: 'Labels',
  assignees: 'Assignees',
  reporter: 'Reporter',
  parent: 'Parent',
  due: 'Due day',
  created: 'Created',
  started: 'Started',
  closed: 'Closed',
  url: 'Address',
  comments: 'Comments',
}

export const GROUP_CHOICES = [
  { value: 'backlog', label: 'Backlog' },
  { value: 'unstarted', label: 'To do' },
  { value: 'started', label: 'In progress' },
  { value: 'completed', label: 'Done' },
  { value: 'cancelled', label: 'Cancelled' },
] as const

export const PRIORITY_CHOICES = (['urgent', 'high', 'medium', 'low', 'none'] as const).map((value) => ({
  value,
  label: value[0]!.toUpperCase() + value.slice(1),
}))

export const TYPE_CHOICES = (['feature', 'bug', 'debt', 'spike', 'chore', 'action'] as const).map((value) => ({
  value,
  label: value[0]!.toUpperCase() + value.slice(1),
}))

/** What became of an import, in a sentence of figures. */
export function saysOf(counts: {
  total: number
  created: number
  updated: number
  unchanged: number
  skipped: number
  failed: number
}) {
  const parts = [
    [counts.created, 'created'],
    [counts.updated, 'updated'],
    [counts.unchanged, 'unchanged'],
    [counts.skipped, 'skipped'],
    [counts.failed, 'with a problem'],
  ] as const
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n.toLocaleString()} ${word}`)
  return said.length > 0
    ? `${said.join(', ')} of ${counts.total.toLocaleString()}`
    : `${counts.total.toLocaleString()} rows`
}
