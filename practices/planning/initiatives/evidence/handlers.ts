import { implement } from '@orpc/server'

import { connect } from '#commons/links/connect.ts'
import { isFitting } from '#commons/links/rules.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { newId } from '#platform/database/ids.ts'

import { evidenceAdded, evidenceRemoved } from '../events.ts'
import { findInitiative } from '../queries.ts'
import { evidence as contract, MOST_QUOTES, QuoteId } from './contract.ts'
import { countQuotes, deleteQuote, evidenceOf, findQuote, insertQuote } from './queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const addEvidence = api.addEvidence.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const initiative = await findInitiative(tx, workspaceId, input.id)
  if (!initiative) throw errors.NOT_FOUND()

  if (input.recordId) {
    const record = (await recordsById(tx, workspaceId, [input.recordId])).get(input.recordId)
    if (!record) throw errors.NOT_FOUND()
    if (!isFitting('evidences', record.type, 'initiative')) throw errors.NO_EVIDENCE()
    if ((await connect(context, { from: record.id, to: initiative.id, kind: 'evidences' })) === 'circle')
      throw errors.NO_EVIDENCE()
  }
  if (input.quote) {
    if ((await countQuotes(tx, workspaceId, initiative.id)) >= MOST_QUOTES) throw errors.ENOUGH()
    await insertQuote(tx, workspaceId, {
      id: QuoteId.parse(newId()),
      initiativeId: initiative.id,
      quote: input.quote,
      source: input.source,
      recordId: input.recordId ?? null,
      by: me.id,
      at: now,
    })
    const changes = [{ field: 'evidence', from: null, to: input.quote }]
    emit(evidenceAdded, { id: initiative.id }, { record: initiative.id, changes })
  }
  return evidenceOf(tx, workspaceId, initiative.id)
})

const removeQuote = api.removeQuote.handler(async ({ input, errors, context: { tx, workspaceId, me, emit } }) => {
  const quote = await findQuote(tx, workspaceId, input.id, input.quoteId)
  if (!quote) throw errors.NOT_FOUND()
  if (quote.by !== me.id && !isAtLeast(me.role, 'member')) throw errors.NOT_YOURS()

  await deleteQuote(tx, workspaceId, quote.id)
  const changes = [{ field: 'evidence', from: quote.quote, to: null }]
  emit(evidenceRemoved, { id: input.id }, { record: input.id, changes })
  return evidenceOf(tx, workspaceId, input.id)
})

export const evidenceHandlers = { addEvidence, removeQuote }
