import { implement } from '@orpc/server'

import { connect, disconnect } from '#commons/links/connect.ts'
import { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { registerRecord, updateRecord } from '#commons/records/register.ts'
import { type Asked, type Inside, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { addDays } from '#platform/time/days.ts'
import { metricsById, seriesOf } from '#practices/outcomes/metrics/lookups.ts'

import { cycleOf } from '../cycles/rules.ts'
import { objectiveReopened } from '../events.ts'
import { changeObjective, findObjective, type ObjectiveRow } from '../queries.ts'
import { isClosed } from '../rules.ts'
import { type KeyResult, keyResults as contract } from './contract.ts'
import {
  keyResultAdded,
  keyResultChanged,
  keyResultGraded,
  keyResultJudged,
  keyResultRemoved,
  keyResultRetargeted,
} from './events.ts'
import { keyResultsById, shownKeyResults, todayIn } from './lookups.ts'
import {
  changeKeyResult,
  findKeyResult,
  findKeyResultByKey,
  insertKeyResult,
  type KeyResultRow,
  runningByDue,
} from './queries.ts'
import { noteReadings, readingHandlers, restand, type Where } from './readings/handlers.ts'
import { deleteReadings } from './readings/queries.ts'
import {
  dayNumber,
  type KeyResultKind,
  meansOver,
  type Promised,
  promiseInWords,
  type ValueSource,
  whyNotFollow,
  whyNotGrade,
  whyNotPromise,
} from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const shown = async ({ tx, workspaceId, now }: Inside, id: RecordId): Promise<KeyResult> =>
  (await keyResultsById(tx, workspaceId, [id], now)).get(id)!

const get = api.get.handler(async ({ input, errors, context }) => {
  const row = await findKeyResultByKey(context.tx, context.workspaceId, input.key)
  if (!row) throw errors.NOT_FOUND()
  return shown(context, row.id)
})

const list = api.list.handler(async ({ input, context: { tx, workspaceId, now } }) => {
  const today = await todayIn(tx, workspaceId, now)
  if (!input.status) {
    const rows = await runningByDue(tx, workspaceId, input, input.limit + 1)
    const { items, ...rest } = nextPage(rows, input.limit, (row) => row.id)
    return { items: await shownKeyResults(tx, workspaceId, items, today), ...rest }
  }
  // A status follows from the day, so it is reckoned before it is chosen by.
  const all = await shownKeyResults(tx, workspaceId, await runningByDue(tx, workspaceId, input, MOST_RUNNING), today)
  const fitting = all.filter((one) => one.status === input.status)
  return nextPage(fitting.slice(0, input.limit + 1), input.limit, (one) => one.id)
})

const MOST_RUNNING = 5_000

type Given = { kind: KeyResultKind; start: number; target: number; unit: string; startsOn?: string; dueOn?: string }

/** The whole promise: what was left out is taken from the objective's cycle, and from the kind. */
export function promiseOf(given: Given, objective: { cycle: string }): Promised & { unit: string } {
  const cycle = cycleOf(objective.cycle)!
  const { kind, start, target, unit, startsOn = cycle.startsOn, dueOn = cycle.endsOn } = given
  const days = { startsOn, dueOn }
  if (kind === 'milestone') return { kind, start: 0, target: 100, unit: '%', ...days }
  if (kind === 'delivery date') return { kind, start: dayNumber(startsOn), target: dayNumber(dueOn), unit: '', ...days }
  return { kind, start, target, unit, ...days }
}

const add = api.add.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId } = context
  const objective = await findObjective(tx, workspaceId, input.objectiveId)
  if (!objective) throw errors.NOT_FOUND()
  if (isClosed(objective)) throw errors.CLOSED()
  const promised = promiseOf(input, objective)
  const refusal = whyNotPromise(promised) ?? (await whyNotFed(context, input.source, input.metricId, input.kind))
  if (refusal) throw errors[refusal]()

  const id = await promiseKeyResult(context, objective, { title: input.title, ...promised })
  if (input.source !== 'by hand') await feed(context, await rowOf(context, id), input)
  await reopen(context, objective, `promised ${input.title}`)
  return shown(context, id)
})

/** Registers a key result under an objective; acceptance is the caller's to mind. */
export async function promiseKeyResult(
  context: Inside,
  objective: { id: RecordId; cycle: string; activatedAt: Date | null; teamId: string | null },
  { title, ...promised }: Promised & { title: string; unit: string },
) {
  const { tx, workspaceId, me, now, emit } = context
  const runs = objective.activatedAt !== null
  const { id } = await registerRecord(tx, workspaceId, {
    type: 'key-result',
    title,
    state: runs ? 'active' : 'draft',
    stateGroup: runs ? 'active' : 'open',
    teamId: objective.teamId,
    by: me.id,
    now,
  })
  await insertKeyResult(tx, workspaceId, { id, objectiveId: objective.id, ...promised, source: 'by hand' })
  await connect(context, { from: id, to: objective.id, kind: 'serves' })
  const changes = [{ field: 'target', from: null, to: promiseInWords(promised) }]
  emit(keyResultAdded, { id, objectiveId: objective.id }, { record: id, other: objective.id, changes })
  return id
}

