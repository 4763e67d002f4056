import { Hono } from 'hono'

import type { Host } from '#platform/api/answer.ts'

import { createGate } from './gate/handlers.ts'
import { posthogRoutes } from './posthog/routes.ts'
import { segmentRoutes } from './segment/routes.ts'

/** Where events arrive, at the addresses that client libraries know. Open to every origin; a project's key says whose they are. */
export function intakeRoutes(host: Host, now: () => Date, wake: () => void) {
  const gate = createGate(host, now, wake)
  const app = new Hono()
  app.route('/', posthogRoutes(gate))
  app.route('/', segmentRoutes(gate))
  return app
}
