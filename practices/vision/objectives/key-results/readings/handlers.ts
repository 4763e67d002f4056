import { implement } from '@orpc/server'

import { updateRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Emit } from '#platform/events/outbox.ts'

import { keyResultMoved, keyResultReached, keyResultStatusChanged } from '../events.ts'
import { standingsOf, todayIn } from '../lookups.ts'
import { changeKeyResult, findKeyResult, type KeyResultChange, type KeyResultRow } from '../queries.ts'
import { dayNumber, inWords, isTakingValues, STATUS_WORDS, whyNotMeasure } from '../rules.ts'
import { readings as contract, type Said } from './contract.ts'
import { latestReading, newestReadings, type NewReading, putReadings } from './queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

/** What a listener heard, timed work, or the context of a handler: all have all of it. */
export type Where = { tx: Transaction; workspaceId: string; emit: Emit; now: Date }

const readings = api.readings.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const row = await findKeyResult(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  return nextPage(await newestReadings(tx, workspaceId, row.id, input), input.limit, (reading) => reading.on)
})

const recordValue = api.recordValue.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now } = context
  const row = await findKeyResult(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  const refusal = whyNotMeasure({ source: row.source, isRunning: isTakingValues(row) })
  if (refusal) throw errors[refusal]()
  const today = await todayIn(tx, workspaceId, now)
  const on = input.on ?? today
  if (on > today) throw errors.IN_THE_FUTURE()
  const said = valueSaid(row, input, on)
  if (!said) throw errors.VALUE_NEEDED()
  if (said.deliveredOn && said.deliveredOn > today) throw errors.IN_THE_FUTURE()
  const reading: NewReading = { on, value: said.value, source: 'by hand', by: me.id }
  await noteReadings(context, row, [reading], said)
  return reading
})

export const readingHandlers = { readings, recordValue }

/** The number in what somebody said of a value; undefined when they said nothing that fits. */
export function valueSaid(row: KeyResultRow, { value, expectedOn, isDelivered }: Said, on: string) {
  if (row.kind !== 'delivery date') return value === undefined ? undefined : { value, deliveredOn: null }
  const day = expectedOn ?? (isDelivered ? on : undefined)
  return day === undefined ? undefined : { value: dayNumber(day), deliveredOn: isDelivered ? day : null }
}

/**
 * Puts readings of a key result down, and what follows from them: value, status, being reached, and that others hear of
 * it. Tells nothing when nothing is new. Returns how it stands then.
 */
export async function noteReadings(
  where: Where,
  row: KeyResultRow,
  given: NewReading[],
  said: { deliveredOn: string | null } = { deliveredOn: row.deliveredOn },
) {
  const { tx, workspaceId, now, emit } = where
  const written = await putReadings(tx, workspaceId, row.id, given, now)
  const latest = await latestReading(tx, workspaceId, row.id)
  const measured = { value: latest?.value ?? null, valueOn: latest?.on ?? null, deliveredOn: said.deliveredOn }
  const isNew = written > 0 || measured.deliveredOn !== row.deliveredOn
  const changed = { ...row, ...measured }
  if (isNew && latest) {
    const data = { id: row.id, objectiveId: row.objectiveId, on: latest.on, value: latest.value }
    emit(keyResultMoved, data, given.some(isSaidAlone) ? { record: row.id, changes: changesOf(row, measured) } : {})
  }
  return restand(where, changed, isNew || measured.value !== row.value ? measured : {})
}

/** History tells what somebody did: a check-in tells its value itself, and a metric's values stand in the chart. */
const isSaidAlone = ({ source }: NewReading) => source === 'by hand'

/** What another value changes, as people read it. */
export function changesOf(row: KeyResultRow, now: { value: number | null; deliveredOn: string | null }) {
  const [before, after] = [inWords(row, row.value), inWords(row, now.value)]
  return [
    ...(before === after ? [] : [{ field: 'value', from: before, to: after }]),
    ...(now.deliveredOn === row.deliveredOn
      ? []
      : [{ field: 'delivered', from: row.deliveredOn, to: now.deliveredOn }]),
  ]
}

/** Reckons how a key result stands today and tells others when that is not what they were last told. */
export async function restand({ tx, workspaceId, now, emit }: Where, row: KeyResultRow, change: KeyResultChange = {}) {
  const today = await todayIn(tx, workspaceId, now)
  const { status } = (await standingsOf(tx, workspaceId, [row], today)).get(row.id)!.standing
  const about = { record: row.id, other: row.objectiveId }
  const ids = { id: row.id, objectiveId: row.objectiveId }
  const isReached = status === 'done' && row.reachedAt === null
  const isMoved = status !== row.toldStatus
  const set = { ...change, ...(isMoved ? { status } : {}), ...(isReached ? { reachedAt: now } : {}) }
  if (Object.keys(set).length > 0) await changeKeyResult(tx, workspaceId, row.id, set)
  if (isMoved) {
    const words = (one: typeof status) => (one ? STATUS_WORDS[one] : 'no value yet')
    const state = status ? STATUS_WORDS[status] : 'active'
    const stateGroup = status === 'done' ? 'done' : 'active'
    await updateRecord(tx, workspaceId, row.id, { state, stateGroup }, now)
    const changes = [{ field: 'status', from: words(row.toldStatus), to: words(status) }]
    emit(keyResultStatusChanged, { ...ids, from: row.toldStatus, to: status }, { ...about, changes })
  }
  if (isReached) emit(keyResultReached, ids, about)
  return status
}