const rowOf = async ({ tx, workspaceId }: Inside, id: RecordId) => (await findKeyResult(tx, workspaceId, id))!

/**
 * The targets are others now, so what the owners accepted does not hold any more. One that runs goes on running, as
 * proposed, until both have accepted again.
 */
export async function reopen(context: Inside, objective: ObjectiveRow, why: string) {
  const { tx, workspaceId, now, emit } = context
  const wasActive = objective.state === 'active'
  await updateRecord(
    tx,
    workspaceId,
    objective.id,
    { newVersion: true, ...(wasActive ? { state: 'proposed' } : {}) },
    now,
  )
  if (!wasActive) return
  await changeObjective(tx, workspaceId, objective.id, { state: 'proposed' })
  const changes = [
    { field: 'state', from: 'active', to: 'proposed' },
    { field: 'targets', from: null, to: why },
  ]
  emit(objectiveReopened, { id: objective.id }, { record: objective.id, changes })
}

const rename = api.rename.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const row = await findKeyResult(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  if (isClosed({ state: row.objectiveState })) throw errors.CLOSED()
  if (row.title !== input.title) {
    await updateRecord(tx, workspaceId, row.id, { title: input.title }, now)
    const changes = [{ field: 'title', from: row.title, to: input.title }]
    emit(keyResultChanged, { id: row.id, objectiveId: row.objectiveId }, { record: row.id, changes })
  }
  return shown(context, row.id)
})

const retarget = api.retarget.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const row = await findKeyResult(tx, workspaceId, input.id)
  const objective = row && (await findObjective(tx, workspaceId, row.objectiveId))
  if (!objective) throw errors.NOT_FOUND()
  if (isClosed(objective)) throw errors.CLOSED()
  const promised = promiseOf({ ...input, startsOn: input.startsOn ?? row.startsOn }, objective)
  const refusal = whyNotPromise(promised) ?? whyNotFollow(row.source, promised.kind)
  if (refusal) throw errors[refusal]()

  const [before, after] = [promiseInWords(row), promiseInWords(promised)]
  const isSame = before === after && row.start === promised.start && row.startsOn === promised.startsOn
  if (!isSame) {
    // Values of another kind mean something else: a number is no day.
    const isOther = (row.kind === 'delivery date') !== (promised.kind === 'delivery date')
    await changeKeyResult(tx, workspaceId, row.id, { ...promised, ...(isOther ? FORGOTTEN : {}) })
    if (isOther) await deleteReadings(tx, workspaceId, row.id)
    await updateRecord(tx, workspaceId, row.id, { newVersion: true }, now)
    const changes = [{ field: 'target', from: before, to: after }]
    const about = { record: row.id, other: row.objectiveId, changes }
    emit(keyResultRetargeted, { id: row.id, objectiveId: row.objectiveId }, about)
    await restand(context, await rowOf(context, row.id))
    await reopen(context, objective, `${row.key}: ${after}`)
  }
  return shown(context, row.id)
})

const FORGOTTEN = { value: null, valueOn: null, deliveredOn: null }

const follow = api.follow.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId } = context
  const row = await findKeyResult(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  if (isClosed({ state: row.objectiveState })) throw errors.CLOSED()
  const refusal = await whyNotFed(context, input.source, input.metricId, row.kind)
  if (refusal) throw errors[refusal]()
  await feed(context, row, input)
  return shown(context, row.id)
})

async function whyNotFed(
  { tx, workspaceId }: Inside,
  source: ValueSource,
  metricId: RecordId | undefined,
  kind: KeyResultKind,
) {
  const refusal = whyNotFollow(source, kind)
  if (refusal || source !== 'metric') return refusal
  const metric = metricId && (await metricsById(tx, workspaceId, [metricId])).get(metricId)
  if (!metric || metric.isRetired) return 'NOT_A_METRIC'
}

type Feed = { source: ValueSource; metricId?: RecordId | undefined; metricDays: number }

