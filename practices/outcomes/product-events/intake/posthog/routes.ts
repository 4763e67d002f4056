import { randomUUID } from 'node:crypto'

import { type Context, Hono } from 'hono'

import { bytesOf, jsonInText, jsonOf } from '../body/handlers.ts'
import { comeBack, type Gate, openToPages, refusedIn } from '../gate/handlers.ts'
import { isObject, momentFrom } from '../rules.ts'
import { envelopeOf, readEvent, readV1Event, whyNotV1 } from './rules.ts'

const MB = 2 ** 20
const SINGLE = 2 * MB
const BATCH = 20 * MB

const ROUTES = ['e', 'i/v0/e', 'capture', 'track', 'engage', 'batch'] as const
const V1_ROUTES = ['/i/v1/analytics/events', '/i/v1/ai/events'] as const

/** PostHog's protocols: the older one in all its forms, the newer one that answers for each event, and what its clients ask on the side. */
export function posthogRoutes(gate: Gate) {
  const app = new Hono()
  const addresses = ROUTES.flatMap((route) => [`/${route}`, `/${route}/`])
  for (const path of [
    ...addresses,
    ...V1_ROUTES.flatMap((route) => [route, `${route}/`]),
    '/flags',
    '/flags/',
    '/decide',
    '/decide/',
    '/array/:token/config',
    '/array/:token/config.js',
  ])
    app.use(path, openToPages)

  for (const path of addresses)
    app.on(['GET', 'POST'], path, (c) => older(gate, c, path.includes('batch') ? BATCH : SINGLE))
  for (const path of V1_ROUTES) for (const end of ['', '/']) app.post(`${path}${end}`, (c) => newer(gate, c))

  // There are no feature flags here. Clients that ask are told so at once, or they would ask again and again.
  const flags = (c: Context) => c.json(noFlags(c.req.query('v')))
  for (const path of ['/flags', '/flags/', '/decide', '/decide/']) app.on(['GET', 'POST'], path, flags)
  app.get('/array/:token/config', (c) => c.json(CLIENT_CONFIGURATION))
  app.get('/array/:token/config.js', (c) => {
    const token = JSON.stringify(c.req.param('token'))
    const config = JSON.stringify({ config: CLIENT_CONFIGURATION, siteApps: [] })
    return c.body(
      `(function(){window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};window._POSTHOG_REMOTE_CONFIG[${token}]=${config}})();`,
      200,
      { 'content-type': 'application/javascript; charset=utf-8', 'cross-origin-resource-policy': 'cross-origin' },
    )
  })
  return app
}

const refuse = (status: number, code: string, detail: string) =>
  Response.json({ type: status === 401 ? 'authentication_error' : 'validation_error', code, detail }, { status })

async function older(gate: Gate, c: Context, most: number): Promise<Response> {
  const now = gate.now()
  const data = c.req.query('data')
  const isInAddress = c.req.method === 'GET' || (data !== undefined && !c.req.header('content-length'))
  if (isInAddress && data === undefined)
    return refuse(400, 'no_data', 'There is no event: send a body, or data in the address.')
  let body: Awaited<ReturnType<typeof jsonOf>>
  if (isInAddress) body = await jsonInText(`data=${encodeURIComponent(data!)}`, most)
  else {
    const bytes = await bytesOf(c.req.raw, most)
    if (!(bytes instanceof Uint8Array)) return refuse(bytes.status, 'too_large', bytes.says)
    body = await jsonOf(bytes, c.req.header('content-encoding'), most)
  }
  if ('status' in body) return refuse(body.status, 'not_readable', body.says)

  const envelope = envelopeOf(body.json, (name) => c.req.query(name))
  if ('status' in envelope)
    return refuse(envelope.status, envelope.status === 401 ? 'no_token' : 'not_readable', envelope.says)
  try {
    const project = await gate.projectOf(envelope.token)
    if (!project) return refuse(401, 'unknown_token', 'No project here has this key.')
    if (!gate.isAllowed(project, c)) {
      const says = `Pages of ${c.req.header('origin')} may not send events to this project.`
      await gate.note(project, 'ORIGIN_NOT_ALLOWED', says, 'posthog')
      return refuse(403, 'origin_not_allowed', says)
    }
    const keeping = gate.keepingOf(project, c)
    const isPerson = c.req.path.startsWith('/engage')
    const outcomes = await gate.take(
      project,
      envelope.events.map((event) => readEvent(event, { now, sentAt: envelope.sentAt, keeping, isPerson })),
      now,
    )
    const refused = outcomes.flatMap((outcome, index) => {
      const no = refusedIn(outcome)
      return no ? [{ index, code: no.reason, detail: no.says }] : []
    })
    if (refused.length === outcomes.length) return refuse(400, refused[0]!.code.toLowerCase(), refused[0]!.detail)
    if (c.req.query('beacon') === '1') return new Response(null, { status: 204 })
    // The oldest clients look for this one character.
    if (c.req.query('verbose') === '0') return new Response('1')
    return c.json({ status: 'Ok', ...(refused.length > 0 ? { refused } : {}) })
  } catch (error) {
    return comeBack(error)
  }
}

