import { createRouterClient } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { fillDemo } from '#app/demo.ts'
import { whoIs } from '#platform/auth/auth.ts'
import type { Who } from '#platform/auth/identity.ts'
import { openDatabase } from '#platform/database/database.ts'
import { createMail } from '#platform/mail/mail.ts'
import { newDatabase } from '#tests/support/database-scratch.ts'
import { newAuth, PASSWORD, settings } from '#tests/support/identity.ts'
import { type Api, assembled } from '#tests/support/workspace.ts'

import { createWorkspace, fillDemoWith, makeInvite, makeToken, resetPassword, setUpToken } from '../admin.ts'

beforeAll(() => fillDemoWith(fillDemo))
afterAll(() => fillDemoWith(undefined))

/** A server that nobody has set up, with a database of its own. */
async function newServer() {
  const database = openDatabase(await newDatabase('migrated'), { size: 4 })
  const { log } = assembled.host.services
  const sendMail = createMail({ settings: { MAIL_FROM: 'a@b.c' }, database, log })
  const host = { ...assembled.host, database, services: { ...assembled.host.services, sendMail } }
  const api = (who: Who = {}) =>
    createRouterClient(assembled.router, { context: () => ({ host, who, now: new Date() }) }) as unknown as Api
  const { browser } = newAuth({ database })
  return {
    database,
    api,
    browser,
    /** Signs in and asks in a workspace, as a browser does. */
    async signedIn(email: string, slug: string) {
      const one = browser()
      const answer = await one.post('/api/auth/sign-in/email', { email, password: PASSWORD })
      expect(answer.status).toBe(200)
      return api(await whoIs(database, settings, one.headers(), slug))
    },
    async [Symbol.asyncDispose]() {
      await database.close()
    },
  }
}

const details = {
  workspaceName: 'Fernway Ltd.',
  name: 'Ada',
  email: 'Ada@Fernway.example',
  password: PASSWORD,
  discipline: 'engineering',
  timeZone: 'Europe/Berlin',
  start: 'empty',
} as const

test('the printed link sets the server up once', async () => {
  await using server = await newServer()
  expect(await server.api().people.firstRun()).toEqual({
    needsSetUp: true,
    demo: true,
    magicLink: false,
    oidc: [],
    oidcByEmail: false,
  })
  const [older, token] = [(await setUpToken(server.database))!, (await setUpToken(server.database))!]
  await expect(server.api().people.setUp({ ...details, token: `${token}x` })).rejects.toMatchObject({
    code: 'WRONG_LINK',
  })
  const { slug } = await server.api().people.setUp({ ...details, token })
  expect(slug).toBe('fernway-ltd')
  const ada = await server.signedIn('ada@fernway.example', slug)
  expect(await ada.people.me()).toMatchObject({
    member: { name: 'Ada', role: 'admin', side: 'engineering', timeZone: 'Europe/Berlin' },
    workspace: { name: 'Fernway Ltd.', isDemo: false },
    email: 'ada@fernway.example',
  })
  for (const used of [token, older])
    await expect(
      server.api().people.setUp({ ...details, email: 'eve@example.com', token: used }),
    ).rejects.toMatchObject({ code: 'ALREADY_SET_UP' })
  expect(await setUpToken(server.database)).toBeUndefined()
  expect((await server.api().people.firstRun()).needsSetUp).toBe(false)
})

