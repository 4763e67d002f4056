import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const ConnectionId = z.uuid().brand<'ConnectionId'>()
export type ConnectionId = z.infer<typeof ConnectionId>

/** Below it GitHub's webhooks arrive, each at the id of its connection. */
export const HOOK_PATH = '/hooks/github/'

export const ChangeState = z.enum(['draft', 'open', 'merged', 'closed'])
export type ChangeState = z.infer<typeof ChangeState>

/** A pull request that names work, as it stands over there. */
export const Change = z.object({
  id: RecordId,
  key: z.string(),
  title: z.string(),
  state: ChangeState,
  repository: z.string(),
  number: z.number().int(),
  url: z.string(),
  branch: z.string(),
  author: z.string(),
  openedAt: z.date(),
  mergedAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  delivers: z.array(RecordSummary),
})
export type Change = z.infer<typeof Change>

/** Where GitHub sends what happens. Address and secret are entered there once. */
export const Connection = z.object({
  id: ConnectionId,
  name: z.string(),
  teamId: TeamId.nullable(),
  address: z.string(),
  secret: z.string(),
  createdBy: MemberId,
  createdAt: z.date(),
  lastHeardAt: z.date().nullable(),
})
export type Connection = z.infer<typeof Connection>

export const DeliveryOutcome = z.enum(['done', 'ignored', 'failed'])
export type DeliveryOutcome = z.infer<typeof DeliveryOutcome>

/** What GitHub sent, and what came of it here. */
export const Delivery = z.object({
  id: z.string(),
  connectionId: ConnectionId,
  event: z.string(),
  repository: z.string(),
  outcome: DeliveryOutcome,
  says: z.string(),
  receivedAt: z.date(),
})
export type Delivery = z.infer<typeof Delivery>

/** Pull requests, pushes and releases of GitHub, joined to the work that they name. */
export const changes = {
  get: query('observer', '/changes/{key}', 'One change with the work that it delivers.')
    .input(z.object({ key: RecordKey }))
    .output(Change),
  list: query('observer', '/changes', 'Changes, newest first; all, or those that deliver one record.')
    .input(pageById.extend({ delivers: RecordId.optional(), state: ChangeState.optional() }))
    .output(pageOf(Change)),
  connect: command('admin', '/github-connections', 'Makes an address and a secret to enter at GitHub as a webhook.')
    .input(
      z.object({ name: z.string().trim().min(1, 'Write a name.').max(100), teamId: TeamId.nullable().default(null) }),
    )
    .output(Connection)
    .errors(refusals({ NOT_A_TEAM: 'That team is not in this workspace.' })),
  disconnect: command('admin', '/github-connections/{id}/remove', 'Ends a connection. What it brought stays.').input(
    z.object({ id: ConnectionId }),
  ),
  connections: query(
    'admin',
    '/github-connections',
    'The connections to GitHub with their addresses and secrets.',
  ).output(z.array(Connection)),
  deliveries: query('admin', '/github-deliveries', 'What GitHub sent and what came of it, newest first.')
    .input(pageById.extend({ outcome: DeliveryOutcome.optional() }))
    .output(pageOf(Delivery)),
}
