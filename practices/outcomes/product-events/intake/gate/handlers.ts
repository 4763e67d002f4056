import type { Context, MiddlewareHandler } from 'hono'

import type { Host } from '#platform/api/answer.ts'
import { asUnavailable, DatabaseUnavailable } from '#platform/database/database.ts'

import { projectOfKey, type StoredProject } from '../../projects/queries.ts'
import { isOriginAllowed, isPropertyKept } from '../../projects/rules.ts'
import { arrivalOf, createCommitter } from '../inbox/handlers.ts'
import { type Keeping, keptSample, type Outcome } from '../rules.ts'

/** What the protocols share: whose a key is, what is kept of an event, and the way into the inbox. */
export type Gate = ReturnType<typeof createGate>

const KNOWN_MS = 1_000
const MOST_KNOWN = 10_000
/** The largest single event, as it is kept. */
export const LARGEST_EVENT = 1_000_000

export function createGate(host: Host, now: () => Date, wake: () => void) {
  const commit = createCommitter(host, wake)
  const known = new Map<string, { until: number; project: Promise<StoredProject | undefined> }>()

  function projectOf(key: string) {
    const before = known.get(key)
    if (before && before.until > Date.now()) return before.project
    if (known.size > MOST_KNOWN) known.clear()
    // A key is 37 characters; what is longer is none, and is not asked for.
    const project =
      key.length > 100 || key.includes('\0')
        ? Promise.resolve(undefined)
        : host.database.asOwner('read', (tx) => projectOfKey(tx, key))
    known.set(key, { until: Date.now() + KNOWN_MS, project })
    project.catch(() => known.delete(key))
    return project
  }

  const keepingOf = (project: StoredProject, c: Context): Keeping => ({
    isKept: (name) => isPropertyKept(project, name),
    address: project.keepsIp ? c.req.header('x-client-ip') : undefined,
  })

  /**
   * Takes in what was read. The outcomes come back with those events refused that are too large; the promise rejects with
   * `DatabaseUnavailable` when nothing was kept.
   */
  async function take<O extends Outcome>(
    project: StoredProject,
    outcomes: O[],
    receivedAt: Date,
  ): Promise<(O | Refusal)[]> {
    const settled: (O | Refusal)[] = []
    const arrivals = []
    for (const outcome of outcomes) {
      if ('refused' in outcome) {
        settled.push(outcome)
        continue
      }
      const arrival = arrivalOf(project, outcome.accepted)
      if (arrival.body.length > LARGEST_EVENT) {
        const says = `It has more than ${LARGEST_EVENT} characters.`
        const { name, source, key } = outcome.accepted
        settled.push({
          ...outcome,
          accepted: undefined,
          refused: { reason: 'TOO_LARGE', says, sample: name, source, key },
        } as Refusal)
        continue
      }
      settled.push(outcome)
      arrivals.push(arrival)
    }
    const isKept = (name: string) => isPropertyKept(project, name)
    const refused = settled.flatMap((one) =>
      'refused' in one && one.refused ? [{ ...one.refused, sample: keptSample(one.refused.sample, { isKept }) }] : [],
    )
    await commit({ workspaceId: project.workspaceId, projectId: project.id, arrivals, refused, receivedAt })
    return settled
  }

  /** Notes that a request to a project could not be used, for its admin to see. */
  const note = (project: StoredProject, reason: 'ORIGIN_NOT_ALLOWED' | 'NOT_READABLE', says: string, source: string) =>
    commit({
      workspaceId: project.workspaceId,
      projectId: project.id,
      arrivals: [],
      refused: [{ reason, says, sample: says, source, key: undefined }],
      receivedAt: now(),
    })

  const isAllowed = (project: StoredProject, c: Context) => isOriginAllowed(project.origins, c.req.header('origin'))

  return { projectOf, keepingOf, take, note, isAllowed, now }
}

type Refusal = Extract<Outcome, { refused: unknown }>

/** Whether an outcome was refused. One that `take` refused for its size carries both. */
export const refusedIn = (outcome: Outcome | Refusal) => ('refused' in outcome ? outcome.refused : undefined)

/** Lets every page send: which origins a project takes events from is decided when its key is known. */
export const openToPages: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin')
  const allowing: Record<string, string> = {
    'access-control-allow-origin': origin ?? '*',
    ...(origin ? { 'access-control-allow-credentials': 'true', vary: 'Origin' } : {}),
  }
  if (c.req.method === 'OPTIONS') {
    return new Response(null, {
      status: 204,
      headers: {
        ...allowing,
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers':
          c.req.header('access-control-request-headers') ??
          'Content-Type, Content-Encoding, Authorization, X-Requested-With',
        'access-control-max-age': '86400',
      },
    })
  }
  await next()
  for (const [name, value] of Object.entries(allowing)) c.res.headers.set(name, value)
}

/** Answers that nothing was kept and when to come back; passes every other error on. */
export function comeBack(error: unknown): Response {
  const away = asUnavailable(error)
  if (!(away instanceof DatabaseUnavailable)) throw error
  return Response.json(
    { type: 'server_error', code: 'unavailable', detail: 'Nothing was kept. Send it again.' },
    { status: 503, headers: { 'retry-after': String(away.retryAfterSeconds) } },
  )
}
