import type { Written } from '#platform/events/outbox.ts'

/** What a stream sends: only what its member may see. */
export type LiveEvent = {
  number: number
  name: string
  data: unknown
  at: string
  by: string | null
  recordId: string | null
  otherRecordId: string | null
}

export type Stream = { memberId: string; send: (frame: string) => void; close: () => void }

/** Keeps the open streams of each workspace and hands them what was committed, in the order of its numbers. */
export function createHub() {
  const rooms = new Map<string, Set<Stream>>()

  function join(workspaceId: string, stream: Stream) {
    const room = rooms.get(workspaceId) ?? new Set()
    rooms.set(workspaceId, room.add(stream))
    return () => {
      room.delete(stream)
      if (room.size === 0) rooms.delete(workspaceId)
    }
  }

  /** One text for all who may see all of it; a text of their own only for those who may not. */
  function publish(workspaceId: string, events: { event: LiveEvent; audience: string[] | null }[]) {
    const room = rooms.get(workspaceId)
    if (!room || events.length === 0) return
    const open = events.filter(({ audience }) => !audience)
    const forAll = open.length > 0 ? frameOf(open.map(({ event }) => event)) : undefined
    for (const stream of room) {
      if (open.length === events.length) {
        if (forAll) stream.send(forAll)
        continue
      }
      const visible = events.filter(({ audience }) => !audience || audience.includes(stream.memberId))
      if (visible.length > 0) stream.send(frameOf(visible.map(({ event }) => event)))
    }
  }

  return {
    join,
    publish,
    has: (workspaceId: string) => rooms.has(workspaceId),
    workspaces: () => [...rooms.keys()],
    size: () => [...rooms.values()].reduce((sum, room) => sum + room.size, 0),
    closeAll: () => {
      for (const room of rooms.values()) for (const stream of room) stream.close()
    },
  }
}

export type Hub = ReturnType<typeof createHub>

const frameOf = (events: LiveEvent[]) => JSON.stringify({ type: 'events', events })

type Fact = Pick<Written, 'number' | 'name' | 'data' | 'at' | 'by' | 'audience' | 'record' | 'other'>

export const liveEventOf = (fact: Fact): { event: LiveEvent; audience: string[] | null } => ({
  event: {
    number: fact.number,
    name: fact.name,
    data: fact.data,
    at: fact.at.toISOString(),
    by: fact.by,
    recordId: fact.record ?? null,
    otherRecordId: fact.other ?? null,
  },
  audience: fact.audience ?? null,
})
