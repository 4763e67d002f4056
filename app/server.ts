import { existsSync } from 'node:fs'
import type { IncomingMessage, Server } from 'node:http'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'

import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

import { createCollaboration } from '#commons/documents/collaboration.ts'
import { admissionOf, fillDemoWith, setUpToken } from '#commons/people/admin.ts'
import { assemble } from '#platform/api/assemble.ts'
import { knownOrigin, measured, safeHeaders } from '#platform/api/guard.ts'
import { housekeeping } from '#platform/api/housekeeping.ts'
import { apiRoutes, unavailableAnswer } from '#platform/api/http.ts'
import { staticRoutes } from '#platform/api/static.ts'
import { createAuth, whoIs } from '#platform/auth/auth.ts'
import { createSeal } from '#platform/auth/seal.ts'
import type { Settings } from '#platform/config/config.ts'
import { asUnavailable, DatabaseUnavailable } from '#platform/database/database.ts'
import { startJobs } from '#platform/jobs/runner.ts'
import { createFeed, shareCommits } from '#platform/live/feed.ts'
import { serverSentEvents } from '#platform/live/server-sent.ts'
import { createLiveSocket } from '#platform/live/socket.ts'
import type { Log } from '#platform/log/log.ts'
import { createMail } from '#platform/mail/mail.ts'
import { openStorage } from '#platform/storage/storage.ts'
import { openWarehouse } from '#platform/warehouse/warehouse.ts'

import { fillDemo } from './demo.ts'
import { features } from './features.ts'
import { openStore } from './store.ts'
import { version } from './version.ts'

export type Running = { address: string; setUpLink: string | undefined; stop: () => Promise<void> }

const here = path.dirname(fileURLToPath(import.meta.url))
/** From source this file is in app/, in the bundle it is in dist/server/. */
const webFolder =
  ['../dist/web', '../web'].map((folder) => path.join(here, folder)).find(hasPage) ?? path.join(here, '../dist/web')

function hasPage(folder: string) {
  return existsSync(path.join(folder, 'index.html'))
}

