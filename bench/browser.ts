import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'

import { browserPath } from '#tests/support/browser.ts'

import { figuresOf } from './measure.ts'
import { ms, type Row } from './table.ts'

const GROUP = 'In the browser'
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

type SignIn = { email: string; password: string }

export async function withBrowser<T>(run: (browser: Browser) => Promise<T>) {
  const executablePath = await browserPath()
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: FLAGS.split(' ') })
  try {
    return await run(browser)
  } finally {
    await browser.close()
  }
}

/** A window of its own that is signed in and has nothing cached. Pages in it note their long tasks. */
async function signedIn(browser: Browser, url: string, { email, password }: SignIn) {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } })
  const answer = await context.request.post(`${url}/api/auth/sign-in/email`, {
    data: { email, password },
    headers: { origin: url },
  })
  if (!answer.ok()) throw new Error(`Nobody could sign in: ${answer.status()} ${await answer.text()}`)
  await context.addInitScript(() => {
    const noted = { longTasks: [] as number[] }
    Object.assign(window, { noted })
    new PerformanceObserver((entries) =>
      noted.longTasks.push(...entries.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
      buffered: true,
    })
  })
  return context
}

const longTasks = (page: Page) =>
  page.evaluate(() => (window as unknown as { noted: { longTasks: number[] } }).noted.longTasks)

/** The page has said what it is and shows no placeholder any more. */
const hasContent = () => {
  const heading = document.querySelector('h1')?.textContent?.trim()
  return Boolean(heading) && !document.querySelector('[aria-busy="true"], [data-skeleton]')
}

async function firstRoute(browser: Browser, url: string, slug: string, who: SignIn, times: number): Promise<Row[]> {
  const paints: number[] = []
  const contents: number[] = []
  const tasks: number[] = []
  let scriptBytes = 0
  for (let turn = 0; turn < times; turn++) {
    const context = await signedIn(browser, url, who)
    const page = await context.newPage()
    const network = await context.newCDPSession(page)
    await network.send('Network.enable')
    const scripts = new Set<string>()
    let bytes = 0
    network.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)))
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength
    })
    await page.goto(`/w/${slug}`)
    await page.waitForFunction(hasContent)
    const [paint, content] = await page.evaluate(() => [
      performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      performance.now(),
    ])
    await page.waitForTimeout(500)
    paints.push(paint!)
    contents.push(content!)
    tasks.push(...(await longTasks(page)))
    scriptBytes = Math.max(scriptBytes, bytes)
    await context.close()
  }
  const paint = figuresOf(paints)
  const content = figuresOf(contents)
  const longest = Math.max(0, ...tasks)
  const kilobytes = scriptBytes / 1024
  const row = (what: string, reach: string, p50: string, p95: string, isReached: boolean): Row => ({
    group: GROUP,
    what,
    reach,
    p50,
    p95,
    baseline: '–',
    ratio: '–',
    reached: isReached ? 'yes' : 'no',
  })
  return [
    row('first route: script over the network', '≤ 180 KB', `${Math.round(kilobytes)} KB`, '–', kilobytes <= 180),
    row(
      'first route: first contentful paint, nothing cached',
      '≤ 800 ms',
      ms(paint.p50),
      ms(paint.p95),
      paint.p95 <= 800,
    ),
    { ...row('first route: to its heading and content', '–', ms(content.p50), ms(content.p95), true), reached: '–' },
    row('first route: longest task', 'none > 100 ms', ms(longest), '–', longest <= 100),
  ]
}

/** Goes once to every page of the navigation, then again, and times the second visits. */
async function navigation(context: BrowserContext, slug: string): Promise<Row[]> {
  const page = await context.newPage()
  await page.goto(`/w/${slug}`)
  await page.waitForFunction(hasContent)
  const paths = await page.evaluate((own) => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a[href]')].map((link) => link.pathname)
    return [...new Set(links)].filter((one) => one.startsWith(own))
  }, `/w/${slug}/`)
  const visit = async (path: string) => {
    const took = await page.evaluate(
      (to) =>
        new Promise<number>((resolve) => {
          const link = [...document.querySelectorAll<HTMLAnchorElement>('nav a[href]')].find(
            (one) => one.pathname === to,
          )
          if (!link) return resolve(Number.NaN)
          const before = document.querySelector('h1')?.textContent
          const began = performance.now()
          link.click()
          const look = () => {
            const heading = document.querySelector('h1')?.textContent?.trim()
            const isThere =
              location.pathname === to &&
              Boolean(heading) &&
              heading !== before &&
              !document.querySelector('[aria-busy="true"], [data-skeleton]')
            if (isThere || performance.now() - began > 5000) resolve(performance.now() - began)
            else requestAnimationFrame(look)
          }
          requestAnimationFrame(look)
        }),
      path,
    )
    await page.waitForTimeout(300)
    return took
  }
  for (const path of paths) await visit(path)
  const times: number[] = []
  for (let round = 0; round < 3; round++) for (const path of paths) times.push(await visit(path))
  const figures = figuresOf(times.filter((time) => !Number.isNaN(time)))
  await page.close()
  return [
    {
      group: GROUP,
      what: `navigation between ${paths.length} visited pages, click to content`,
      reach: '≤ 100 ms',
      p50: ms(figures.p50),
      p95: ms(figures.p95),
      baseline: '–',
      ratio: '–',
      reached: figures.p95 <= 100 ? 'yes' : 'no',
    },
  ]
}

