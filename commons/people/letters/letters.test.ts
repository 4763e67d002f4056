import { and, eq } from 'drizzle-orm'
import pino from 'pino'
import { expect, test } from 'vitest'

import { newId } from '#platform/database/ids.ts'
import { createMail } from '#platform/mail/mail.ts'
import { letters as letterRows } from '#platform/mail/tables.ts'
import { userFor } from '#tests/support/identity.ts'
import { apiOf, assembled, database, newWorkspace, type TestMember } from '#tests/support/workspace.ts'

import { members } from '../tables.ts'
import { lettersFeature } from './feature.ts'

const keep = createMail({ settings: { MAIL_FROM: 'a@b.c' }, database, log: pino({ level: 'silent' }) })
const letter = (to: string, subject = 'Your sign-in link') => keep({ to, subject, text: 'https://…' })

async function withUser(member: TestMember) {
  const user = await userFor(member)
  return { user, api: apiOf({ ...member, userId: user.id }) }
}
const subjects = async (api: TestMember['api']) => (await api.letters.list({})).items.map((one) => one.subject)

test('an admin reads the kept letters to members and invited people of their workspace, and of no other', async () => {
  const { ada, ben } = await newWorkspace({ name: 'Ada', role: 'admin' }, 'Ben')
  const { eve } = await newWorkspace({ name: 'Eve', role: 'admin' })
  const [adas, bens, eves] = [await withUser(ada), await withUser(ben), await withUser(eve)]
  const invited = `guest.${newId()}@example.com`
  await ada.api.invites.create({ email: invited })
  await letter(bens.user.email, 'to Ben')
  await letter(invited.toUpperCase(), 'to the guest')
  await letter(eves.user.email, 'to Eve')
  await letter('nobody@example.com', 'to nobody')
  expect(await subjects(adas.api)).toEqual(['to the guest', 'to Ben'])
  expect(await subjects(eves.api)).toEqual(['to Eve'])
  await expect(bens.api.letters.list({})).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('a letter to somebody who is elsewhere too stays closed, unless the reader is an admin there', async () => {
  const { ada } = await newWorkspace({ name: 'Ada', role: 'admin' })
  const { ben } = await newWorkspace('Ben', { name: 'Eve', role: 'admin' })
  const [adas, bens] = [await withUser(ada), await withUser(ben)]
  const enter = (userId: string, workspaceId: string, role: 'admin' | 'member') =>
    database.asOwner('write', (tx) =>
      tx.insert(members).values({
        workspaceId,
        id: newId() as typeof ada.id,
        userId,
        name: 'Ben',
        role,
        discipline: 'other',
        joinedAt: new Date(),
      }),
    )
  await enter(bens.user.id, ada.workspaceId, 'member')
  await letter(bens.user.email)
  expect(await subjects(adas.api)).toEqual([])
  await enter(adas.user.id, ben.workspaceId, 'admin')
  expect(await subjects(adas.api)).toEqual(['Your sign-in link'])
  await database.asOwner('write', (tx) =>
    tx
      .update(members)
      .set({ leftAt: new Date() })
      .where(and(eq(members.workspaceId, ben.workspaceId), eq(members.userId, adas.user.id))),
  )
  expect(await subjects(adas.api)).toEqual([])
})

test('an invite for the address of somebody elsewhere does not open their letters', async () => {
  const { ada } = await newWorkspace({ name: 'Ada', role: 'admin' })
  const { ben } = await newWorkspace('Ben')
  const [adas, bens] = [await withUser(ada), await withUser(ben)]
  await ada.api.invites.create({ email: bens.user.email })
  await letter(bens.user.email)
  expect(await subjects(adas.api)).toEqual([])
})

test('a token reads no letters', async () => {
  const { ada } = await newWorkspace({ name: 'Ada', role: 'admin' })
  const { user } = await withUser(ada)
  await letter(user.email)
  expect(await subjects(apiOf({ ...ada, userId: user.id }, { scopes: ['write'] }))).toEqual([])
})

test('letters come page by page, newest first, and go after 30 days', async () => {
  const { ada } = await newWorkspace({ name: 'Ada', role: 'admin' })
  const { user, api } = await withUser(ada)
  for (const subject of ['a', 'b', 'c']) await letter(user.email, subject)
  const first = await api.letters.list({ limit: 2 })
  const second = await api.letters.list({ limit: 2, after: first.next! })
  expect([...first.items, ...second.items].map((one) => one.subject)).toEqual(['c', 'b', 'a'])
  const old = new Date(Date.now() - 31 * 86_400_000)
  await database.asOwner('write', (tx) =>
    tx
      .update(letterRows)
      .set({ keptAt: old })
      .where(and(eq(letterRows.to, user.email), eq(letterRows.subject, 'a'))),
  )
  await lettersFeature.jobs[0]!.run(assembled.host, new Date())
  expect(await subjects(api)).toEqual(['c', 'b'])
})

test('an admin tries whether letters arrive', async () => {
  const { ada, letters } = await newWorkspace({ name: 'Ada', role: 'admin' })
  await expect(ada.api.letters.try()).rejects.toMatchObject({ code: 'NO_ADDRESS' })
  const { user } = await withUser(ada)
  expect(await ada.api.letters.try()).toEqual({ to: user.email, how: 'sent' })
  expect(letters().some((one) => one.to === user.email)).toBe(true)
  expect(await ada.api.letters.delivery()).toEqual({ how: 'sent' })
})
