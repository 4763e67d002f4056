import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { fillDemo } from '#app/demo.ts'
import { apiFor } from '#tests/support/identity.ts'
import { assembled, database, newWorkspace } from '#tests/support/workspace.ts'

import { members, workspaces } from './tables.ts'

const admin = { name: 'Ada', role: 'admin' } as const

test('everybody is listed by name, page by page, without gap or repeat', async () => {
  const names = ['Ana', 'Ben', 'Cem', 'Dee', 'Eva', 'Fay', 'Gus'] as const
  const { ana } = await newWorkspace(...names)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await ana.api.people.list({ limit: 3, ...(after ? { after } : {}) })
    seen.push(...page.items.map((person) => person.name))
    after = page.next
  } while (after)
  expect(seen).toEqual([...names])
  expect((await ana.api.people.list({ search: 'e' })).items.map((person) => person.name)).toEqual([
    'Ben',
    'Cem',
    'Dee',
    'Eva',
  ])
  await expect(ana.api.people.list({ search: '%' })).resolves.toMatchObject({ items: [] })
  await expect(ana.api.people.list({ after: 'no id' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('nobody of another workspace is listed, named or touched', async () => {
  const { ada } = await newWorkspace(admin)
  const { eve } = await newWorkspace({ name: 'Eve', role: 'admin' })
  expect((await eve.api.people.list({})).items.map((person) => person.id)).toEqual([eve.id])
  await expect(eve.api.people.assign({ id: ada.id, role: 'observer' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(eve.api.people.remove({ id: ada.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const { id } = await ada.api.people.createTeam({ name: 'Web', prefix: 'WEB', memberIds: [ada.id] })
  await expect(eve.api.people.editTeam({ id, name: 'Mine' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(eve.api.people.archiveTeam({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(eve.api.people.createTeam({ name: 'X', prefix: 'XX', memberIds: [ada.id] })).rejects.toMatchObject({
    code: 'NOT_A_MEMBER',
  })
})

test('a role and a discipline are assigned by an admin, and the side follows', async () => {
  const { ada, ben, told } = await newWorkspace(admin, 'Ben')
  const changed = await ada.api.people.assign({ id: ben.id, role: 'contributor', discipline: 'design' })
  expect(changed).toMatchObject({ role: 'contributor', discipline: 'design', side: 'product' })
  await expect(ben.api.people.assign({ id: ben.id, role: 'admin' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await told()).toEqual(['member.changed.v1'])
})

test('a workspace keeps an admin, even when two step down at once', async () => {
  const { ada, bob } = await newWorkspace(admin, { name: 'Bob', role: 'admin' })
  const both = await Promise.allSettled([
    ada.api.people.assign({ id: ada.id, role: 'member' }),
    bob.api.people.assign({ id: bob.id, role: 'member' }),
  ])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const left = both[0].status === 'rejected' ? ada : bob
  await expect(left.api.people.remove({ id: left.id })).rejects.toMatchObject({ code: 'LAST_ADMIN' })
})

test('who was removed is a member no longer, but still named', async () => {
  const { ada, ben } = await newWorkspace(admin, 'Ben')
  await ada.api.people.remove({ id: ben.id })
  expect((await ada.api.people.list({})).items.map((person) => person.name)).toEqual(['Ada'])
  expect((await ada.api.people.list({ withLeft: true })).items).toContainEqual(
    expect.objectContaining({ id: ben.id, hasLeft: true }),
  )
  await expect(ada.api.people.assign({ id: ben.id, role: 'admin' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a discipline moves to another side with everyone who has it', async () => {
  const { ada, dee } = await newWorkspace(admin, { name: 'Dee', discipline: 'data' })
  await ada.api.people.placeDiscipline({ discipline: 'data', side: 'product' })
  expect(await dee.api.people.me()).toMatchObject({ member: { side: 'product' } })
  expect(await ada.api.people.sides()).toContainEqual({ discipline: 'data', side: 'product' })
  expect(await ada.api.people.assign({ id: ada.id, discipline: 'data' })).toMatchObject({ side: 'product' })
})

test('a team has a prefix of its own, members and leads, and can be closed and opened', async () => {
  const { ada, ben } = await newWorkspace(admin, 'Ben')
  const team = await ada.api.people.createTeam({ name: 'Web', prefix: 'web', memberIds: [ada.id] })
  expect(team).toMatchObject({ prefix: 'WEB', memberIds: [ada.id], leadIds: [] })
  for (const prefix of ['WEB', 'OBJ'])
    await expect(ada.api.people.createTeam({ name: 'Other', prefix })).rejects.toMatchObject({ code: 'PREFIX_TAKEN' })
  const edited = await ada.api.people.editTeam({ id: team.id, memberIds: [ada.id, ben.id], leadIds: [ben.id] })
  expect(edited).toMatchObject({ memberIds: expect.arrayContaining([ada.id, ben.id]), leadIds: [ben.id] })
  expect((await ben.api.people.me()).teamIds).toEqual([team.id])
  await ada.api.people.archiveTeam({ id: team.id })
  expect(await ada.api.people.teams()).toEqual([])
  expect(await ada.api.people.reopenTeam({ id: team.id })).toMatchObject({ name: 'Web' })
})

test('everybody changes their own profile, and an admin the workspace', async () => {
  const { ada, ben, told } = await newWorkspace(admin, 'Ben')
  expect(
    await ben.api.people.editProfile({ name: 'Benno', title: 'Engineer', timeZone: 'Europe/Berlin' }),
  ).toMatchObject({
    name: 'Benno',
    timeZone: 'Europe/Berlin',
  })
  await expect(ben.api.people.editProfile({ timeZone: 'Mars/Base' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(ben.api.people.editWorkspace({ name: 'Mine' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await ada.api.people.editWorkspace({ name: 'Fernway' })).toMatchObject({ name: 'Fernway', timeZone: 'UTC' })
  expect((await ben.api.people.me()).workspace.name).toBe('Fernway')
  expect(await told()).toEqual(['member.changed.v1', 'workspace.changed.v1'])
})

test('a user sees the workspaces that they are in today, and nobody else’s', async () => {
  const { ana, workspaceId } = await newWorkspace('Ana')
  const { bea, cem } = await newWorkspace({ name: 'Bea', role: 'admin' }, 'Cem')
  await database.asOwner('write', (tx) =>
    tx
      .update(members)
      .set({ userId: ana.userId })
      .where(and(eq(members.workspaceId, cem.workspaceId), eq(members.id, cem.id))),
  )
  const anas = apiFor({ userId: ana.userId! })
  const ids = async () => (await anas.people.myWorkspaces()).map((one) => one.id)
  expect((await ids()).sort()).toEqual([workspaceId, cem.workspaceId].sort())
  await bea.api.people.remove({ id: cem.id })
  expect(await ids()).toEqual([workspaceId])
  await expect(apiFor().people.myWorkspaces()).rejects.toMatchObject({ code: 'SIGN_IN' })
})

test('the demo brings a team of both sides, in which nobody can sign in', async () => {
  const { ada, workspaceId } = await newWorkspace(admin)
  await database.asOwner('write', (tx) =>
    tx.update(workspaces).set({ isDemo: true }).where(eq(workspaces.workspaceId, workspaceId)),
  )
  await fillDemo(assembled.host, workspaceId, new Date('2026-11-20T12:00:00Z'))
  const everyone = (await ada.api.people.list({})).items
  expect(everyone).toHaveLength(12)
  expect(everyone.find((person) => person.name === 'Daniel Okafor')).toMatchObject({ side: 'engineering' })
  const teams = await ada.api.people.teams()
  expect(teams.map((team) => [team.prefix, team.leadIds.length])).toEqual([
    ['APP', 2],
    ['WEB', 2],
  ])
  const rows = await database.asOwner('read', (tx) =>
    tx.select().from(members).where(eq(members.workspaceId, workspaceId)),
  )
  expect(rows.filter((row) => row.userId).map((row) => row.name)).toEqual(['Ada'])
}, 60_000)