/** Longest gap between two frames, in ms, while the largest scrolling part of the page is scrolled for some seconds. */
const scrolled = (seconds: number) =>
  new Promise<{ longest: number; frames: number; pixels: number }>((resolve) => {
    const parts = [document.scrollingElement!, ...document.querySelectorAll('main *')].filter(
      (one) =>
        one.scrollHeight > one.clientHeight + 200 &&
        (one === document.scrollingElement || getComputedStyle(one).overflowY !== 'visible'),
    )
    const part = parts.toSorted((a, b) => b.scrollHeight - a.scrollHeight)[0]
    if (!part) return resolve({ longest: Number.NaN, frames: 0, pixels: 0 })
    let last = performance.now()
    const began = last
    let longest = 0
    let frames = 0
    const step = (now: number) => {
      if (frames > 1) longest = Math.max(longest, now - last)
      last = now
      frames++
      part.scrollTop += 120
      if (now - began < seconds * 1000) requestAnimationFrame(step)
      else resolve({ longest, frames, pixels: part.scrollTop })
    }
    requestAnimationFrame(step)
  })

/** A page of 10,000 work items: from the address to the first item, and the longest frame while it is scrolled. */
async function manyItems(context: BrowserContext, path: string, what: string, times: number): Promise<Row[]> {
  const visible: number[] = []
  let frame = { longest: Number.NaN, frames: 0, pixels: 0 }
  for (let turn = 0; turn < times; turn++) {
    const page = await context.newPage()
    await page.goto(path, { waitUntil: 'commit' })
    const isThere = await page
      .waitForFunction(() => /T\d\d-\d+/.test(document.querySelector('main')?.textContent ?? ''), undefined, {
        timeout: 15_000,
      })
      .then(() => true)
      .catch(() => false)
    if (!isThere) {
      await page.close()
      return []
    }
    visible.push(await page.evaluate(() => performance.now()))
    await page.waitForTimeout(500)
    const seen = await page.evaluate(scrolled, 3)
    if (!(frame.longest >= seen.longest)) frame = seen
    await page.close()
  }
  const figures = figuresOf(visible)
  const shared = { group: GROUP, baseline: '–', ratio: '–' }
  const rows: Row[] = [
    {
      ...shared,
      what: `${what} of 10,000 items, address to visible`,
      reach: '≤ 1.0 s',
      p50: ms(figures.p50),
      p95: ms(figures.p95),
      reached: figures.p95 <= 1000 ? 'yes' : 'no',
    },
  ]
  if (frame.frames === 0) return rows
  rows.push({
    ...shared,
    what: `${what} of 10,000 items, longest frame of ${frame.frames} while scrolling ${frame.pixels} px`,
    reach: 'none > 50 ms',
    p50: ms(frame.longest),
    p95: '–',
    reached: frame.longest <= 50 ? 'yes' : 'no',
  })
  return rows
}

export const measureFirstRoute = (url: string, slug: string, who: SignIn, times: number) =>
  withBrowser(async (browser) => {
    const rows = await firstRoute(browser, url, slug, who, times)
    const context = await signedIn(browser, url, who)
    return [...rows, ...(await navigation(context, slug))]
  })

export const measureManyItems = (url: string, slug: string, who: SignIn, times: number) =>
  withBrowser(async (browser) => {
    const context = await signedIn(browser, url, who)
    return [
      ...(await manyItems(context, `/w/${slug}/work?layout=board`, 'board', times)),
      ...(await manyItems(context, `/w/${slug}/work?layout=list`, 'list', times)),
    ]
  })
