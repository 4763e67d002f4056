import { implement } from '@orpc/server'

import { connect, disconnect } from '#commons/links/connect.ts'
import { countsBelow, downOver } from '#commons/links/lookups.ts'
import { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { registerRecord, registerRecords, updateRecord } from '#commons/records/register.ts'
import { signoffsOf, whyNotJoint } from '#commons/signoffs/sign.ts'
import { type Asked, type Inside, inWorkspace } from '#platform/api/answer.ts'
import { keptWhenSlow } from '#platform/api/kept.ts'
import { nextPage } from '#platform/api/page.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'
import { effortUnder } from '#practices/delivery/work-items/lookups.ts'

import { type Effort, visions as contract } from './contract.ts'
import { clauseChanged, clauseRetired, visionDrafted, visionProposed, visionPublished } from './events.ts'
import {
  allClauses,
  findClauseByKey,
  findDraft,
  findVersion,
  findVision,
  insertClauses,
  insertVersion,
  insertVision,
  newestVersion,
  newestVersions,
  notePublished,
  placeClause,
  publishedBefore,
  retiredClauses,
  standingClauses,
  type VersionRow,
  writeDraft,
} from './queries.ts'
import { areClausesKnown, clauseChanges, inOrder, saysTheSame, whyNotPropose, whyNotPublish } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

/** Texts with the record of the metric that each names as its north star. */
async function withNorthStars<Text extends { northStarId: RecordId | null }>(
  { tx, workspaceId }: Pick<Inside, 'tx' | 'workspaceId'>,
  texts: Text[],
) {
  const ids = texts.flatMap(({ northStarId }) => northStarId ?? [])
  const metrics = await recordsById(tx, workspaceId, ids)
  return texts.map((text) => ({ ...text, northStar: (text.northStarId && metrics.get(text.northStarId)) || null }))
}

const withNorthStar = async <Text extends { northStarId: RecordId | null }>(context: Inside, text: Text) =>
  (await withNorthStars(context, [text]))[0]!

const get = api.get.handler(async ({ context }) => {
  const { tx, workspaceId } = context
  const vision = await findVision(tx, workspaceId)
  const draft = await findDraft(tx, workspaceId)
  const newest = await newestVersion(tx, workspaceId)
  const published = vision?.publishedNumber ? await findVersion(tx, workspaceId, vision.publishedNumber) : undefined
  const northStarId = published?.northStarId ?? null
  const inputs = northStarId ? await downOver(tx, workspaceId, 'measures', [northStarId]) : new Map<string, never>()
  const proposed = newest && !newest.publishedAt ? newest : undefined
  const [shownDraft] = await withNorthStars(context, [draft])
  const shown = await withNorthStars(
    context,
    [published, proposed].filter((version) => version !== undefined),
  )
  const shownPublished = shown.find((version) => version.number === published?.number) ?? null
  return {
    record: vision?.record ?? null,
    published: shownPublished,
    proposed: shown.find((version) => version.number === proposed?.number) ?? null,
    clauses: await standingClauses(tx, workspaceId),
    draft: shownDraft!,
    isDraftAhead: draft.revision > 0 && !(newest && saysTheSame(draft, newest)),
    northStar: shownPublished?.northStar ?? null,
    inputMetrics: (northStarId && inputs.get(northStarId)) || [],
  }
})

/** What is done for the sake of each clause: its goals, and the work that is there for any of them. */
async function effortsFor(tx: Transaction, workspaceId: string, ids: readonly RecordId[]): Promise<Effort[]> {
  const goals = await countsBelow(tx, workspaceId, ids, ['objective', 'key-result'])
  const work = await effortUnder(tx, workspaceId, ids)
  return ids.map((clauseId) => ({
    clauseId,
    objectives: goals.get(clauseId)?.objective?.total ?? 0,
    activeObjectives: goals.get(clauseId)?.objective?.active ?? 0,
    keyResults: goals.get(clauseId)?.['key-result']?.total ?? 0,
    workItems: work.get(clauseId)?.items ?? 0,
    workItemsDone: work.get(clauseId)?.doneItems ?? 0,
  }))
}

const efforts = keptWhenSlow<Effort[]>()
const effort = api.effort.handler(({ context: { tx, workspaceId } }) =>
  efforts(workspaceId, async () => {
    const clauses = await standingClauses(tx, workspaceId)
    return effortsFor(
      tx,
      workspaceId,
      clauses.map((clause) => clause.id),
    )
  }),
)

const clause = api.clause.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const found = await findClauseByKey(tx, workspaceId, input.key)
  if (!found) throw errors.NOT_FOUND()
  const serving = (await downOver(tx, workspaceId, 'serves', [found.id])).get(found.id) ?? []
  const [effort] = await effortsFor(tx, workspaceId, [found.id])
  return {
    ...found,
    objectives: serving.filter((record) => record.type === 'objective'),
    effort: effort!,
  }
})

