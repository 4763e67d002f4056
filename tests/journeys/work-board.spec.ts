import { expect, test } from '@playwright/test'

import { complaintsOf, ownWorkspace } from '../support/journey.ts'

test('cards go through the columns by keys and by hand, several at once, and back again', async ({ browser }) => {
  const { slug, page, api } = await ownWorkspace(browser, 'Columns')
  const complaints = complaintsOf(page)
  for (const title of ['Ring the bell', 'Oil the gate', 'Paint the fence']) await api.workItems.create({ title })
  const stateOf = async (title: string) => {
    const { items } = await api.workItems.list({ text: title })
    const states = await api.workStates.inOrder()
    return states.find(({ id }) => id === items[0]?.stateId)?.name
  }
  const column = (name: string) => page.getByRole('region', { name, exact: true })
  const card = (title: string) => page.getByRole('group', { name: new RegExp(title) }).last()

  await page.goto(`/w/${slug}/work?layout=board`)
  await expect(column('Backlog').getByText('Ring the bell')).toBeVisible()

  // Carried by keys, and the focus goes along.
  await card('Ring the bell').focus()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(column('To do').getByText('Ring the bell')).toBeVisible()
  await expect(card('Ring the bell')).toBeFocused()
  await expect.poll(() => stateOf('Ring the bell')).toBe('To do')
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(column('Backlog').getByText('Ring the bell')).toBeVisible()
  await expect.poll(() => stateOf('Ring the bell')).toBe('Backlog')

  // Dragged.
  await card('Oil the gate').dragTo(column('In progress'))
  await expect(column('In progress').getByText('Oil the gate')).toBeVisible()
  await expect.poll(() => stateOf('Oil the gate')).toBe('In progress')

  // Two are selected, one by its key and one by a click; dragging one takes both.
  await card('Ring the bell').focus()
  await page.keyboard.press('x')
  await card('Paint the fence').click({ modifiers: ['Shift'] })
  await expect(page.getByRole('toolbar', { name: 'With the selected' })).toContainText('2 selected')
  await card('Paint the fence').dragTo(column('In progress'))
  for (const title of ['Ring the bell', 'Paint the fence']) {
    await expect(column('In progress').getByText(title)).toBeVisible()
    await expect.poll(() => stateOf(title)).toBe('In progress')
  }
  await page.keyboard.press('Control+z')
  for (const title of ['Ring the bell', 'Paint the fence']) {
    await expect(column('Backlog').getByText(title)).toBeVisible()
    await expect.poll(() => stateOf(title)).toBe('Backlog')
  }
  await page.reload()
  await expect(column('In progress').getByText('Oil the gate')).toBeVisible()
  expect(complaints).toEqual([])
})

test('rows of a list are walked, selected and changed by keys, and the change is undone', async ({ browser }) => {
  const { slug, page, api } = await ownWorkspace(browser, 'Rows')
  const titles = ['Mend the first lamp', 'Mend the second lamp', 'Mend the third lamp']
  for (const title of titles) await api.workItems.create({ title })
  const urgent = async () => {
    const { items } = await api.workItems.list({ priorities: ['urgent'], sort: 'created' })
    return items.map(({ title }) => title)
  }
  await page.goto(`/w/${slug}/work?sort=created&order=reverse`)
  const grid = page.getByRole('grid', { name: 'Work items' })
  await expect(grid.getByText('Mend the third lamp')).toBeVisible()
  await expect(grid).toBeFocused()

  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(page.getByRole('toolbar', { name: 'With the selected' })).toContainText('2 selected')
  await page.keyboard.press('p')
  await page.keyboard.type('urg')
  await page.keyboard.press('Enter')
  await expect.poll(urgent).toEqual(['Mend the third lamp', 'Mend the first lamp'])
  await expect(grid.getByTitle('Urgent', { exact: true })).toHaveCount(2)

  await page.keyboard.press('Control+z')
  await expect.poll(urgent).toEqual([])
  await expect(grid.getByTitle('Urgent', { exact: true })).toHaveCount(0)

  // What is shown follows what is searched for, there and back.
  await page.getByLabel('Find by title or key').fill('third')
  await expect(grid.getByText('Mend the first lamp')).toHaveCount(0)
  await expect(grid.getByText('Mend the third lamp')).toBeVisible()
  await page.getByLabel('Find by title or key').fill('')
  await expect(grid.getByText('Mend the first lamp')).toBeVisible()

  await grid.focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Home')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Mend the second lamp')
})
