import { expect, test } from '@playwright/test'

import { ownWorkspace, signIn } from '../support/journey.ts'

test('two browsers write one text, one of them offline for a while, and both texts are there', async ({ browser }) => {
  const { slug, page, context, api } = await ownWorkspace(browser, 'Together')
  const { key } = await api.initiatives.create({ title: 'Write it together' })
  const second = await browser.newContext({ storageState: await context.storageState() })
  const other = await second.newPage()
  const [here, there] = [page.getByRole('textbox', { name: 'Text' }), other.getByRole('textbox', { name: 'Text' })]

  await page.goto(`/w/${slug}/initiatives/${key}`)
  await other.goto(`/w/${slug}/initiatives/${key}`)
  await expect(here).toBeVisible()
  await expect(there).toBeVisible()
  await here.click()
  await page.keyboard.type('Begun in the office. ')
  await expect(there).toContainText('Begun in the office.')

  await second.setOffline(true)
  await there.click()
  await other.keyboard.press('Control+End')
  await other.keyboard.type('Written on the train. ')
  await here.click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('Meanwhile at the desk. ')
  await second.setOffline(false)

  for (const text of [here, there]) {
    for (const piece of ['Begun in the office.', 'Written on the train.', 'Meanwhile at the desk.']) {
      await expect(text).toContainText(piece, { timeout: 30_000 })
    }
  }
  await expect
    .poll(async () => {
      const record = await api.records.get({ key })
      return (await api.documents.read({ recordId: record.id })).markdown
    })
    .toContain('Written on the train.')
  await other.reload()
  await expect(there).toContainText('Meanwhile at the desk.')
})

test('a change made in one browser shows in another without reload', async ({ browser }) => {
  const { slug, page, context, api } = await ownWorkspace(browser, 'Live')
  const { key } = await api.initiatives.create({ title: 'Before' })
  const second = await browser.newContext({ storageState: await context.storageState() })
  const other = await second.newPage()
  await other.goto(`/w/${slug}/initiatives`)
  await expect(other.getByText('Before')).toBeVisible()
  await page.goto(`/w/${slug}/initiatives/${key}`)
  const record = await api.records.get({ key })
  await api.initiatives.rename({ id: record.id, title: 'After' })
  await expect(other.getByText('After')).toBeVisible()
})

test('signing in again after signing out', async ({ browser }) => {
  const { slug, page, context } = await ownWorkspace(browser, 'Doors')
  await page.goto(`/w/${slug}/`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await context.clearCookies()
  await page.goto(`/w/${slug}/initiatives`)
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(context, 'doors@example.com')
  await page.goto(`/w/${slug}/initiatives`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})
