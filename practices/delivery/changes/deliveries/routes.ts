import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import { actingAs } from '#commons/people/imported.ts'
import type { Host } from '#platform/api/answer.ts'
import { derivedSecret, isSignedWith } from '#platform/auth/signatures.ts'
import { openOutbox, type Written } from '#platform/events/outbox.ts'

import { HOOK_PATH } from '../contract.ts'
import { deliveryHeard } from '../events.ts'
import { findConnection, noteDelivery, settleDelivery } from '../queries.ts'
import { secretPurpose } from '../rules.ts'
import { hear } from './handlers.ts'

/** GitHub's own limit for a payload is 25 MB. */
const LARGEST = 25 * 2 ** 20
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Where GitHub's webhooks arrive. A request that is not signed with the connection's secret learns nothing. */
export function routes(host: Host, now: () => Date) {
  const app = new Hono()
  app.post(`${HOOK_PATH}:id`, bodyLimit({ maxSize: LARGEST }), async (c) => {
    const id = c.req.param('id')
    const body = new Uint8Array(await c.req.arrayBuffer())
    const connection = UUID.test(id) ? await host.database.asOwner('read', (tx) => findConnection(tx, id)) : undefined
    const secret = derivedSecret(host.services.secret, secretPurpose(id))
    if (!isSignedWith(secret, body, c.req.header('x-hub-signature-256')) || !connection) {
      return c.json(
        { code: 'NOT_SIGNED', message: 'The signature does not fit. Check the secret of the webhook.' },
        401,
      )
    }
    const delivery = c.req.header('x-github-delivery')
    const event = c.req.header('x-github-event')
    if (!delivery || !event)
      return c.json(
        { code: 'BAD_REQUEST', message: 'The headers x-github-delivery and x-github-event are missing.' },
        400,
      )
    let payload: unknown
    try {
      payload = JSON.parse(new TextDecoder().decode(body))
    } catch {
      return c.json({ code: 'BAD_REQUEST', message: 'Set the content type of the webhook to application/json.' }, 400)
    }
    return c.json(
      await take(host, connection, { id: delivery.slice(0, 100), event: event.slice(0, 100), payload, at: now() }),
    )
  })
  return app
}

type Delivery = { id: string; event: string; payload: unknown; at: Date }

/** Hears one delivery in one transaction with the note that it was heard, so a repeated one does nothing. */
async function take(
  host: Host,
  connection: NonNullable<Awaited<ReturnType<typeof findConnection>>>,
  { id, event, payload, at }: Delivery,
) {
  const { workspaceId } = connection
  const { full_name: repository = '' } = (payload as { repository?: { full_name?: string } } | null)?.repository ?? {}
  const noted = {
    workspaceId,
    connectionId: connection.id,
    id,
    event,
    repository: String(repository).slice(0, 200),
    receivedAt: at,
  }
  const attempt = async () => {
    const outbox = openOutbox(host.listenersOf)
    let written: Written[] = []
    const came = await host.database.inWorkspace(workspaceId, 'write', async (tx) => {
      if (!(await noteDelivery(tx, { ...noted, outcome: 'done', says: '' })))
        return { outcome: 'ignored' as const, says: 'Heard before.' }
      const me = await actingAs(tx, workspaceId, connection.actorId)
      if (!me) return { outcome: 'ignored' as const, says: 'The connection has ended.' }
      const { emit } = outbox
      const asked = { host, who: { me }, now: at, within: { tx, emit, mode: 'write' as const } }
      const result = await hear(
        { tx, workspaceId, me, now: at, emit, asked, teamId: connection.teamId },
        event,
        payload,
      )
      await settleDelivery(tx, workspaceId, { connectionId: connection.id, id, ...result })
      emit(deliveryHeard, { id, connectionId: connection.id })
      written = await outbox.write(tx, { workspaceId, memberId: me.id, now: at })
      return result
    })
    if (written.length > 0) host.committed(workspaceId, written)
    return came
  }
  try {
    return await attempt()
  } catch (error) {
    if (error instanceof Error && error.name === 'DatabaseUnavailable') throw error
    host.services.log.warn({ err: error, delivery: id, event }, 'a delivery of GitHub could not be taken in')
    const says = `Could not be taken in: ${error instanceof Error ? error.message.slice(0, 300) : 'unknown'}`
    await host.database.inWorkspace(workspaceId, 'write', (tx) =>
      noteDelivery(tx, { ...noted, outcome: 'failed', says }),
    )
    return { outcome: 'failed' as const, says: 'It could not be taken in. The page of deliveries says why.' }
  }
}
