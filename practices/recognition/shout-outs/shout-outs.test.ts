import { expect, test } from 'vitest'

import { newWorkspace, type TestMember } from '#tests/support/workspace.ts'

const refused = (code: string) => ({ code })

const noticesOf = async (member: TestMember) =>
  (await member.api.notifications.list({})).items.map(({ text, record }) => `${record?.key}: ${text}`)

test('a shout-out is seen by all and told to the ones thanked', async () => {
  const { ana, ben, cleo, heard, told } = await newWorkspace('Ana', 'Ben', 'Cleo')
  const given = await ana.api.shoutOuts.give({ to: [ben.id], message: 'You kept the launch calm.', value: 'calm' })
  await heard()

  expect((await cleo.api.shoutOuts.list({})).items).toEqual([given])
  expect(await cleo.api.shoutOuts.get({ key: given.key })).toEqual(given)
  expect(await told()).toContain('shout-out.given.v1')
  expect(await noticesOf(ben)).toEqual([`${given.key}: thanks you: “You kept the launch calm.”`])
  expect(await noticesOf(cleo)).toEqual([])
})

test('it says which work it thanks for', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const work = await ana.api.initiatives.create({ title: 'Routes without signal' })
  const given = await ana.api.shoutOuts.give({ to: [ben.id], message: 'It works in tunnels.', about: [work.id] })

  expect(given.about).toMatchObject([{ key: work.key, title: 'Routes without signal' }])
  expect((await ben.api.shoutOuts.list({})).items[0]!.about).toEqual(given.about)
  const line = await ben.api.links.line({ recordId: work.id })
  expect(line.cameOfIt.map((step) => step.record.key)).toEqual([given.key])
})

test('it thanks for work, not for another shout-out, and not for what is elsewhere', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { eve } = await newWorkspace('Eve')
  const thanks = await ana.api.shoutOuts.give({ to: [ben.id], message: 'Thanks.' })
  const theirs = await eve.api.initiatives.create({ title: 'Elsewhere' })
  const about = (id: typeof thanks.id) => ben.api.shoutOuts.give({ to: [ana.id], message: 'Thanks.', about: [id] })

  await expect(about(thanks.id)).rejects.toMatchObject(refused('NOTHING_TO_THANK_FOR'))
  await expect(about(theirs.id)).rejects.toMatchObject(refused('NOT_FOUND'))
})

test('nobody thanks themselves', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  await expect(ana.api.shoutOuts.give({ to: [ana.id, ben.id], message: 'Go us.' })).rejects.toMatchObject(
    refused('NOT_YOURSELF'),
  )
})

test('only colleagues can be thanked, each of them once', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { eve } = await newWorkspace('Eve')
  await expect(ana.api.shoutOuts.give({ to: [eve.id], message: 'Hi.' })).rejects.toMatchObject(refused('NOT_A_MEMBER'))
  expect((await ana.api.shoutOuts.give({ to: [ben.id, ben.id], message: 'Twice.' })).to).toEqual([ben.id])
})

test('it needs someone and something to thank for', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const give = (input: { to: (typeof ben.id)[]; message: string }) => ana.api.shoutOuts.give(input)
  await expect(give({ to: [], message: 'Thanks.' })).rejects.toMatchObject(refused('BAD_REQUEST'))
  await expect(give({ to: [ben.id], message: '   ' })).rejects.toMatchObject(refused('BAD_REQUEST'))
  await expect(give({ to: [ben.id], message: 'x'.repeat(501) })).rejects.toMatchObject(refused('BAD_REQUEST'))
})

test('the giver takes it back within 15 minutes, and with it what was told', async () => {
  const { ana, ben, heard, told } = await newWorkspace('Ana', 'Ben')
  const { id, key } = await ana.at('2026-05-01T10:00:00Z').shoutOuts.give({ to: [ben.id], message: 'Oops.' })
  await heard()
  expect(await noticesOf(ben)).toHaveLength(1)

  await expect(ben.api.shoutOuts.takeBack({ id })).rejects.toMatchObject(refused('NOT_YOURS'))
  await expect(ana.at('2026-05-01T10:15:01Z').shoutOuts.takeBack({ id })).rejects.toMatchObject(refused('TOO_LATE'))
  await ana.at('2026-05-01T10:15:00Z').shoutOuts.takeBack({ id })
  await heard()

  expect((await ben.api.shoutOuts.list({})).items).toEqual([])
  await expect(ben.api.shoutOuts.get({ key })).rejects.toMatchObject(refused('NOT_FOUND'))
  expect(await noticesOf(ben)).toEqual([])
  expect(await told()).toContain('shout-out.taken-back.v1')
})

