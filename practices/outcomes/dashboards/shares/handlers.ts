import { timingSafeEqual } from 'node:crypto'

import { implement } from '@orpc/server'

import { workspaceOf } from '#commons/people/lookups.ts'
import { acrossWorkspaces, type Asked, inWorkspace } from '#platform/api/answer.ts'
import { derivedSecret } from '#platform/auth/signatures.ts'
import { newId } from '#platform/database/ids.ts'
import type { Services } from '#platform/services.ts'

import { contentsOf } from '../contents/queries.ts'
import { dashboards as contract, type Share, type ShareId } from '../contract.ts'
import { dashboardShared, dashboardShareTakenBack } from '../events.ts'
import { dashboardWithId, endShare, findDashboard, insertShare, openShares, shareWithId } from '../queries.ts'
import { partsOf, tokenOf } from './rules.ts'

const os = implement(contract).$context<Asked>()
const api = os.use(inWorkspace)
const open = os.use(acrossWorkspaces)

const MOST_LINKS = 20

const proofOf = (services: Services, id: string) => derivedSecret(services.secret, `dashboard share ${id}`)

type ShareRow = Awaited<ReturnType<typeof openShares>>[number]

const shown = (services: Services, { id, expiresAt, createdById, createdAt }: ShareRow): Share => ({
  id,
  url: `${services.baseUrl}/shared/${tokenOf(id, proofOf(services, id))}`,
  expiresAt,
  createdBy: createdById,
  createdAt,
})

const share = api.share.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit, services } = context
  const dashboard = await findDashboard(tx, workspaceId, input.key)
  if (!dashboard) throw errors.NOT_FOUND()
  if (dashboard.state === 'retired') throw errors.RETIRED()
  if ((await openShares(tx, workspaceId, dashboard.id, now)).length >= MOST_LINKS) throw errors.TOO_MANY_LINKS()
  const row = {
    workspaceId,
    id: newId() as ShareId, // made here
    dashboardId: dashboard.id,
    expiresAt: new Date(now.getTime() + input.days * 86_400_000),
    takenBackAt: null,
    createdById: me.id,
    createdAt: now,
  }
  await insertShare(tx, row)
  emit(dashboardShared, { id: dashboard.id }, { record: dashboard.id })
  return shown(services, row)
})

const takeBackShare = api.takeBackShare.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const ended = await endShare(tx, workspaceId, input.id, now)
  if (!ended) throw errors.NOT_FOUND()
  emit(dashboardShareTakenBack, { id: ended.dashboardId }, { record: ended.dashboardId })
})

const shares = api.shares.handler(async ({ input, errors, context: { tx, workspaceId, now, services } }) => {
  const dashboard = await findDashboard(tx, workspaceId, input.key)
  if (!dashboard) throw errors.NOT_FOUND()
  return (await openShares(tx, workspaceId, dashboard.id, now)).map((row) => shown(services, row))
})

const shared = open.shared.handler(async ({ input, errors, context: { tx, now, services } }) => {
  const parts = partsOf(input.token)
  const right = parts && Buffer.from(proofOf(services, parts.id))
  if (!parts || !right || !timingSafeEqual(right, Buffer.from(parts.proof))) throw errors.NOT_FOUND()
  const found = await shareWithId(tx, parts.id as ShareId, now) // its shape was read above
  const dashboard = found && (await dashboardWithId(tx, found.workspaceId, found.dashboardId))
  if (!dashboard || dashboard.state === 'retired') throw errors.NOT_FOUND()
  const { workspaceId, expiresAt } = found
  const { name } = await workspaceOf(tx, workspaceId)
  return {
    title: dashboard.title,
    workspace: name,
    expiresAt,
    tiles: await contentsOf(tx, workspaceId, dashboard.tiles, now),
  }
})

export const shareHandlers = { share, takeBackShare, shares, shared }
