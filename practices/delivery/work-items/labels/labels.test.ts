import { expect, test } from 'vitest'

import { newWorkspace } from '#tests/support/workspace.ts'

test('labels get different colours, count their items and leave them when removed', async () => {
  const { ana, told } = await newWorkspace('Ana')
  const maps = await ana.api.workLabels.add({ name: 'Maps' })
  const audio = await ana.api.workLabels.add({ name: 'Audio' })
  expect(audio.colour).not.toBe(maps.colour)
  const item = await ana.api.workItems.create({ title: 'Item', labels: [maps.id, audio.id] })
  expect((await ana.api.workLabels.byName()).map((label) => [label.name, label.items])).toEqual([
    ['Audio', 1],
    ['Maps', 1],
  ])
  await ana.api.workLabels.edit({ id: maps.id, name: 'Mapping', colour: 'plum' })
  await ana.api.workLabels.remove({ id: audio.id })
  expect((await ana.api.workItems.among({ ids: [item.id] }))[0]!.labels).toEqual([maps.id])
  expect((await ana.api.workItems.label({ id: item.id, labels: [] })).labels).toEqual([])
  expect((await told()).filter((name) => name.startsWith('work-label'))).toEqual([
    'work-label.added.v1',
    'work-label.added.v1',
    'work-label.changed.v1',
    'work-label.removed.v1',
  ])
})

test('a name is there once, whatever its case, in one workspace', async () => {
  const { ana } = await newWorkspace('Ana')
  const { cleo } = await newWorkspace('Cleo')
  const maps = await ana.api.workLabels.add({ name: 'Maps' })
  await expect(ana.api.workLabels.add({ name: ' maps' })).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  const audio = await ana.api.workLabels.add({ name: 'Audio' })
  await expect(ana.api.workLabels.edit({ id: audio.id, name: 'MAPS' })).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  await cleo.api.workLabels.add({ name: 'Maps' })
  await expect(cleo.api.workLabels.edit({ id: maps.id, name: 'Mine' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(cleo.api.workLabels.remove({ id: maps.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
