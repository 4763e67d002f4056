import { eq, sql } from 'drizzle-orm'
import { Events, OAuth2Server } from 'oauth2-mock-server'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { whoIs } from '#platform/auth/auth.ts'
import { accounts, ssoProviders, users } from '#platform/auth/tables.ts'
import { newId } from '#platform/database/ids.ts'
import {
  apiFor,
  BASE_URL,
  type Browser,
  newAuth,
  newUser,
  PASSWORD,
  settings,
  userFor,
} from '#tests/support/identity.ts'
import { database, newWorkspace, type TestMember } from '#tests/support/workspace.ts'

import { members } from '../tables.ts'

const idp = new OAuth2Server()
const { browser, auth } = newAuth()

beforeAll(async () => {
  await idp.issuer.keys.generate('RS256')
  await idp.start(0, '127.0.0.1')
})
afterAll(() => idp.stop())

type Claims = { sub?: string; email: string; email_verified?: boolean | string; name?: string }

/** What the provider says of whoever signs in next. */
function vouchesFor({ sub = newId(), ...claims }: Claims) {
  idp.service.removeAllListeners()
  idp.service.on(Events.BeforeTokenSigning, (token) => Object.assign(token.payload, { sub }, claims))
  idp.service.on(Events.BeforeUserinfo, (answer) => {
    answer.body = { sub, ...claims }
  })
  return { sub, ...claims }
}

/** Follows the redirects of a sign-in as a browser does; says where it ended. */
async function signInWith(providerId: string, one: Browser = browser()) {
  const asked = await one.post('/api/auth/sign-in/sso', { providerId, callbackURL: '/', errorCallbackURL: '/sign-in' })
  if (asked.status !== 200) return { one, status: asked.status, end: undefined }
  const { url } = (await asked.json()) as { url: string }
  const sent = await fetch(url, { redirect: 'manual' })
  const back = new URL(sent.headers.get('location')!)
  expect(back.origin).toBe(BASE_URL)
  const answer = await one.get(back.pathname + back.search)
  return { one, status: answer.status, end: new URL(answer.headers.get('location')!, BASE_URL) }
}

const errorOf = (end: URL | undefined) => end?.searchParams.get('error')
const who = (one: Browser, workspace?: string) => whoIs(database, settings, one.headers(), workspace)
const apiOfAdmin = (member: TestMember, userId: string) => apiFor({ me: { ...member, userId }, userId })

type Options = { joinsAs?: 'member' | 'observer' | null; domain?: string }
async function workspaceWithProvider({ joinsAs = null, domain = `${newId()}.example.com` }: Options = {}) {
  const cast = await newWorkspace({ name: 'Ada', role: 'admin' })
  const user = await userFor(cast.ada)
  const api = apiOfAdmin(cast.ada, user.id)
  const provider = await api.signIn.register({
    name: 'Company login',
    issuer: idp.issuer.url!,
    clientId: 'throughline',
    clientSecret: 'the secret of the client',
    domains: [domain],
    joinsAs,
  })
  return { ...cast, user, api, provider, domain }
}

test('people of an allowed domain come in, become members, and come back as the same', async () => {
  const { provider, domain, workspaceId, api, heard, told } = await workspaceWithProvider({ joinsAs: 'member' })
  const { sub, email } = vouchesFor({ email: `Zoe@${domain}`, email_verified: true, name: 'Zoe Zimmer' })
  const first = await signInWith(provider.id)
  expect([first.status, first.end!.pathname, errorOf(first.end)]).toEqual([302, '/', null])
  const entered = await who(first.one, workspaceId)
  expect(entered).toMatchObject({ me: { name: 'Zoe Zimmer', role: 'member' } })
  await heard()
  expect(await told()).toEqual(['sign-in-provider.registered.v1', 'member.joined.v1'])
  vouchesFor({ sub, email, email_verified: true, name: 'Zoe Zimmer' })
  const again = await signInWith(provider.id)
  expect(await who(again.one, workspaceId)).toEqual(entered)
  expect((await api.people.list({})).items).toHaveLength(2)
  const kept = await database.asOwner('read', (tx) =>
    tx.select().from(accounts).where(eq(accounts.userId, entered.userId!)),
  )
  expect(kept.map((account) => account.providerId)).toEqual([provider.id])
  expect(kept[0]!.accessToken).not.toMatch(/^ey/)
})

test('without an allowed domain only the invited come in: by their address, or with an open link', async () => {
  const { provider, domain, workspaceId, api } = await workspaceWithProvider()
  vouchesFor({ email: `zoe@${domain}`, email_verified: true, name: 'Zoe' })
  expect(errorOf((await signInWith(provider.id)).end)).toBe('NOT_INVITED')
  await api.invites.create({ email: `zoe@${domain}`, role: 'contributor', discipline: 'design' })
  const zoe = await signInWith(provider.id)
  expect(await who(zoe.one, workspaceId)).toMatchObject({ me: { name: 'Zoe', role: 'contributor', side: 'product' } })

  vouchesFor({ email: `yan@${domain}`, email_verified: true, name: 'Yan' })
  const { link } = await api.invites.create({ role: 'observer' })
  const withLink = browser()
  withLink.jar.set('throughline.invite', link.slice(link.lastIndexOf('/') + 1))
  const yan = await signInWith(provider.id, withLink)
  expect(await who(yan.one, workspaceId)).toMatchObject({ me: { name: 'Yan', role: 'observer' } })
  expect((await api.invites.list({})).items.map((invite) => invite.state)).toEqual(['used up', 'used up'])
})

