import { expect, test } from '@playwright/test'

import { ownWorkspace } from '../support/journey.ts'

test('everything is found, opened, made and reached by keys', async ({ browser }) => {
  const { slug, page, api } = await ownWorkspace(browser, 'Keys')
  const { key } = await api.initiatives.create({ title: 'Live traffic for couriers' })
  await page.goto(`/w/${slug}/`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or do' }).fill('live trafic')
  await expect(page.getByRole('option', { name: /Live traffic for couriers/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/initiatives/${key}$`))

  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(page).toHaveURL(new RegExp(`/w/${slug}/?$`))

  await page.keyboard.press('Control+/')
  await expect(page.getByRole('dialog')).toContainText('Home')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
