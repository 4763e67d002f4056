import { globSync, readFileSync } from 'node:fs'

import { expect, test } from '@playwright/test'

import { type Api, apiOf, complaintsOf, faultsOf, fitsPhone, sessionFile } from '../support/journey.ts'

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
  '/dashboards-shown',
  '/questions',
  '/questions/:own-question',
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
  '/settings/imports/:own-import',
  '/settings/github',
]
/** Pages that stand outside every workspace, for whoever comes without a session. */
const OUTSIDE = ['/api', '/setup', '/sign-in', '/join/:own-invite', '/shared/:own-link']

/** What the demo has none of is made first; the answer takes its place in the address. */
const OWN: Record<string, (api: Api) => Promise<string>> = {
  'own-question': async (api) => {
    const project = await api.productProjects.add({ name: `Courier app ${Date.now()}` })
    const asking = {
      kind: 'trends' as const,
      series: [{ name: 'tour planned', measure: { of: 'people' as const } }],
      range: { last: 30, unit: 'day' as const },
    }
    return (await api.questions.save({ projectId: project.id, title: 'Who plans tours', asking })).key
  },
  'own-import': async (api) =>
    (await api.imports.begin({ source: 'csv', name: 'work.csv', text: 'Title,State\nRead a map,Open\n' })).id,
  'own-invite': async (api) => lastPart((await api.invites.create({})).link),
  'own-link': async (api) => {
    const [dashboard] = (await api.dashboards.list({})).items
    return lastPart((await api.dashboards.share({ key: dashboard!.key })).url)
  },
}
const lastPart = (address: string) => new URL(address).pathname.split('/').at(-1)!

test.use({ storageState: sessionFile })

test('every page that there is stands in one of these lists', () => {
  const declared = globSync(['app/web/**/*.{ts,tsx}', 'commons/**/ui/*.{ts,tsx}', 'practices/**/ui/*.{ts,tsx}'])
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/path: '(\/[^']*)', load:/g)].map((found) => found[1]!))
    .map((path) => path.replaceAll(/\$\w+/g, ':'))
  const tried = new Set([...PAGES, ...OUTSIDE].map((path) => path.replaceAll(/:[a-z-]+/g, ':')))
  expect(declared.length).toBeGreaterThan(40)
  expect(declared.filter((path) => path !== '/design' && !tried.has(path))).toEqual([])
})

for (const path of [...PAGES, ...OUTSIDE]) {
  test(`${path} stands in both themes and on a phone, for eyes, keys and readers`, async ({ page, context }) => {
    const [demo] = await apiOf(context, '')
      .then((api) => api.people.myWorkspaces())
      .then((all) => all.filter(({ isDemo }) => isDemo))
    const api = await apiOf(context, demo!.slug)
    const type = /:([a-z-]+)/.exec(path)?.[1]
    const example =
      type &&
      (await (OWN[type]?.(api) ??
        api.records.list({ type: type as never, limit: 1 }).then(({ items }) => items[0]!.key)))
    const there = path.replace(/:[a-z-]+/, example ?? '')
    const address = OUTSIDE.includes(path) ? there : `/w/${demo!.slug}${there}`
    if (OUTSIDE.includes(path)) await context.clearCookies()

    const complaints = complaintsOf(page)
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.goto(address)
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      expect(await faultsOf(page)).toEqual([])
    }
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => document.activeElement?.tagName)
    expect(focused).not.toBe('BODY')

    await fitsPhone(page)
    expect(complaints).toEqual([])
  })
}
