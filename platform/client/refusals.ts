import { ORPCError } from '@orpc/client'

type Issue = { path?: PropertyKey[]; message: string }

function issuesOf(error: unknown): Issue[] {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return []
  const issues: unknown = (error.data as { issues?: unknown } | undefined)?.issues
  return Array.isArray(issues) ? (issues as Issue[]) : []
}

/** True when nobody answered: the call may never have arrived, and may be made again with the same key. */
export function isUnanswered(error: unknown): boolean {
  if (error instanceof ORPCError) return error.status === 502 || error.status === 503 || error.status === 504
  return error instanceof TypeError
}

/**
 * What went wrong, as a sentence for the one who asked. `undefined` without an error.
 * A typed refusal says it in its own words; a lost network and an unknown fault get ours.
 */
export function refusalOf(error: unknown): string | undefined {
  if (error === null || error === undefined) return undefined
  const issues = issuesOf(error)
  if (issues.length === 1 && issues[0]) return issues[0].message
  if (issues.length > 1) return 'Some of the fields need another look.'
  if (isUnanswered(error) && !(error instanceof ORPCError && error.defined))
    return 'Throughline does not answer at the moment. Nothing was lost; try again.'
  if (error instanceof ORPCError) {
    if (error.status < 500 || error.defined) return error.message
    return 'Something went wrong on the server. Nothing was changed; try again.'
  }
  return error instanceof Error ? error.message : 'Something went wrong. Try again.'
}

/** The code of a typed refusal, such as `TOO_LATE`. */
export function refusalCode(error: unknown): string | undefined {
  return error instanceof ORPCError ? error.code : undefined
}

/** What the server says of single fields, by dotted path: `{ message: 'Say what they did.', 'to.0': '…' }`. */
export function fieldErrors(error: unknown): Record<string, string> {
  const found: Record<string, string> = {}
  for (const issue of issuesOf(error)) {
    const path = (issue.path ?? []).map(String).join('.')
    found[path] ??= issue.message
  }
  return found
}
