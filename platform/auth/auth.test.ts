import { createHmac } from 'node:crypto'

import { createOTP } from '@better-auth/utils/otp'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { DatabaseUnavailable, openDatabase } from '#platform/database/database.ts'
import { type Browser, newAuth, newUser, PASSWORD, SECRET, settings, userFor } from '#tests/support/identity.ts'
import { database, newWorkspace } from '#tests/support/workspace.ts'

import { whoIs } from './auth.ts'
import { accounts, sessions, twoFactors, users, verifications } from './tables.ts'

const { browser, letters } = newAuth()

const lettersTo = (email: string) => letters.filter((letter) => letter.to === email)
const linkIn = (text: string) => new URL(/http\S+/.exec(text)![0])
const signIn = (one: Browser, email: string, password = PASSWORD) =>
  one.post('/api/auth/sign-in/email', { email, password })
const who = (one: Browser, workspace?: string) => whoIs(database, settings, one.headers(), workspace)
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

test('a password opens a session, which the cookie alone proves', async () => {
  const { ana, workspaceId } = await newWorkspace('Ana')
  const { id, email } = await userFor(ana)
  const one = browser()
  const answer = await signIn(one, email)
  expect(answer.status).toBe(200)
  const [cookie] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
  expect(await who(one, workspaceId)).toMatchObject({ userId: id, me: { id: ana.id, role: 'member', workspaceId } })
  expect(await who(one, `test-${workspaceId}`)).toMatchObject({ me: { id: ana.id } })
  expect(await who(one)).toEqual({ userId: id })
  const { workspaceId: other } = await newWorkspace('Ben')
  expect(await who(one, other)).toEqual({ userId: id })
})

test('the cookie is secure where the address is https', async () => {
  const secure = newAuth({ settings: { BASE_URL: 'https://throughline.test' } })
  const { email } = await newUser('Ana')
  const answer = await secure.auth.handler(
    new Request('https://throughline.test/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://throughline.test', 'x-client-ip': '192.0.2.1' },
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
  )
  const [cookie = ''] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^__Secure-throughline\.session_token=.*; Secure/i)
  const headers = new Headers({ cookie: cookie.split(';')[0]! })
  expect(
    await whoIs(database, { ...settings, BASE_URL: 'https://throughline.test' }, headers, undefined),
  ).toHaveProperty('userId')
})

test('a forged, shortened or foreign cookie is nobody', async () => {
  const { email } = await newUser('Ana')
  const one = browser()
  await signIn(one, email)
  const name = 'throughline.session_token'
  const [token = ''] = decodeURIComponent(one.jar.get(name)!).split('.')
  const signed = (secret: string) => `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`
  expect(
    await whoIs(
      database,
      settings,
      new Headers({ cookie: `${name}=${encodeURIComponent(signed(SECRET))}` }),
      undefined,
    ),
  ).toHaveProperty('userId')
  for (const cookie of [
    signed('another secret, as long as the first one'),
    token,
    `${token}.`,
    '.',
    '%',
    `x${signed(SECRET)}`,
  ]) {
    const headers = new Headers({ cookie: `${name}=${cookie === '%' ? '%' : encodeURIComponent(cookie)}` })
    expect(await whoIs(database, settings, headers, undefined), cookie).toEqual({})
  }
})

test('a revoked or ended session and an ended membership count at once', async () => {
  const { ana, ben, workspaceId } = await newWorkspace('Ana', { name: 'Ben', role: 'admin' })
  const { email, id } = await userFor(ana)
  const [here, there] = [browser(), browser()]
  await signIn(here, email)
  await signIn(there, email)
  const listed = (await (await here.get('/api/auth/list-sessions')).json()) as { token: string }[]
  expect(listed).toHaveLength(2)
  await here.post('/api/auth/revoke-other-sessions')
  expect(await who(there)).toEqual({})
  expect(await who(here)).toEqual({ userId: id })
  await ben.api.people.remove({ id: ana.id })
  expect(await who(here, workspaceId)).toEqual({ userId: id })
  await database.asOwner('write', (tx) =>
    tx
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(sessions.userId, id)),
  )
  expect(await who(here)).toEqual({})
})

