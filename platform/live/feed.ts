import { and, asc, eq, gt, sql } from 'drizzle-orm'

import type { Database } from '#platform/database/database.ts'
import type { Written } from '#platform/events/outbox.ts'
import { events, streams } from '#platform/events/tables.ts'

import { createHub, type LiveEvent, liveEventOf, type Stream } from './hub.ts'

type Visible = { event: LiveEvent; audience: string[] | null }

/** A stream that was away for longer starts anew instead of hearing everything one by one. */
export const MOST_MISSED = 1_000

type Position = { last: number; early: Map<number, Visible>; reading: Promise<void> | undefined }

/**
 * Hands each open stream every event of its workspace that its member may see, in order, each once: those committed
 * here as they come, those of other servers when `heardOf` says so, and those missed while away on joining.
 */
export function createFeed(database: Database) {
  const hub = createHub()
  const positions = new Map<string, Position>()

  const eventsAfter = (workspaceId: string, number: number, limit: number) =>
    database.inWorkspace(workspaceId, 'read', async (tx) => {
      const rows = await tx
        .select()
        .from(events)
        .where(and(eq(events.workspaceId, workspaceId), gt(events.number, number)))
        .orderBy(asc(events.number))
        .limit(limit)
      return rows.map(visibleOf)
    })

  const lastNumber = (workspaceId: string) =>
    database.inWorkspace(workspaceId, 'read', async (tx) => {
      const [row] = await tx
        .select({ last: streams.lastNumber })
        .from(streams)
        .where(eq(streams.workspaceId, workspaceId))
      return row?.last ?? 0
    })

  /** Publishes what follows on the last published number without a gap. */
  function advance(workspaceId: string, position: Position) {
    const ready: Visible[] = []
    for (let next = position.early.get(position.last + 1); next; next = position.early.get(position.last + 1)) {
      ready.push(next)
      position.last = next.event.number
      position.early.delete(next.event.number)
    }
    hub.publish(workspaceId, ready)
  }

  /** Reads from the database what this server did not commit itself, and publishes it in its place. */
  function catchUp(workspaceId: string): Promise<void> {
    const position = positions.get(workspaceId)
    if (!position) return Promise.resolve()
    position.reading ??= (async () => {
      for (;;) {
        const missed = await eventsAfter(workspaceId, position.last, 500)
        // The room emptied and opened again meanwhile: it has a position of its own now.
        if (positions.get(workspaceId) !== position) return
        for (const visible of missed) position.early.set(visible.event.number, visible)
        advance(workspaceId, position)
        if (missed.length < 500) return
      }
    })().finally(() => (position.reading = undefined))
    return position.reading
  }

  function committed(workspaceId: string, written: Written[]) {
    const position = positions.get(workspaceId)
    if (!position) return
    for (const one of written) {
      if (one.number > position.last) position.early.set(one.number, liveEventOf(one))
    }
    advance(workspaceId, position)
    // What is still early waits for a commit that another request or server makes known in a moment; if not, read it.
    if (position.early.size > 0) setTimeout(() => void catchUp(workspaceId).catch(() => {}), 50).unref()
  }

  /** Opens a stream from `after`, or from now. Resolves when everything missed has been sent. */
  async function open(workspaceId: string, stream: Stream, after: number | undefined) {
    let position = positions.get(workspaceId)
    if (!position) {
      const last = await lastNumber(workspaceId)
      position = positions.get(workspaceId) ?? { last, early: new Map(), reading: undefined }
      positions.set(workspaceId, position)
    }
    // What is published while the past is read waits, so that nothing overtakes it.
    let waiting: string[] | undefined = []
    const gated: Stream = {
      memberId: stream.memberId,
      send: (frame) => (waiting ? void waiting.push(frame) : stream.send(frame)),
      close: stream.close,
    }
    const leaveRoom = hub.join(workspaceId, gated)
    const leave = () => {
      leaveRoom()
      if (!hub.has(workspaceId)) positions.delete(workspaceId)
    }
    try {
      const upTo = position.last
      const missed = after === undefined || after > upTo ? undefined : upTo - after
      if (missed === undefined || missed > MOST_MISSED) {
        stream.send(JSON.stringify({ type: after === undefined ? 'ready' : 'reset', number: upTo }))
      } else {
        stream.send(JSON.stringify({ type: 'ready', number: after }))
        const past = missed > 0 ? await eventsAfter(workspaceId, after!, missed) : []
        const visible = past.filter(({ audience }) => !audience || audience.includes(stream.memberId))
        if (visible.length > 0)
          stream.send(JSON.stringify({ type: 'events', events: visible.map(({ event }) => event) }))
      }
      for (const frame of waiting) stream.send(frame)
      waiting = undefined
      return leave
    } catch (error) {
      leave()
      throw error
    }
  }

  return {
    open,
    committed,
    catchUp,
    catchUpAll: () => Promise.all(hub.workspaces().map(catchUp)),
    size: hub.size,
    closeAll: hub.closeAll,
  }
}

export type Feed = ReturnType<typeof createFeed>

const visibleOf = ({ byId, recordId, otherRecordId, audience, ...row }: typeof events.$inferSelect): Visible =>
  liveEventOf({
    ...row,
    by: byId,
    ...(recordId ? { record: recordId } : {}),
    ...(otherRecordId ? { other: otherRecordId } : {}),
    ...(audience ? { audience } : {}),
  })

const CHANNEL = 'throughline_live'

/**
 * Tells the other servers on this database that a workspace has news, and hears the same from them. What was committed
 * in 20 ms goes as one notice outside the commands' transactions, for a NOTIFY inside one holds up every other commit.
 */
export function shareCommits(database: Database, feed: Feed, onNews: (workspaceId: string) => void) {
  let waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let stopListening = () => {}

  const tell = () => {
    timer = undefined
    const workspaceIds = [...waiting]
    waiting = new Set()
    database.owner
      .execute(sql`select pg_notify(${CHANNEL}, w) from unnest(${sql.param(workspaceIds)}::text[]) w`)
      .catch(() => {}) // The others poll too.
  }

  async function listen() {
    if (closed) return
    try {
      const client = await database.pool.connect()
      const again = () => {
        client.removeAllListeners('notification')
        client.release(true)
        if (!closed) setTimeout(() => void listen(), 1_000).unref()
      }
      client.once('error', again)
      client.on('notification', ({ payload }) => {
        if (!payload) return
        void feed.catchUp(payload).catch(() => {})
        onNews(payload)
      })
      await client.query(`listen ${CHANNEL}`)
      stopListening = () => {
        client.off('error', again)
        client.release(true)
      }
      await feed.catchUpAll()
    } catch {
      setTimeout(() => void listen(), 1_000).unref()
    }
  }
  void listen()
  const poll = setInterval(() => void feed.catchUpAll().catch(() => {}), 5_000)
  poll.unref()

  return {
    committed(workspaceId: string) {
      waiting.add(workspaceId)
      timer ??= setTimeout(tell, 20)
    },
    close() {
      closed = true
      clearInterval(poll)
      clearTimeout(timer)
      stopListening()
    },
  }
}
