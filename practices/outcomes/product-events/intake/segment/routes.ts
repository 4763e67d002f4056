import { type Context, Hono } from 'hono'

import { bytesOf, jsonOf } from '../body/handlers.ts'
import { comeBack, type Gate, openToPages, refusedIn } from '../gate/handlers.ts'
import { isObject } from '../rules.ts'
import { messagesOf, readMessage } from './rules.ts'

const MB = 2 ** 20
const LARGEST = 4 * MB

const KINDS = 'identify track page screen group alias merge batch import t p s i g a b'.split(' ')
/** A picture of one pixel, for pages that can only load pictures. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** The protocol of Segment, which RudderStack shares. */
export function segmentRoutes(gate: Gate) {
  const app = new Hono()
  const addresses = [
    ...KINDS.flatMap((kind) => [`/v1/${kind}`, `/v1/${kind}/`]),
    '/beacon/v1/batch',
    '/pixel/v1/page',
    '/pixel/v1/track',
  ]
  for (const path of addresses) app.use(path, openToPages)
  for (const path of addresses.filter((one) => !one.startsWith('/pixel'))) app.post(path, (c) => taken(gate, c))
  for (const path of ['/pixel/v1/page', '/pixel/v1/track']) app.get(path, (c) => pixel(gate, c))
  return app
}

const refuse = (status: number, message: string) => Response.json({ success: false, message }, { status })

/** The write key: as the user of a basic authorisation, in the body, or in the address. */
function keyIn(c: Context, body: unknown) {
  const basic = /^Basic (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const user = basic && Buffer.from(basic, 'base64').toString().split(':')[0]
  const inBody = isObject(body) && typeof body.writeKey === 'string' ? body.writeKey : undefined
  return user || inBody || c.req.query('writeKey') || undefined
}

async function taken(gate: Gate, c: Context): Promise<Response> {
  const bytes = await bytesOf(c.req.raw, LARGEST)
  if (!(bytes instanceof Uint8Array)) return refuse(bytes.status, bytes.says)
  const body = await jsonOf(bytes, c.req.header('content-encoding'), LARGEST)
  if ('status' in body) return refuse(body.status, body.says)
  return take(gate, c, body.json)
}

async function take(gate: Gate, c: Context, json: unknown): Promise<Response> {
  const now = gate.now()
  const key = keyIn(c, json)
  if (!key) return refuse(401, 'There is no write key.')
  const route = c.req.path.split('/').findLast((part) => part !== '') ?? ''
  const found = messagesOf(json, route)
  if (!found || found.messages.length === 0) return refuse(400, 'The body has no messages.')
  // Only RudderStack's clients say who they are in these headers.
  const source =
    c.req.header('anonymousid') !== undefined || /rudder/i.test(c.req.header('user-agent') ?? '')
      ? 'rudderstack'
      : 'segment'
  try {
    const project = await gate.projectOf(key)
    if (!project) return refuse(401, 'Invalid write key: no project here has it.')
    if (!gate.isAllowed(project, c)) {
      const says = `Pages of ${c.req.header('origin')} may not send events to this project.`
      await gate.note(project, 'ORIGIN_NOT_ALLOWED', says, source)
      return refuse(403, says)
    }
    const keeping = gate.keepingOf(project, c)
    const outcomes = await gate.take(
      project,
      found.messages.map((message) => readMessage(message, { now, sentAt: found.sentAt, keeping, source })),
      now,
    )
    const refused = outcomes.flatMap((outcome, index) => {
      const no = refusedIn(outcome)
      return no ? [{ index, code: no.reason, message: no.says }] : []
    })
    if (refused.length === outcomes.length) return refuse(400, refused[0]!.message)
    return c.json({ success: true, ...(refused.length > 0 ? { refused } : {}) })
  } catch (error) {
    return comeBack(error)
  }
}

async function pixel(gate: Gate, c: Context): Promise<Response> {
  const { writeKey = '', ...query } = c.req.query()
  const { userId, anonymousId, event, name, messageId, originalTimestamp, ...rest } = query
  const message = { writeKey, userId, anonymousId, event, name, messageId, originalTimestamp, properties: rest }
  const answer = await take(gate, c, message)
  if (!answer.ok) return answer
  return new Response(PIXEL, { headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' } })
}
