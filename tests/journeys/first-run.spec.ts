import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from '@playwright/test'

import { base, dataFolder, faultsOf, FIRST, fitsPhone, PASSWORD, sessionFile } from '../support/journey.ts'

test.setTimeout(240_000)

test('with the link that the server printed, a newcomer sets it up and looks at a year of a team', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/(sign-in|setup)/)
  const link = /http\S+\/setup\?token=\S+/.exec(readFileSync(path.join(dataFolder, 'server.log'), 'utf8'))![0]
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(link.replace(/^http:\/\/[^/]+/, base))
    await expect(page.getByLabel('Your company or product')).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
  }
  const { width, height } = page.viewportSize()!
  await fitsPhone(page)
  await page.setViewportSize({ width, height })

  await page.getByLabel('Your company or product').fill(FIRST.company)
  await page.getByLabel('Your name').fill(FIRST.name)
  await page
    .getByRole('textbox', { name: 'Your discipline' })
    .or(page.getByRole('combobox', { name: 'Your discipline' }))
    .first()
    .click()
  await page.getByRole('option', { name: 'Product management' }).click()
  await page.getByLabel('E-mail').fill(FIRST.email)
  await page.getByRole('textbox', { name: 'Password' }).fill('short')
  await page.getByRole('button', { name: 'Set up' }).click()
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveAttribute('data-invalid', 'true')
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Set up' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toContainText('Robin', { timeout: 200_000 })
  await expect(page.getByText(/reach the vision/).first()).toBeAttached()
  await page.context().storageState({ path: sessionFile })
  await page.goto(link.replace(/^http:\/\/[^/]+/, base))
  await expect(page.getByText('This server is already set up')).toBeVisible()
})
