import { implement } from '@orpc/server'

import { upOver } from '#commons/links/lookups.ts'
import { membersById, workspaceOf } from '#commons/people/lookups.ts'
import type { RecordSummary } from '#commons/records/contract.ts'
import { recordsByKey } from '#commons/records/lookups.ts'
import { registerRecord, updateRecord, watchRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace, type Inside } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import type { Transaction } from '#platform/database/database.ts'
import { dayIn } from '#platform/time/days.ts'

import { metrics as contract, type Metric } from './contract.ts'
import { metricBroughtBack, metricChanged, metricCreated, metricRetired } from './events.ts'
import { inputsFor, workOut } from './formulas/handlers.ts'
import { putInputs } from './formulas/queries.ts'
import { inputsOf, readFormula } from './formulas/rules.ts'
import { inputsUnder, starsOf } from './north-stars/queries.ts'
import {
  changeMetric,
  findMetric,
  type FoundMetric,
  insertMetric,
  insertRedefinition,
  metricsByName,
  metricsWithIds,
} from './queries.ts'
import { boundsOf, changesBetween, isReached, redefining, standingOf, whyNotDefine } from './rules.ts'
import { valueHandlers } from './values/handlers.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

type Owners = { productOwnerId: string | null; engineeringOwnerId: string | null }

async function whyNotOwn(tx: Transaction, workspaceId: string, owners: Owners) {
  const { productOwnerId: product, engineeringOwnerId: engineering } = owners
  const found = await membersById(
    tx,
    workspaceId,
    [product, engineering].filter((id) => id !== null),
  )
  for (const [id, side] of [
    [product, 'product'],
    [engineering, 'engineering'],
  ] as const) {
    if (id === null) continue
    const member = found.get(id)
    if (!member || member.hasLeft) return 'NOT_A_MEMBER'
    if (member.side !== side) return 'WRONG_SIDE'
  }
}

async function shown(tx: Transaction, workspaceId: string, found: FoundMetric[]): Promise<Metric[]> {
  const keys = found.flatMap(({ formula }) => keysIn(formula))
  const inputs =
    keys.length > 0 ? await recordsByKey(tx, workspaceId, [...new Set(keys)]) : new Map<string, RecordSummary>()
  const measures = await upOver(
    tx,
    workspaceId,
    'measures',
    found.map(({ id }) => id),
  )
  return found.map(({ state, ...metric }) => ({
    ...metric,
    state: state === 'retired' ? 'retired' : 'in use',
    standing: metric.latest ? standingOf(metric, metric.latest.value) : null,
    isReached: metric.latest !== null && isReached(metric, metric.latest.value),
    inputs: keysIn(metric.formula).flatMap((key) => inputs.get(key) ?? []),
    measures: measures.get(metric.id) ?? [],
  }))
}

function keysIn(formula: string | null) {
  const read = formula === null ? '' : readFormula(formula)
  return typeof read === 'string' ? [] : inputsOf(read)
}

async function shownAnew({ tx, workspaceId }: Inside, key: string) {
  return (await shown(tx, workspaceId, [(await findMetric(tx, workspaceId, key))!]))[0]!
}

const create = api.create.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const { name, ...given } = {
    ...boundsOf({
      direction: input.direction,
      target: input.target ?? null,
      low: input.low ?? null,
      high: input.high ?? null,
      atRiskAt: input.atRiskAt ?? null,
      offTrackAt: input.offTrackAt ?? null,
    }),
    name: input.name,
    kind: input.kind,
    definition: input.definition ?? '',
    unit: input.unit ?? '',
    digits: input.digits ?? 0,
    isGuardrail: input.isGuardrail ?? false,
    preset: input.preset ?? null,
    source: input.source ?? 'hand',
    formula: input.source === 'formula' ? (input.formula ?? null) : null,
    maturesAfterDays: input.maturesAfterDays ?? 0,
    productOwnerId: input.productOwnerId ?? null,
    engineeringOwnerId: input.engineeringOwnerId ?? null,
  }
  const refusal = whyNotDefine(given) ?? (await whyNotOwn(tx, workspaceId, given))
  if (refusal) throw errors[refusal]()
  const inputs = given.source === 'formula' ? await inputsFor(tx, workspaceId, given.formula) : []
  if (typeof inputs === 'string') throw errors[inputs]()

  const { id, key } = await registerRecord(tx, workspaceId, {
    type: 'metric',
    title: name,
    text: given.definition,
    state: 'in use',
    stateGroup: 'active',
    by: me.id,
    now,
  })
  await insertMetric(tx, { workspaceId, id, ...given, editedAt: now })
  await watchRecord(tx, workspaceId, id, ownersOf(given))
  emit(metricCreated, { id }, { record: id })
  await putInputs(tx, workspaceId, id, inputs)
  if (inputs.length > 0) await workOut({ ...context, by: me.id }, (await findMetric(tx, workspaceId, key))!)
  return shownAnew(context, key)
})

