import { implement } from '@orpc/server'

import { whyNotReact } from '#commons/comments/rules.ts'
import { connect } from '#commons/links/connect.ts'
import { upOver } from '#commons/links/lookups.ts'
import { isFitting } from '#commons/links/rules.ts'
import { membersAmong } from '#commons/people/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { registerRecord, updateRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import type { Transaction } from '#platform/database/database.ts'

import { shoutOuts as contract } from './contract.ts'
import { shoutOutGiven, shoutOutReacted, shoutOutTakenBack } from './events.ts'
import {
  deleteShoutOut,
  findShoutOut,
  findShoutOutByKey,
  insertShoutOut,
  newestShoutOuts,
  putReaction,
  reactionsTo,
  takeReaction,
} from './queries.ts'
import { whyNotGive, whyNotTakeBack } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const give = api.give.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const refusal = whyNotGive(me.id, input.to)
  if (refusal) throw errors[refusal]()

  const members = await membersAmong(tx, workspaceId, input.to)
  if (members.size < input.to.length) throw errors.NOT_A_MEMBER()
  const about = [...(await recordsById(tx, workspaceId, input.about)).values()]
  if (about.length < new Set(input.about).size) throw errors.NOT_FOUND()
  if (about.some((record) => !isFitting('serves', 'shout-out', record.type))) throw errors.NOTHING_TO_THANK_FOR()

  const { id, key } = await registerRecord(tx, workspaceId, {
    type: 'shout-out',
    title: input.message.slice(0, 120),
    text: input.message,
    state: 'given',
    stateGroup: 'done',
    by: me.id,
    now,
  })
  const given = { id, from: me.id, to: input.to, message: input.message, value: input.value ?? null, givenAt: now }
  await insertShoutOut(tx, workspaceId, given)
  for (const record of about) await connect(context, { from: id, to: record.id, kind: 'serves' })
  emit(shoutOutGiven, { id, key, from: me.id, to: input.to }, { record: id })
  return { ...given, key, about, reactions: [] }
})

const takeBack = api.takeBack.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const shoutOut = await findShoutOut(tx, workspaceId, input.id)
  if (!shoutOut) throw errors.NOT_FOUND()

  const refusal = whyNotTakeBack(shoutOut, me.id, now)
  if (refusal) throw errors[refusal]()

  await deleteShoutOut(tx, workspaceId, shoutOut.id)
  await updateRecord(tx, workspaceId, shoutOut.id, { removed: true }, now)
  emit(shoutOutTakenBack, { id: shoutOut.id }, { record: shoutOut.id })
})

const react = api.react.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const shoutOut = await findShoutOut(tx, workspaceId, input.id)
  if (!shoutOut) throw errors.NOT_FOUND()
  const of = { shoutOutId: shoutOut.id, memberId: me.id, emoji: input.emoji }
  if (input.give) {
    const given = (await reactionsTo(tx, workspaceId, [shoutOut.id])).get(shoutOut.id) ?? []
    const refusal = whyNotReact(
      given.map(({ emoji }) => emoji),
      input.emoji,
    )
    if (refusal) throw errors[refusal]()
    await putReaction(tx, { workspaceId, ...of, at: now })
  } else await takeReaction(tx, workspaceId, of)
  emit(shoutOutReacted, { id: shoutOut.id }, { record: shoutOut.id })
})

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const found = await findShoutOutByKey(tx, workspaceId, input.key)
  if (!found) throw errors.NOT_FOUND()
  return (await asShown(tx, workspaceId, [found]))[0]!
})

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) => {
  const { items, ...rest } = nextPage(await newestShoutOuts(tx, workspaceId, input), input.limit, (given) => given.id)
  return { items: await asShown(tx, workspaceId, items), ...rest }
})

async function asShown<Given extends { id: RecordId }>(tx: Transaction, workspaceId: string, given: Given[]) {
  const ids = given.map(({ id }) => id)
  const about = await upOver(tx, workspaceId, 'serves', ids)
  const reactions = await reactionsTo(tx, workspaceId, ids)
  return given.map((shoutOut) => ({
    ...shoutOut,
    about: about.get(shoutOut.id) ?? [],
    reactions: reactions.get(shoutOut.id) ?? [],
  }))
}

export const handlers = api.router({ give, takeBack, react, get, list })
