import { expect, type Page, test } from '@playwright/test'
import { PostHog } from 'posthog-node'

import { addDays } from '#platform/time/days.ts'

import { type Api, apiOf, base, complaintsOf, fitsPhone, ownWorkspace, PASSWORD } from '../support/journey.ts'

const DAY_MS = 86_400_000
const HISTORY_DAYS = 110
const SHIPPED_DAYS_AGO = 40
const today = new Date().toISOString().slice(0, 10)

/** Numbers from 0 to 1, the same in each run. */
function dice(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A quarter of couriers who plan routes; once the release is out, more of them share theirs. */
async function sendHistory(key: string) {
  let shared = 0
  const client = new PostHog(key, { host: base, flushAt: 500, historicalMigration: true })
  const roll = dice(7)
  for (let daysAgo = HISTORY_DAYS; daysAgo >= 1; daysAgo--) {
    const at = new Date(new Date(`${today}T10:00:00Z`).getTime() - daysAgo * DAY_MS)
    const isWeekend = at.getUTCDay() % 6 === 0
    const couriers = Math.round((isWeekend ? 32 : 46) + roll() * 6)
    const share = daysAgo < SHIPPED_DAYS_AGO ? 0.7 : 0.4
    for (let n = 0; n < couriers; n++) {
      const distinctId = `courier-${n}`
      client.capture({ distinctId, event: 'route planned', timestamp: at })
      if (roll() >= share) continue
      shared++
      client.capture({ distinctId, event: 'route shared', timestamp: new Date(at.getTime() + n * 1000) })
    }
  }
  await client.shutdown(30_000)
  return shared
}

/** From the vision to a key result that follows the metric, and an initiative with its work; all signed. */
async function lineTo(ana: Api, ben: Api, metricId: Awaited<ReturnType<Api['metrics']['create']>>['id']) {
  const [me, him] = [(await ana.people.me()).member, (await ben.people.me()).member]
  const { draft } = await ana.visions.get()
  const edited = await ana.visions.edit({
    revision: draft.revision,
    sentence: 'No courier waits for a route.',
    northStarId: null,
    clauses: [{ clauseId: null, section: 'user needs', text: 'Couriers help each other with their routes.' }],
  })
  const version = await ana.visions.propose({ revision: edited.revision, reason: 'The first one' })
  const { record } = await ana.visions.get()
  for (const one of [ana, ben]) await one.signoffs.sign({ recordId: record!.id, version: record!.version })
  await ana.visions.publish({ number: version.number })
  const clause = (await ana.visions.get()).clauses[0]!
  const objective = await ana.objectives.create({
    title: 'Couriers plan together',
    productOwnerId: me.id,
    engineeringOwnerId: him.id,
    serves: [clause.id],
  })
  const keyResult = await ana.keyResults.add({
    objectiveId: objective.id,
    title: 'Thirty couriers share a route each day',
    kind: 'increase',
    start: 18,
    target: 30,
    unit: 'couriers',
    source: 'metric',
    metricId,
  })
  await ana.objectives.propose({ id: objective.id })
  const accepted = await ana.objectives.get({ key: objective.key })
  for (const one of [ana, ben]) await one.objectives.accept({ id: objective.id, version: accepted.version })
  await ana.objectives.activate({ id: objective.id })
  const initiative = await ana.initiatives.create({
    title: 'Share a route with one tap',
    column: 'later',
    productOwnerId: me.id,
    engineeringOwnerId: him.id,
    serves: [keyResult.id],
  })
  const item = await ana.workItems.create({ title: 'Add the button that shares', lineId: initiative.id })
  return { keyResult, initiative, item }
}

const LOOKS = [
  ['light', 1280, 'light'],
  ['dark', 1280, 'dark'],
  ['phone', 390, 'light'],
] as const

test('an effect is declared, a release ships, events arrive, and what came of it is read, reviewed and written back', async ({
  browser,
}, info) => {
  test.setTimeout(240_000)
  const { slug, page, api: ana } = await ownWorkspace(browser, 'Sharing')
  const complaints = complaintsOf(page)
  page.setDefaultTimeout(15_000)
  const invite = await ana.invites.create({ role: 'member', discipline: 'engineering' })
  const other = await browser.newContext()
  const hisPage = await other.newPage()
  await hisPage.goto(`${base}${new URL(invite.link, base).pathname}`)
  await hisPage.getByLabel('Your name').fill('Ben Engineer')
  await hisPage.getByLabel('E-mail').fill('ben-sharing@example.com')
  await hisPage.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await hisPage.getByRole('button', { name: /join/i }).click()
  await hisPage.waitForURL(new RegExp(`/w/${slug}`))
  const ben = await apiOf(other, slug)

  const picture = async (on: Page, name: string) => {
    for (const [look, width, colorScheme] of LOOKS) {
      await on.setViewportSize({ width, height: 900 })
      await on.emulateMedia({ colorScheme })
      if (look === 'phone') await fitsPhone(on)
      await on.screenshot({ path: info.outputPath(`${name}-${look}.png`), fullPage: true })
    }
    await on.setViewportSize({ width: 1280, height: 900 })
    await on.emulateMedia({ colorScheme: 'light' })
  }

  // The app sends with the client that it has; a kept question counts; a metric follows it.
  const project = await ana.productProjects.add({ name: 'Courier app' })
  const metric = await ana.metrics.create({
    name: 'Couriers who share',
    unit: 'couriers',
    direction: 'up',
    kind: 'outcome',
  })
  const shared = await sendHistory(project.key)
  const asking = {
    kind: 'trends' as const,
    series: [{ name: 'route shared', measure: { of: 'people' as const } }],
    range: { last: HISTORY_DAYS + 1, unit: 'day' as const },
  }
  const counted = async () => {
    const { outcome } = await ana.questions.ask({
      projectId: project.id,
      asking: { ...asking, series: [{ name: 'route shared', measure: { of: 'events' } }] },
    })
    return outcome.kind === 'trends' && outcome.lines[0]!.total
  }
  await expect.poll(counted, { timeout: 60_000 }).toBe(shared)
  await ana.questions.save({ projectId: project.id, title: 'Who shares a route?', asking })
  await page.goto(`/w/${slug}/metrics/${metric.key}`)
  await page.getByRole('button', { name: 'Choose a question' }).click()
  await page.getByRole('dialog').getByRole('combobox', { name: 'Which question?' }).fill('shares')
  await page.getByRole('option', { name: /Who shares a route/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Count it' }).click()
  await expect(page.getByText('again every hour')).toBeVisible()
  await picture(page, 'metric')
  const line = await lineTo(ana, ben, metric.id)

  // Before it ships: what should change, signed by both sides.
  const release = await ana.releases.create({ version: '5.2', name: 'One tap to share' })
  await ana.releases.add({ key: release.key, ids: [line.initiative.id, line.item.id] })
  await page.goto(`/w/${slug}/releases/${release.key}`)
  await page.getByRole('button', { name: 'Declare an effect' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Which metric moves?' }).fill('share')
  await page.getByRole('option', { name: /Couriers who share/ }).click()
  await dialog.getByLabel('By how much').fill('8')
  await dialog.getByRole('button', { name: 'Declare it' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Sign for product' }).click()
  await hisPage.goto(`/w/${slug}/releases/${release.key}`)
  await hisPage.getByRole('button', { name: 'Sign for engineering' }).click()
  await expect(page.getByRole('button', { name: 'Take back' })).toBeVisible()

  // It went out forty days ago; whoever writes that down today finds the readings of the horizons that are over.
  await page.getByRole('button', { name: 'Ship it' }).click()
  await pickDay(page, addDays(today, -SHIPPED_DAYS_AGO))
  await page.getByRole('dialog').getByRole('button', { name: 'Ship it' }).click()
  await expect(page.getByText(/the declared size lies within the interval|than was declared/).first()).toBeVisible({
    timeout: 20_000,
  })
  await expect(page.getByText('Improved').first()).toBeVisible()
  await expect(page.getByRole('row', { name: /^30 days .*Improved$/ })).toBeVisible()
  await picture(page, 'release')

  // The review: each side writes blind, both are shown, and it ends in a verdict.
  await page.getByRole('link', { name: 'Open it' }).click()
  await page.getByLabel('What surprised your side?').fill('Weekends took it up first.')
  await page.getByRole('button', { name: 'Hand in' }).click()
  await expect(page.getByText('1 of 2 handed in')).toBeVisible()
  await hisPage.goto(page.url())
  await expect(hisPage.getByText('Weekends took it up first.')).toHaveCount(0)
  await hisPage.getByLabel('What surprised your side?').fill('It needed no new service.')
  await hisPage.getByRole('button', { name: 'Hand in' }).click()
  await expect(page.getByText('It needed no new service.')).toBeVisible()
  await page
    .getByRole('button', { name: /^Decide/ })
    .first()
    .click()
  await page.getByRole('dialog').getByText('Continue', { exact: true }).click()
  await page.getByRole('dialog').getByLabel('What did you learn?').fill('One tap beats a menu.')
  await page.getByRole('dialog').getByLabel('Why this verdict?').fill('More couriers share, and nothing got worse.')
  await page.getByRole('dialog').getByRole('button', { name: 'Decide' }).click()
  await expect(page.getByText('One tap beats a menu.')).toBeVisible()
  await picture(page, 'success-review')

  // Written back: key result, initiative and line show what came of it.
  await page.goto(`/w/${slug}/key-results/${line.keyResult.key}`)
  await expect(page.getByText('A success review decided to continue')).toBeVisible()
  await picture(page, 'key-result')
  await page.goto(`/w/${slug}/initiatives/${line.initiative.key}`)
  await expect(page.getByText('Worked: continue').first()).toBeVisible()
  await picture(page, 'initiative')
  await page.goto(`/w/${slug}/line/${line.item.key}`)
  await expect(page.getByText('Couriers help each other with their routes.').first()).toBeVisible()
  await expect(page.getByText(/One tap to share/).first()).toBeVisible()
  await expect(page.getByText('continued').first()).toBeVisible()
  await picture(page, 'line')
  expect(complaints).toEqual([])
})

/** Picks a day in the calendar of the open dialog, going back month by month. */
async function pickDay(page: Page, day: string) {
  const said = new Date(`${day}T12:00:00Z`)
  await page.getByRole('dialog').getByLabel('When did it go out?').click()
  const months =
    (new Date(today).getUTCFullYear() - said.getUTCFullYear()) * 12 + new Date(today).getUTCMonth() - said.getUTCMonth()
  for (let n = 0; n < months; n++) await page.getByRole('button', { name: 'Month before' }).click()
  const name = `${said.getUTCDate()} ${said.toLocaleDateString('en', { month: 'long', timeZone: 'UTC' })} ${said.getUTCFullYear()}`
  await page.getByRole('button', { name }).click()
  await page.keyboard.press('Escape')
}