/** Opens the store, answers on one port, and begins to relay and to work by the clock. */
export async function startServer(settings: Settings, log: Log): Promise<Running> {
  const store = await openStore(settings, log)
  const { database } = store
  const sendMail = createMail({ settings, database, log })
  const warehouse = openWarehouse(settings, log)
  const assembled = assemble(features, database, {
    log,
    baseUrl: settings.BASE_URL,
    secret: settings.SECRET,
    sendMail,
    fetch,
    privateHosts: settings.PRIVATE_HOSTS,
    storage: openStorage(settings),
    warehouse,
    seal: createSeal(settings.SECRET),
  })
  const auth = createAuth({ database, settings, sendMail, log, admission: admissionOf(assembled.host) })
  fillDemoWith(fillDemo)
  await auth.start()
  const feed = createFeed(database)
  const who = (headers: Headers, workspace: string | undefined) => whoIs(database, settings, headers, workspace)
  const collaboration = createCollaboration(assembled.host, who)
  const refreshTexts = (workspaceId: string) =>
    void collaboration
      .refresh(workspaceId)
      .catch((error: unknown) => log.warn({ err: error }, 'open texts are not refreshed yet'))
  const shared = shareCommits(database, feed, (workspaceId) => {
    assembled.relay.wake()
    refreshTexts(workspaceId)
  })
  assembled.onCommitted((workspaceId, written) => {
    feed.committed(workspaceId, written)
    shared.committed(workspaceId)
    assembled.relay.wake()
    if (written.some(({ name }) => name.startsWith('document.'))) refreshTexts(workspaceId)
  })
  const now = () => new Date()

  const registry = metricsOf(feed.size, () => database.pool)
  let isStopping = false
  const app = new Hono()
  app.use(measured(registry))
  app.use(knownOrigin(settings.TRUST_PROXY))
  app.use(safeHeaders(settings.BASE_URL.startsWith('https:')))
  app.onError((error) => {
    const away = asUnavailable(error)
    if (away instanceof DatabaseUnavailable) return unavailableAnswer(away)
    log.error({ err: error }, 'a request failed')
    return Response.json(
      { code: 'FAULT', message: 'That went wrong here. It is in the server’s log.' },
      { status: 500 },
    )
  })
  app.get('/healthz', (c) => c.json({ ok: true, version }))
  app.get('/readyz', async (c) => {
    if (isStopping) return c.json({ ok: false, why: 'stopping' }, 503)
    try {
      await database.asOwner('read', (tx) => tx.execute('select 1'))
      return c.json({ ok: true })
    } catch {
      return c.json({ ok: false, why: 'the database does not answer' }, 503)
    }
  })
  app.get('/metrics', async (c) => c.text(await registry.metrics(), 200, { 'content-type': registry.contentType }))
  app.on(['GET', 'POST'], '/api/auth/*', (c) => auth.handler(c.req.raw))
  app.get('/api/v1/events', async (c) => {
    const { me } = await who(c.req.raw.headers, c.req.header('x-workspace'))
    if (!me) return c.json({ code: 'SIGN_IN', message: 'Send a token.' }, 401)
    const after = c.req.header('last-event-id') ?? c.req.query('after')
    return serverSentEvents(feed, me, after ? Number(after) || 0 : undefined, c.req.raw.signal)
  })
  for (const { routes } of features) if (routes) app.route('/', routes(assembled.host, now, who))
  app.route('/', apiRoutes({ assembled, whoIs: who, now, version }))
  app.route('/', staticRoutes(webFolder))

  const server = await listen(app, settings)
  const live = createLiveSocket(feed, who)
  const upgrades: Record<string, (request: IncomingMessage, socket: Duplex, head: Buffer) => unknown> = {
    '/live': live.upgrade,
    '/collab': collaboration.upgrade,
  }
  const origin = new URL(settings.BASE_URL).origin
  server.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://here')
    const upgrade = upgrades[pathname]
    const from = request.headers.origin
    const isOurs = !from || from === origin || new URL(from).host === request.headers.host
    if (!upgrade || !isOurs || isStopping) return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
    void upgrade(request, socket, head)
  })

  assembled.relay.start()
  const jobs = await startJobs(assembled.host, [housekeeping, ...features.flatMap((feature) => feature.jobs)], now)
  const begun = features.flatMap(({ begin }) => (begin ? [begin(assembled.host)] : []))
  const token = await setUpToken(database)

  return {
    address: settings.BASE_URL,
    setUpLink: token && `${settings.BASE_URL}/setup?token=${token}`,
    async stop() {
      if (isStopping) return
      isStopping = true
      feed.closeAll()
      live.close()
      await collaboration.close()
      server.close()
      await jobs.stop()
      for (const work of begun) await work.stop()
      await assembled.relay.stop()
      shared.close()
      server.closeAllConnections()
      await warehouse.close()
      await store.close()
    },
  }
}

function listen(app: Hono, settings: Settings) {
  return new Promise<Server>((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: settings.PORT, hostname: settings.HOST }, () =>
      resolve(server),
    ) as Server
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new Error(`Port ${settings.PORT} is taken. Stop what uses it, or choose another: PORT=3001 npm start`))
      else if (error.code === 'EACCES')
        reject(new Error(`This user may not open port ${settings.PORT}. Choose one above 1023: PORT=3000 npm start`))
      else reject(error)
    })
  })
}

function metricsOf(streams: () => number, pool: () => { totalCount: number; idleCount: number; waitingCount: number }) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value())
      },
    })
  gauge('throughline_live_streams', 'Open live streams.', streams)
  gauge('throughline_database_connections', 'Open database connections.', () => pool().totalCount)
  gauge('throughline_database_waiting', 'Requests waiting for a database connection.', () => pool().waitingCount)
  return registry
}
