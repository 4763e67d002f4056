import { connect } from '#commons/links/connect.ts'
import { upOver } from '#commons/links/lookups.ts'
import { recordsByKey } from '#commons/records/lookups.ts'
import { registerRecord, updateRecord } from '#commons/records/register.ts'
import type { Asked } from '#platform/api/answer.ts'
import { ask } from '#platform/api/ask.ts'
import type { Me } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Emit } from '#platform/events/outbox.ts'
import { workItems } from '#practices/delivery/work-items/contract.ts'
import { workItemsById, workItemsBySource } from '#practices/delivery/work-items/lookups.ts'
import { releases } from '#practices/outcomes/releases/contract.ts'
import { lastPublishedBefore } from '#practices/outcomes/releases/lookups.ts'

import type { ChangeState, DeliveryOutcome } from '../contract.ts'
import { changeMerged, changeOpened, changeUpdated } from '../events.ts'
import { changeOfPull, changesMergedBetween, insertChange, updateChange } from '../queries.ts'
import {
  IssuePayload,
  issuesClosedIn,
  keysFinishedIn,
  keysIn,
  nextState,
  PullRequestPayload,
  PushPayload,
  ReleasePayload,
  stateOf,
} from '../rules.ts'

/** One delivery under way: everything it does is one transaction, in the name of the connection's member. */
export type Hearing = {
  tx: Transaction
  workspaceId: string
  me: Me
  now: Date
  emit: Emit
  asked: Asked
  teamId: string | null
}

type Came = { outcome: DeliveryOutcome; says: string }
const ignored = (says: string): Came => ({ outcome: 'ignored', says })
const done = (says: string): Came => ({ outcome: 'done', says })

/** Does what a webhook of GitHub asks for. Throws for a payload that does not have the documented shape. */
export async function hear(hearing: Hearing, event: string, payload: unknown): Promise<Came> {
  switch (event) {
    case 'ping':
      return done('GitHub reached this workspace.')
    case 'pull_request':
      return hearPullRequest(hearing, PullRequestPayload.parse(payload))
    case 'push':
      return hearPush(hearing, PushPayload.parse(payload))
    case 'issues':
      return hearIssue(hearing, IssuePayload.parse(payload))
    case 'release':
      return hearRelease(hearing, ReleasePayload.parse(payload))
    default:
      return ignored(`Nothing here listens to “${event}”.`)
  }
}

async function namedWork({ tx, workspaceId }: Hearing, keys: string[], sourceIds: string[]) {
  const byKey = await recordsByKey(tx, workspaceId, keys)
  const bySource = await workItemsBySource(tx, workspaceId, 'github', sourceIds)
  const ids = [
    ...[...byKey.values()].filter((record) => record.type === 'work-item').map((record) => record.id),
    ...bySource.values(),
  ]
  return workItemsById(tx, workspaceId, [...new Set(ids)])
}

async function hearPullRequest(
  hearing: Hearing,
  { repository, pull_request: pull }: PullRequestPayload,
): Promise<Came> {
  const { tx, workspaceId, now, me, emit } = hearing
  const work = await namedWork(
    hearing,
    keysIn(pull.head.ref, pull.title, pull.body),
    // A pull request that was imported as work is its own work, too.
    [...issuesClosedIn(pull.body, repository.full_name), `${repository.full_name}#${pull.number}`],
  )
  const before = await changeOfPull(tx, workspaceId, repository.full_name, pull.number)
  if (work.size === 0 && !before) return ignored(`Pull request ${pull.number} names no work item.`)

  const state = stateOf(pull)
  const row = {
    state,
    url: pull.html_url,
    branch: pull.head.ref,
    author: pull.user?.login ?? '',
    mergedAt: pull.merged_at ?? null,
    closedAt: pull.closed_at ?? null,
  }
  const stateGroup =
    state === 'merged' ? ('done' as const) : state === 'closed' ? ('dropped' as const) : ('active' as const)
  let id = before?.id
  if (id) {
    await updateChange(tx, workspaceId, id, row)
    await updateRecord(tx, workspaceId, id, { title: pull.title, state, stateGroup }, now)
  } else {
    const record = {
      type: 'change' as const,
      title: pull.title,
      text: `${repository.full_name} ${pull.head.ref}`,
      state,
      stateGroup,
      by: me.id,
      now,
    }
    id = (await registerRecord(tx, workspaceId, record)).id
    await insertChange(tx, {
      workspaceId,
      id,
      repository: repository.full_name,
      number: pull.number,
      openedAt: pull.created_at,
      ...row,
    })
  }
  for (const item of work.values()) await connect(hearing, { from: id, to: item.id, kind: 'delivers' })

  const linked = (await upOver(tx, workspaceId, 'delivers', [id])).get(id) ?? []
  const moved = await moveWork(
    hearing,
    linked.map((record) => record.id),
    state,
  )
  const event = state === 'merged' && before?.state !== 'merged' ? changeMerged : before ? changeUpdated : changeOpened
  const changes = before && before.state !== state ? [{ field: 'state', from: before.state, to: state }] : []
  emit(event, { id, state, workItemIds: linked.map((record) => record.id) }, { record: id, changes })
  return done(
    `Pull request ${pull.number} is ${state}: ${linked.map((record) => record.key).join(', ')}${moved.length > 0 ? `; moved ${moved.join(', ')}` : ''}.`,
  )
}

