import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

import { type Context, Hono } from 'hono'

import { recordsById } from '#commons/records/lookups.ts'
import { type Host, isInScope } from '#platform/api/answer.ts'
import { isAtLeast, type Me } from '#platform/auth/identity.ts'
import { newId } from '#platform/database/ids.ts'
import { openOutbox, type Written } from '#platform/events/outbox.ts'
import type { WhoIs } from '#platform/feature.ts'

import { FileId, type StoredFile } from './contract.ts'
import { fileUploaded } from './events.ts'
import { isSigned, storageKey } from './keys.ts'
import { findFile, insertFile } from './queries.ts'
import { headersFor, pathOfFile, safeName } from './rules.ts'
import { beginningOf, typeOf } from './sniff.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Thrown when not as many bytes come as were announced. */
class CutShort extends Error {
  constructor() {
    super('Not as many bytes came as the header content-length said. Upload the file again.')
    this.name = 'CutShort'
  }
}

const refused = (c: Context, status: 400 | 401 | 403 | 404 | 411 | 413, code: string, message: string) =>
  c.json({ code, message }, status)

/** Files come and go byte for byte, past every JSON: `POST /files` takes one, `GET /files/…` gives it back. */
export function routes(host: Host, now: () => Date, whoIs: WhoIs) {
  const app = new Hono()
  const { services, database } = host

  app.post('/files', async (c) => {
    // A form of another site can post here with the cookie, but it cannot set this header.
    const workspace = c.req.header('x-workspace')
    const { me, scopes } = await whoIs(c.req.raw.headers, workspace)
    if (!me) return refused(c, 401, 'SIGN_IN', 'Sign in first, and name the workspace in the header x-workspace.')
    if (!workspace && !scopes) return refused(c, 400, 'BAD_REQUEST', 'Name the workspace in the header x-workspace.')
    if (!isAtLeast(me.role, 'contributor') || (scopes && !isInScope(scopes, 'command', 'files')))
      return refused(c, 403, 'NOT_ALLOWED', 'Your role in this workspace does not allow that.')

    const record = c.req.query('record')
    if (record && !(await hasRecord(host, me, record)))
      return refused(c, 404, 'NOT_FOUND', 'That record is not here, or not yours to see.')
    const announced = c.req.header('content-length')
    if (!announced || !/^\d+$/.test(announced))
      return refused(c, 411, 'LENGTH_REQUIRED', 'Say how long the file is, in the header content-length.')
    const size = Number(announced)
    if (size > services.storage.largest) {
      const most = Math.floor(services.storage.largest / 2 ** 20)
      return refused(c, 413, 'TOO_LARGE', `A file may have at most ${most} MB.`)
    }
    if (size === 0 || !c.req.raw.body) return refused(c, 400, 'EMPTY', 'This file is empty.')

    try {
      const bytes = Readable.fromWeb(c.req.raw.body as ReadableStream)
      const file = await take(host, me, now(), { bytes, size, name: c.req.query('name') ?? '', record })
      return c.json(file, 201)
    } catch (error) {
      if (error instanceof CutShort) return refused(c, 400, 'CUT_SHORT', error.message)
      throw error
    }
  })

  app.get('/files/:workspace/:id/:name?', async (c) => {
    const { workspace, id } = c.req.param()
    const notHere = () => refused(c, 404, 'NOT_FOUND', 'That is not here, or not yours to see.')
    if (!UUID.test(workspace) || !UUID.test(id)) return notHere()
    const { pathname } = new URL(c.req.url)
    const { until, signature } = c.req.query()
    if (!isSigned(services.secret, pathname, { until, signature }, now())) {
      const { me, scopes } = await whoIs(c.req.raw.headers, workspace)
      if (me?.workspaceId !== workspace || (scopes && !isInScope(scopes, 'query', 'files'))) return notHere()
    }
    const file = await database.inWorkspace(workspace, 'read', (tx) => findFile(tx, workspace, FileId.parse(id)))
    if (!file) return notHere()
    const etag = `"${file.id}"`
    const headers = { ...headersFor(file), etag }
    if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } })
    if (c.req.method === 'HEAD') return new Response(null, { headers })
    const bytes = await services.storage.read(storageKey(workspace, file.id))
    return new Response(Readable.toWeb(bytes) as BodyInit, { headers })
  })

  return app
}

const hasRecord = (host: Host, me: Me, id: string) =>
  UUID.test(id) &&
  host.database.inWorkspace(
    me.workspaceId,
    'read',
    async (tx) => (await recordsById(tx, me.workspaceId, [id])).size > 0,
  )

type Upload = { bytes: Readable; size: number; name: string; record: string | undefined }

/** Stores the bytes first, then the row and its event: an upload that breaks off leaves no file behind. */
async function take(host: Host, me: Me, now: Date, { bytes, size, name, record }: Upload): Promise<StoredFile> {
  const { storage, log } = host.services
  const id = FileId.parse(newId())
  const key = storageKey(me.workspaceId, id)
  const { beginning, all } = await beginningOf(bytes)
  const type = await typeOf(beginning)
  const hash = createHash('sha256')
  async function* counted() {
    let came = 0
    for await (const chunk of all) {
      came += chunk.length
      if (came > size) throw new CutShort()
      hash.update(chunk)
      yield chunk
    }
    if (came !== size) throw new CutShort()
  }
  await storage.put(key, Readable.from(counted(), { objectMode: false }), { size, type })

  const recordId = (record ?? null) as StoredFile['recordId'] // It was looked up by this id.
  const file = { id, name: safeName(name), type, size, recordId, at: now }
  const outbox = openOutbox(host.listenersOf)
  let written: Written[] = []
  try {
    await host.database.inWorkspace(me.workspaceId, 'write', async (tx) => {
      await insertFile(tx, { ...file, workspaceId: me.workspaceId, byId: me.id, sha256: hash.digest('hex') })
      outbox.emit(
        fileUploaded,
        { id, recordId },
        { ...(record ? { record } : {}), changes: [{ field: 'file', from: null, to: file.name }] },
      )
      written = await outbox.write(tx, { workspaceId: me.workspaceId, memberId: me.id, now })
    })
  } catch (error) {
    await storage.remove(key).catch((err: unknown) => log.warn({ err, key }, 'the bytes of a refused file stay behind'))
    throw error
  }
  host.committed(me.workspaceId, written)
  return { ...file, by: me.id, path: pathOfFile(me.workspaceId, file) }
}
