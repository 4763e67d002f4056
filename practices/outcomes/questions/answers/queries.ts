import { type Sql, written } from '#platform/warehouse/statement.ts'
import type { Warehouse } from '#platform/warehouse/warehouse.ts'

import type { FunnelAnswer, FunnelQuestion } from '../funnels/contract.ts'
import { type FunnelRow, funnelRows, rankedEntries } from '../funnels/queries.ts'
import { funnelAnswer } from '../funnels/rules.ts'
import type { LifecycleAnswer, LifecycleQuestion } from '../lifecycles/contract.ts'
import { type LifecycleRow, peopleByState } from '../lifecycles/queries.ts'
import { lifecycleAnswer } from '../lifecycles/rules.ts'
import type { PathsAnswer, PathsQuestion } from '../paths/contract.ts'
import { type EdgeRow, edgesOfPaths, visitsWithPaths } from '../paths/queries.ts'
import { bucketsOf, instantsOf, shownBucket } from '../periods/rules.ts'
import type { RetentionAnswer, RetentionQuestion } from '../retention/contract.ts'
import { type RetentionRows, sizesAndReturns } from '../retention/queries.ts'
import { retentionAnswer } from '../retention/rules.ts'
import type { Scope } from '../sources/queries.ts'
import { type Slots, slotsOf } from '../sources/rules.ts'
import type { StickinessAnswer, StickinessQuestion } from '../stickiness/contract.ts'
import { peopleByPeriods, type StickinessRow } from '../stickiness/queries.ts'
import type { TrendsAnswer, TrendsQuestion } from '../trends/contract.ts'
import { rankedValues, seriesValues, spanOf, type TrendsRow } from '../trends/queries.ts'
import { trendsAnswer } from '../trends/rules.ts'
import type { Asking, Outcome } from './contract.ts'

/** What a question may take: one that needs more is refused, with what to narrow. */
const LIMITS = { seconds: 25, megabytes: 900 }

/** Asks the warehouse, in the time and memory that a question may take. */
export function rowsOf<Row>(warehouse: Warehouse, statement: Sql) {
  const { text, parameters } = written(statement)
  return warehouse.rows<Row>(text, parameters, LIMITS)
}

/** The answer to a question of any kind. */
export function outcomeOf(warehouse: Warehouse, scope: Scope, asking: Asking): Promise<Outcome> {
  switch (asking.kind) {
    case 'trends':
      return trendsOf(warehouse, scope, asking)
    case 'funnel':
      return funnelOf(warehouse, scope, asking)
    case 'retention':
      return retentionOf(warehouse, scope, asking)
    case 'stickiness':
      return stickinessOf(warehouse, scope, asking)
    case 'lifecycle':
      return lifecycleOf(warehouse, scope, asking)
    case 'paths':
      return pathsOf(warehouse, scope, asking)
  }
}

async function trendsOf(warehouse: Warehouse, scope: Scope, question: TrendsQuestion): Promise<TrendsAnswer> {
  const buckets = bucketsOf(question.range, question.interval, scope)
  if (buckets.length === 0) return { kind: 'trends', buckets: [], lines: [] }
  const before = question.isCompared
    ? bucketsOf(question.range, question.interval, { ...scope, before: buckets.length }).slice(0, buckets.length)
    : []
  const slots = await trendsSlots(warehouse, scope, question)
  const found = []
  for (const series of question.series) {
    const ask = (span: { from: Date; to: Date }) =>
      rowsOf<TrendsRow>(warehouse, seriesValues(scope, question, series, slots, span))
    const now = await ask(spanOf(buckets))
    found.push(before.length > 0 ? { now, before: await ask(spanOf(before)) } : { now })
  }
  return trendsAnswer(question, buckets, before, slots, found)
}

/** The parts of a breakdown; none without one. */
export async function trendsSlots(
  warehouse: Warehouse,
  scope: Scope,
  question: TrendsQuestion,
): Promise<Slots | undefined> {
  const { breakdown } = question
  if (!breakdown) return
  const span = spanOf(bucketsOf(question.range, question.interval, scope))
  const ranked = await rowsOf<{ text: string | null }>(warehouse, rankedValues(scope, question, span))
  return slotsOf(
    ranked.map(({ text }) => text),
    breakdown.top,
  )
}

async function funnelOf(warehouse: Warehouse, scope: Scope, question: FunnelQuestion): Promise<FunnelAnswer> {
  const span = instantsOf(question.range, scope.timeZone, scope.now)
  const slots = await funnelSlots(warehouse, scope, question)
  return funnelAnswer(question, slots, await rowsOf<FunnelRow>(warehouse, funnelRows(scope, question, slots, span)))
}

/** The parts of a breakdown; none without one. */
export async function funnelSlots(
  warehouse: Warehouse,
  scope: Scope,
  question: FunnelQuestion,
): Promise<Slots | undefined> {
  const { breakdown } = question
  if (!breakdown) return
  const span = instantsOf(question.range, scope.timeZone, scope.now)
  const ranked = await rowsOf<{ text: string | null }>(warehouse, rankedEntries(scope, question, span))
  return slotsOf(
    ranked.map(({ text }) => text),
    breakdown.top,
  )
}

/** The rows of a retention, the periods after them as far as they began, and the end of what is looked at. */
export function retentionSpan(scope: Scope, { range, period, periods, counting }: RetentionQuestion) {
  const rows = bucketsOf(range, period, scope)
  const buckets = bucketsOf(range, period, { ...scope, after: periods })
  const end = buckets.at(-1)?.to ?? scope.now
  // What is not over yet does not count in any cell, but it counts as a later time.
  return { rows, buckets, until: counting === 'or later' && scope.now > end ? scope.now : end }
}

async function retentionOf(warehouse: Warehouse, scope: Scope, question: RetentionQuestion): Promise<RetentionAnswer> {
  const { rows, buckets, until } = retentionSpan(scope, question)
  if (rows.length === 0) return { kind: 'retention', rows: [], means: [] }
  const found = await rowsOf<RetentionRows>(warehouse, sizesAndReturns(scope, question, rows, until))
  return retentionAnswer(question, rows, buckets, found)
}

async function stickinessOf(
  warehouse: Warehouse,
  scope: Scope,
  question: StickinessQuestion,
): Promise<StickinessAnswer> {
  const buckets = bucketsOf(question.range, question.period, scope)
  if (buckets.length === 0) return { kind: 'stickiness', buckets: [], people: [] }
  const rows = await rowsOf<StickinessRow>(warehouse, peopleByPeriods(scope, question, spanOf(buckets)))
  return {
    kind: 'stickiness',
    buckets: buckets.map(shownBucket),
    people: buckets.map((_, i) => rows.find(({ periods }) => periods === i + 1)?.people ?? 0),
  }
}

async function lifecycleOf(warehouse: Warehouse, scope: Scope, question: LifecycleQuestion): Promise<LifecycleAnswer> {
  const buckets = bucketsOf(question.range, question.period, { ...scope, before: 1 })
  return lifecycleAnswer(buckets, await rowsOf<LifecycleRow>(warehouse, peopleByState(scope, question, buckets)))
}

async function pathsOf(warehouse: Warehouse, scope: Scope, question: PathsQuestion): Promise<PathsAnswer> {
  const span = instantsOf(question.range, scope.timeZone, scope.now)
  const edges = await rowsOf<EdgeRow>(warehouse, edgesOfPaths(scope, question, span))
  const [all] = await rowsOf<{ visits: number; people: number }>(warehouse, visitsWithPaths(scope, question, span))
  return { kind: 'paths', visits: all?.visits ?? 0, people: all?.people ?? 0, edges }
}
