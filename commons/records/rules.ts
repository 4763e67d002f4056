import type { RecordType } from './contract.ts'

/** What each type is called where one of it is named. */
export const WORDS: Record<RecordType, string> = {
  vision: 'Vision',
  clause: 'Clause',
  objective: 'Objective',
  'key-result': 'Key result',
  initiative: 'Initiative',
  'work-item': 'Work item',
  change: 'Change',
  release: 'Release',
  metric: 'Metric',
  question: 'Question',
  dashboard: 'Dashboard',
  'success-review': 'Success review',
  'shout-out': 'Shout-out',
  page: 'Page',
}

/** What several of each type are called. */
export const PLURALS: Record<RecordType, string> = {
  vision: 'Visions',
  clause: 'Clauses',
  objective: 'Objectives',
  'key-result': 'Key results',
  initiative: 'Initiatives',
  'work-item': 'Work items',
  change: 'Changes',
  release: 'Releases',
  metric: 'Metrics',
  question: 'Questions',
  dashboard: 'Dashboards',
  'success-review': 'Success reviews',
  'shout-out': 'Shout-outs',
  page: 'Pages',
}

const FOLDERS: Partial<Record<RecordType, string>> = {
  objective: '/objectives',
  'key-result': '/key-results',
  initiative: '/initiatives',
  'work-item': '/work',
  release: '/releases',
  metric: '/metrics',
  question: '/questions',
  dashboard: '/dashboards',
  'success-review': '/success-reviews',
  page: '/pages',
}

/** The page of a record, without the workspace. What has no page of its own opens where it is shown. */
export function pathOf({ type, key }: { type: RecordType; key: string }): string {
  const folder = FOLDERS[type]
  if (folder) return `${folder}/${key}`
  if (type === 'vision') return '/vision'
  if (type === 'clause') return `/vision?clause=${key}`
  if (type === 'shout-out') return `/shout-outs?key=${key}`
  return `/line/${key}`
}

/** The part of a key that is typed so far, with or without its hyphen: `ini`, `INI-1`, `ini12`. Undefined when it begins none. */
export function keyBegun(text: string) {
  const match = /^([a-z][a-z0-9]{1,5})-(\d{0,9})$/i.exec(text) ?? /^([a-z]{2,6})(\d{0,9})$/i.exec(text)
  return match ? { prefix: match[1]!.toUpperCase(), digits: match[2]! } : undefined
}
