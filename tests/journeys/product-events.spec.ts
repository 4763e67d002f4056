import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

import { expect, test } from '@playwright/test'

import { base, complaintsOf, ownWorkspace } from '../support/journey.ts'

test('a page of another site sends with posthog-js, and an admin sees it arrive', async ({ browser }) => {
  const { page, slug, context } = await ownWorkspace(browser, 'Product events')
  const complaints = complaintsOf(page)
  await page.goto(`${base}/w/${slug}/product-events`)
  await page.getByRole('button', { name: 'Add a product' }).click()
  await page.getByLabel('Name').fill('Courier app')
  await page.getByRole('button', { name: 'Add product' }).click()
  const key = (await page.getByText(/^phc_/).first().textContent())!

  const client = readFileSync(fileURLToPath(import.meta.resolve('posthog-js/dist/module.full.no-external.js')), 'utf8')
  const site = createServer((request, response) => {
    const isScript = request.url === '/client.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(
      isScript
        ? client
        : `<title>Shop</title><script type="module">
            import posthog from '/client.js'
            posthog.init('${key}', { api_host: '${base}', opt_out_useragent_filter: true })
            posthog.capture('route planned', { stops: 7 })
            posthog.identify('courier-1', { plan: 'pro' })
            posthog.group('company', 'fernway')
            posthog.capture('route shared')
          </script>`,
    )
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  try {
    const shop = await context.newPage()
    const heard = complaintsOf(shop)
    await shop.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
    await page.goto(`${base}/w/${slug}/product-events?show=latest`)
    await expect(page.getByRole('button', { name: /route planned/ })).toBeVisible()
    await expect(page.getByRole('button', { name: /route shared/ })).toBeVisible()
    expect(heard.filter((said) => !said.includes('favicon'))).toEqual([])
    await shop.close()
  } finally {
    site.close()
  }
  await page.getByRole('button', { name: /route planned/ }).click()
  await expect(page.getByText('"stops": 7')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'People' }).click()
  await expect(page.getByText('courier-1').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.getByLabel('Pages that may send').fill('https://app.example.com/path')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('without a path')).toBeVisible()
  await page.getByLabel('Pages that may send').fill('https://app.example.com')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('It counts from now on.')).toBeVisible()
  expect(complaints.filter((said) => !said.includes('400'))).toEqual([])
})
