import { implement } from '@orpc/server'

import { recordsById } from '#commons/records/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { keptWhenSlow } from '#platform/api/kept.ts'
import { nextPage } from '#platform/api/page.ts'

import { connect as connectRecords } from './connect.ts'
import { links as contract, LinkId } from './contract.ts'
import { recordsUnlinked } from './events.ts'
import { walk } from './lookups.ts'
import { deleteLink, findLink, lineCoverage, lineMap, linksOf, unlinkedRecords } from './queries.ts'
import { FITS, whyNotConnect } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const connect = api.connect.handler(async ({ input, errors, context }) => {
  const ends = await recordsById(context.tx, context.workspaceId, [input.from, input.to])
  const [from, to] = [ends.get(input.from), ends.get(input.to)]
  if (!from || !to) throw errors.NOT_FOUND()

  const refusal = whyNotConnect(from, to, input.kind)
  if (refusal) throw errors[refusal]()

  const id = await connectRecords(context, input)
  if (id === 'circle') throw errors.WOULD_CIRCLE()
  return { id: LinkId.parse(id), kind: input.kind, from, to }
})

const disconnect = api.disconnect.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const link = await findLink(tx, workspaceId, input.id)
  if (!link) throw errors.NOT_FOUND()
  await deleteLink(tx, workspaceId, link.id)
  const edge = { id: link.id, from: link.fromId, to: link.toId, kind: link.kind }
  emit(recordsUnlinked, edge, { record: link.fromId, other: link.toId })
})

const of = api.of.handler(async ({ input, context: { tx, workspaceId } }) => {
  const rows = await linksOf(tx, workspaceId, input.recordId)
  const ends = await recordsById(
    tx,
    workspaceId,
    rows.flatMap((row) => [row.fromId, row.toId]),
  )
  return rows.flatMap(({ id, kind, fromId, toId }) => {
    const [from, to] = [ends.get(fromId), ends.get(toId)]
    return from && to ? [{ id, kind, from, to }] : []
  })
})

const line = api.line.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const record = (await recordsById(tx, workspaceId, [input.recordId])).get(input.recordId)
  if (!record) throw errors.NOT_FOUND()
  const above = await walk(tx, workspaceId, record.id, 'up', input.most)
  const below = await walk(tx, workspaceId, record.id, 'down', input.most)
  return {
    record,
    why: above.steps,
    cameOfIt: below.steps,
    reachesVision: [record, ...above.steps.map((step) => step.record)].some(
      ({ type }) => type === 'clause' || type === 'vision',
    ),
    moreBelow: below.more,
  }
})

const whatFits = api.whatFits.handler(() => FITS)

const unlinked = api.unlinked.handler(async ({ input, context: { tx, workspaceId } }) =>
  nextPage(await unlinkedRecords(tx, workspaceId, input), input.limit, (record) => record.id),
)

const maps = keptWhenSlow<Awaited<ReturnType<typeof lineMap>>>()
const map = api.map.handler(({ context: { tx, workspaceId } }) => maps(workspaceId, () => lineMap(tx, workspaceId)))

const coverages = keptWhenSlow<Awaited<ReturnType<typeof lineCoverage>>>()
const coverage = api.coverage.handler(({ context: { tx, workspaceId } }) =>
  coverages(workspaceId, () => lineCoverage(tx, workspaceId)),
)

export const handlers = api.router({ connect, disconnect, of, line, whatFits, unlinked, map, coverage })
