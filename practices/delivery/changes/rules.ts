import { z } from 'zod'

import type { ChangeState } from './contract.ts'

/**
 * The parts of GitHub's webhook payloads that are read here; everything else is passed over.
 * Shapes: GitHub's documentation of webhook events, 2022-11-28.
 */
const Repository = z.object({ full_name: z.string(), default_branch: z.string().default('main') })
const Login = z.object({ login: z.string() }).nullish()

export const PullRequestPayload = z.object({
  action: z.string(),
  repository: Repository,
  pull_request: z.object({
    number: z.number().int(),
    title: z.string(),
    body: z.string().nullish(),
    html_url: z.string(),
    state: z.string(),
    draft: z.boolean().default(false),
    merged: z.boolean().default(false),
    merged_at: z.coerce.date().nullish(),
    closed_at: z.coerce.date().nullish(),
    created_at: z.coerce.date(),
    head: z.object({ ref: z.string() }),
    user: Login,
  }),
})
export type PullRequestPayload = z.infer<typeof PullRequestPayload>

export const PushPayload = z.object({
  ref: z.string(),
  deleted: z.boolean().default(false),
  repository: Repository,
  commits: z.array(z.object({ message: z.string() })).default([]),
})
export type PushPayload = z.infer<typeof PushPayload>

export const IssuePayload = z.object({
  action: z.string(),
  repository: Repository,
  issue: z.object({ number: z.number().int(), state_reason: z.string().nullish() }),
})
export type IssuePayload = z.infer<typeof IssuePayload>

export const ReleasePayload = z.object({
  action: z.string(),
  repository: Repository,
  release: z.object({
    tag_name: z.string(),
    name: z.string().nullish(),
    body: z.string().nullish(),
    html_url: z.string(),
    draft: z.boolean().default(false),
    published_at: z.coerce.date().nullish(),
  }),
})
export type ReleasePayload = z.infer<typeof ReleasePayload>

const KEY = /(?<![A-Za-z0-9-])([A-Z][A-Z0-9]{1,5}-\d{1,9})(?![A-Za-z0-9])/gi

/** The keys that a text names, such as `WEB-12` in `feature/web-12-traffic`, in capitals and each once. */
export const keysIn = (...texts: (string | null | undefined)[]) => [
  ...new Set(texts.flatMap((text) => [...(text ?? '').matchAll(KEY)].map((match) => match[1]!.toUpperCase()))),
]

/** The issue numbers that a text says it closes: `Fixes #12`, `closes owner/name#7`. As `owner/name#12`. */
export function issuesClosedIn(text: string | null | undefined, repository: string) {
  const closes = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s+(?:([\w.-]+\/[\w.-]+))?#(\d+)/gi
  return [...new Set([...(text ?? '').matchAll(closes)].map(([, other, number]) => `${other ?? repository}#${number}`))]
}

/** The keys that a commit message says it finishes: `Fixes WEB-12`. */
export function keysFinishedIn(message: string) {
  const finishes = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s+([A-Z][A-Z0-9]{1,5}-\d{1,9})/gi
  return [...new Set([...message.matchAll(finishes)].map((match) => match[1]!.toUpperCase()))]
}

export function stateOf(pull: PullRequestPayload['pull_request']): ChangeState {
  if (pull.merged || pull.merged_at) return 'merged'
  if (pull.state === 'closed') return 'closed'
  return pull.draft ? 'draft' : 'open'
}

type Group = 'backlog' | 'unstarted' | 'started' | 'completed' | 'cancelled'

/**
 * Where a change moves its work: into progress while it is a draft, into review when it asks for one, done once merged.
 * A closed one moves nothing, and work is never moved back or out of an end by a change.
 */
export function nextState(change: ChangeState, now: { stateId: string; group: Group }) {
  if (now.group === 'completed' || now.group === 'cancelled') return
  const next = { draft: 'in-progress', open: 'in-review', merged: 'done', closed: undefined }[change]
  if (next === now.stateId || (next === 'in-progress' && now.group === 'started')) return
  return next
}

/** What the secret of a connection is derived for. */
export const secretPurpose = (connectionId: string) => `github connection ${connectionId}`
