import { implement } from '@orpc/server'

import { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { registerRecord, updateRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace, type Inside } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import type { Transaction } from '#platform/database/database.ts'

import { contentsOf } from './contents/queries.ts'
import { type Dashboard, dashboards as contract, type Tile } from './contract.ts'
import {
  dashboardBroughtBack,
  dashboardChanged,
  dashboardCreated,
  dashboardDigestChosen,
  dashboardRetired,
} from './events.ts'
import {
  addReader,
  dashboardsByTitle,
  findDashboard,
  type FoundDashboard,
  insertDashboard,
  putTiles,
  readersOf,
  removeReader,
} from './queries.ts'
import { shownBy, whyNotArrange } from './rules.ts'
import { shareHandlers } from './shares/handlers.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

async function shown({ tx, workspaceId, me }: Inside, found: FoundDashboard[]): Promise<Dashboard[]> {
  const readers = await readersOf(tx, workspaceId)
  return found.map(({ state, ...dashboard }) => {
    const digestTo = (readers.get(dashboard.id) ?? []).map(({ memberId }) => memberId)
    return {
      ...dashboard,
      state: state === 'retired' ? ('retired' as const) : ('in use' as const),
      digestTo,
      digestIsMine: digestTo.includes(me.id),
    }
  })
}

async function shownAnew(context: Inside, key: string) {
  const found = await findDashboard(context.tx, context.workspaceId, key)
  return (await shown(context, [found!]))[0]! // it was found or made in this transaction
}

async function whyNotShow(tx: Transaction, workspaceId: string, tiles: Tile[]) {
  const wrong = whyNotArrange(tiles)
  if (wrong) return wrong
  const { metricIds, objectiveIds } = shownBy(tiles)
  const found = await recordsById(tx, workspaceId, [...metricIds, ...objectiveIds])
  const isThere = (type: string) => (id: RecordId) => found.get(id)?.type === type
  return metricIds.every(isThere('metric')) && objectiveIds.every(isThere('objective')) ? undefined : 'NOT_THERE'
}

const create = api.create.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const refusal = await whyNotShow(tx, workspaceId, input.tiles)
  if (refusal) throw errors[refusal]()
  const { id, key } = await registerRecord(tx, workspaceId, {
    type: 'dashboard',
    title: input.title,
    state: 'in use',
    stateGroup: 'active',
    by: me.id,
    now,
  })
  await insertDashboard(tx, { workspaceId, id, tiles: input.tiles, editedAt: now })
  emit(dashboardCreated, { id }, { record: id })
  return shownAnew(context, key)
})

const rename = api.rename.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const dashboard = await findDashboard(tx, workspaceId, input.key)
  if (!dashboard) throw errors.NOT_FOUND()
  if (dashboard.title !== input.title) {
    await updateRecord(tx, workspaceId, dashboard.id, { title: input.title }, now)
    const changes = [{ field: 'title', from: dashboard.title, to: input.title }]
    emit(dashboardChanged, { id: dashboard.id }, { record: dashboard.id, changes })
  }
  return shownAnew(context, input.key)
})

const arrange = api.arrange.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const dashboard = await findDashboard(tx, workspaceId, input.key)
  if (!dashboard) throw errors.NOT_FOUND()
  if (input.seenAt && input.seenAt.getTime() !== dashboard.editedAt.getTime()) throw errors.CHANGED_MEANWHILE()
  // What a tile shows may have gone since it was put there; only what is new must be here.
  const before = new Set(dashboard.tiles.map(({ id }) => id))
  const wrong = whyNotArrange(input.tiles)
  if (wrong) throw errors[wrong]()
  const refusal = await whyNotShow(
    tx,
    workspaceId,
    input.tiles.filter(({ id }) => !before.has(id)),
  )
  if (refusal) throw errors[refusal]()
  await putTiles(tx, workspaceId, dashboard.id, input.tiles, now)
  await updateRecord(tx, workspaceId, dashboard.id, {}, now)
  const count = input.tiles.length
  const changes = count === dashboard.tiles.length ? [] : [{ field: 'tiles', from: dashboard.tiles.length, to: count }]
  emit(dashboardChanged, { id: dashboard.id }, changes.length > 0 ? { record: dashboard.id, changes } : {})
  return shownAnew(context, input.key)
})

const retire = api.retire.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const dashboard = await findDashboard(tx, workspaceId, input.key)
  if (!dashboard) throw errors.NOT_FOUND()
  if (dashboard.state !== 'retired') {
    await updateRecord(tx, workspaceId, dashboard.id, { state: 'retired', stateGroup: 'dropped' }, now)
    const changes = [{ field: 'state', from: 'in use', to: 'retired' }]
    emit(dashboardRetired, { id: dashboard.id }, { record: dashboard.id, changes })
  }
  return shownAnew(context, input.key)
})

const bringBack = api.bringBack.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const dashboard = await findDashboard(tx, workspaceId, input.key)
  if (!dashboard) throw errors.NOT_FOUND()
  if (dashboard.state === 'retired') {
    await updateRecord(tx, workspaceId, dashboard.id, { state: 'in use', stateGroup: 'active' }, now)
    const changes = [{ field: 'state', from: 'retired', to: 'in use' }]
    emit(dashboardBroughtBack, { id: dashboard.id }, { record: dashboard.id, changes })
  }
  return shownAnew(context, input.key)
})

const get = api.get.handler(async ({ input, errors, context }) => {
  const found = await findDashboard(context.tx, context.workspaceId, input.key)
  if (!found) throw errors.NOT_FOUND()
  return (await shown(context, [found]))[0]!
})

const list = api.list.handler(async ({ input, context }) => {
  const rows = await dashboardsByTitle(context.tx, context.workspaceId, input)
  const { items, ...rest } = nextPage(rows, input.limit, ({ id }) => id)
  return { items: await shown(context, items), ...rest }
})

const contents = api.contents.handler(async ({ input, errors, context: { tx, workspaceId, now } }) => {
  const found = await findDashboard(tx, workspaceId, input.key)
  if (!found) throw errors.NOT_FOUND()
  return contentsOf(tx, workspaceId, found.tiles, now)
})

const sendMe = api.sendMe.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const dashboard = await findDashboard(tx, workspaceId, input.key)
  if (!dashboard) throw errors.NOT_FOUND()
  if (input.wanted) await addReader(tx, workspaceId, dashboard.id, me.id, now)
  else await removeReader(tx, workspaceId, dashboard.id, me.id)
  emit(dashboardDigestChosen, { id: dashboard.id }, {})
  return shownAnew(context, input.key)
})

export const handlers = implement(contract)
  .$context<Asked>()
  .router({ create, rename, arrange, retire, bringBack, get, list, contents, sendMe, ...shareHandlers })
