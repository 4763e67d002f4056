import { implement } from '@orpc/server'

import { workspaceOf } from '#commons/people/lookups.ts'
import { type Asked, inWorkspace, type Inside } from '#platform/api/answer.ts'
import { dayIn } from '#platform/time/days.ts'

import { changeMetric, findMetric, type FoundMetric, metricsWithIds } from '../queries.ts'
import { recordFor, type Recording } from '../values/recording/handlers.ts'
import { metricQueries as contract } from './contract.ts'
import { metricQueryRemoved, metricQueryRun, metricQuerySet } from './events.ts'
import { answerFrom, deleteQuery, findQuery, noteRun, putQuery, type QueryRow } from './queries.ts'
import { type Answer, valuesIn } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const SHOWN_ROWS = 10

const shown = ({ host, database, user, statement, lastRunAt, lastProblem }: QueryRow) => ({
  host,
  database,
  user,
  statement,
  lastRunAt,
  lastProblem,
})

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const metric = await findMetric(tx, workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  const found = await findQuery(tx, workspaceId, metric.id)
  return found ? shown(found) : null
})

type Input = { key: string; connection?: string | undefined; statement: string }

/** The metric, where its database is, and what the query answers there. */
async function asked({ tx, workspaceId, services }: Inside, input: Input) {
  const metric = await findMetric(tx, workspaceId, input.key)
  if (!metric) return 'NOT_FOUND'
  const kept = await findQuery(tx, workspaceId, metric.id)
  const connection = input.connection ?? (kept && services.seal.open(kept.connection))
  if (!connection) return 'CONNECTION_NEEDED'
  const answer = await answerFrom(connection, input.statement, services.privateHosts)
  return answer === 'PRIVATE_ADDRESS' ? 'PRIVATE_ADDRESS' : { metric, connection, answer }
}

const todayOf = async ({ tx, workspaceId, now }: Pick<Inside, 'tx' | 'workspaceId' | 'now'>) =>
  dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)

const tryOut = api.tryOut.handler(async ({ input, errors, context }) => {
  const found = await asked(context, input)
  if (typeof found === 'string') throw errors[found]()
  const { answer } = found
  if (typeof answer === 'string') return { columns: [], rows: [], count: 0, values: [], problem: answer }
  const values = valuesIn(answer, await todayOf(context))
  return {
    columns: answer.columns,
    rows: answer.rows.slice(0, SHOWN_ROWS),
    count: answer.rows.length,
    values: typeof values === 'string' ? [] : values.slice(0, SHOWN_ROWS),
    problem: typeof values === 'string' ? values : null,
  }
})

/** Records what a query answered, and notes that it ran. Returns how many values are new, or why there are none. */
export async function recordAnswer(recording: Recording, metric: FoundMetric, answer: Answer | string) {
  const { tx, workspaceId, now, emit } = recording
  const values = typeof answer === 'string' ? answer : valuesIn(answer, await todayOf(recording))
  const problem = typeof values === 'string' ? values : null
  await noteRun(tx, workspaceId, metric.id, now, problem)
  emit(metricQueryRun, { id: metric.id }, {})
  if (typeof values === 'string') return { recorded: 0, problem }
  const { recorded } = await recordFor(recording, metric, values, 'sql')
  return { recorded, problem }
}

const set = api.set.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit, services } = context
  const found = await asked(context, input)
  if (typeof found === 'string') throw errors[found]()
  const { metric, connection, answer } = found
  const to = new URL(connection)
  await putQuery(tx, {
    workspaceId,
    metricId: metric.id,
    connection: services.seal.seal(connection),
    host: to.hostname,
    database: decodeURIComponent(to.pathname.slice(1)) || 'postgres',
    user: decodeURIComponent(to.username),
    statement: input.statement,
    setAt: now,
  })
  await changeMetric(tx, workspaceId, metric.id, { source: 'sql', formula: null, editedAt: now })
  emit(metricQuerySet, { id: metric.id }, { record: metric.id })
  const [metricNow] = await metricsWithIds(tx, workspaceId, [metric.id])
  if (metricNow!.state !== 'retired') await recordAnswer({ ...context, by: me.id }, metricNow!, answer)
  return shown((await findQuery(tx, workspaceId, metric.id))!)
})

const run = api.run.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, services } = context
  const metric = await findMetric(tx, workspaceId, input.key)
  const kept = metric && (await findQuery(tx, workspaceId, metric.id))
  if (!kept) throw errors.NOT_FOUND()
  if (metric.state === 'retired') throw errors.RETIRED()
  const answer = await answerFrom(services.seal.open(kept.connection), kept.statement, services.privateHosts)
  return recordAnswer({ ...context, by: me.id }, metric, reachable(answer))
})

/** What may have been allowed when the query was set need not be any more. */
export const reachable = (answer: Answer | string) =>
  answer === 'PRIVATE_ADDRESS' ? 'Its host lies inside a private network, or nobody answers to its name.' : answer

const remove = api.remove.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const metric = await findMetric(tx, workspaceId, input.key)
  const [gone] = metric ? await deleteQuery(tx, workspaceId, metric.id) : []
  if (!metric || !gone) throw errors.NOT_FOUND()
  await changeMetric(tx, workspaceId, metric.id, { source: 'hand', editedAt: now })
  emit(metricQueryRemoved, { id: metric.id }, { record: metric.id })
})

export const handlers = api.router({ get, tryOut, set, run, remove })