test('who is thanked before the listener ran and taken back is told nothing', async () => {
  const { ana, ben, heard } = await newWorkspace('Ana', 'Ben')
  const { id } = await ana.api.shoutOuts.give({ to: [ben.id], message: 'Oops.' })
  await ana.api.shoutOuts.takeBack({ id })
  await heard()
  expect(await noticesOf(ben)).toEqual([])
})

test('observers read, contributors thank', async () => {
  const { ana, ivy, olaf } = await newWorkspace(
    'Ana',
    { name: 'Ivy', role: 'contributor' },
    { name: 'Olaf', role: 'observer' },
  )
  await ivy.api.shoutOuts.give({ to: [ana.id], message: 'Thank you.' })
  expect((await olaf.api.shoutOuts.list({})).items).toHaveLength(1)
  await expect(olaf.api.shoutOuts.give({ to: [ana.id], message: 'Me too.' })).rejects.toMatchObject(
    refused('NOT_ALLOWED'),
  )
})

test('others react to it, live, each with one of a kind, and take it back', async () => {
  const { ana, ben, cleo, heard, told } = await newWorkspace('Ana', 'Ben', 'Cleo')
  const { id, key } = await ana.api.shoutOuts.give({ to: [ben.id], message: 'You stayed calm.' })
  await ben.api.shoutOuts.react({ id, emoji: '❤️' })
  await cleo.api.shoutOuts.react({ id, emoji: '❤️' })
  await cleo.api.shoutOuts.react({ id, emoji: '❤️' })
  await cleo.api.shoutOuts.react({ id, emoji: '🎉' })
  const reactions = async () => (await ana.api.shoutOuts.get({ key })).reactions
  expect(await reactions()).toEqual([
    { emoji: '❤️', by: [ben.id, cleo.id] },
    { emoji: '🎉', by: [cleo.id] },
  ])
  await cleo.api.shoutOuts.react({ id, emoji: '❤️', give: false })
  await heard()
  expect((await ana.api.shoutOuts.list({})).items[0]!.reactions[0]).toEqual({ emoji: '❤️', by: [ben.id] })
  expect(await told()).toContain('shout-out.reacted.v1')

  for (const emoji of ['👍', '😄', '🤔', '👀', '🚀', '🌱']) await ana.api.shoutOuts.react({ id, emoji })
  await expect(ana.api.shoutOuts.react({ id, emoji: '🐌' })).rejects.toMatchObject(refused('TOO_MANY_KINDS'))
  await expect(ana.api.shoutOuts.react({ id, emoji: 'yes' })).rejects.toMatchObject(refused('BAD_REQUEST'))
})

test('another workspace sees nothing and can take nothing back', async () => {
  const here = await newWorkspace('Ana', 'Ben')
  const { eve } = await newWorkspace('Eve')
  const { id, key } = await here.ana.api.shoutOuts.give({ to: [here.ben.id], message: 'Thanks.' })

  expect((await eve.api.shoutOuts.list({})).items).toEqual([])
  await expect(eve.api.shoutOuts.get({ key })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(eve.api.shoutOuts.takeBack({ id })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(eve.api.shoutOuts.react({ id, emoji: '👍' })).rejects.toMatchObject(refused('NOT_FOUND'))
})

test('pages follow each other without gap or repeat, also those for one member', async () => {
  const { ana, ben, cleo } = await newWorkspace('Ana', 'Ben', 'Cleo')
  // Two in the same instant: the page may end between them.
  for (const [n, time] of ['09:00', '10:00', '10:00', '11:00'].entries()) {
    const to = n === 1 ? [cleo.id] : [ben.id, cleo.id]
    await ana.at(`2026-05-01T${time}:00Z`).shoutOuts.give({ to, message: `Thanks ${n}` })
  }
  const pages = async (input: { to?: typeof ben.id }) => {
    const first = await ben.api.shoutOuts.list({ ...input, limit: 2 })
    const rest = await ben.api.shoutOuts.list({ ...input, limit: 2, after: first.next })
    expect(rest.next).toBeUndefined()
    return [...first.items, ...rest.items].map(({ message }) => message)
  }
  expect(await pages({})).toEqual(['Thanks 3', 'Thanks 2', 'Thanks 1', 'Thanks 0'])
  expect(await pages({ to: ben.id })).toEqual(['Thanks 3', 'Thanks 2', 'Thanks 0'])
})
