import type { Priority, WorkItemType } from '../items/contract.ts'

/** One work item of the demo. Days count back from the end of its year. */
export type Story = {
  title: string
  /** Under which later features find it. */
  kept?: string
  type?: WorkItemType
  team: 'WEB' | 'APP'
  /** What it is there for, by the name it is kept under; nothing, for the few that nobody has linked. */
  for?: string
  by: string
  made: number
  assignees?: string[]
  priority?: Priority
  points?: number
  labels?: string[]
  /** Days after the end of the year; before it when negative. */
  due?: number
  planned?: number
  begun?: number
  review?: number
  done?: number
  cancelled?: number
  parts?: Omit<Story, 'team' | 'for'>[]
  /** What it waits for, and since when. */
  waits?: [kept: string, daysAgo: number][]
  body?: string
}

export const LABELS = [
  'maps',
  'dispatch board',
  'android',
  'ios',
  'accessibility',
  'performance',
  'support asks',
] as const

type Row = [title: string, who: string, points: number, begun: number, done: number, type?: WorkItemType]

/** Finished work of one initiative, a line each. */
export const finished = (team: Story['team'], by: string, reason: string, rows: Row[]): Story[] =>
  rows.map(([title, who, points, begun, done, type = 'feature']) => ({
    title,
    team,
    by,
    for: reason,
    type,
    points,
    assignees: [who],
    made: begun + 6,
    planned: begun + 2,
    begun,
    review: Math.max(done + 1, Math.round((begun + done) / 2)),
    done,
  }))
