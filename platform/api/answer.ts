import { createHash } from 'node:crypto'

import { StandardRPCJsonSerializer } from '@orpc/client/standard'
import { ORPCError, os } from '@orpc/server'

import { isAtLeast, type Me, type Who } from '#platform/auth/identity.ts'
import {
  codeOf,
  type Database,
  DatabaseUnavailable,
  isUnreadable,
  type Transaction,
} from '#platform/database/database.ts'
import { type About, type Emit, openOutbox, type Written } from '#platform/events/outbox.ts'
import type { Services } from '#platform/services.ts'

import { answeredCommand } from './answered-commands.ts'
import type { May, ProcedureMeta } from './contract.ts'

/** What answering needs of the server that it runs in. */
export type Host = {
  database: Database
  services: Services
  /** The names of those who listen to an event of this name and about. */
  listenersOf: (eventName: string, about: About) => string[]
  /** Told after each commit what was written, to wake the live streams and the relay. */
  committed: (workspaceId: string, written: Written[]) => void
}

/** Known before a handler begins. A handler that another one asks inherits its transaction as `within`. */
export type Asked = {
  host: Host
  who: Who
  now: Date
  /** The idempotency key that came with a command. */
  key?: string
  within?: { tx: Transaction; emit: Emit; mode: 'read' | 'write' }
}

/** What every handler inside a workspace may count on. */
export type Inside = {
  me: Me
  workspaceId: string
  now: Date
  services: Services
  tx: Transaction
  emit: Emit
  within: { tx: Transaction; emit: Emit; mode: 'read' | 'write' }
}

const serializer = new StandardRPCJsonSerializer()

const pack = (output: unknown) => {
  const [json, meta] = serializer.serialize(output)
  return { json, meta }
}
const unpack = (answer: unknown) => {
  const { json, meta } = answer as ReturnType<typeof pack>
  return serializer.deserialize(json, meta)
}

/** Says why this one may not ask this procedure; undefined when they may. */
export function whyNotAsk(who: Who, may: May | undefined, kind: 'query' | 'command', feature: string) {
  if (!may) return 'NOT_ALLOWED'
  if (may === 'anyone') return
  if (!who.userId && !who.me) return 'SIGN_IN'
  if (may === 'user') return who.userId ? undefined : 'NOT_ALLOWED'
  if (!who.me) return 'NOT_FOUND'
  if (!isAtLeast(who.me.role, may)) return 'NOT_ALLOWED'
  if (who.scopes && !isInScope(who.scopes, kind, feature)) return 'NOT_ALLOWED'
}

/** A token's scopes: `read`, `write` (which reads too), or one feature's: `metrics:write`. */
export function isInScope(scopes: string[], kind: 'query' | 'command', feature: string) {
  const enough = kind === 'query' ? ['read', 'write'] : ['write']
  return enough.some((scope) => scopes.includes(scope) || scopes.includes(`${feature}:${scope}`))
}

const STATUS = { SIGN_IN: 401, NOT_ALLOWED: 403, NOT_FOUND: 404 } as const
/** What one who may not ask is told. */
export const refusal = (code: keyof typeof STATUS) => new ORPCError(code, { status: STATUS[code], message: SAYS[code] })
const SAYS = {
  SIGN_IN: 'Sign in first.',
  NOT_ALLOWED: 'Your role in this workspace does not allow that.',
  NOT_FOUND: 'That is not here, or not yours to see.',
}
const unreadable = (error: unknown) =>
  new ORPCError('BAD_REQUEST', {
    status: 400,
    message: 'Something in this request cannot be read or kept: a sign, a number, a day or a cursor that cannot be.',
    cause: error,
  })
const unavailable = (error: DatabaseUnavailable) =>
  new ORPCError('UNAVAILABLE', { status: 503, message: error.message, cause: error })

/**
 * One transaction an answer: read-only for a query; for a command it also holds the events and the answer to a resend.
 * Checks first that the one who asks may.
 */