test('somebody else’s session cannot be ended', async () => {
  const [ana, mallory] = [await newUser('Ana'), await newUser('Mallory')]
  const [hers, his] = [browser(), browser()]
  await signIn(hers, ana.email)
  await signIn(his, mallory.email)
  const [{ token }] = (await (await hers.get('/api/auth/list-sessions')).json()) as [{ token: string }]
  await his.post('/api/auth/revoke-session', { token })
  expect(await who(hers)).toEqual({ userId: ana.id })
})

test('an unknown address and a wrong password are told in the same words', async () => {
  const { email } = await newUser('Ana')
  const wrong = await signIn(browser(), email, 'not her password')
  const unknown = await signIn(browser(), 'nobody@example.com', 'not her password')
  expect(wrong.status).toBe(401)
  expect([unknown.status, await unknown.text()]).toEqual([wrong.status, await wrong.text()])
})

test('asking for a link or a reset does not tell whether an address is known', async () => {
  const { email } = await newUser('Ana')
  for (const path of ['/api/auth/sign-in/magic-link', '/api/auth/request-password-reset']) {
    const known = await browser().post(path, { email })
    const unknown = await browser().post(path, { email: 'nobody@example.com' })
    expect(known.status).toBe(200)
    expect([unknown.status, await unknown.text()]).toEqual([known.status, await known.text()])
  }
  expect(lettersTo(email)).toHaveLength(2)
  expect(lettersTo('nobody@example.com')).toHaveLength(0)
})

test('nobody signs up, and no other route of the library is open', async () => {
  const stranger = { name: 'Mallory', email: 'mallory@example.com', password: PASSWORD }
  expect((await browser().post('/api/auth/sign-up/email', stranger)).status).toBe(404)
  const { email } = await newUser('Ana')
  const one = browser()
  await signIn(one, email)
  const closed: [string, unknown][] = [
    ['/api/auth/sign-up/email', stranger],
    ['/api/auth//sign-up/email', stranger],
    ['/api/auth/sso/register', { providerId: 'mine', issuer: 'https://evil.example', domain: 'example.com' }],
    ['/api/auth/sso/saml2/sp/acs/x', {}],
    ['/api/auth/update-user', { name: 'Root' }],
    ['/api/auth/change-email', { newEmail: 'root@example.com' }],
    ['/api/auth/delete-user', {}],
    ['/api/auth/link-social', {}],
    ['/api/auth/update-session', {}],
  ]
  for (const [path, body] of closed) expect((await one.post(path, body)).status, path).toBe(404)
  const [row] = await database.asOwner('read', (tx) => tx.select().from(users).where(eq(users.email, stranger.email)))
  expect(row).toBeUndefined()
})

test('another site cannot act with the cookie', async () => {
  const { email, id } = await newUser('Ana')
  const one = browser()
  await signIn(one, email)
  const answer = await one.post('/api/auth/sign-out', {}, { origin: 'https://evil.example' })
  expect(answer.status).toBe(403)
  expect(await who(one)).toEqual({ userId: id })
  const sameHost = { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }
  expect((await one.post('/api/auth/revoke-other-sessions', {}, sameHost)).status).toBe(200)
})

test('a link by e-mail opens once, and only to the one who has a user', async () => {
  const { email, id } = await newUser('Ana')
  const one = browser()
  await one.post('/api/auth/sign-in/magic-link', { email })
  const token = linkIn(lettersTo(email)[0]!.text).searchParams.get('link')!
  const kept = await database.asOwner('read', (tx) => tx.select().from(verifications))
  expect(kept.some((row) => `${row.identifier} ${row.value}`.includes(token))).toBe(false)
  const answer = await one.get(`/api/auth/magic-link/verify?token=${token}`)
  expect(answer.status).toBe(200)
  expect(await who(one)).toEqual({ userId: id })
  const again = browser()
  await again.get(`/api/auth/magic-link/verify?token=${token}`)
  expect(await who(again)).toEqual({})
})

