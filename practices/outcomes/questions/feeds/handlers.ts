import { implement } from '@orpc/server'

import type { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { type Asked, inWorkspace, type Inside } from '#platform/api/answer.ts'
import { ask } from '#platform/api/ask.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Emit } from '#platform/events/outbox.ts'
import type { Services } from '#platform/services.ts'
import { metrics } from '#practices/outcomes/metrics/contract.ts'

import { answerOf, AskingRefused } from '../answers/lookups.ts'
import { cohortIdsOf, said } from '../answers/rules.ts'
import { cohortsById } from '../cohorts/queries.ts'
import { findQuestion, questionsWithIds } from '../queries.ts'
import { type MetricFeed, metricFeeds as contract } from './contract.ts'
import { metricFed, metricFeedCounted, metricFeedRemoved } from './events.ts'
import { deleteFeed, type FeedRow, findFeed, noteCount, putFeed } from './queries.ts'
import { dailyOf, HISTORY_DAYS, linesOf, valuesIn, whyNotFeed } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

type By = { tx: Transaction; workspaceId: string; now: Date; emit: Emit; services: Services; asked: Asked }

const WHY = {
  TOO_LARGE: 'It is more than can be counted in 20 seconds.',
  UNAVAILABLE: 'The store of events could not be reached.',
  NO_SUCH_COHORT: 'A filter names a cohort that is not there any more.',
  NOT_FOUND: 'The product that it asks about is not here any more.',
} as const

/** What stands in the way of counting, in words; it is shown beside the metric. */
const problemOf = (error: AskingRefused) => (error.code in WHY ? WHY[error.code as keyof typeof WHY] : error.message)

/**
 * Counts the last days of a feed and records what is new of them. Says in a text why there is nothing to record; the values
 * recorded before stay.
 */
export async function countFeed(by: By, feed: FeedRow, days: number): Promise<string | null> {
  const { tx, workspaceId, now, emit, services, asked } = by
  const isWhole = days === HISTORY_DAYS
  const counted = await count()
  const problem = typeof counted === 'string' ? counted : null
  const since = typeof counted === 'string' ? {} : { since: counted[0]?.day ?? feed.since }
  await noteCount(tx, workspaceId, feed.metricId, {
    countedAt: now,
    lastProblem: problem,
    ...(isWhole || !feed.since ? since : {}),
  })
  emit(metricFeedCounted, { id: feed.metricId }, {})
  return problem

  async function count() {
    const [question] = await questionsWithIds(tx, workspaceId, [feed.questionId])
    const metric = (await recordsById(tx, workspaceId, [feed.metricId])).get(feed.metricId)
    if (!metric || metric.state === 'retired') return 'The metric is retired.'
    if (!question || question.state === 'retired') return 'The question is retired.'
    const asking = dailyOf(question.asking, days)
    if (!asking || whyNotFeed(asking, feed.line)) return 'The question has no such line any more. Choose one.'
    try {
      const { outcome } = await answerOf({ tx, workspaceId, now, services }, { projectId: question.projectId, asking })
      const values = valuesIn(outcome, feed.line, isWhole ? null : feed.since)
      if (values.length > 0) await ask(metrics, asked).recordValues({ key: metric.key, values, from: 'question' })
      return values
    } catch (error) {
      if (error instanceof AskingRefused) return problemOf(error)
      throw error
    }
  }
}

const metricOf = async ({ tx, workspaceId }: Pick<Inside, 'tx' | 'workspaceId'>, asked: Asked, key: string) => {
  const metric = await ask(metrics, asked).get({ key })
  return { metric, feed: await findFeed(tx, workspaceId, metric.id) }
}

async function shown({ tx, workspaceId }: Pick<Inside, 'tx' | 'workspaceId'>, metricId: RecordId): Promise<MetricFeed> {
  const feed = (await findFeed(tx, workspaceId, metricId))!
  const [question] = await questionsWithIds(tx, workspaceId, [feed.questionId])
  const record = (await recordsById(tx, workspaceId, [feed.questionId])).get(feed.questionId)!
  const asking = dailyOf(question!.asking, HISTORY_DAYS - 1) ?? question!.asking
  const lines = linesOf(asking)
  const names = await cohortsById(tx, workspaceId, cohortIdsOf(asking))
  return {
    question: record,
    line: feed.line,
    lineSays: lines.length > 1 ? (lines.find(({ of }) => of === feed.line)?.label ?? null) : null,
    says: said(asking, names),
    countedAt: feed.countedAt,
    lastProblem: feed.lastProblem,
  }
}

const get = api.get.handler(async ({ input, context }) => {
  const { metric, feed } = await metricOf(context, context, input.key)
  return feed ? shown(context, metric.id) : null
})

const set = api.set.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, emit } = context
  const { metric } = await metricOf(context, context, input.key)
  if (metric.state === 'retired') throw errors.RETIRED()
  const question = await findQuestion(tx, workspaceId, input.questionKey)
  if (!question || question.state === 'retired') throw errors.NO_QUESTION()
  const refusal = whyNotFeed(question.asking, input.line)
  if (refusal) throw errors[refusal]()

  await putFeed(tx, {
    workspaceId,
    metricId: metric.id,
    questionId: question.id,
    line: input.line,
    setById: me.id,
    since: null,
    countedAt: null,
    lastProblem: null,
  })
  await ask(metrics, context).edit({ key: metric.key, source: 'question', formula: null })
  const changes = [{ field: 'values', from: null, to: `counted from ${question.title} (${question.key})` }]
  emit(metricFed, { id: metric.id, questionId: question.id }, { record: metric.id, other: question.id, changes })
  const feed = (await findFeed(tx, workspaceId, metric.id))!
  const problem = await countFeed({ ...context, asked: context }, feed, HISTORY_DAYS)
  if (problem) throw errors.NOT_COUNTED({ message: problem })
  return shown(context, metric.id)
})

const run = api.run.handler(async ({ input, errors, context }) => {
  const { metric, feed } = await metricOf(context, context, input.key)
  if (!feed) throw errors.NOT_FOUND()
  if (metric.state === 'retired') throw errors.RETIRED()
  await countFeed({ ...context, asked: context }, feed, HISTORY_DAYS)
  return shown(context, metric.id)
})

const remove = api.remove.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, emit } = context
  const { metric } = await metricOf(context, context, input.key)
  const [gone] = await deleteFeed(tx, workspaceId, metric.id)
  if (!gone) throw errors.NOT_FOUND()
  await ask(metrics, context).edit({ key: metric.key, source: 'hand' })
  emit(metricFeedRemoved, { id: metric.id }, { record: metric.id })
})

export const handlers = api.router({ get, set, run, remove })
