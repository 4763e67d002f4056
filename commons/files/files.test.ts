import { Hono } from 'hono'
import { expect, test } from 'vitest'

import { registerRecord } from '#commons/records/register.ts'
import type { Me, Who } from '#platform/auth/identity.ts'
import { assembled, database, newWorkspace } from '#tests/support/workspace.ts'

import { jobs } from './jobs.ts'
import { storageKey } from './keys.ts'
import { routes } from './routes.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The routes as one member knocks at them; a test may knock as nobody. */
function knock(me: Me | undefined, more: Partial<Who> = {}, now = () => new Date()) {
  const whoIs = async (_headers: Headers, workspace: string | undefined): Promise<Who> =>
    me && (workspace === undefined || workspace === me.workspaceId) ? { me, userId: me.userId!, ...more } : {}
  const app = new Hono().route('/', routes(assembled.host, now, whoIs))
  const upload = (bytes: Uint8Array, query = 'name=shot.png', headers: Record<string, string> = {}) =>
    app.request(`/files?${query}`, {
      method: 'POST',
      body: bytes as BodyInit,
      headers: { 'content-length': String(bytes.length), ...(me ? { 'x-workspace': me.workspaceId } : {}), ...headers },
    })
  const read = (url: string, init?: RequestInit) => app.request(url, init)
  return { upload, read }
}

async function stage() {
  const workspace = await newWorkspace('Ana', 'Ben', { name: 'Otto', role: 'observer' }, { name: 'Ada', role: 'admin' })
  const { workspaceId, ana } = workspace
  const { id: recordId } = await database.inWorkspace(workspaceId, 'write', (tx) =>
    registerRecord(tx, workspaceId, {
      type: 'initiative',
      title: 'Live traffic',
      state: 'Later',
      stateGroup: 'open',
      by: null,
      now: new Date(),
    }),
  )
  const attach = async (by: Me = ana) => {
    const answer = await knock(by).upload(PNG, `name=shot.png&record=${recordId}`)
    return (await answer.json()) as { id: string; path: string }
  }
  return { ...workspace, recordId, attach }
}

test('a file is uploaded to a record, told of, listed and read by others', async () => {
  const { ana, ben, recordId, told } = await stage()
  const answer = await knock(ana).upload(PNG, `name=${encodeURIComponent('Skärm 1.png')}&record=${recordId}`)
  expect(answer.status).toBe(201)
  const { items } = await ben.api.files.of({ recordId })
  expect(items).toMatchObject([{ name: 'Skärm 1.png', type: 'image/png', size: PNG.length, by: ana.id }])
  const read = await knock(ben).read(items[0]!.path)
  expect(Buffer.from(await read.arrayBuffer()).equals(PNG)).toBe(true)
  expect(read.headers.get('content-disposition')).toMatch(/^inline/)
  expect(read.headers.get('x-content-type-options')).toBe('nosniff')
  const again = await knock(ben).read(items[0]!.path, { headers: { 'if-none-match': read.headers.get('etag')! } })
  expect(again.status).toBe(304)
  expect(await told()).toEqual(['file.uploaded.v1'])
  expect((await ben.api.history.of({ recordId })).items).toMatchObject([
    { says: 'attached a file', changes: [{ field: 'file', to: 'Skärm 1.png' }] },
  ])
})

