import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

import { apiOf, complaintsOf, sessionFile } from '../support/journey.ts'

const PAGES = [
  '/',
  '/inbox',
  '/line',
  '/line/:work-item',
  '/vision',
  '/objectives',
  '/objectives/:objective',
  '/key-results/:key-result',
  '/initiatives',
  '/initiatives/:initiative',
  '/work',
  '/work?layout=board',
  '/work/:work-item',
  '/releases',
  '/releases/:release',
  '/metrics',
  '/metrics/:metric',
  '/dashboards',
  '/dashboards/:dashboard',
  '/questions',
  '/product-events',
  '/success-reviews',
  '/success-reviews/:success-review',
  '/shout-outs',
  '/settings/profile',
  '/settings/security',
  '/settings/workspace',
  '/settings/people',
  '/settings/teams',
  '/settings/tokens',
  '/settings/mail',
  '/settings/sign-in',
  '/settings/notifications',
  '/settings/audit',
  '/settings/deliveries',
  '/settings/work',
  '/settings/imports',
  '/settings/github',
]
/** Pages that stand outside every workspace. */
const OUTSIDE = ['/api']

test.use({ storageState: sessionFile })

for (const path of [...PAGES, ...OUTSIDE]) {
  test(`${path} stands in both themes and on a phone, for eyes, keys and readers`, async ({ page, context }) => {
    const [demo] = await apiOf(context, '')
      .then((api) => api.people.myWorkspaces())
      .then((all) => all.filter(({ isDemo }) => isDemo))
    const api = await apiOf(context, demo!.slug)
    const type = /:([a-z-]+)/.exec(path)?.[1]
    const example = type && (await api.records.list({ type: type as never, limit: 1 })).items[0]!.key
    const address = OUTSIDE.includes(path) ? path : `/w/${demo!.slug}${path.replace(/:[a-z-]+/, example ?? '')}`

    const complaints = complaintsOf(page)
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.goto(address)
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(
        serious.map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .map((node) => node.html)
              .slice(0, 3)
              .join(' | ')}`,
        ),
      ).toEqual([])
    }
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => document.activeElement?.tagName)
    expect(focused).not.toBe('BODY')

    await page.setViewportSize({ width: 390, height: 844 })
    await expect
      .poll(() => page.evaluate(() => document.scrollingElement!.scrollWidth - window.innerWidth))
      .toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
  })
}
