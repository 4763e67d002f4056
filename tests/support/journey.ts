import { execFile } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'

import AxeBuilder from '@axe-core/playwright'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'

import type { WholeContract } from '#app/features.ts'

export type Api = ContractRouterClient<WholeContract>

const port = Number(process.env.E2E_PORT ?? 3199)
export const base = `http://localhost:${port}`
export const dataFolder = path.resolve(`.cache/e2e-${port}`)
export const PASSWORD = 'seventeen quiet bridges'
/** The session of the one who set the server up: whoever signs in too often has to wait. */
export const sessionFile = path.join(dataFolder, 'session.json')
export const FIRST = { name: 'Robin Example', email: 'robin@example.com', company: 'Fernway' }

/** Runs the built command-line program beside the running server. */
export async function throughline(...args: string[]) {
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/server/throughline.mjs', ...args], {
    env: { ...process.env, DATA_DIR: dataFolder, BASE_URL: base, LOG_LEVEL: 'silent' },
  })
  return stdout
}

export async function signIn(context: BrowserContext, email: string) {
  const answer = await context.request.post(`${base}/api/auth/sign-in/email`, {
    data: { email, password: PASSWORD },
    headers: { origin: base },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** Every feature as the one signed in to a browser context may ask it, typed by the contracts. */
export async function apiOf(context: BrowserContext, slug: string): Promise<Api> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const link = new RPCLink({
    url: `${base}/rpc`,
    headers: () => ({
      cookie,
      origin: base,
      'x-workspace': slug,
      'x-csrf-token': 'orpc',
      'idempotency-key': randomUUID(),
    }),
  })
  return createORPCClient(link)
}

/** A workspace of its own with an admin of the product side, signed in to a context of their own. */
export async function ownWorkspace(browser: Browser, name: string) {
  const email = `${name.toLowerCase().replace(/\W+/g, '-')}@example.com`
  const admin = [
    '--name',
    'Ana Product',
    '--email',
    email,
    '--password',
    PASSWORD,
    '--discipline',
    'product management',
  ]
  const said = await throughline('admin', 'create-workspace', '--workspace', name, ...admin)
  const slug = /\/w\/([\w-]+)/.exec(said)![1]!
  const context = await browser.newContext()
  await signIn(context, email)
  return { slug, context, page: await context.newPage(), api: await apiOf(context, slug) }
}

/** Sends a webhook as GitHub does, signed with the secret of its connection. */
export async function sendWebhook(connection: { address: string; secret: string }, event: string, payload: object) {
  const body = JSON.stringify(payload)
  const answer = await fetch(connection.address, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', connection.secret).update(body).digest('hex')}`,
    },
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { outcome: string; says: string }
}

/** Collects what a page complains about, to expect that there is nothing. */
export function complaintsOf(page: Page) {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  return complaints
}

/** The serious and critical faults that axe finds on a page, each with where it is. */
export async function faultsOf(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => node.html)
          .join(' | ')}`,
    )
}

/** Waits until the page, made as narrow as a phone, is no wider than its window. */
export async function fitsPhone(page: Page) {
  await page.setViewportSize({ width: 390, height: 844 })
  await expect
    .poll(() => page.evaluate(() => document.scrollingElement!.scrollWidth - window.innerWidth))
    .toBeLessThanOrEqual(0)
}