test('a reset changes the password once, ends every session and is told by letter', async () => {
  const { email } = await newUser('Ana')
  const [old, one] = [browser(), browser()]
  await signIn(old, email)
  await one.post('/api/auth/request-password-reset', { email })
  const token = linkIn(lettersTo(email)[0]!.text).searchParams.get('reset')!
  const weak = await one.post('/api/auth/reset-password', { token, newPassword: 'password123' })
  expect(await codeOf(weak)).toBe('WEAK_PASSWORD')
  const changed = await one.post('/api/auth/reset-password', { token, newPassword: 'quite another password' })
  expect(changed.status).toBe(200)
  expect(await who(old)).toEqual({})
  expect((await signIn(browser(), email)).status).toBe(401)
  expect((await signIn(browser(), email, 'quite another password')).status).toBe(200)
  const again = await one.post('/api/auth/reset-password', { token, newPassword: 'and one more password' })
  expect(again.status).toBe(400)
  expect(lettersTo(email).at(-1)!.subject).toContain('was changed')
})

test('changing the password asks for the old one and refuses weak ones', async () => {
  const { email } = await newUser('Ana')
  const [one, other] = [browser(), browser()]
  await signIn(one, email)
  await signIn(other, email)
  const change = (currentPassword: string, newPassword: string) =>
    one.post('/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true })
  expect((await change('not her password', 'quite another password')).status).toBe(400)
  expect(await codeOf(await change(PASSWORD, 'short'))).toBe('WEAK_PASSWORD')
  expect((await change(PASSWORD, 'quite another password')).status).toBe(200)
  expect(await who(other)).toEqual({})
  expect(await who(one)).toHaveProperty('userId')
})

const secretIn = (uri: string) => {
  const letters32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = Array.from(new URL(uri).searchParams.get('secret')!)
    .map((letter) => letters32.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString()
}

async function withSecondStep() {
  const { email, id } = await newUser('Ana')
  const one = browser()
  await signIn(one, email)
  const enabled = await one.post('/api/auth/two-factor/enable', { password: PASSWORD })
  const { totpURI, backupCodes } = (await enabled.json()) as { totpURI: string; backupCodes: string[] }
  const code = () => createOTP(secretIn(totpURI)).totp()
  const verified = await one.post('/api/auth/two-factor/verify-totp', { code: await code() })
  expect(verified.status).toBe(200)
  return { email, id, code, backupCodes, secret: secretIn(totpURI) }
}

test('the second step is asked for after the password, by code or backup code', async () => {
  const { email, id, code, backupCodes, secret } = await withSecondStep()
  const one = browser()
  const first = (await (await signIn(one, email)).json()) as { twoFactorRedirect: boolean }
  expect(first.twoFactorRedirect).toBe(true)
  expect(await who(one)).toEqual({})
  const right = await code()
  const wrongCode = right === '000000' ? '000001' : '000000'
  expect((await one.post('/api/auth/two-factor/verify-totp', { code: wrongCode })).status).toBe(401)
  expect(await who(one)).toEqual({})
  expect((await one.post('/api/auth/two-factor/verify-totp', { code: right })).status).toBe(200)
  expect(await who(one)).toEqual({ userId: id })

  const two = browser()
  await signIn(two, email)
  expect((await two.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })).status).toBe(200)
  expect(await who(two)).toEqual({ userId: id })
  const three = browser()
  await signIn(three, email)
  expect((await three.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })).status).not.toBe(200)
  expect(await who(three)).toEqual({})
  const [kept] = await database.asOwner('read', (tx) => tx.select().from(twoFactors).where(eq(twoFactors.userId, id)))
  expect(JSON.stringify(kept)).not.toContain(secret)
  expect(JSON.stringify(kept)).not.toContain(backupCodes[1])
})