async function newer(gate: Gate, c: Context): Promise<Response> {
  const now = gate.now()
  const header = (name: string) => c.req.header(name)
  const token = /^Bearer (\S+)$/i.exec(header('authorization') ?? '')?.[1]
  const requestId = header('posthog-request-id')
  const echo: Record<string, string> = requestId ? { 'posthog-request-id': requestId } : {}
  const no = (status: number, code: string, detail: string) => {
    const response = refuse(status, code, detail)
    for (const [name, value] of Object.entries(echo)) response.headers.set(name, value)
    return response
  }
  if (!token) return no(401, 'no_token', 'Send the project key as Authorization: Bearer.')
  const why = whyNotV1(header)
  if (why) return no(400, 'bad_headers', why)
  const bytes = await bytesOf(c.req.raw, BATCH)
  if (!(bytes instanceof Uint8Array)) return no(bytes.status, 'too_large', bytes.says)
  const body = await jsonOf(bytes, header('content-encoding'), BATCH)
  if ('status' in body) return no(body.status, 'not_readable', body.says)
  if (!isObject(body.json) || !Array.isArray(body.json.batch)) return no(400, 'not_readable', 'The body has no batch.')
  const batch: unknown[] = body.json.batch
  if (batch.length === 0) return no(400, 'empty_batch', 'The batch is empty.')
  try {
    const project = await gate.projectOf(token)
    if (!project) return no(401, 'unknown_token', 'No project here has this key.')
    if (!gate.isAllowed(project, c)) {
      const says = `Pages of ${header('origin')} may not send events to this project.`
      await gate.note(project, 'ORIGIN_NOT_ALLOWED', says, 'posthog')
      return no(403, 'origin_not_allowed', says)
    }
    const keeping = gate.keepingOf(project, c)
    const sentAt = momentFrom(header('posthog-request-timestamp'))
    const library = header('posthog-sdk-info')!
    const read = batch.map((event) => readV1Event(event, { now, sentAt, keeping, library }))
    const results: Record<string, { result: 'ok' | 'warning' | 'drop' | 'retry'; details?: string }> = {}
    try {
      for (const outcome of await gate.take(project, read, now)) {
        const uuid = 'uuid' in outcome ? outcome.uuid : undefined
        if (uuid === undefined) continue
        const refused = refusedIn(outcome)
        if (refused) results[uuid] ??= { result: 'drop', details: refused.says }
        else if ('warning' in outcome && outcome.warning)
          results[uuid] = { result: 'warning', details: outcome.warning }
        else results[uuid] = { result: 'ok' }
      }
    } catch (error) {
      const away = comeBack(error)
      for (const { uuid, ...outcome } of read) {
        if (uuid === undefined) continue
        results[uuid] =
          'refused' in outcome
            ? { result: 'drop', details: outcome.refused.says }
            : { result: 'retry', details: 'Nothing was kept.' }
      }
      return c.json({ results }, 200, { ...echo, 'retry-after': away.headers.get('retry-after') ?? '2' })
    }
    return c.json({ results }, 200, echo)
  } catch (error) {
    return comeBack(error)
  }
}

/** What a browser client asks for when it starts: nothing to record, ask or evaluate. */
const CLIENT_CONFIGURATION = {
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  analytics: { endpoint: '/i/v0/e/' },
  autocapture_opt_out: false,
  autocaptureExceptions: false,
  capturePerformance: false,
  captureDeadClicks: false,
  defaultIdentifiedOnly: true,
  elementsChainAsString: true,
  heatmaps: false,
  sessionRecording: false,
  siteApps: [],
  surveys: false,
  productTours: false,
  conversations: false,
}

function noFlags(version: string | undefined) {
  const shared = { errorsWhileComputingFlags: false, requestId: randomUUID(), evaluatedAt: Date.now() }
  return version === '2' || version === '4'
    ? { ...CLIENT_CONFIGURATION, ...shared, flags: {} }
    : { ...CLIENT_CONFIGURATION, ...shared, featureFlags: {}, featureFlagPayloads: {} }
}
