import { randomUUID } from 'node:crypto'

import { getConnInfo } from '@hono/node-server/conninfo'
import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { Counter, Histogram, type Registry } from 'prom-client'

/** Headers that every answer carries. No inline script, nothing from another host. */
export const safeHeaders = (isHttps: boolean): MiddlewareHandler => {
  const secure = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // Component libraries set style attributes; no style sheet comes from elsewhere.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", 'ws:', 'wss:'],
      workerSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      objectSrc: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    strictTransportSecurity: isHttps ? 'max-age=15552000' : false,
  })
  return async (c, next) => {
    await secure(c, next)
    // What is open to scripts of other sites may be loaded by them, too.
    if (c.res.headers.has('access-control-allow-origin'))
      c.res.headers.set('cross-origin-resource-policy', 'cross-origin')
  }
}

/** Marks each request with an id and the address it came from, which no client can choose itself. */
export const knownOrigin =
  (trustProxy: boolean): MiddlewareHandler =>
  async (c, next) => {
    const hop = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
    c.req.raw.headers.set('x-client-ip', hop || getConnInfo(c).remote.address || '127.0.0.1')
    const requestId = randomUUID()
    c.req.raw.headers.set('x-request-id', requestId)
    await next()
    c.res.headers.set('x-request-id', requestId)
  }

/** Counts and times requests by kind of route, never by address. */
export function measured(registry: Registry): MiddlewareHandler {
  const requests = new Counter({
    name: 'throughline_requests_total',
    help: 'Requests answered, by route and status.',
    labelNames: ['route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'throughline_request_seconds',
    help: 'Time to answer, in seconds.',
    labelNames: ['route'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  return async (c, next) => {
    const began = performance.now()
    await next()
    const route = routeOf(c.req.path)
    requests.inc({ route, status: String(c.res.status) })
    seconds.observe({ route }, (performance.now() - began) / 1000)
  }
}

function routeOf(path: string) {
  const [, first = '', second, third] = path.split('/')
  if (first === 'rpc') return `/rpc/${second}/${third}`.slice(0, 80)
  if (first === 'api') return `/api/${second}/${third ?? ''}`.slice(0, 80)
  return first === 'assets' ? '/assets' : '/page'
}
