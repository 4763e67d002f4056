import type { KeyResultKind } from '../key-results/rules.ts'

/** A key result of the demo. Each side's answers go round by round; the last one holds on. */
export type PromisedStory = {
  kept?: string
  title: string
  kind: KeyResultKind
  start?: number
  target?: number
  unit?: string
  /** The metric that feeds it, by the name it was kept under. */
  metric?: string
  /** Averaged over so many days; 7 when left out. */
  metricDays?: number
  feeds?: 'linked work'
  /** Values by hand, round by round; the product owner brings them. */
  values?: number[]
  product?: number[]
  engineering?: number[]
  productSays?: string[]
  engineeringSays?: string[]
  grade?: number
  gradeNote?: string
  rollsOver?: boolean
  /** Engineering has not answered this week yet, so product's answer is not to be seen. */
  isAwaited?: boolean
}

/** An objective of the demo: in which cycle, counted from the current one, and how far it came. */
export type ObjectiveStory = {
  kept: string
  title: string
  cycle: number | 'year'
  team?: 'WEB' | 'APP'
  product?: string
  engineering?: string
  serves?: string[]
  reaches: 'draft' | 'proposed' | 'active' | 'done'
  /** How many weeks lie between two rounds. */
  everyWeeks?: number
  learned?: string
  keyResults: PromisedStory[]
}
