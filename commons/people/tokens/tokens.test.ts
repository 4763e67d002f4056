import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { whoIs } from '#platform/auth/auth.ts'
import { apiFor, settings, userFor } from '#tests/support/identity.ts'
import { database, newWorkspace } from '#tests/support/workspace.ts'

import { members } from '../tables.ts'
import { apiTokens } from './tables.ts'

const bearing = (secret: string, workspace?: string) =>
  whoIs(database, settings, new Headers({ authorization: `Bearer ${secret}` }), workspace)

test('a personal token acts as its maker, within its scopes', async () => {
  const { ana, told } = await newWorkspace('Ana')
  await userFor(ana)
  const { secret, token } = await ana.api.tokens.create({ name: 'Reports', scopes: ['read', 'people:write'] })
  expect(secret).toMatch(/^tl_[\w-]{43}$/)
  expect(token).toMatchObject({ lastFour: secret.slice(-4), memberId: ana.id, ofWorkspace: false, lastUsedOn: null })
  const who = await bearing(secret)
  expect(who).toMatchObject({ me: { id: ana.id }, scopes: ['read', 'people:write'] })
  expect(who).not.toHaveProperty('userId')
  expect(await whoIs(database, settings, new Headers({ 'x-api-key': secret }), undefined)).toEqual(who)
  const api = apiFor(who)
  await api.people.editProfile({ title: 'Reporter' })
  await expect(api.invites.list({})).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(api.shoutOuts.give({ to: [ana.id], message: 'Thank you' } as never)).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
  // What belongs to the person and not to this workspace is closed to a token.
  await expect(api.people.myWorkspaces()).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await told()).toEqual(['token.made.v1', 'member.changed.v1'])
})

test('a token works in its own workspace only', async () => {
  const { ana, workspaceId } = await newWorkspace('Ana')
  const { workspaceId: other } = await newWorkspace('Ben')
  const { secret } = await ana.api.tokens.create({ name: 'Reports', scopes: ['read'] })
  expect(await bearing(secret, workspaceId)).toHaveProperty('me')
  expect(await bearing(secret, `test-${workspaceId}`)).toHaveProperty('me')
  expect(await bearing(secret, other)).not.toHaveProperty('me')
})

test('a token ends: revoked, expired, with its maker; and a made-up one is nobody', async () => {
  const { ana, ada } = await newWorkspace('Ana', { name: 'Ada', role: 'admin' })
  const make = (expiresInDays: number | null = 365) =>
    ana.api.tokens.create({ name: 'One', scopes: ['write'], expiresInDays })
  const [revoked, expired, orphan] = [await make(), await make(1), await make(null)]
  expect(await bearing(revoked.secret)).toHaveProperty('me')
  await ana.api.tokens.revoke({ id: revoked.token.id })
  await database.asOwner('write', (tx) =>
    tx
      .update(apiTokens)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(apiTokens.id, expired.token.id)),
  )
  await ada.api.people.remove({ id: ana.id })
  for (const secret of [revoked.secret, expired.secret, orphan.secret, 'tl_', `${orphan.secret}x`, 'gh_something'])
    expect(await bearing(secret), secret).toEqual({})
})

test('a token with a bad secret is nobody even beside a good cookie', async () => {
  const { ana } = await newWorkspace('Ana')
  const headers = new Headers({ authorization: 'Bearer tl_wrong', cookie: 'throughline.session_token=anything' })
  expect(await whoIs(database, settings, headers, ana.workspaceId)).toEqual({})
})

