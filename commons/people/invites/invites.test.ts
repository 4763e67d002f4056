import { eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { users } from '#platform/auth/tables.ts'
import { apiFor, newUser, PASSWORD, userFor } from '#tests/support/identity.ts'
import { database, newWorkspace } from '#tests/support/workspace.ts'

import { members } from '../tables.ts'
import { invites } from './tables.ts'

const admin = { name: 'Ada', role: 'admin' } as const
const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1)
let people = 0
const signUp = (name = 'Zoe') => ({ name, email: `zoe.${Date.now()}.${++people}@example.com`, password: PASSWORD })

test('a link makes a stranger a member with the role, discipline and team that it names', async () => {
  const { ada, told, heard } = await newWorkspace(admin)
  const team = await ada.api.people.createTeam({ name: 'Web', prefix: 'WEB' })
  const { link, invite, letter } = await ada.api.invites.create({
    role: 'contributor',
    discipline: 'design',
    teamId: team.id,
  })
  expect([invite.state, letter, invite.usesLeft]).toEqual(['open', null, 1])
  expect(link).toMatch(/^http:\/\/localhost:3000\/join\/[\w-]{43}$/)
  const stranger = apiFor()
  const token = tokenOf(link)
  expect(await stranger.invites.look({ token })).toMatchObject({
    workspace: 'Test workspace',
    invitedBy: 'Ada',
    role: 'contributor',
    team: 'Web',
    signedInAs: null,
    isMember: false,
  })
  const zoe = signUp()
  const { slug } = await stranger.invites.accept({ token, signUp: zoe, timeZone: 'Europe/Berlin' })
  expect(slug).toBe(`test-${ada.workspaceId}`)
  const person = (await ada.api.people.list({ search: 'Zoe' })).items[0]
  expect(person).toMatchObject({
    role: 'contributor',
    discipline: 'design',
    side: 'product',
    timeZone: 'Europe/Berlin',
  })
  expect((await ada.api.people.teams())[0]!.memberIds).toEqual([person!.id])
  await heard()
  expect(await told()).toEqual(['team.formed.v1', 'invite.made.v1', 'member.joined.v1', 'invite.used.v1'])
})

test('the link is not kept, neither in the table nor in the answer to a resend', async () => {
  const { ada } = await newWorkspace(admin)
  const { link } = await ada.with({ key: 'once' }).invites.create({})
  const rows = await database.asOwner('read', (tx) =>
    tx.execute(sql`select (select json_agg(i)::text from invites i where workspace_id = ${ada.workspaceId}) as invites,
      (select json_agg(a)::text from answered_commands a where workspace_id = ${ada.workspaceId}) as answers,
      (select json_agg(e)::text from events e where workspace_id = ${ada.workspaceId}) as events`),
  )
  expect(rows.rows[0]!.invites).toContain('token_hash')
  expect(JSON.stringify(rows.rows)).not.toContain(tokenOf(link))
})

test('somebody who is signed in joins as who they are, and once', async () => {
  const { ada } = await newWorkspace(admin)
  const user = await newUser('Uma')
  const { link } = await ada.api.invites.create({ uses: 5 })
  const token = tokenOf(link)
  const umas = apiFor({ userId: user.id })
  expect(await umas.invites.look({ token })).toMatchObject({ signedInAs: user.email, isMember: false })
  await umas.invites.accept({ token, discipline: 'engineering' })
  await umas.invites.accept({ token })
  expect(await umas.invites.look({ token })).toMatchObject({ isMember: true })
  expect((await ada.api.people.list({ search: 'Uma' })).items).toMatchObject([
    { discipline: 'engineering', role: 'member' },
  ])
  expect((await ada.api.invites.list({})).items[0]).toMatchObject({ usesLeft: 4 })
})

test('an invite ends: by time, by use, by being taken back', async () => {
  const { ada } = await newWorkspace(admin)
  const [old, single, back] = [
    await ada.at('2026-01-01T00:00:00Z').invites.create({ expiresInDays: 1, uses: null }),
    await ada.api.invites.create({ uses: 1 }),
    await ada.api.invites.create({}),
  ]
  await ada.api.invites.revoke({ id: back.invite.id })
  await apiFor().invites.accept({ token: tokenOf(single.link), signUp: signUp() })
  const ends = [
    [old, 'EXPIRED'],
    [single, 'USED_UP'],
    [back, 'REVOKED'],
  ] as const
  for (const [{ link }, code] of ends) {
    await expect(apiFor().invites.look({ token: tokenOf(link) })).rejects.toMatchObject({ code })
    await expect(apiFor().invites.accept({ token: tokenOf(link), signUp: signUp() })).rejects.toMatchObject({ code })
  }
  expect((await ada.api.invites.list({})).items.map((one) => one.state)).toEqual(['revoked', 'used up', 'expired'])
  expect((await ada.api.invites.list({ onlyOpen: true })).items).toEqual([])
  await expect(ada.api.invites.revoke({ id: single.invite.id })).rejects.toMatchObject({ code: 'USED_UP' })
})

