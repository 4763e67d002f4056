import type { Me } from '#platform/auth/identity.ts'

import type { Feed } from './feed.ts'

/** The same stream for API clients, as server-sent events. `Last-Event-ID` resumes; each event's id is its number. */
export async function serverSentEvents(feed: Feed, me: Me, after: number | undefined, signal: AbortSignal) {
  const encoder = new TextEncoder()
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(undefined, { highWaterMark: 256 })
  const writer = writable.getWriter()
  const write = (text: string) => void writer.write(encoder.encode(text)).catch(() => {})
  const leave = await feed.open(
    me.workspaceId,
    {
      memberId: me.id,
      send(frame) {
        if ((writer.desiredSize ?? 1) < -256) return void writer.abort().catch(() => {})
        const { type, number, events } = JSON.parse(frame) as {
          type: string
          number?: number
          events?: { number: number; name: string }[]
        }
        if (!events) return write(`event: ${type}\ndata: ${JSON.stringify({ number })}\n\n`)
        for (const event of events)
          write(`id: ${event.number}\nevent: ${event.name}\ndata: ${JSON.stringify(event)}\n\n`)
      },
      close: () => void writer.close().catch(() => {}),
    },
    after,
  )
  const beat = setInterval(() => write(': still here\n\n'), 20_000)
  const end = () => {
    clearInterval(beat)
    leave()
    writer.close().catch(() => {})
  }
  signal.addEventListener('abort', end)
  void writer.closed.catch(() => {}).finally(end)
  return new Response(readable, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  })
}
