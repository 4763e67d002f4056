import { implement } from '@orpc/server'

import { recordsById } from '#commons/records/lookups.ts'
import { watchRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { newId } from '#platform/database/ids.ts'

import { SignOffId, signoffs as contract } from './contract.ts'
import { recordSignedOff, signOffWithdrawn } from './events.ts'
import { deleteSignOff, findSignOff, putSignOff, signoffsOfRecords } from './queries.ts'
import { missingSides, whyNotSign } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const sign = api.sign.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const record = (await recordsById(tx, workspaceId, [input.recordId])).get(input.recordId)
  if (!record) throw errors.NOT_FOUND()
  const refusal = whyNotSign(me.side, input.version, record.version)
  if (refusal) throw errors[refusal]()

  const signed = await putSignOff(tx, workspaceId, {
    ...input,
    id: SignOffId.parse(newId()),
    memberId: me.id,
    side: me.side!,
    signedAt: now,
  })
  await watchRecord(tx, workspaceId, record.id, [me.id])
  const { id, recordId, version, memberId, side, verdict } = signed
  emit(
    recordSignedOff,
    { id, recordId, version, memberId, side, verdict },
    { record: record.id, changes: [{ field: `${side} sign-off`, from: null, to: `${verdict}, version ${version}` }] },
  )
  return signed
})

const withdraw = api.withdraw.handler(async ({ input, errors, context: { tx, workspaceId, me, emit } }) => {
  const signed = await findSignOff(tx, workspaceId, input.id)
  if (!signed) throw errors.NOT_FOUND()
  if (signed.memberId !== me.id) throw errors.NOT_YOURS()
  await deleteSignOff(tx, workspaceId, signed.id)
  const { id, recordId, version, memberId, side } = signed
  emit(
    signOffWithdrawn,
    { id, recordId, version, memberId, side },
    {
      record: recordId,
      changes: [{ field: `${side} sign-off`, from: `${signed.verdict}, version ${version}`, to: null }],
    },
  )
})

const of = api.of.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const record = (await recordsById(tx, workspaceId, [input.recordId])).get(input.recordId)
  if (!record) throw errors.NOT_FOUND()
  const signOffs = await signoffsOfRecords(tx, workspaceId, [record.id], 200)
  return { version: record.version, missing: missingSides(signOffs, record.version), signOffs }
})

export const handlers = api.router({ sign, withdraw, of })