/** Says where the value comes from. A metric brings what it measured since the key result began. */
export async function feed(context: Inside, row: KeyResultRow, { source, metricId, metricDays }: Feed) {
  const { tx, workspaceId, emit } = context
  const following = source === 'metric' ? (metricId ?? null) : null
  const isSame = row.metricId === following
  if (row.source === source && isSame && row.metricDays === metricDays) return
  if (row.metricId && !isSame) await disconnect(context, { from: row.metricId, to: row.id, kind: 'measures' })
  await changeKeyResult(tx, workspaceId, row.id, { source, metricId: following, metricDays })
  const named = await recordsById(
    tx,
    workspaceId,
    [row.metricId, following].filter((id) => id !== null),
  )
  const words = (from: ValueSource, id: RecordId | null, days: number) =>
    id ? `metric ${named.get(id)?.title ?? ''}${days > 1 ? `, mean of ${days} days` : ''}` : from
  const [from, to] = [words(row.source, row.metricId, row.metricDays), words(source, following, metricDays)]
  const about = { record: row.id, changes: [{ field: 'value comes', from, to }] }
  emit(keyResultChanged, { id: row.id, objectiveId: row.objectiveId }, about)
  if (!following) return
  if (!isSame) await connect(context, { from: following, to: row.id, kind: 'measures' })
  await takeFromMetric(context, { ...row, source, metricId: following, metricDays })
}

/** Takes over what its metric measured between two days, as far as they lie in its own time and not ahead of today. */
export async function takeFromMetric(where: Where, row: KeyResultRow, from = row.startsOn, to = row.dueOn) {
  if (row.source !== 'metric' || !row.metricId) return
  const { tx, workspaceId } = where
  const first = from > row.startsOn ? from : row.startsOn
  // A value moves the means of the days after it too.
  const reach = addDays(to, row.metricDays - 1)
  const [last = to] = [reach, row.dueOn, await todayIn(tx, workspaceId, where.now)].toSorted()
  const points = await seriesOf(tx, workspaceId, row.metricId, addDays(first, 1 - row.metricDays), last)
  const means = meansOver(points, row.metricDays).filter(({ day }) => day >= first)
  const readings = means.map(({ day, value }) => ({ on: day, value, source: 'metric' as const, by: null }))
  if (readings.length > 0) await noteReadings(where, row, readings)
}

const remove = api.remove.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const row = await findKeyResult(tx, workspaceId, input.id)
  const objective = row && (await findObjective(tx, workspaceId, row.objectiveId))
  if (!objective || row.droppedAt) throw errors.NOT_FOUND()
  if (isClosed(objective)) throw errors.CLOSED()
  await changeKeyResult(tx, workspaceId, row.id, { droppedAt: now })
  // What never ran leaves nothing to keep.
  const gone = objective.activatedAt ? ({ state: 'dropped', stateGroup: 'dropped' } as const) : { removed: true }
  await updateRecord(tx, workspaceId, row.id, gone, now)
  const changes = [{ field: 'key result', from: `${row.key} ${row.title}`, to: null }]
  const about = { record: objective.id, other: row.id, changes }
  emit(keyResultRemoved, { id: row.id, objectiveId: objective.id }, about)
  await reopen(context, objective, `took back ${row.key}`)
})

const grade = api.grade.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const row = await findKeyResult(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  const refusal = whyNotGrade(row)
  if (refusal) throw errors[refusal]()
  // The last value of linked work is kept, since it is not reckoned any more once graded.
  const value = (await keyResultsById(tx, workspaceId, [row.id], now)).get(row.id)?.value ?? row.value
  await changeKeyResult(tx, workspaceId, row.id, { grade: input.grade, gradeNote: input.note, value })
  await updateRecord(tx, workspaceId, row.id, { state: 'graded', stateGroup: 'done' }, now)
  const changes = [{ field: 'grade', from: row.grade?.toFixed(1) ?? null, to: input.grade.toFixed(1) }]
  const about = { record: row.id, other: row.objectiveId, changes }
  emit(keyResultGraded, { id: row.id, objectiveId: row.objectiveId, grade: input.grade }, about)
  return shown(context, row.id)
})

const noteVerdict = api.noteVerdict.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const row = await findKeyResult(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  const review = (await recordsById(tx, workspaceId, [input.reviewId])).get(input.reviewId)
  if (review?.type !== 'success-review') throw errors.NOT_A_REVIEW()
  const { verdict, reviewId } = input
  await changeKeyResult(tx, workspaceId, row.id, { verdict, verdictReviewId: reviewId, verdictAt: now })
  const changes = [{ field: 'verdict', from: row.verdict, to: `${verdict} (${review.key})` }]
  const about = { record: row.id, other: reviewId, changes }
  emit(keyResultJudged, { id: row.id, objectiveId: row.objectiveId, verdict, reviewId }, about)
  return shown(context, row.id)
})

export const handlers = api.router({
  get,
  list,
  add,
  rename,
  retarget,
  follow,
  remove,
  grade,
  noteVerdict,
  ...readingHandlers,
})
