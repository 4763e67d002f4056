import { and, desc, eq, gte, isNotNull, lt, lte, or, sql, type SQL } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import { deliveries, events } from '#platform/events/tables.ts'

const columns = {
  number: events.number,
  name: events.name,
  by: sql<MemberId | null>`${events.byId}`,
  at: events.at,
  changes: events.changes,
  recordId: sql<RecordId | null>`${events.recordId}`,
  otherId: sql<RecordId | null>`${events.otherRecordId}`,
}

/** Open to everyone, or to this reader among some. Every read of events goes through it. */
const isFor = (reader: MemberId) => or(sql`${events.audience} is null`, sql`${reader}::uuid = any(${events.audience})`)

const beginsWith = (name: string) => sql`starts_with(${events.name}, ${name})`

type Page = { before?: { at: Date; number: number } | undefined; limit: number; without: string[] }

/** What happened to a record, by the time when it happened: imports write down what happened before. One row more than asked for. */
export function eventsOfRecord(tx: Transaction, workspaceId: string, reader: MemberId, recordId: RecordId, page: Page) {
  const older = page.before
    ? sql`(${events.at}, ${events.number}) < (${page.before.at.toISOString()}::timestamptz, ${page.before.number})`
    : undefined
  return tx
    .select(columns)
    .from(events)
    .where(
      and(
        eq(events.workspaceId, workspaceId),
        or(eq(events.recordId, recordId), eq(events.otherRecordId, recordId)),
        isFor(reader),
        ...page.without.map((name) => sql`not ${beginsWith(name)}`),
        older,
      ),
    )
    .orderBy(desc(events.at), desc(events.number))
    .limit(page.limit + 1)
}

type Filter = {
  by?: MemberId | undefined
  event?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  before?: number | undefined
  limit: number
}

/** Everything that happened and that this reader may see, last written first. One row more than asked for. */
export function eventsForAudit(tx: Transaction, workspaceId: string, reader: MemberId, filter: Filter) {
  const conditions: (SQL | undefined)[] = [
    eq(events.workspaceId, workspaceId),
    isFor(reader),
    filter.by ? eq(events.byId, filter.by) : undefined,
    filter.event ? beginsWith(filter.event) : undefined,
    filter.from ? gte(events.at, filter.from) : undefined,
    filter.to ? lte(events.at, filter.to) : undefined,
    filter.before === undefined ? undefined : lt(events.number, filter.before),
  ]
  return tx
    .select({ ...columns, data: events.data })
    .from(events)
    .where(and(...conditions))
    .orderBy(desc(events.number))
    .limit(filter.limit + 1)
}

export function deadDeliveries(
  tx: Transaction,
  workspaceId: string,
  reader: MemberId,
  { after, limit }: { after?: string | undefined; limit: number },
) {
  const [number = '', ...name] = after?.split('|') ?? []
  const older = after
    ? sql`(${deliveries.eventNumber}, ${deliveries.listener}) < (${Number(number) || 0}, ${name.join('|')})`
    : undefined
  return tx
    .select({
      eventNumber: deliveries.eventNumber,
      listener: deliveries.listener,
      event: events.name,
      by: sql<MemberId | null>`case when ${isFor(reader)} then ${events.byId} end`,
      recordId: sql<RecordId | null>`case when ${isFor(reader)} then ${events.recordId} end`,
      at: events.at,
      attempts: deliveries.attempts,
      diedAt: sql<Date>`${deliveries.diedAt}`.mapWith(deliveries.diedAt),
      // An error may quote what the event held.
      error: sql<string>`case when ${isFor(reader)} then coalesce(${deliveries.error}, '')
        else 'The event is for some members only, so its error is not shown. It is in the server’s log.' end`,
    })
    .from(deliveries)
    .innerJoin(events, and(eq(events.workspaceId, deliveries.workspaceId), eq(events.number, deliveries.eventNumber)))
    .where(and(eq(deliveries.workspaceId, workspaceId), isNotNull(deliveries.diedAt), older))
    .orderBy(desc(deliveries.eventNumber), desc(deliveries.listener))
    .limit(limit + 1)
}

type Delivery = { eventNumber: number; listener: string }

const isDead = (workspaceId: string, delivery?: Delivery) =>
  and(
    eq(deliveries.workspaceId, workspaceId),
    isNotNull(deliveries.diedAt),
    delivery && eq(deliveries.eventNumber, delivery.eventNumber),
    delivery && eq(deliveries.listener, delivery.listener),
  )

/** Makes one dead delivery, or all of them, due again. Returns those it was done to. */
export const reviveDeliveries = (tx: Transaction, workspaceId: string, now: Date, delivery?: Delivery) =>
  tx
    .update(deliveries)
    .set({ diedAt: null, attempts: 0, dueAt: now })
    .where(isDead(workspaceId, delivery))
    .returning({ eventNumber: deliveries.eventNumber, listener: deliveries.listener })

export const deleteDelivery = (tx: Transaction, workspaceId: string, delivery: Delivery) =>
  tx.delete(deliveries).where(isDead(workspaceId, delivery)).returning({ eventNumber: deliveries.eventNumber })