test('an admin makes tokens of the workspace, which act as members of their own', async () => {
  const { ana, ada } = await newWorkspace('Ana', { name: 'Ada', role: 'admin' })
  await expect(ana.api.tokens.create({ name: 'CI', scopes: ['write'], ofWorkspace: true })).rejects.toMatchObject({
    code: 'ADMINS_ONLY',
  })
  const { secret, token } = await ada.api.tokens.create({
    name: 'CI',
    scopes: ['write'],
    ofWorkspace: true,
    role: 'contributor',
  })
  expect(token).toMatchObject({ ofWorkspace: true, role: 'contributor' })
  expect(await bearing(secret)).toMatchObject({ me: { name: 'CI', role: 'contributor', side: null, userId: null } })
  // It is no person: nobody assigns it a discipline or removes it but by revoking it.
  await expect(ada.api.people.assign({ id: token.memberId, role: 'admin' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await ada.api.tokens.revoke({ id: token.id })
  expect(await bearing(secret)).toEqual({})
  const [row] = await database.asOwner('read', (tx) => tx.select().from(members).where(eq(members.id, token.memberId)))
  expect(row!.leftAt).not.toBeNull()
})

test('a token makes no tokens', async () => {
  const { ada } = await newWorkspace({ name: 'Ada', role: 'admin' })
  await expect(
    ada.with({ scopes: ['write'] }).tokens.create({ name: 'Child', scopes: ['write'] }),
  ).rejects.toMatchObject({
    code: 'BY_HAND',
  })
})

test('one sees and revokes one’s own, an admin also the workspace’s, nobody another’s', async () => {
  const { ana, ben, ada } = await newWorkspace('Ana', 'Ben', { name: 'Ada', role: 'admin' })
  const { eve } = await newWorkspace({ name: 'Eve', role: 'admin' })
  const { token } = await ana.api.tokens.create({ name: 'Mine', scopes: ['read'] })
  await ada.api.tokens.create({ name: 'CI', scopes: ['read'], ofWorkspace: true })
  const names = async (api: typeof ana.api) => (await api.tokens.list({})).items.map((one) => one.name)
  expect([await names(ana.api), await names(ben.api), await names(ada.api), await names(eve.api)]).toEqual([
    ['Mine'],
    [],
    ['CI'],
    [],
  ])
  await expect(ben.api.tokens.revoke({ id: token.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(eve.api.tokens.revoke({ id: token.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await ada.api.tokens.revoke({ id: token.id })
  expect(await names(ana.api)).toEqual([])
})

test('the secret is not kept, and the day of use is written once a day', async () => {
  const { ana } = await newWorkspace('Ana')
  const { secret, token } = await ana.with({ key: 'once' }).tokens.create({ name: 'Mine', scopes: ['read'] })
  const { rows } = await database.asOwner('read', (tx) =>
    tx.execute(sql`select (select json_agg(t)::text from api_tokens t where workspace_id = ${ana.workspaceId}) as tokens,
      (select json_agg(a)::text from answered_commands a where workspace_id = ${ana.workspaceId}) as answers`),
  )
  expect(rows[0]!.tokens).toContain(token.lastFour)
  expect(JSON.stringify(rows)).not.toContain(secret.slice(3))
  const version = async () =>
    (
      await database.asOwner('read', (tx) =>
        tx.execute<{ xmin: string }>(sql`select xmin::text, last_used_on from api_tokens where id = ${token.id}`),
      )
    ).rows[0]!
  const before = await version()
  await bearing(secret)
  const used = await version()
  await bearing(secret)
  expect(used.xmin).not.toBe(before.xmin)
  expect(await version()).toEqual(used)
  expect((await ana.api.tokens.list({})).items[0]!.lastUsedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('tokens come page by page, and scopes are said in one way only', async () => {
  const { ana } = await newWorkspace('Ana')
  for (const name of ['A', 'B', 'C']) await ana.api.tokens.create({ name, scopes: ['metrics:read'] })
  const first = await ana.api.tokens.list({ limit: 2 })
  const second = await ana.api.tokens.list({ limit: 2, after: first.next! })
  expect([...first.items, ...second.items].map((one) => one.name)).toEqual(['C', 'B', 'A'])
  expect(second.next).toBeUndefined()
  for (const scopes of [[], ['admin'], ['metrics:delete'], ['*']])
    await expect(ana.api.tokens.create({ name: 'X', scopes })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})