test('a member who has a password is linked to the provider, and keeps both', async () => {
  const { provider, domain, ada, user, workspaceId } = await workspaceWithProvider()
  await database.asOwner('write', (tx) =>
    tx
      .update(users)
      .set({ email: `ada@${domain}` })
      .where(eq(users.id, user.id)),
  )
  vouchesFor({ email: `ada@${domain}`, email_verified: true, name: 'Somebody else' })
  const { one } = await signInWith(provider.id)
  expect(await who(one, workspaceId)).toMatchObject({ userId: user.id, me: { id: ada.id, name: 'Ada' } })
  const byPassword = browser()
  expect(
    (await byPassword.post('/api/auth/sign-in/email', { email: `ada@${domain}`, password: PASSWORD })).status,
  ).toBe(200)
})

test('whoever took an unproven address first does not share the account with its owner', async () => {
  const { provider, domain, api, workspaceId } = await workspaceWithProvider()
  const { link } = await api.invites.create({ uses: 2 })
  const email = `victim@${domain}`
  const token = link.slice(link.lastIndexOf('/') + 1)
  await apiFor().invites.accept({ token, signUp: { name: 'Mallory', email, password: PASSWORD } })
  const mallory = browser()
  await mallory.post('/api/auth/sign-in/email', { email, password: PASSWORD })
  expect(await who(mallory)).toHaveProperty('userId')
  vouchesFor({ email, email_verified: true })
  const owner = await signInWith(provider.id)
  expect(await who(owner.one, workspaceId)).toHaveProperty('me')
  expect(await who(mallory)).toEqual({})
  expect((await browser().post('/api/auth/sign-in/email', { email, password: PASSWORD })).status).toBe(401)
})

test('a provider speaks for its domains only, and only for verified addresses', async () => {
  const { provider, domain } = await workspaceWithProvider({ joinsAs: 'member' })
  vouchesFor({ email: 'zoe@elsewhere.example', email_verified: true })
  expect(errorOf((await signInWith(provider.id)).end)).toBe('OTHER_DOMAIN')
  vouchesFor({ email: `zoe@sub.${domain}`, email_verified: true })
  expect(errorOf((await signInWith(provider.id)).end)).toBe('OTHER_DOMAIN')
  vouchesFor({ email: `zoe@${domain}`, email_verified: 'false' })
  const { end, one } = await signInWith(provider.id)
  expect([errorOf(end), end!.pathname]).toEqual(['UNVERIFIED', '/sign-in'])
  expect(await who(one)).toEqual({})
  const [row] = await database.asOwner('read', (tx) =>
    tx
      .select()
      .from(users)
      .where(eq(users.email, `zoe@${domain}`)),
  )
  expect(row).toBeUndefined()
})

test('the admin of one workspace cannot have a provider open another', async () => {
  const domain = `${newId()}.example.com`
  const mine = await workspaceWithProvider({ joinsAs: 'member', domain })
  const { vic, workspaceId: theirs } = await newWorkspace({ name: 'Vic', role: 'admin' })
  const victim = await userFor(vic)
  const email = `vic@${domain}`
  await database.asOwner('write', (tx) => tx.update(users).set({ email }).where(eq(users.id, victim.id)))
  vouchesFor({ email, email_verified: true })
  const refused = await signInWith(mine.provider.id)
  expect(errorOf(refused.end)).toBe('ALSO_ELSEWHERE')
  expect(await who(refused.one, theirs)).toEqual({})
  // Nor for an invite that the other workspace made.
  const newcomer = `new@${domain}`
  await vic.api.invites.create({ email: newcomer })
  vouchesFor({ email: newcomer, email_verified: true })
  const { one } = await signInWith(mine.provider.id)
  expect(await who(one, mine.workspaceId)).toHaveProperty('me')
  expect(await who(one, theirs)).not.toHaveProperty('me')
})

test('who was removed stays out until invited anew', async () => {
  const { provider, domain, api, workspaceId } = await workspaceWithProvider({ joinsAs: 'member' })
  const zoe = vouchesFor({ email: `zoe@${domain}`, email_verified: true, name: 'Zoe' })
  const { one } = await signInWith(provider.id)
  const { me } = await who(one, workspaceId)
  await api.people.remove({ id: me!.id })
  vouchesFor(zoe)
  const again = await signInWith(provider.id)
  expect(await who(again.one, workspaceId)).not.toHaveProperty('me')
  await api.invites.create({ email: zoe.email })
  const back = await signInWith(provider.id)
  expect(await who(back.one, workspaceId)).toMatchObject({ me: { id: me!.id } })
})