const ownersOf = ({ productOwnerId, engineeringOwnerId }: Owners) =>
  [productOwnerId, engineeringOwnerId].filter((id) => id !== null)

const edit = api.edit.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const metric = await findMetric(tx, workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  const { key, seenAt, name = metric.name, ...given } = input
  if (seenAt && seenAt.getTime() !== metric.editedAt.getTime()) throw errors.CHANGED_MEANWHILE()

  const { direction, target, low, high, atRiskAt, offTrackAt } = { ...metric, ...given }
  const bounds = boundsOf({ direction, target, low, high, atRiskAt, offTrackAt })
  const merged = { ...metric, ...given, ...bounds, name }
  const next = merged.source === 'formula' ? merged : { ...merged, formula: null }
  const refusal = whyNotDefine(next) ?? (await whyNotOwn(tx, workspaceId, next))
  if (refusal) throw errors[refusal]()
  const inputs = next.source === 'formula' ? await inputsFor(tx, workspaceId, next.formula, metric.id) : []
  if (typeof inputs === 'string') throw errors[inputs]()

  const people = await membersById(tx, workspaceId, [...ownersOf(metric), ...ownersOf(next)])
  const changes = changesBetween(metric, next, (id) => people.get(id)?.name ?? 'somebody')
  if (changes.length > 0) {
    await changeMetric(tx, workspaceId, metric.id, { ...given, ...bounds, formula: next.formula, editedAt: now })
    await updateRecord(tx, workspaceId, metric.id, { title: name, text: next.definition }, now)
    await watchRecord(tx, workspaceId, metric.id, ownersOf(next))
    const fields = redefining(changes)
    if (fields.length > 0) {
      const day = dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)
      await insertRedefinition(tx, { workspaceId, metricId: metric.id, at: now, day, fields })
    }
    emit(metricChanged, { id: metric.id }, { record: metric.id, changes })
  }
  if (next.formula !== metric.formula) {
    await putInputs(tx, workspaceId, metric.id, inputs)
    await workOut({ ...context, by: me.id }, (await findMetric(tx, workspaceId, key))!)
  }
  return shownAnew(context, key)
})

const retire = api.retire.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const metric = await findMetric(tx, workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  if (metric.state !== 'retired') {
    await updateRecord(tx, workspaceId, metric.id, { state: 'retired', stateGroup: 'dropped' }, now)
    const changes = [{ field: 'state', from: 'in use', to: 'retired' }]
    emit(metricRetired, { id: metric.id }, { record: metric.id, changes })
  }
  return shownAnew(context, input.key)
})

const bringBack = api.bringBack.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const metric = await findMetric(tx, workspaceId, input.key)
  if (!metric) throw errors.NOT_FOUND()
  if (metric.state === 'retired') {
    await updateRecord(tx, workspaceId, metric.id, { state: 'in use', stateGroup: 'active' }, now)
    const changes = [{ field: 'state', from: 'retired', to: 'in use' }]
    emit(metricBroughtBack, { id: metric.id }, { record: metric.id, changes })
    // While it was retired, it did not follow its inputs.
    await workOut({ ...context, by: me.id }, metric)
  }
  return shownAnew(context, input.key)
})

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const found = await findMetric(tx, workspaceId, input.key)
  if (!found) throw errors.NOT_FOUND()
  return (await shown(tx, workspaceId, [found]))[0]!
})

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) => {
  const { items, ...rest } = nextPage(await metricsByName(tx, workspaceId, input), input.limit, ({ id }) => id)
  return { items: await shown(tx, workspaceId, items), ...rest }
})

const northStars = api.northStars.handler(async ({ context: { tx, workspaceId } }) =>
  shown(tx, workspaceId, await starsOf(tx, workspaceId)),
)

const northStarTree = api.northStarTree.handler(async ({ context: { tx, workspaceId } }) => {
  const stars = await starsOf(tx, workspaceId)
  const { ids, edges } = await inputsUnder(tx, workspaceId, stars)
  const found = ids.length > 0 ? await metricsWithIds(tx, workspaceId, ids) : []
  const inUse = found.filter(({ state }) => state !== 'retired')
  const known = new Set<string>([...stars, ...inUse].map(({ id }) => id))
  return {
    roots: stars.map(({ id }) => id),
    metrics: await shown(tx, workspaceId, [...stars, ...inUse]),
    edges: edges.filter(({ input, of }) => known.has(input) && known.has(of)),
  }
})

export const handlers = api.router({
  create,
  edit,
  retire,
  bringBack,
  get,
  list,
  northStars,
  northStarTree,
  ...valueHandlers,
})