export const inWorkspace = os
  .$context<Asked>()
  .middleware(async ({ context, next, procedure, path }, input, output) => {
    const { kind = 'command', may } = procedure['~orpc'].meta as ProcedureMeta
    const { host, who, now, within } = context
    const why = whyNotAsk(who, may, kind, path[0] ?? '')
    if (why) throw refusal(why)
    const me = who.me as Me // whyNotAsk refused everyone without a membership, unless the procedure is an open one
    const workspaceId = me.workspaceId
    const inside = (tx: Transaction, emit: Emit, mode: 'read' | 'write'): Inside => ({
      me,
      workspaceId,
      now,
      services: host.services,
      tx,
      emit,
      within: { tx, emit, mode },
    })

    if (within) {
      if (kind === 'command' && within.mode === 'read') throw new Error('A query may not ask for a command.')
      return next({ context: inside(within.tx, within.emit, within.mode) })
    }
    if (kind === 'query') {
      return available(() =>
        host.database.inWorkspace(workspaceId, 'read', async (tx) => {
          const emit: Emit = () => {
            throw new Error('A query tells nobody anything.')
          }
          return next({ context: inside(tx, emit, 'read') })
        }),
      )
    }

    const outbox = openOutbox(host.listenersOf)
    const resend = context.key
      ? { memberId: me.id, key: context.key, procedure: path.join('.'), inputHash: hashOf(input) }
      : undefined
    const earlier = () =>
      resend && host.database.inWorkspace(workspaceId, 'read', (tx) => answeredCommand(tx, workspaceId, resend))
    return available(async () => {
      const before = await earlier()
      // The handler did not run, so there is nothing that it would have added to the context.
      if (before) return output(answerAgain(before, resend!)) as never
      try {
        let written: Written[] = []
        const answer = await host.database.inWorkspace(workspaceId, 'write', async (tx) => {
          const given = await next({ context: inside(tx, outbox.emit, 'write') })
          const answered = resend && { ...resend, answer: pack(given.output) }
          written = await outbox.write(tx, { workspaceId, memberId: me.id, now }, answered)
          return given
        })
        if (written.length > 0) host.committed(workspaceId, written)
        return answer
      } catch (error) {
        // The same command came twice at once, and the other one was first.
        if (resend && codeOf(error) === '23505') {
          const other = await earlier()
          if (other) return output(answerAgain(other, resend)) as never
        }
        throw error
      }
    })
  })

/** For procedures that `anyone` or any `user` may ask: the owner's transaction, so the handler guards every row itself. */
export const acrossWorkspaces = os.$context<Asked>().middleware(async ({ context, next, procedure, path }) => {
  const { kind = 'command', may } = procedure['~orpc'].meta as ProcedureMeta
  const { host, who, now } = context
  if (may !== 'anyone' && may !== 'user') throw new Error(`${path.join('.')} is not declared as open.`)
  const why = whyNotAsk(who, may, kind, path[0] ?? '')
  if (why) throw refusal(why)
  return available(() =>
    host.database.asOwner(kind === 'query' ? 'read' : 'write', async (tx) =>
      next({ context: { tx, now, services: host.services } }),
    ),
  )
})

/** Says in an answer when the database is away, and when it cannot keep or compare what was sent. */
export async function available<T>(run: () => PromiseLike<T>) {
  try {
    return await run()
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw unavailable(error)
    throw isUnreadable(error) ? unreadable(error) : error
  }
}

const hashOf = (input: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(pack(input)))
    .digest('base64url')

function answerAgain(
  before: { procedure: string; inputHash: string; answer: unknown },
  now: { procedure: string; inputHash: string },
) {
  if (before.procedure !== now.procedure || before.inputHash !== now.inputHash) {
    throw new ORPCError('KEY_REUSED', {
      status: 422,
      message: 'This idempotency key already stood for another command.',
    })
  }
  return unpack(before.answer)
}