test('a redirect goes nowhere but home', async () => {
  const { provider } = await workspaceWithProvider()
  for (const callbackURL of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
    const asked = await browser().post('/api/auth/sign-in/sso', { providerId: provider.id, callbackURL })
    expect(asked.status, callbackURL).toBe(403)
  }
  const forged = await browser().get(`/api/auth/sso/callback/${provider.id}?code=x&state=made-up`)
  expect(new URL(forged.headers.get('location')!, BASE_URL).origin).toBe(BASE_URL)
  expect((await browser().post('/api/auth/sign-in/sso', { providerId: 'unknown', callbackURL: '/' })).status).toBe(404)
})

test('an admin registers and removes providers of their own workspace; the secret lies sealed', async () => {
  const { api, provider, ada, user } = await workspaceWithProvider()
  const other = await workspaceWithProvider()
  expect((await api.signIn.providers()).map((one) => one.id)).toEqual([provider.id])
  expect(JSON.stringify(await api.signIn.providers())).not.toContain('the secret of the client')
  expect(provider.redirectUri).toBe(`${BASE_URL}/api/auth/sso/callback/${provider.id}`)
  const [row] = await database.asOwner('read', (tx) =>
    tx.select().from(ssoProviders).where(eq(ssoProviders.providerId, provider.id)),
  )
  expect(row!.oidcConfig).not.toContain('the secret of the client')
  await expect(other.api.signIn.remove({ id: provider.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const asToken = apiFor({ me: { ...ada, userId: user.id }, scopes: ['write'] })
  await expect(asToken.signIn.remove({ id: provider.id })).rejects.toMatchObject({ code: 'BY_HAND' })
  await api.signIn.remove({ id: provider.id })
  expect(await api.signIn.providers()).toEqual([])
  expect((await signInWith(provider.id)).status).toBe(404)
})

test('what cannot be a provider is refused', async () => {
  const { api } = await workspaceWithProvider()
  const given = { name: 'Login', issuer: idp.issuer.url!, clientId: 'a', clientSecret: 'b', domains: ['example.com'] }
  const refused = (change: object) => api.signIn.register({ ...given, ...change })
  await expect(refused({ issuer: 'http://127.0.0.1:1' })).rejects.toMatchObject({ code: 'NO_PROVIDER_THERE' })
  await expect(refused({ issuer: `${idp.issuer.url!}/other` })).rejects.toMatchObject({ code: 'NO_PROVIDER_THERE' })
  await expect(refused({ domains: ['gmail.com'] })).rejects.toMatchObject({ code: 'ANYBODYS_DOMAIN' })
  await expect(refused({ domains: ['*'] })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(refused({ issuer: 'file:///etc/passwd' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('the provider of the settings signs in who is known or invited, wherever they are', async () => {
  const own = newAuth({
    settings: {
      OIDC_ISSUER: idp.issuer.url!,
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET: 'y',
      OIDC_NAME: 'Fernway login',
    },
  })
  await own.auth.start()
  expect((await apiFor().people.firstRun()).oidc).toContainEqual({ id: 'server', name: 'Fernway login' })
  const { ada, workspaceId } = await newWorkspace({ name: 'Ada', role: 'admin' })
  const user = await userFor(ada)
  vouchesFor({ email: user.email, email_verified: true })
  const known = await signInWith('server', own.browser())
  expect(await who(known.one, workspaceId)).toMatchObject({ me: { id: ada.id } })
  const stranger = vouchesFor({ email: `${newId()}@example.com`, email_verified: true })
  expect(errorOf((await signInWith('server', own.browser())).end)).toBe('NOT_INVITED')
  await ada.api.invites.create({ email: stranger.email })
  const invited = await signInWith('server', own.browser())
  expect(await who(invited.one, workspaceId)).toHaveProperty('me')
  await auth.start() // of a server without these settings
  expect((await apiFor().people.firstRun()).oidc.map((one) => one.id)).not.toContain('server')
})

test('an account at the provider stays with its user when its address changes', async () => {
  const { provider, domain, workspaceId } = await workspaceWithProvider({ joinsAs: 'member' })
  const zoe = vouchesFor({ email: `zoe@${domain}`, email_verified: true })
  const before = await who((await signInWith(provider.id)).one, workspaceId)
  const taken = await newUser('Tom')
  await database.asOwner('write', (tx) =>
    tx.execute(sql`update "user" set email = ${`new-${zoe.email}`} where id = ${taken.id}`),
  )
  vouchesFor({ ...zoe, email: `new-${zoe.email}` })
  expect(await who((await signInWith(provider.id)).one, workspaceId)).toEqual(before)
  const rows = await database.asOwner('read', (tx) =>
    tx.select().from(members).where(eq(members.workspaceId, workspaceId)),
  )
  expect(rows).toHaveLength(2)
})