test('the last use goes to one of those who come at once', async () => {
  const { ada } = await newWorkspace(admin)
  const { link } = await ada.api.invites.create({ uses: 2 })
  const comers = ['A', 'B', 'C', 'D'].map((name) => signUp(name))
  const came = await Promise.allSettled(
    comers.map((one) => apiFor().invites.accept({ token: tokenOf(link), signUp: one })),
  )
  expect(came.filter((one) => one.status === 'fulfilled')).toHaveLength(2)
  expect((await ada.api.people.list({})).items).toHaveLength(3)
  // Whoever came too late has no user either.
  const known = await database.asOwner('read', (tx) =>
    tx
      .select({ email: users.email })
      .from(users)
      .where(
        inArray(
          users.email,
          comers.map((one) => one.email),
        ),
      ),
  )
  expect(known).toHaveLength(2)
})

test('without a link, or without saying who one is, nobody comes in', async () => {
  const { ada } = await newWorkspace(admin)
  const { link } = await ada.api.invites.create({ uses: 9 })
  const token = tokenOf(link)
  await expect(apiFor().invites.accept({ token })).rejects.toMatchObject({ code: 'WHO_ARE_YOU' })
  await expect(apiFor().invites.look({ token: `${token.slice(0, -1)}_` })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const user = await newUser('Uma')
  await expect(
    apiFor().invites.accept({ token, signUp: { name: 'Uma', email: user.email.toUpperCase(), password: PASSWORD } }),
  ).rejects.toMatchObject({ code: 'EMAIL_TAKEN' })
  const weak = { ...signUp(), password: 'password123' }
  await expect(apiFor().invites.accept({ token, signUp: weak })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('only an admin invites, and not into another workspace’s team', async () => {
  const { ada, ben } = await newWorkspace(admin, 'Ben')
  const { eve } = await newWorkspace({ name: 'Eve', role: 'admin' })
  await expect(ben.api.invites.create({})).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const team = await ada.api.people.createTeam({ name: 'Web', prefix: 'WEB' })
  await expect(eve.api.invites.create({ teamId: team.id })).rejects.toMatchObject({ code: 'NO_SUCH_TEAM' })
  const { invite } = await ada.api.invites.create({})
  await expect(eve.api.invites.revoke({ id: invite.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await eve.api.invites.list({})).items).toEqual([])
})

test('who was removed comes back by a new invite, as the same person', async () => {
  const { ada, ben } = await newWorkspace(admin, 'Ben')
  const user = await userFor(ben)
  await ada.api.people.remove({ id: ben.id })
  const { link } = await ada.api.invites.create({ role: 'contributor' })
  await apiFor({ userId: user.id }).invites.accept({ token: tokenOf(link) })
  expect((await ada.api.people.list({ search: 'Ben' })).items).toMatchObject([
    { id: ben.id, role: 'contributor', hasLeft: false },
  ])
})

test('somebody becomes the imported person of their address only when it is proven to be theirs', async () => {
  const { ada, ivo, ida } = await newWorkspace(admin, 'Ivo', 'Ida')
  const make = (id: typeof ivo.id, email: string) =>
    database.asOwner('write', (tx) =>
      tx.update(members).set({ kind: 'imported', userId: null, email }).where(eq(members.id, id)),
    )
  const [proven, claimed] = [signUp('Ivo'), signUp('Ida')]
  await make(ivo.id, proven.email.toUpperCase())
  await make(ida.id, claimed.email)
  const named = await ada.api.invites.create({ email: proven.email })
  await apiFor().invites.accept({ token: tokenOf(named.link), signUp: proven })
  const open = await ada.api.invites.create({})
  await apiFor().invites.accept({ token: tokenOf(open.link), signUp: claimed })
  expect((await ada.api.people.list({ search: 'Ivo' })).items).toMatchObject([{ id: ivo.id, kind: 'person' }])
  expect((await ada.api.people.list({ search: 'Ida' })).items.map((person) => person.kind).sort()).toEqual([
    'imported',
    'person',
  ])
})

test('an e-mail gets the link, and the answer says so', async () => {
  const { ada, letters } = await newWorkspace(admin)
  const { link, letter } = await ada.api.invites.create({ email: 'ADA.friend@example.com' })
  expect(letter).toBe('sent')
  expect(letters().find((one) => one.to === 'ada.friend@example.com')!.text).toContain(link)
})

test('invites come page by page, newest first', async () => {
  const { ada } = await newWorkspace(admin)
  const made: string[] = []
  for (let i = 0; i < 5; i++) made.push((await ada.api.invites.create({})).invite.id)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await ada.api.invites.list({ limit: 2, ...(after ? { after } : {}) })
    seen.push(...page.items.map((invite) => invite.id))
    after = page.next
  } while (after)
  expect(seen).toEqual(made.toReversed())
  const [row] = await database.asOwner('read', (tx) => tx.select().from(invites).where(eq(invites.id, made[0]!)))
  expect(row!.expiresAt.getTime() - row!.createdAt.getTime()).toBe(14 * 86_400_000)
})
