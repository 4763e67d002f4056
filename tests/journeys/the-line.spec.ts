import { readFileSync } from 'node:fs'

import { expect, test } from '@playwright/test'

import { apiOf, base, ownWorkspace, PASSWORD, sendWebhook } from '../support/journey.ts'

const DAY = 86_400_000
const day = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 10)
const FIXTURE = 'tests/fixtures/github-issues.json'
type Issue = {
  number: number
  title: string
  state: string
  html_url: string
  created_at: string
  repository_url: string
  user: { login: string }
}

test('one line, from real issues up to the vision and down to a measured effect', async ({ browser }, info) => {
  test.setTimeout(240_000)
  const { slug, page, api: ana } = await ownWorkspace(browser, 'Ember')
  const picture = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) })

  // An engineer joins by an invite link, without any mail server.
  const invite = await ana.invites.create({ role: 'member', discipline: 'engineering' })
  const other = await browser.newContext()
  const joining = await other.newPage()
  await joining.goto(`${base}${new URL(invite.link, base).pathname}`)
  await joining.getByLabel('Your name').fill('Ben Engineer')
  await joining.getByLabel('E-mail').fill('ben-ember@example.com')
  await joining.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await joining.getByRole('button', { name: /join/i }).click()
  await joining.waitForURL(new RegExp(`/w/${slug}`))
  const ben = await apiOf(other, slug)
  const [me, him] = [(await ana.people.me()).member, (await ben.people.me()).member]
  expect([me.side, him.side]).toEqual(['product', 'engineering'])

  // Work comes from GitHub: looked at first, then run.
  await page.goto(`/w/${slug}/settings/imports`)
  await page.getByText('GitHub export', { exact: true }).click()
  await page.locator('input[type=file]').setInputFiles(FIXTURE)
  await page.getByRole('button', { name: 'Read it' }).click()
  await expect(page.getByText('40 rows are good')).toBeVisible()
  await picture('import-preview')
  await page.getByRole('button', { name: 'Import 40 rows' }).click()
  await expect(page.getByText('40 created of 40').first()).toBeVisible({ timeout: 60_000 })

  // Vision, signed by both sides.
  const { draft } = await ana.visions.get()
  const edited = await ana.visions.edit({
    revision: draft.revision,
    sentence: 'Every app that Ember powers upgrades without fear.',
    northStarId: null,
    clauses: [{ clauseId: null, section: 'user needs', text: 'An upgrade never takes more than an afternoon.' }],
  })
  const version = await ana.visions.propose({ revision: edited.revision, reason: 'The first one' })
  const proposed = await ana.visions.get()
  for (const one of [ana, ben])
    await one.signoffs.sign({ recordId: proposed.record!.id, version: proposed.record!.version })
  await ana.visions.publish({ number: version.number })
  const clause = (await ana.visions.get()).clauses[0]!

  // A metric, pushed over HTTP with a token; an objective that both owners accept; an initiative through the gate.
  const metric = await ana.metrics.create({ name: 'Upgrade hours', unit: 'h', direction: 'down', kind: 'outcome' })
  const token = await ana.tokens.create({ name: 'CI', scopes: ['metrics:write'], ofWorkspace: true })
  const push = (values: { day: string; value: number }[], authorization = `Bearer ${token.secret}`) =>
    fetch(`${base}/api/v1/metrics/${metric.key}/values`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ values }),
    })
  const values = Array.from({ length: 80 }, (_, i) => ({ day: day(80 - i), value: (i < 40 ? 9 : 5) + (i % 3) * 0.2 }))
  expect((await push(values)).status).toBe(200)
  expect((await push(values, 'Bearer tl_guessed')).status).toBe(401)
  const objective = await ana.objectives.create({
    title: 'Upgrades that nobody fears',
    productOwnerId: me.id,
    engineeringOwnerId: him.id,
    serves: [clause.id],
  })
  const keyResult = await ana.keyResults.add({
    objectiveId: objective.id,
    title: 'An upgrade takes five hours',
    kind: 'decrease',
    start: 9,
    target: 5,
    unit: 'h',
    source: 'metric',
    metricId: metric.id,
  })
  await ana.objectives.propose({ id: objective.id })
  const accepted = await ana.objectives.get({ key: objective.key })
  for (const one of [ana, ben]) await one.objectives.accept({ id: objective.id, version: accepted.version })
  await ana.objectives
    .activate({ id: objective.id })
    .catch((error: { code?: string }) => expect(error.code).toMatch(/ALREADY|ACTIVE/))
  const initiative = await ana.initiatives.create({
    title: 'Test every peer dependency',
    column: 'later',
    productOwnerId: me.id,
    engineeringOwnerId: him.id,
    serves: [keyResult.id],
  })
  await ana.initiatives.sayValue({
    id: initiative.id,
    value: 'Nobody finds out after the upgrade.',
    effect: null,
    saw: 0,
  })
  await ben.initiatives.giveFeasibility({
    id: initiative.id,
    lowDays: 5,
    highDays: 9,
    confidence: 'medium',
    dateRisk: 'none',
    saw: 0,
  })
  const ready = await ana.initiatives.get({ key: initiative.key })
  for (const one of [ana, ben]) await one.signoffs.sign({ recordId: initiative.id, version: ready.version })
  await ana.initiatives.move({ id: initiative.id, column: 'next' })

  // Imported work is linked under it; pull requests close it, a release carries it out.
  const issues = (JSON.parse(readFileSync(FIXTURE, 'utf8')) as Issue[]).filter(({ state }) => state === 'open')
  const items = await Promise.all(
    issues.slice(0, 3).map(async (issue) => ({
      issue,
      item: (await ana.workItems.list({ text: issue.title.slice(0, 60) })).items[0]!,
    })),
  )
  await ana.workItems.editMany({ ids: items.map(({ item }) => item.id), lineId: initiative.id })
  const connection = await ana.changes.connect({ name: 'emberjs' })
  const full_name = issues[0]!.repository_url.replace(/^.*repos\//, '')
  for (const { issue, item } of items) {
    const said = await sendWebhook(connection, 'pull_request', {
      action: 'closed',
      repository: { full_name, default_branch: 'master' },
      pull_request: {
        number: 9000 + issue.number,
        title: `${item.key} ${issue.title}`,
        body: null,
        html_url: issue.html_url,
        state: 'closed',
        merged: true,
        merged_at: new Date(Date.now() - 41 * DAY).toISOString(),
        closed_at: new Date(Date.now() - 41 * DAY).toISOString(),
        created_at: issue.created_at,
        head: { ref: 'fix' },
        user: issue.user,
      },
    })
    expect(said.outcome, said.says).toBe('done')
  }
  const published = await sendWebhook(connection, 'release', {
    action: 'published',
    repository: { full_name, default_branch: 'master' },
    release: {
      tag_name: 'v4.1.0',
      name: 'Calm upgrades',
      body: 'Peer dependencies are checked.',
      html_url: 'https://github.com/emberjs/data/releases/v4.1.0',
      draft: false,
      published_at: new Date(Date.now() - 40 * DAY).toISOString(),
    },
  })
  expect(published.outcome, published.says).toBe('done')
  const release = (await ana.releases.list({})).items[0]!
  await ana.links.connect({ from: metric.id, to: release.id, kind: 'measures' })

  // The review books itself; each side writes blind; it ends in a verdict.
  await expect.poll(async () => (await ana.successReviews.list({})).items.length).toBe(1)
  const review = (await ana.successReviews.list({})).items[0]!
  for (const one of [ana, ben]) {
    await one.successReviews.writeSurprise({ key: review.key, text: 'How few bugs came in.' })
    await one.successReviews.handIn({ key: review.key })
  }
  await ana.successReviews.decide({
    key: review.key,
    verdict: 'continue',
    learned: 'Checks beat docs.',
    reason: 'It halved the hours.',
    ownerId: me.id,
    followUpOn: day(-30),
  })

  // From the work item: why, up to the clause, and what came of it, down to the verdict. Two clicks at most.
  const [{ item }] = items as [(typeof items)[number]]
  const line = await ana.links.line({ recordId: item.id })
  expect(line.reachesVision).toBe(true)
  expect(new Set(line.cameOfIt.map(({ record }) => record.type))).toEqual(
    new Set(['change', 'release', 'success-review', 'metric']),
  )
  await page.goto(`/w/${slug}/work/${item.key}`)
  await expect(page.getByText('Test every peer dependency').first()).toBeVisible()
  await picture('work-item')
  await page.goto(`/w/${slug}/line/${item.key}`)
  await expect(page.getByText('An upgrade never takes more than an afternoon.').first()).toBeVisible()
  await expect(page.getByText('Calm upgrades').first()).toBeVisible()
  for (const [name, width, scheme] of [
    ['line-light', 1280, 'light'],
    ['line-dark', 1280, 'dark'],
    ['line-phone', 390, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme: scheme })
    await picture(name)
  }
})
