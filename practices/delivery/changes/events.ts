import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { ChangeState, ConnectionId } from './contract.ts'

const OfChange = z.object({ id: RecordId, state: ChangeState, workItemIds: z.array(RecordId) })

/** A pull request that names work was opened, or named work for the first time. */
export const changeOpened = defineEvent('change.opened.v1', OfChange, 'opened a change')

export const changeUpdated = defineEvent('change.updated.v1', OfChange, 'updated a change')

export const changeMerged = defineEvent('change.merged.v1', OfChange, 'merged a change')

export const connectionMade = defineEvent(
  'github-connection.made.v1',
  z.object({ id: ConnectionId }),
  'connected GitHub',
)

export const connectionEnded = defineEvent(
  'github-connection.ended.v1',
  z.object({ id: ConnectionId }),
  'disconnected GitHub',
)

/** GitHub sent something; the page of deliveries has a new row. */
export const deliveryHeard = defineEvent(
  'github-delivery.heard.v1',
  z.object({ id: z.string(), connectionId: ConnectionId }),
  'heard from GitHub',
)
