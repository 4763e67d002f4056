import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { newId } from '#platform/database/ids.ts'

import { workViews as contract, WorkViewId } from './contract.ts'
import { workViewChanged } from './events.ts'
import { deleteView, dropFavourite, insertView, putFavourite, updateView, viewsFor, viewsOwned } from './queries.ts'
import { MOST_VIEWS, whyNotChange, whyNotShare } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

/** Nobody else learns that somebody has a view of their own. */
const heardBy = (view: { isShared: boolean; ownerId: MemberId }) => (view.isShared ? {} : { audience: [view.ownerId] })

const mine = api.mine.handler(({ context: { tx, workspaceId, me } }) => viewsFor(tx, workspaceId, me.id))

const save = api.save.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const refusal = whyNotShare(input.isShared, me)
  if (refusal) throw errors[refusal]()
  if ((await viewsOwned(tx, workspaceId, me.id)) >= MOST_VIEWS) throw errors.TOO_MANY_VIEWS()
  const view = { id: WorkViewId.parse(newId()), ownerId: me.id, ...input }
  await insertView(tx, { workspaceId, ...view, createdAt: now })
  emit(workViewChanged, { id: view.id }, heardBy(view))
  return { ...view, isFavourite: false }
})

const edit = api.edit.handler(async ({ input, errors, context: { tx, workspaceId, me, emit } }) => {
  const [view] = await viewsFor(tx, workspaceId, me.id, input.id)
  if (!view) throw errors.NOT_FOUND()
  const refusal = whyNotChange(view, me) ?? whyNotShare(input.isShared, me)
  if (refusal) throw errors[refusal]()

  const next = {
    ...view,
    name: input.name ?? view.name,
    query: input.query ?? view.query,
    isShared: input.isShared ?? view.isShared,
  }
  await updateView(tx, workspaceId, next)
  // Who saw it before must see it go.
  emit(workViewChanged, { id: view.id }, view.isShared ? {} : heardBy(next))
  return next
})

const remove = api.remove.handler(async ({ input, errors, context: { tx, workspaceId, me, emit } }) => {
  const [view] = await viewsFor(tx, workspaceId, me.id, input.id)
  if (!view) throw errors.NOT_FOUND()
  const refusal = whyNotChange(view, me)
  if (refusal) throw errors[refusal]()
  await deleteView(tx, workspaceId, view.id)
  emit(workViewChanged, { id: view.id }, heardBy(view))
})

const favour = api.favour.handler(async ({ input, errors, context: { tx, workspaceId, me, emit } }) => {
  const [view] = await viewsFor(tx, workspaceId, me.id, input.id)
  if (!view) throw errors.NOT_FOUND()
  await (input.isFavourite ? putFavourite : dropFavourite)(tx, workspaceId, me.id, view.id)
  emit(workViewChanged, { id: view.id }, { audience: [me.id] })
  return { ...view, isFavourite: input.isFavourite }
})

export const handlers = api.router({ mine, save, edit, remove, favour })
