import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { type AnyRouter, onError, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fetch'
import { SimpleCsrfProtectionHandlerPlugin } from '@orpc/server/plugins'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { RateLimiterMemory } from 'rate-limiter-flexible'

import type { Who } from '#platform/auth/identity.ts'
import { asUnavailable, DatabaseUnavailable } from '#platform/database/database.ts'

import type { Asked, Host } from './answer.ts'
import type { Assembled } from './assemble.ts'

export type Http = {
  assembled: Assembled
  whoIs: (headers: Headers, workspace: string | undefined) => Promise<Who>
  now: () => Date
  /** The largest body of a command, in bytes. Files go another way. */
  largestBody?: number
  version: string
}

/** Commands and queries a minute for one member or token; a person at a keyboard stays far below. */
const A_MINUTE = 3_000
/** For those who are not signed in, by address. */
const A_MINUTE_UNKNOWN = 120

const answerJson = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  Response.json({ defined: true, code, status, message }, { status, headers })

/** `/rpc` for our own browser, `/api/v1` for everyone else, `/api/v1/openapi.json` from the same contracts. */
export function apiRoutes({ assembled, whoIs, now, largestBody = 4_000_000, version }: Http) {
  const app = new Hono()
  const converter = new ZodToJsonSchemaConverter()
  const rpc = new RPCHandler(assembled.router as AnyRouter, {
    interceptors: [onError((error) => logFault(assembled.host, error))],
    plugins: [new SimpleCsrfProtectionHandlerPlugin()],
  })
  const rest = new OpenAPIHandler(assembled.router as AnyRouter, {
    interceptors: [onError((error) => logFault(assembled.host, error))],
    plugins: [new SmartCoercionPlugin({ schemaConverters: [converter] })],
  })
  const members = new RateLimiterMemory({ points: A_MINUTE, duration: 60 })
  const unknown = new RateLimiterMemory({ points: A_MINUTE_UNKNOWN, duration: 60 })

  async function contextOf(headers: Headers): Promise<Asked | Response> {
    let who: Who
    try {
      who = await whoIs(headers, headers.get('x-workspace') ?? undefined)
    } catch (error) {
      const away = asUnavailable(error)
      if (away instanceof DatabaseUnavailable) return unavailableAnswer(away)
      throw error
    }
    const bucket = (who.me ?? who.userId) ? members : unknown
    try {
      await bucket.consume(who.me?.id ?? who.userId ?? headers.get('x-client-ip') ?? 'unknown')
    } catch {
      return answerJson(429, 'TOO_MANY', 'Too many requests. Wait a moment and try again.', { 'retry-after': '30' })
    }
    const key = headers.get('idempotency-key')
    if (key && key.length > 200) return answerJson(400, 'BAD_REQUEST', 'An idempotency key has at most 200 characters.')
    return { host: assembled.host, who, now: now(), ...(key ? { key } : {}) }
  }

  const tooLarge = () => answerJson(413, 'TOO_LARGE', `A request has at most ${largestBody} bytes.`)
  app.use('/rpc/*', bodyLimit({ maxSize: largestBody, onError: tooLarge }))
  app.use('/api/v1/*', bodyLimit({ maxSize: largestBody, onError: tooLarge }))

  app.all('/rpc/*', async (c) => {
    const context = await contextOf(c.req.raw.headers)
    if (context instanceof Response) return context
    const { matched, response } = await rpc.handle(c.req.raw, { prefix: '/rpc', context })
    return matched ? withRetryAfter(response) : answerJson(404, 'NOT_FOUND', 'There is no such procedure.')
  })

  let openApi: Promise<{ text: string; zipped: Buffer<ArrayBuffer>; tag: string }> | undefined
  const document = () =>
    (openApi ??= new OpenAPIGenerator({ schemaConverters: [converter] })
      .generate(assembled.router as AnyRouter, {
        info: {
          title: 'Throughline',
          version,
          description:
            'Every procedure of Throughline. Send a token as `Authorization: Bearer …`; a command may carry an `Idempotency-Key` and can then be sent again safely.',
        },
        servers: [{ url: '/api/v1' }],
        components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
        security: [{ token: [] }],
      })
      .then((spec) => {
        const text = JSON.stringify(spec)
        const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"`
        return { text, zipped: gzipSync(text), tag }
      }))
  app.get('/api/v1/openapi.json', async (c) => {
    const { text, zipped, tag } = await document()
    const headers = { 'content-type': 'application/json', etag: tag, vary: 'accept-encoding' }
    if (c.req.header('if-none-match') === tag) return new Response(undefined, { status: 304, headers })
    // Each shape stands wherever it is used: a megabyte and more, of which little is left when compressed.
    return /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
      ? new Response(zipped, { headers: { ...headers, 'content-encoding': 'gzip' } })
      : new Response(text, { headers })
  })
  app.all('/api/v1/*', async (c) => {
    const context = await contextOf(c.req.raw.headers)
    if (context instanceof Response) return context
    // A cookie must not let another site's form act: without a token the request has to say that it comes from a script.
    if (context.who.userId && !context.who.scopes && c.req.method !== 'GET' && !c.req.header('x-workspace')) {
      return answerJson(403, 'NOT_ALLOWED', 'Send a token, or the header x-workspace.')
    }
    const { matched, response } = await rest.handle(c.req.raw, { prefix: '/api/v1', context })
    return matched
      ? withRetryAfter(response)
      : answerJson(404, 'NOT_FOUND', 'There is no such route. See /api/v1/openapi.json.')
  })
  return app
}

export const unavailableAnswer = (error: DatabaseUnavailable) =>
  answerJson(503, 'UNAVAILABLE', error.message, { 'retry-after': String(error.retryAfterSeconds) })

function withRetryAfter(response: Response) {
  if (response.status === 503) response.headers.set('retry-after', '2')
  if (response.status === 429) response.headers.set('retry-after', '30')
  return response
}

/** A refusal is an answer; only what nobody foresaw is a fault worth a line in the log. */
function logFault(host: Host, error: unknown) {
  if (error instanceof ORPCError && error.status < 500) return
  host.services.log.error({ err: error }, 'a request failed')
}