test('of two who open the link at once, one sets the server up', async () => {
  await using server = await newServer()
  const token = (await setUpToken(server.database))!
  const came = await Promise.allSettled(
    ['ada', 'eve'].map((name) => server.api().people.setUp({ ...details, email: `${name}@example.com`, token })),
  )
  expect(came.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const { rows } = await server.database.owner.execute(sql`select email from "user"`)
  expect(rows).toHaveLength(1)
})

test('a link older than 30 days opens nothing, and no token stands in the database as it is', async () => {
  await using server = await newServer()
  const old = (await setUpToken(server.database, new Date(Date.now() - 31 * 86_400_000)))!
  await expect(server.api().people.setUp({ ...details, token: old })).rejects.toMatchObject({ code: 'WRONG_LINK' })
  const { rows } = await server.database.owner.execute(sql`select * from set_ups`)
  expect(JSON.stringify(rows)).not.toContain(old)
})

test('a demo stands beside the empty workspace, and goes whole with one command', async () => {
  await using server = await newServer()
  const token = (await setUpToken(server.database))!
  const { slug } = await server.api().people.setUp({ ...details, start: 'demo', token })
  expect(slug).toBe('fernway-demo')
  const inDemo = await server.signedIn('ada@fernway.example', slug)
  expect((await inDemo.people.list({})).items).toHaveLength(12)
  const { workspace } = await inDemo.people.me()
  expect(workspace.isDemo).toBe(true)
  // Somebody else who really signed in to the demo, and a token that must not be able to end it.
  const { link } = await inDemo.invites.create({ role: 'contributor' })
  const signUp = { name: 'Ben', email: 'ben@fernway.example', password: PASSWORD }
  await server.api().invites.accept({ token: link.slice(link.lastIndexOf('/') + 1), signUp })
  const ben = await server.signedIn('ben@fernway.example', slug)
  await expect(ben.people.removeDemo()).rejects.toMatchObject({ code: 'NOT_ALLOWED' })

  const home = await inDemo.people.removeDemo()
  expect(home.slug).toBe('fernway-ltd')
  const tables = await server.database.owner.execute<{ name: string }>(
    sql`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id'`,
  )
  expect(tables.rows.length).toBeGreaterThan(20)
  for (const { name } of tables.rows) {
    const left = await server.database.owner.execute(
      sql`select 1 from ${sql.identifier(name)} where workspace_id = ${workspace.id} limit 1`,
    )
    expect(left.rows, name).toEqual([])
  }
  const atHome = await server.signedIn('ada@fernway.example', home.slug)
  expect((await atHome.people.list({})).items.map((person) => [person.name, person.role])).toEqual([
    ['Ada', 'admin'],
    ['Ben', 'contributor'],
  ])
  expect((await atHome.people.myWorkspaces()).map((one) => one.slug)).toEqual(['fernway-ltd'])
  await expect(atHome.people.removeDemo()).rejects.toMatchObject({ code: 'NOT_A_DEMO' })
}, 120_000)

test('a demo that cannot be filled leaves nothing behind but the empty workspace', async () => {
  await using server = await newServer()
  const token = (await setUpToken(server.database))!
  fillDemoWith(() => Promise.reject(new Error('Something in a feature broke.')))
  try {
    expect(await server.api().people.setUp({ ...details, start: 'demo', token })).toEqual({ slug: 'fernway-ltd' })
  } finally {
    fillDemoWith(fillDemo)
  }
  const ada = await server.signedIn('ada@fernway.example', 'fernway-ltd')
  expect((await ada.people.myWorkspaces()).map((one) => one.slug)).toEqual(['fernway-ltd'])
})

test('whoever runs the server makes workspaces, passwords, invites and tokens by hand', async () => {
  await using server = await newServer()
  const { database } = server
  const asOwner = <T>(run: Parameters<typeof database.asOwner<T>>[1]) => database.asOwner('write', run)
  const made = await asOwner((tx) =>
    createWorkspace(tx, { workspaceName: 'Fernway', name: 'Ada', email: 'ada@x.example' }),
  )
  expect([made.slug, made.password!.length]).toEqual(['fernway', 20])
  const second = await asOwner((tx) =>
    createWorkspace(tx, { workspaceName: 'Fernway', name: 'Ada', email: 'ADA@x.example' }),
  )
  expect([second.slug, second.userId, second.password]).toEqual(['fernway-2', made.userId, undefined])

  await asOwner((tx) => resetPassword(tx, { email: 'ada@x.example', password: PASSWORD }))
  const ada = await server.signedIn('ada@x.example', 'fernway')
  expect((await ada.people.me()).member.role).toBe('admin')
  await expect(asOwner((tx) => resetPassword(tx, { email: 'nobody@x.example' }))).rejects.toThrow(/Nobody has/)

  const { path } = await asOwner((tx) => makeInvite(tx, { workspace: 'fernway', role: 'observer' }))
  expect(await server.api().invites.look({ token: path.replace('/join/', '') })).toMatchObject({ role: 'observer' })
  await expect(asOwner((tx) => makeInvite(tx, { workspace: 'gone' }))).rejects.toThrow(/no workspace gone/)

  const wrong = { workspace: 'fernway-2', name: 'CI', scopes: ['everything'] }
  await expect(asOwner((tx) => makeToken(tx, wrong))).rejects.toThrow(/no scope/)
  const { secret } = await asOwner((tx) => makeToken(tx, { workspace: 'fernway-2', name: 'CI', scopes: ['read'] }))
  const who = await whoIs(database, settings, new Headers({ 'x-api-key': secret }), undefined)
  expect(who).toMatchObject({ me: { name: 'CI', workspaceId: second.workspaceId }, scopes: ['read'] })
})
