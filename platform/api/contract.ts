import { oc, type Route } from '@orpc/contract'
import { z } from 'zod'

import type { Role } from '#platform/auth/identity.ts'

/** `anyone` needs no sign-in; `user` is signed in but perhaps in no workspace; the others are roles in the workspace asked. */
export type May = 'anyone' | 'user' | Role

/** What every procedure says of itself, so that the server can treat it rightly without being told. */
export type ProcedureMeta = { kind?: 'query' | 'command'; may?: May }

const procedure = oc.$meta<ProcedureMeta>({}).errors({
  NOT_FOUND: { status: 404, message: 'That is not here, or not yours to see.' },
  SIGN_IN: { status: 401, message: 'Sign in first.' },
  NOT_ALLOWED: { status: 403, message: 'Your role in this workspace does not allow that.' },
  KEY_REUSED: { status: 422, message: 'This idempotency key already stood for another command.' },
  TOO_MANY: { status: 429, message: 'Too many requests. Wait a moment and try again.' },
  UNAVAILABLE: { status: 503, message: 'The database does not answer at the moment. Nothing was changed; try again.' },
})

type Path = `/${string}`
type OperationObject = Exclude<NonNullable<Route['spec']>, (...all: never) => unknown>

/** In the OpenAPI document each procedure also says who may ask it. */
const saidOf = (may: May) => (operation: OperationObject) =>
  Object.assign(operation, { 'x-may': may }, may === 'anyone' ? { security: [] } : {})

/** Reads. Runs in a read-only transaction: a query that writes is refused by PostgreSQL. */
export const query = (may: May, path: Path, says: string) =>
  procedure.meta({ kind: 'query', may }).route({ method: 'GET', path, summary: says, spec: saidOf(may) })

/** Changes. Runs in one transaction, together with the events it records. */
export const command = (may: May, path: Path, says: string) =>
  procedure.meta({ kind: 'command', may }).route({ method: 'POST', path, summary: says, spec: saidOf(may) })

/** Declares refusals with what is said to the one refused: `.errors(refusals({ TOO_LATE: 'It is too late.' }))`. */
export function refusals<const Says extends Record<string, string>>(says: Says) {
  const entries = Object.entries(says).map(([code, message]) => [code, { status: 409, message }])
  return Object.fromEntries(entries) as { [Code in keyof Says]: { status: 409; message: Says[Code] } }
}

/** Asks for one page of a list: `after` is the `next` of the page before. */
export const page = z.object({
  after: z.string().max(500).optional(),
  limit: z.number().int().min(1).max(100).default(30),
})

/** `page` of a list whose cursor is the id of its last item: one that is none is refused before the database sees it. */
export const pageById = page.extend({
  after: z.uuid('This cursor is of no page. Ask with the next of the page before.').optional(),
})

/** One page of a list. `next` is absent on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() })

/** A day in the calendar, without a time or zone: `2026-11-22`. */
export const Day = z.iso.date('A day looks like 2026-11-22.')