const retired = api.retired.handler(async ({ input, context: { tx, workspaceId } }) =>
  nextPage(await retiredClauses(tx, workspaceId, input), input.limit, (one) => one.id),
)

const versions = api.versions.handler(async ({ input, context }) => {
  const after = input.after ? Number(input.after) || undefined : undefined
  const found = await newestVersions(context.tx, context.workspaceId, { ...input, after })
  const { items, ...rest } = nextPage(found, input.limit, ({ number }) => `${number}`)
  return { items: await withNorthStars(context, items), ...rest }
})

const version = api.version.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId } = context
  const found = await findVersion(tx, workspaceId, input.number)
  if (!found) throw errors.NOT_FOUND()
  const before = await publishedBefore(tx, workspaceId, found.number)
  return {
    version: await withNorthStar(context, found),
    before: before ? await withNorthStar(context, before) : null,
  }
})

const edit = api.edit.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const before = await findDraft(tx, workspaceId)
  if (before.revision !== input.revision) throw errors.CHANGED_MEANWHILE()
  if (input.northStarId) {
    const metric = (await recordsById(tx, workspaceId, [input.northStarId])).get(input.northStarId)
    if (metric?.type !== 'metric') throw errors.NOT_A_METRIC()
  }
  const known = [
    ...(await allClauses(tx, workspaceId)).map((one) => one.id),
    ...before.clauses.map((one) => one.clauseId),
  ]
  if (!areClausesKnown(input.clauses, new Set(known))) throw errors.NOT_A_CLAUSE()

  const clauses = input.clauses.map((one) => ({ ...one, clauseId: one.clauseId ?? RecordId.parse(newId()) }))
  const text = inOrder({ sentence: input.sentence, northStarId: input.northStarId, clauses })
  const by = { memberId: me.id, now }
  const draft = await writeDraft(tx, workspaceId, input.revision, by, text)
  if (!draft) throw errors.CHANGED_MEANWHILE()
  emit(visionDrafted, { revision: draft.revision })
  return withNorthStar(context, draft)
})

/** Replaces the draft by the text of a version, or by nothing. Undefined when somebody else wrote meanwhile. */
async function redraft(context: Inside, seen: number, from: VersionRow | undefined) {
  const { tx, workspaceId, me, now, emit } = context
  const { sentence = '', northStarId = null, clauses = [] } = from ?? {}
  const draft = await writeDraft(tx, workspaceId, seen, { memberId: me.id, now }, { sentence, northStarId, clauses })
  if (draft) emit(visionDrafted, { revision: draft.revision })
  return draft && withNorthStar(context, draft)
}

const startOver = api.startOver.handler(async ({ input, errors, context }) => {
  const vision = await findVision(context.tx, context.workspaceId)
  const published = vision?.publishedNumber
    ? await findVersion(context.tx, context.workspaceId, vision.publishedNumber)
    : undefined
  const draft = await redraft(context, input.revision, published)
  if (!draft) throw errors.CHANGED_MEANWHILE()
  return draft
})

const restore = api.restore.handler(async ({ input, errors, context }) => {
  const earlier = await findVersion(context.tx, context.workspaceId, input.number)
  if (!earlier) throw errors.NOT_FOUND()
  const draft = await redraft(context, input.revision, earlier)
  if (!draft) throw errors.CHANGED_MEANWHILE()
  return draft
})

const propose = api.propose.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const draft = await findDraft(tx, workspaceId)
  if (draft.revision !== input.revision) throw errors.CHANGED_MEANWHILE()
  const newest = await newestVersion(tx, workspaceId)
  const refusal = whyNotPropose(draft, newest)
  if (refusal) throw errors[refusal]()

  const { sentence, northStarId, clauses } = draft
  const vision = await findVision(tx, workspaceId)
  let id = vision?.record.id
  let number = 1
  if (id) {
    number = await updateRecord(tx, workspaceId, id, { newVersion: true }, now)
  } else {
    const registered = { type: 'vision', title: sentence, state: 'proposed', stateGroup: 'open' } as const
    id = (await registerRecord(tx, workspaceId, { ...registered, by: me.id, now })).id
    await insertVision(tx, workspaceId, id)
  }
  const proposed = { number, sentence, northStarId, clauses, author: me.id, reason: input.reason, proposedAt: now }
  await insertVersion(tx, workspaceId, id, proposed)
  const changes = [{ field: 'version', from: newest?.number ?? null, to: `${number}: ${input.reason}` }]
  emit(visionProposed, { id, number }, { record: id, changes })
  return withNorthStar(context, { ...proposed, publishedAt: null, publishedBy: null })
})