test('what could run is only offered for saving, whatever it is called', async () => {
  const { ana } = await stage()
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const { path } = (await (await knock(ana).upload(svg, 'name=a.png')).json()) as { path: string }
  const read = await knock(ana).read(path)
  expect(read.headers.get('content-type')).toBe('image/svg+xml')
  expect(read.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(read.headers.get('content-security-policy')).toContain('sandbox')
})

test('a signed address opens a file without signing in, for ten minutes, and only that file', async () => {
  const { ana, attach } = await stage()
  const now = new Date('2026-05-01T10:00:00Z')
  const [one, other] = [await attach(), await attach()]
  const { url } = await ana.at(now).files.get({ id: one.id })
  const { pathname, search } = new URL(url)
  const at = (minutes: number) => knock(undefined, {}, () => new Date(now.getTime() + minutes * 60_000))
  expect((await at(9).read(pathname + search)).status).toBe(200)
  expect((await at(11).read(pathname + search)).status).toBe(404)
  expect((await at(9).read(other.path + search)).status).toBe(404)
  expect((await at(9).read(pathname + search.replace(/until=\d+/, 'until=99999999999999'))).status).toBe(404)
  expect((await at(9).read(pathname)).status).toBe(404)
})

test('refuses the unknown, the observer, the too large, the empty, the unannounced and the cut short', async () => {
  const { ana, otto } = await stage()
  const codeOf = async (answer: Response | Promise<Response>) => {
    const { status, code } = await Promise.resolve(answer).then(async (one) => ({
      status: one.status,
      code: ((await one.json()) as { code: string }).code,
    }))
    return `${status} ${code}`
  }
  expect(await codeOf(knock(undefined).upload(PNG))).toBe('401 SIGN_IN')
  expect(await codeOf(knock(otto).upload(PNG))).toBe('403 NOT_ALLOWED')
  expect(await codeOf(knock(ana, { scopes: ['read'] }).upload(PNG))).toBe('403 NOT_ALLOWED')
  expect(await codeOf(knock(ana).upload(PNG, 'record=nonsense'))).toBe('404 NOT_FOUND')
  expect(await codeOf(knock(ana).upload(new Uint8Array(2 ** 20 + 1)))).toBe('413 TOO_LARGE')
  expect(await codeOf(knock(ana).upload(new Uint8Array(0)))).toBe('400 EMPTY')
  expect(await codeOf(knock(ana).upload(PNG, 'name=a', { 'content-length': 'many' }))).toBe('411 LENGTH_REQUIRED')
  expect(await codeOf(knock(ana).upload(PNG, 'name=a', { 'content-length': '9999' }))).toBe('400 CUT_SHORT')
  expect(await codeOf(knock(ana).upload(PNG, 'name=a', { 'content-length': '10' }))).toBe('400 CUT_SHORT')
  expect(await codeOf(knock(ana).upload(PNG, 'name=a', { 'x-workspace': '' }))).toBe('401 SIGN_IN')
})

test('a file is removed by its owner or an admin, and its bytes are swept away', async () => {
  const { ana, ben, ada, attach, workspaceId, recordId } = await stage()
  const [mine, other] = [await attach(), await attach()]
  await expect(ben.api.files.remove({ id: mine.id })).rejects.toMatchObject({ code: 'NOT_YOURS' })
  await ana.api.files.remove({ id: mine.id })
  await ada.api.files.remove({ id: other.id })
  expect((await ana.api.files.of({ recordId })).items).toEqual([])
  expect((await knock(ana).read(mine.path)).status).toBe(404)
  const { storage } = assembled.host.services
  await expect(storage.read(storageKey(workspaceId, mine.id))).resolves.toBeDefined()
  await jobs[0]!.run(assembled.host, new Date())
  await expect(storage.read(storageKey(workspaceId, mine.id))).rejects.toThrow('gone')
})

test('how large a file may be is told before it is sent', async () => {
  const { otto } = await stage()
  expect(await otto.api.files.limits()).toEqual({ largest: 2 ** 20 })
})

test('another workspace neither sees nor reads nor removes it', async () => {
  const { attach, recordId, workspaceId } = await stage()
  const { id, path } = await attach()
  const { eve } = await newWorkspace({ name: 'Eve', role: 'admin' })
  const gone = { code: 'NOT_FOUND' }
  await expect(eve.api.files.get({ id })).rejects.toMatchObject(gone)
  await expect(eve.api.files.remove({ id })).rejects.toMatchObject(gone)
  expect((await eve.api.files.of({ recordId })).items).toEqual([])
  expect((await knock(eve).read(path)).status).toBe(404)
  expect((await knock(eve).read(path.replace(workspaceId, eve.workspaceId))).status).toBe(404)
  expect((await knock(eve).upload(PNG, `record=${recordId}`)).status).toBe(404)
})

test('the files of a record page without gap or repeat', async () => {
  const { ana, attach, recordId } = await stage()
  const all = new Set<string>()
  for (let n = 0; n < 5; n++) all.add((await attach()).id)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await ana.api.files.of({ recordId, limit: 2, ...(after ? { after } : {}) })
    seen.push(...page.items.map(({ id }) => id))
    after = page.next
  } while (after)
  expect(seen).toHaveLength(5)
  expect(new Set(seen)).toEqual(all)
})