/** Moves each item where the change says, forward only. Gives the keys of those moved. */
async function moveWork({ tx, workspaceId, asked }: Hearing, ids: string[], change: ChangeState) {
  const moved: string[] = []
  for (const item of (await workItemsById(tx, workspaceId, ids)).values()) {
    const stateId = nextState(change, item)
    if (!stateId) continue
    await ask(workItems, asked).move({ id: item.id, stateId: stateId as never })
    moved.push(item.key)
  }
  return moved
}

async function hearPush(hearing: Hearing, { ref, deleted, repository, commits }: PushPayload): Promise<Came> {
  const branch = ref.replace(/^refs\/heads\//, '')
  if (deleted) return ignored(`Branch ${branch} was deleted.`)
  const messages = commits.map((commit) => commit.message)
  const isDefault = branch === repository.default_branch
  const finished = isDefault ? messages.flatMap(keysFinishedIn) : []
  const closed = isDefault ? messages.flatMap((message) => issuesClosedIn(message, repository.full_name)) : []
  const finishedWork = await namedWork(hearing, finished, closed)
  const touched = await namedWork(hearing, keysIn(...(isDefault ? [] : [branch]), ...messages), [])
  const started = [...touched.keys()].filter((id) => !finishedWork.has(id))
  const moved = [
    ...(await moveWork(hearing, [...finishedWork.keys()], 'merged')),
    ...(await moveWork(hearing, started, 'draft')),
  ]
  if (finishedWork.size + touched.size === 0) return ignored(`Nothing pushed to ${branch} names a work item.`)
  return moved.length > 0
    ? done(`Pushed to ${branch}: moved ${moved.join(', ')}.`)
    : ignored(`Pushed to ${branch}: the work it names is that far already.`)
}

async function hearIssue(hearing: Hearing, { action, repository, issue }: IssuePayload): Promise<Came> {
  const { tx, workspaceId, asked } = hearing
  const sourceId = `${repository.full_name}#${issue.number}`
  const id = (await workItemsBySource(tx, workspaceId, 'github', [sourceId])).get(sourceId)
  const item = id && (await workItemsById(tx, workspaceId, [id])).get(id)
  if (!item) return ignored(`Issue ${issue.number} was not imported.`)
  const isOpen = item.group !== 'completed' && item.group !== 'cancelled'
  const stateId =
    action === 'closed' && isOpen
      ? issue.state_reason === 'not_planned'
        ? 'cancelled'
        : 'done'
      : action === 'reopened' && !isOpen
        ? 'to-do'
        : undefined
  if (!stateId) return ignored(`Issue ${issue.number} (${item.key}): nothing to move on “${action}”.`)
  await ask(workItems, asked).move({ id: item.id, stateId: stateId as never })
  return done(`Issue ${issue.number} was ${action}: ${item.key} moved.`)
}

async function hearRelease(hearing: Hearing, { action, repository, release }: ReleasePayload): Promise<Came> {
  const { tx, workspaceId, asked, now, teamId } = hearing
  if (release.draft || !['published', 'released', 'edited'].includes(action))
    return ignored(`Release ${release.tag_name} is not published.`)
  const publishedAt = release.published_at ?? now
  const since = await lastPublishedBefore(tx, workspaceId, repository.full_name, publishedAt)
  const merged = await changesMergedBetween(tx, workspaceId, repository.full_name, since ?? new Date(0), publishedAt)
  const delivered = await upOver(
    tx,
    workspaceId,
    'delivers',
    merged.map((change) => change.id),
  )
  const named = await namedWork(hearing, keysIn(release.body), issuesClosedIn(release.body, repository.full_name))
  const contains = [
    ...new Set([
      ...merged.map((change) => change.id),
      ...[...delivered.values()].flat().map((record) => record.id),
      ...named.keys(),
    ]),
  ]
  const put = await ask(releases, asked).putPublished({
    repository: repository.full_name,
    tag: release.tag_name,
    name: release.name?.trim() || release.tag_name,
    notes: release.body ?? '',
    url: release.html_url,
    publishedAt,
    teamId,
    contains,
  })
  return done(`Release ${release.tag_name} is ${put.key} with ${contains.length} records.`)
}
