import { expect, test } from 'vitest'

import { newWorkspace } from '#tests/support/workspace.ts'

const BOARD = { layout: 'board', group: 'state', assignee: 'me' }

test('one’s own views are one’s own, shared ones are everybody’s, favourites come first', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  await ana.api.workViews.save({ name: 'Mine', query: BOARD })
  const shared = await ana.api.workViews.save({ name: 'Team board', query: BOARD, isShared: true })
  expect((await ben.api.workViews.mine()).map((view) => view.name)).toEqual(['Team board'])
  await ana.api.workViews.favour({ id: shared.id, isFavourite: true })
  expect((await ana.api.workViews.mine()).map((view) => [view.name, view.isFavourite])).toEqual([
    ['Team board', true],
    ['Mine', false],
  ])
  expect((await ben.api.workViews.mine())[0]!.isFavourite).toBe(false)
  await ana.api.workViews.edit({ id: shared.id, name: 'Board of the team', isShared: false })
  expect(await ben.api.workViews.mine()).toEqual([])
  await ana.api.workViews.remove({ id: shared.id })
  expect((await ana.api.workViews.mine()).map((view) => view.name)).toEqual(['Mine'])
})

test('each refusal', async () => {
  const { ana, ben, olga } = await newWorkspace('Ana', 'Ben', { name: 'Olga', role: 'observer' })
  const own = await ana.api.workViews.save({ name: 'Mine', query: {} })
  const shared = await ana.api.workViews.save({ name: 'Ours', query: {}, isShared: true })
  await expect(ben.api.workViews.edit({ id: own.id, name: 'Taken' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(ben.api.workViews.edit({ id: shared.id, name: 'Taken' })).rejects.toMatchObject({ code: 'NOT_YOURS' })
  await expect(ben.api.workViews.remove({ id: shared.id })).rejects.toMatchObject({ code: 'NOT_YOURS' })
  await expect(ben.api.workViews.favour({ id: own.id, isFavourite: true })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(olga.api.workViews.save({ name: 'All', query: {}, isShared: true })).rejects.toMatchObject({
    code: 'MEMBERS_SHARE',
  })
  for (let i = 0; i < 98; i++) await ana.api.workViews.save({ name: `View ${i}`, query: {} })
  await expect(ana.api.workViews.save({ name: 'One more', query: {} })).rejects.toMatchObject({
    code: 'TOO_MANY_VIEWS',
  })
})
