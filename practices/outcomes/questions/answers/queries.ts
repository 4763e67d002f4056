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

/** Asks one statement of the warehouse. */
export type Ask = <Row>(statement: Sql) => Promise<Row[]>

const SECONDS = 20
const MEGABYTES = 900

/** Statements that together may take twenty seconds, and each so much memory: what needs more is refused, with what to narrow. */
export function askOf(warehouse: Warehouse): Ask {
  const until = performance.now() + SECONDS * 1000
  return <Row>(statement: Sql) => {
    const { text, parameters } = written(statement)
    const seconds = Math.max(0.1, (until - performance.now()) / 1000)
    return warehouse.rows<Row>(text, parameters, { seconds, megabytes: MEGABYTES })
  }
}

/** The answer to a question of any kind. */
export function outcomeOf(ask: Ask, scope: Scope, asking: Asking): Promise<Outcome> {
  switch (asking.kind) {
    case 'trends':
      return trendsOf(ask, scope, asking)
    case 'funnel':
      return funnelOf(ask, scope, asking)
    case 'retention':
      return retentionOf(ask, scope, asking)
    case 'stickiness':
      return stickinessOf(ask, scope, asking)
    case 'lifecycle':
      return lifecycleOf(ask, scope, asking)
    case 'paths':
      return pathsOf(ask, scope, asking)
  }
}

async function trendsOf(ask: Ask, scope: Scope, question: TrendsQuestion): Promise<TrendsAnswer> {
  const buckets = bucketsOf(question.range, question.interval, scope)
  if (buckets.length === 0) return { kind: 'trends', buckets: [], lines: [] }
  const before = question.isCompared
    ? bucketsOf(question.range, question.interval, { ...scope, before: buckets.length }).slice(0, buckets.length)
    : []
  const slots = await trendsSlots(ask, scope, question)
  const found = []
  for (const series of question.series) {
    const within = (span: { from: Date; to: Date }) =>
      ask<TrendsRow>(seriesValues(scope, question, series, slots, span))
    const now = await within(spanOf(buckets))
    found.push(before.length > 0 ? { now, before: await within(spanOf(before)) } : { now })
  }
  return trendsAnswer(question, buckets, before, slots, found)
}

/** The parts of a breakdown; none without one. */
export async function trendsSlots(ask: Ask, scope: Scope, question: TrendsQuestion): Promise<Slots | undefined> {
  const { breakdown } = question
  if (!breakdown) return
  const span = spanOf(bucketsOf(question.range, question.interval, scope))
  const ranked = await ask<{ text: string | null }>(rankedValues(scope, question, span))
  return slotsOf(
    ranked.map(({ text }) => text),
    breakdown.top,
  )
}

async function funnelOf(ask: Ask, scope: Scope, question: FunnelQuestion): Promise<FunnelAnswer> {
  const span = instantsOf(question.range, scope.timeZone, scope.now)
  const slots = await funnelSlots(ask, scope, question)
  return funnelAnswer(question, slots, await ask<FunnelRow>(funnelRows(scope, question, slots, span)))
}

/** The parts of a breakdown; none without one. */
export async function funnelSlots(ask: Ask, scope: Scope, question: FunnelQuestion): Promise<Slots | undefined> {
  const { breakdown } = question
  if (!breakdown) return
  const span = instantsOf(question.range, scope.timeZone, scope.now)
  const ranked = await ask<{ text: string | null }>(rankedEntries(scope, question, span))
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

async function retentionOf(ask: Ask, scope: Scope, question: RetentionQuestion): Promise<RetentionAnswer> {
  const { rows, buckets, until } = retentionSpan(scope, question)
  if (rows.length === 0) return { kind: 'retention', rows: [], means: [] }
  const found = await ask<RetentionRows>(sizesAndReturns(scope, question, rows, until))
  return retentionAnswer(question, rows, buckets, found)
}

async function stickinessOf(ask: Ask, scope: Scope, question: StickinessQuestion): Promise<StickinessAnswer> {
  const buckets = bucketsOf(question.range, question.period, scope)
  if (buckets.length === 0) return { kind: 'stickiness', buckets: [], people: [] }
  const rows = await ask<StickinessRow>(peopleByPeriods(scope, question, spanOf(buckets)))
  return {
    kind: 'stickiness',
    buckets: buckets.map(shownBucket),
    people: buckets.map((_, i) => rows.find(({ periods }) => periods === i + 1)?.people ?? 0),
  }
}

async function lifecycleOf(ask: Ask, scope: Scope, question: LifecycleQuestion): Promise<LifecycleAnswer> {
  if (bucketsOf(question.range, question.period, scope).length === 0) return lifecycleAnswer([], [])
  const buckets = bucketsOf(question.range, question.period, { ...scope, before: 1 })
  return lifecycleAnswer(buckets, await ask<LifecycleRow>(peopleByState(scope, question, buckets)))
}

async function pathsOf(ask: Ask, scope: Scope, question: PathsQuestion): Promise<PathsAnswer> {
  const span = instantsOf(question.range, scope.timeZone, scope.now)
  const edges = await ask<EdgeRow>(edgesOfPaths(scope, question, span))
  const [all] = await ask<{ visits: number; people: number }>(visitsWithPaths(scope, question, span))
  return { kind: 'paths', visits: all?.visits ?? 0, people: all?.people ?? 0, edges }
}
