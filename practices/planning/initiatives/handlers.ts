import { implement } from '@orpc/server'

import { connect } from '#commons/links/connect.ts'
import { idsBelow } from '#commons/links/lookups.ts'
import { isFitting } from '#commons/links/rules.ts'
import { membersById, teamsById } from '#commons/people/lookups.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { registerRecord, updateRecord, watchRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import { changeHandlers } from './changes/handlers.ts'
import { logChange, type NewChange } from './changes/queries.ts'
import { columnHandlers } from './columns/handlers.ts'
import { initiatives as contract } from './contract.ts'
import { initiativeChanged, initiativeCreated, initiativeDescribed } from './events.ts'
import { evidenceHandlers } from './evidence/handlers.ts'
import { feasibilityHandlers } from './feasibility/handlers.ts'
import { detailOf, saidOf, shownInitiative, shownInitiatives } from './lookups.ts'
import { moveHandlers } from './moves/handlers.ts'
import {
  changeInitiative,
  cursorOf,
  findInitiative,
  findInitiativeByKey,
  holdInitiative,
  insertInitiative,
  ranksAround,
  sortedInitiatives,
} from './queries.ts'
import { type Places, effectInWords, rankBetween, standing, whyNotPlace, whyNotSayValue } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) => {
  const { serves, ...filter } = input
  const among = serves && (await idsBelow(tx, workspaceId, serves, 'initiative'))
  const rows = await sortedInitiatives(tx, workspaceId, { ...filter, among })
  const { items, ...rest } = nextPage(rows, input.limit, cursorOf)
  return { items: await shownInitiatives(tx, workspaceId, items), ...rest }
})

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const row = await findInitiativeByKey(tx, workspaceId, input.key)
  if (!row) throw errors.NOT_FOUND()
  return detailOf(tx, workspaceId, row)
})

/** The team and owners that are named, with their names for the history. */
async function placesOf(tx: Transaction, workspaceId: string, { teamId, productOwnerId, engineeringOwnerId }: Places) {
  const owners = [productOwnerId, engineeringOwnerId].filter((id) => typeof id === 'string')
  const members = await membersById(tx, workspaceId, owners)
  const [team] = teamId ? (await teamsById(tx, workspaceId, [teamId])).values() : []
  return { team, members, nameOf: (id: string | null | undefined) => (id && members.get(id)?.name) || null }
}

const create = api.create.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const { title, column, serves, ...places } = input
  if (column !== 'ideas' && !isAtLeast(me.role, 'member')) throw errors.IDEAS_ONLY()
  const refusal = whyNotPlace(places, await placesOf(tx, workspaceId, places))
  if (refusal) throw errors[refusal]()
  const served = [...(await recordsById(tx, workspaceId, serves)).values()]
  if (served.length < new Set(serves).size) throw errors.NOT_FOUND()
  if (served.some((record) => !isFitting('serves', 'initiative', record.type))) throw errors.CANNOT_SERVE()

  const { id, key } = await registerRecord(tx, workspaceId, {
    type: 'initiative',
    title,
    ...standing(column, false),
    teamId: places.teamId ?? null,
    by: me.id,
    now,
  })
  const { above } = await ranksAround(tx, workspaceId, column, id, undefined)
  const owners = { productOwnerId: places.productOwnerId, engineeringOwnerId: places.engineeringOwnerId }
  await insertInitiative(tx, workspaceId, { id, column, rank: rankBetween(above, undefined) ?? 0, ...owners })
  await watchRecord(
    tx,
    workspaceId,
    id,
    Object.values(owners).filter((owner) => owner !== undefined),
  )
  emit(initiativeCreated, { id, key, column }, { record: id })
  for (const record of served) await connect(context, { from: id, to: record.id, kind: 'serves' })
  return shownInitiative(tx, workspaceId, id)
})

const rename = api.rename.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const initiative = await holdInitiative(tx, workspaceId, input.id)
  if (!initiative) throw errors.NOT_FOUND()
  await updateRecord(tx, workspaceId, initiative.id, { title: input.title }, now)
  const changes = [{ field: 'title', from: initiative.title, to: input.title }]
  emit(initiativeChanged, { id: initiative.id }, { record: initiative.id, changes })
  return shownInitiative(tx, workspaceId, initiative.id)
})

