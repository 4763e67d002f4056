import type { Priority, WorkItemType } from '../items/contract.ts'
import type { WorkGrouping, WorkSort } from '../lists/contract.ts'

export const PRIORITY_WORDS: Record<Priority, string> = {
  urgent: 'Urgent',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  none: 'No',
}
/** As it stands alone, in a menu or heading. */
export const priorityName = (priority: Priority) => (priority === 'none' ? 'No priority' : PRIORITY_WORDS[priority])

export const TYPE_WORDS: Record<WorkItemType, string> = {
  feature: 'Feature',
  bug: 'Bug',
  debt: 'Debt',
  spike: 'Spike',
  chore: 'Chore',
  action: 'Action',
}

export const GROUPING_WORDS: Record<WorkGrouping, string> = {
  state: 'State',
  priority: 'Priority',
  assignee: 'Assignee',
  type: 'Type',
  team: 'Team',
  label: 'Label',
  line: 'What it is for',
  none: 'Nothing',
}

export const SORT_WORDS: Record<WorkSort, string> = {
  manual: 'By hand',
  priority: 'Priority',
  created: 'Created',
  changed: 'Last changed',
  due: 'Due day',
  estimate: 'Estimate',
}

/** What a group of those without one is called. */
export const WITHOUT: Partial<Record<WorkGrouping, string>> = {
  assignee: 'Nobody',
  team: 'No team',
  label: 'No label',
  line: 'There for nothing yet',
}

/** Usual sizes; any other number can be typed. */
export const POINTS = [0, 1, 2, 3, 5, 8, 13, 21]

export const pointsInWords = (points: number) => (points === 1 ? '1 point' : `${points} points`)

/** A day as people say it: `4 Dec`, with the year when it is another. */
export function dayWords(day: string, today: string) {
  const date = new Date(`${day}T00:00:00Z`)
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' as const }
  return date.toLocaleDateString(undefined, { timeZone: 'UTC', day: 'numeric', month: 'short', ...year })
}

const DAY_MS = 86_400_000

/** How long something has waited: `today`, `3 days`, `6 weeks`. */
export function ageWords(since: Date, today: string) {
  const end = Date.parse(`${today}T23:59:59Z`)
  const days = Math.floor((end - since.getTime()) / DAY_MS)
  if (days < 1) return 'since today'
  if (days === 1) return '1 day'
  return days < 28 ? `${days} days` : `${Math.floor(days / 7)} weeks`
}
