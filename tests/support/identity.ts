import { createRouterClient } from '@orpc/server'
import { eq } from 'drizzle-orm'
import pino from 'pino'

import { admissionOf } from '#commons/people/admin.ts'
import { members } from '#commons/people/tables.ts'
import type { Host } from '#platform/api/answer.ts'
import { createAuth } from '#platform/auth/auth.ts'
import type { Who } from '#platform/auth/identity.ts'
import { createSeal } from '#platform/auth/seal.ts'
import { insertUser } from '#platform/auth/users.ts'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'
import type { Letter } from '#platform/services.ts'

import { type Api, assembled, database, type TestMember } from './workspace.ts'

export const SECRET = 'the secret of a server that only exists in tests'
export const BASE_URL = 'http://throughline.test'
export const settings = { BASE_URL, SECRET }
export const PASSWORD = 'a long enough password'

/** The host of a server with these settings, which may really ask others over the network. */
const host: Host = {
  ...assembled.host,
  services: { ...assembled.host.services, fetch, seal: createSeal(SECRET), baseUrl: BASE_URL },
}

/** The api as somebody knocks who need not be a member: nobody, or a user. */
export function apiFor(who: Who = {}, clock: () => Date = () => new Date()): Api {
  const context = () => ({ host, who, now: clock() })
  return createRouterClient(assembled.router, { context }) as unknown as Api
}

/** A user who can sign in with `PASSWORD`, in no workspace yet. */
export async function newUser(name: string, options: { emailVerified?: boolean } = {}) {
  const email = `${name.toLowerCase()}.${newId()}@example.com`
  const id = await database.asOwner('write', (tx) =>
    insertUser(tx, { name, email, password: PASSWORD, emailVerified: options.emailVerified ?? true, now: new Date() }),
  )
  if (!id) throw new Error('This address was new.')
  return { id, email, name }
}

/** Lets a test member sign in: gives them a user with `PASSWORD`. */
export async function userFor(member: TestMember, options: { emailVerified?: boolean } = {}) {
  const user = await newUser(member.name, options)
  await database.asOwner('write', (tx) =>
    tx.update(members).set({ userId: user.id, email: user.email }).where(eq(members.id, member.id)),
  )
  return user
}

/** /api/auth of a server, with the letters that it sent. Each test knocks from an address of its own. */
export function newAuth(
  options: { database?: Database; settings?: Partial<typeof settings> & Record<string, string> } = {},
) {
  const letters: Letter[] = []
  const auth = createAuth({
    database: options.database ?? database,
    settings: { ...settings, ...options.settings },
    sendMail: async (letter) => void letters.push(letter),
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    admission: admissionOf(assembled.host),
  })
  return { auth, letters, browser: () => newBrowser(auth.handler) }
}

let browsers = 0

/** Keeps cookies as a browser does, and comes from an address of its own. */
function newBrowser(handler: (request: Request) => Promise<Response>) {
  const jar = new Map<string, string>()
  const ip = `2001:db8:${(++browsers).toString(16)}:${(process.pid % 65_536).toString(16)}::1`
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  async function send(path: string, init: RequestInit & { body?: string } = {}) {
    const headers = new Headers(init.headers)
    headers.set('x-client-ip', ip)
    if (jar.size > 0) headers.set('cookie', cookie())
    const answer = await handler(new Request(new URL(path, BASE_URL), { ...init, headers }))
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      if (value === '' || attributes.some((one) => /max-age=0/i.test(one))) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return {
    jar,
    /** The headers that this browser would send to any other route. */
    headers: (more: Record<string, string> = {}) => new Headers({ cookie: cookie(), ...more }),
    get: (path: string) => send(path),
    post: (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
      send(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', origin: BASE_URL, ...headers },
      }),
  }
}

export type Browser = ReturnType<typeof newBrowser>
