import { implement } from '@orpc/server'
import { stringify } from 'csv-stringify/sync'

import { membersById } from '#commons/people/lookups.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { knownSayings, sayingOf } from '#platform/events/sayings.ts'

import { history as contract } from './contract.ts'
import { deliveryDropped, deliverySentAgain } from './events.ts'
import { deadDeliveries, deleteDelivery, eventsForAudit, eventsOfRecord, reviveDeliveries } from './queries.ts'
import { changesAsText, cursorOf, harmless, readCursor } from './rules.ts'

const MOST_EXPORTED = 50_000

const api = implement(contract).$context<Asked>().use(inWorkspace)

const of = api.of.handler(async ({ input, context: { tx, workspaceId, me } }) => {
  const before = readCursor(input.after)
  const rows = await eventsOfRecord(tx, workspaceId, me.id, input.recordId, { ...input, before })
  const { items, ...rest } = nextPage(rows, input.limit, cursorOf)
  const otherOf = (row: (typeof items)[number]) => (row.recordId === input.recordId ? row.otherId : row.recordId)
  const others = await recordsById(
    tx,
    workspaceId,
    items.flatMap((row) => otherOf(row) ?? []),
  )
  return {
    items: items.map((row) => ({
      number: row.number,
      name: row.name,
      says: sayingOf(row.name),
      by: row.by,
      at: row.at,
      changes: row.changes ?? [],
      other: others.get(otherOf(row) ?? '') ?? null,
    })),
    ...rest,
  }
})

const audit = api.audit.handler(async ({ input, context: { tx, workspaceId, me } }) => {
  const before = /^\d+$/.test(input.after ?? '') ? Number(input.after) : undefined
  const rows = await eventsForAudit(tx, workspaceId, me.id, { ...input, before })
  const { items, ...rest } = nextPage(rows, input.limit, (row) => String(row.number))
  const records = await recordsById(
    tx,
    workspaceId,
    items.flatMap((row) => [row.recordId ?? [], row.otherId ?? []].flat()),
  )
  return {
    items: items.map(({ recordId, otherId, changes, ...row }) => ({
      ...row,
      says: sayingOf(row.name),
      changes: changes ?? [],
      record: records.get(recordId ?? '') ?? null,
      other: records.get(otherId ?? '') ?? null,
    })),
    ...rest,
  }
})

const exportAudit = api.exportAudit.handler(async ({ input, context: { tx, workspaceId, me } }) => {
  const rows = await eventsForAudit(tx, workspaceId, me.id, { ...input, limit: MOST_EXPORTED })
  const shown = rows.slice(0, MOST_EXPORTED)
  const people = await membersById(
    tx,
    workspaceId,
    shown.flatMap((row) => row.by ?? []),
  )
  const records = await recordsById(
    tx,
    workspaceId,
    shown.flatMap((row) => row.recordId ?? []),
  )
  const lines = shown.map((row) => [
    row.number,
    row.at.toISOString(),
    harmless(row.by ? (people.get(row.by)?.name ?? row.by) : 'Throughline'),
    row.name,
    sayingOf(row.name),
    records.get(row.recordId ?? '')?.key ?? '',
    harmless(records.get(row.recordId ?? '')?.title ?? ''),
    harmless(changesAsText(row.changes ?? [])),
    JSON.stringify(row.data),
  ])
  const head = ['number', 'at', 'member', 'event', 'what they did', 'record', 'title', 'changes', 'data']
  const before = rows.length > shown.length ? shown.at(-1)?.number : undefined
  return { csv: stringify([head, ...lines]), rows: shown.length, ...(before === undefined ? {} : { before }) }
})

const eventNames = api.eventNames.handler(() => knownSayings().toSorted((a, b) => a.name.localeCompare(b.name)))

const deadLetters = api.deadLetters.handler(async ({ input, context: { tx, workspaceId, me } }) => {
  const rows = await deadDeliveries(tx, workspaceId, me.id, input)
  const { items, ...rest } = nextPage(rows, input.limit, (row) => `${row.eventNumber}|${row.listener}`)
  const records = await recordsById(
    tx,
    workspaceId,
    items.flatMap((row) => row.recordId ?? []),
  )
  return {
    items: items.map(({ recordId, ...row }) => ({
      ...row,
      says: sayingOf(row.event),
      record: records.get(recordId ?? '') ?? null,
    })),
    ...rest,
  }
})

const sendAgain = api.sendAgain.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const [revived] = await reviveDeliveries(tx, workspaceId, now, input)
  if (!revived) throw errors.NOT_FOUND()
  emit(deliverySentAgain, revived)
})

const sendAllAgain = api.sendAllAgain.handler(async ({ context: { tx, workspaceId, now, emit } }) => {
  const revived = await reviveDeliveries(tx, workspaceId, now)
  for (const delivery of revived) emit(deliverySentAgain, delivery)
  return { sent: revived.length }
})

const drop = api.drop.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const [dropped] = await deleteDelivery(tx, workspaceId, input)
  if (!dropped) throw errors.NOT_FOUND()
  emit(deliveryDropped, input)
})

export const handlers = api.router({
  of,
  audit,
  exportAudit,
  eventNames,
  deadLetters,
  sendAgain,
  sendAllAgain,
  drop,
})