const assign = api.assign.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const initiative = await holdInitiative(tx, workspaceId, input.id)
  if (!initiative) throw errors.NOT_FOUND()
  const after = await placesOf(tx, workspaceId, input)
  const refusal = whyNotPlace(input, after)
  if (refusal) throw errors[refusal]()

  const { id, teamId, productOwnerId, engineeringOwnerId } = input
  const before = await placesOf(tx, workspaceId, initiative)
  const changes = []
  if (teamId !== undefined && teamId !== initiative.teamId) {
    await updateRecord(tx, workspaceId, id, { teamId }, now)
    changes.push({ field: 'team', from: before.team?.name ?? null, to: after.team?.name ?? null })
  }
  if (productOwnerId !== undefined && productOwnerId !== initiative.productOwnerId) {
    await changeInitiative(tx, workspaceId, id, { productOwnerId })
    const from = before.nameOf(initiative.productOwnerId)
    changes.push({ field: 'product owner', from, to: after.nameOf(productOwnerId) })
  }
  if (engineeringOwnerId !== undefined && engineeringOwnerId !== initiative.engineeringOwnerId) {
    await changeInitiative(tx, workspaceId, id, { engineeringOwnerId })
    const from = before.nameOf(initiative.engineeringOwnerId)
    changes.push({ field: 'engineering owner', from, to: after.nameOf(engineeringOwnerId) })
  }
  if (changes.length > 0) {
    await watchRecord(
      tx,
      workspaceId,
      id,
      [productOwnerId, engineeringOwnerId].filter((owner) => typeof owner === 'string'),
    )
    emit(initiativeChanged, { id }, { record: id, changes })
  }
  return shownInitiative(tx, workspaceId, id)
})

const sayValue = api.sayValue.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const initiative = await holdInitiative(tx, workspaceId, input.id)
  if (!initiative) throw errors.NOT_FOUND()
  const refusal = whyNotSayValue(me.side, initiative.column)
  if (refusal) throw errors[refusal]()
  if (input.saw !== initiative.saidVersion) throw errors.CHANGED_MEANWHILE()
  const { id, value, effect } = input
  if (effect) {
    const metric = (await recordsById(tx, workspaceId, [effect.metricId])).get(effect.metricId)
    if (metric?.type !== 'metric') throw errors.NOT_A_METRIC()
  }

  const before = await saidOf(tx, workspaceId, initiative)
  await changeInitiative(tx, workspaceId, id, {
    value,
    effectMetricId: effect?.metricId ?? null,
    effectDirection: effect?.direction ?? null,
    effectSize: effect?.size ?? null,
    effectMeasure: effect?.measure ?? null,
    effectWindowDays: effect?.windowDays ?? null,
    saidVersion: initiative.saidVersion + 1,
    saidById: me.id,
    saidAt: now,
  })
  const row = (await findInitiative(tx, workspaceId, id))!
  const after = await saidOf(tx, workspaceId, row)

  const parts = [
    { field: 'value' as const, from: before.value || null, to: after.value },
    { field: 'effect' as const, from: inWords(before.effect), to: inWords(after.effect) },
  ]
  const changes = parts.filter(({ from, to }) => from !== to)
  const version = await updateRecord(tx, workspaceId, id, { text: value, newVersion: changes.length > 0 }, now)
  const shape = { reason: input.reason, becauseOfConstraint: input.becauseOfConstraint, by: me.id, at: now }
  for (const { field, from, to } of changes) {
    // What is said for the first time changes no plan.
    if (from === null && initiative.begunAt === null) continue
    const change: NewChange = {
      initiativeId: id,
      what: field,
      from: from ?? '',
      to: to ?? '',
      afterStart: initiative.begunAt !== null,
      ...shape,
    }
    await logChange(tx, workspaceId, change)
  }
  emit(initiativeDescribed, { id, version }, { record: id, changes })
  return after
})

type Said = Awaited<ReturnType<typeof saidOf>>
const inWords = (effect: Said['effect']) => effect && effectInWords(effect, effect.metric ?? undefined)

export const handlers = api.router({
  list,
  get,
  create,
  rename,
  assign,
  sayValue,
  ...moveHandlers,
  ...columnHandlers,
  ...feasibilityHandlers,
  ...evidenceHandlers,
  ...changeHandlers,
})