test('a link by e-mail does not go around the second step', async () => {
  const { email, id } = await newUser('Ana')
  const one = browser()
  await one.post('/api/auth/sign-in/magic-link', { email })
  const before = linkIn(lettersTo(email)[0]!.text).searchParams.get('link')!
  await database.asOwner('write', (tx) => tx.update(users).set({ twoFactorEnabled: true }).where(eq(users.id, id)))
  expect(await codeOf(await one.get(`/api/auth/magic-link/verify?token=${before}`))).toBe('SECOND_STEP')
  expect(await who(one)).toEqual({})
  const two = browser()
  await two.post('/api/auth/sign-in/magic-link', { email })
  expect(lettersTo(email)[1]!.text).not.toContain('link=')
  const rows = await database.asOwner('read', (tx) => tx.select().from(sessions).where(eq(sessions.userId, id)))
  expect(rows).toEqual([])
})

test('guessing is slowed down, for one address of the network and for one account', async () => {
  const { email } = await newUser('Ana')
  const one = browser()
  const statuses = []
  for (let i = 0; i < 21; i++) statuses.push((await signIn(one, `nobody${i}@example.com`, 'a wrong password')).status)
  expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401))
  expect(statuses[20]).toBe(429)
  // Another address is not held up by it, but one account is by many addresses.
  for (let i = 0; i < 20; i++) expect((await signIn(browser(), email, 'a wrong password')).status).toBe(401)
  const late = await signIn(browser(), email)
  expect([late.status, await codeOf(late)]).toEqual([429, 'TOO_MANY'])
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
}, 60_000)

test('nothing that opens an account stands in the database as it is', async () => {
  const { email, id } = await newUser('Ana')
  const one = browser()
  await signIn(one, email)
  const [account] = await database.asOwner('read', (tx) => tx.select().from(accounts).where(eq(accounts.userId, id)))
  expect(account!.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
  const [session] = await database.asOwner('read', (tx) => tx.select().from(sessions).where(eq(sessions.userId, id)))
  // The session's token is there, but a cookie of it needs the server's secret.
  const headers = new Headers({ cookie: `throughline.session_token=${session!.token}` })
  expect(await whoIs(database, settings, headers, undefined)).toEqual({})
  await expect(
    database.inWorkspace('00000000-0000-7000-8000-000000000000', 'read', (tx) =>
      tx.execute(sql`select * from session`),
    ),
  ).rejects.toMatchObject({ cause: { message: 'permission denied for table session' } })
})

test('a database that is away is told as such, and never makes a stranger of anybody', async () => {
  const { email } = await newUser('Ana')
  const one = browser()
  await signIn(one, email)
  const away = openDatabase('postgres://nobody@127.0.0.1:1/gone')
  await expect(whoIs(away, settings, one.headers(), 'any')).rejects.toBeInstanceOf(DatabaseUnavailable)
  await expect(
    whoIs(away, settings, new Headers({ authorization: 'Bearer tl_something' }), undefined),
  ).rejects.toBeInstanceOf(DatabaseUnavailable)
  const broken = newAuth({ database: away }).auth
  const asked = (path: string, body?: unknown) =>
    broken.handler(
      new Request(`http://throughline.test${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: new Headers([
          ...one.headers({ origin: 'http://throughline.test', 'x-client-ip': '192.0.2.9' }),
          ['content-type', 'application/json'],
        ]),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  await expect(asked('/api/auth/get-session')).rejects.toBeInstanceOf(DatabaseUnavailable)
  await expect(asked('/api/auth/list-sessions')).rejects.toBeInstanceOf(DatabaseUnavailable)
  await expect(asked('/api/auth/sign-in/email', { email, password: PASSWORD })).rejects.toBeInstanceOf(
    DatabaseUnavailable,
  )
  await away.close()
})