const publish = api.publish.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const vision = await findVision(tx, workspaceId)
  const found = vision && (await findVersion(tx, workspaceId, input.number))
  if (!found) throw errors.NOT_FOUND()
  const { id, version: newestNumber } = vision.record
  const signoffs = (await signoffsOf(tx, workspaceId, [id])).get(id) ?? []
  const refusal = whyNotPublish(found, newestNumber, whyNotJoint(signoffs, found.number))
  if (refusal) throw errors[refusal]()

  const before = vision.publishedNumber ? await findVersion(tx, workspaceId, vision.publishedNumber) : undefined
  await notePublished(tx, workspaceId, id, found.number, { memberId: me.id, now })
  const { added, changed, retired: gone } = await takeEffect(context, id, found)
  const text = found.clauses.map((one) => one.text).join('\n')
  const state = { title: found.sentence, text, state: 'published', stateGroup: 'active' } as const
  await updateRecord(tx, workspaceId, id, state, now)
  if (before?.northStarId !== found.northStarId) {
    if (before?.northStarId) await disconnect(context, { from: before.northStarId, to: id, kind: 'measures' })
    if (found.northStarId) await connect(context, { from: found.northStarId, to: id, kind: 'measures' })
  }
  const changes = [{ field: 'published version', from: before?.number ?? null, to: found.number }]
  emit(visionPublished, { id, number: found.number, added, changed, retired: gone }, { record: id, changes })
  return withNorthStar(context, { ...found, publishedAt: now, publishedBy: me.id })
})

/** Makes the clauses what a version says. Returns the ids of those that are new, say something else, or are retired. */
async function takeEffect(context: Inside, visionId: RecordId, { clauses, number, ...text }: VersionRow) {
  const { tx, workspaceId, me, now, emit } = context
  const {
    added,
    changed,
    moved,
    retired: gone,
  } = clauseChanges({ ...text, clauses }, await allClauses(tx, workspaceId))

  const holds = { state: 'published', stateGroup: 'active' } as const
  await registerRecords(
    tx,
    workspaceId,
    added.map((one) => ({ ...holds, type: 'clause', id: one.clauseId, title: one.text, by: me.id, now })),
  )
  const places = added.map(({ clauseId, section, position }) => ({
    id: clauseId,
    section,
    position,
    addedIn: number,
    changedIn: number,
    retiredIn: null,
  }))
  await insertClauses(tx, workspaceId, visionId, places)
  for (const one of added) await connect(context, { from: one.clauseId, to: visionId, kind: 'serves' })
  for (const one of changed) {
    const { section, position } = one
    await placeClause(tx, workspaceId, one.clauseId, { section, position, changedIn: number, retiredIn: null })
    await updateRecord(tx, workspaceId, one.clauseId, { ...holds, title: one.text, newVersion: true }, now)
    const wasRetired = one.before.retiredIn !== null
    const changes = [
      ...(wasRetired ? [{ field: 'state', from: 'retired', to: 'published' }] : []),
      ...changeOf('section', one.before.section, section),
      ...changeOf('text', one.before.title, one.text),
    ]
    emit(clauseChanged, { id: one.clauseId, number }, { record: one.clauseId, other: visionId, changes })
  }
  for (const one of moved) await placeClause(tx, workspaceId, one.clauseId, { position: one.position })
  for (const one of gone) {
    await placeClause(tx, workspaceId, one.id, { retiredIn: number })
    await updateRecord(tx, workspaceId, one.id, { state: 'retired', stateGroup: 'dropped' }, now)
    const changes = changeOf('state', 'published', 'retired')
    emit(clauseRetired, { id: one.id, number }, { record: one.id, other: visionId, changes })
  }
  return {
    added: added.map((one) => one.clauseId),
    changed: changed.map((one) => one.clauseId),
    retired: gone.map((one) => one.id),
  }
}

const changeOf = (field: string, from: unknown, to: unknown) => (from === to ? [] : [{ field, from, to }])

export const handlers = api.router({
  get,
  effort,
  clause,
  retired,
  versions,
  version,
  edit,
  startOver,
  propose,
  publish,
  restore,
})
