// Run as a process of its own: opens live streams as browsers do, and notes when each hears of what.
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

export type Order =
  | { type: 'open'; port: number; workspace: string; tokens: string[]; streams: number }
  | { type: 'tell'; recordId: string }
export type Told =
  | { type: 'opened'; streams: number }
  /** When each stream had the frame that speaks of the record, in nanoseconds of the machine's steady clock. */
  | { type: 'heard'; recordId: string; at: string[] }
  | { type: 'failed'; message: string }

const AT_ONCE = 50
const RECORD = /"recordId":"([0-9a-f-]{36})"/

const heard = new Map<string, bigint[]>()
const sockets: Socket[] = []

function note(frame: string) {
  const now = process.hrtime.bigint()
  const recordId = RECORD.exec(frame)?.[1]
  if (recordId === undefined) return
  const times = heard.get(recordId)
  if (times) times.push(now)
  else heard.set(recordId, [now])
}

/** Reads what a server may send: whole text frames without a mask. A library would take more of the two cores than the server. */
function framesOf(onFrame: (text: string) => void) {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      if (rest.length < 2) return
      const short = rest[1]! & 127
      const head = short === 126 ? 4 : short === 127 ? 10 : 2
      if (rest.length < head) return
      const length = short === 126 ? rest.readUInt16BE(2) : short === 127 ? Number(rest.readBigUInt64BE(2)) : short
      if (rest.length < head + length) return
      const isText = (rest[0]! & 15) === 1
      const body = rest.subarray(head, head + length)
      rest = rest.subarray(head + length)
      if (isText) onFrame(body.toString())
    }
  }
}

function open(port: number, workspace: string, token: string) {
  return new Promise<void>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    socket.setNoDelay(true)
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('The server closed a stream.')))
    socket.on('connect', () => {
      socket.write(
        `GET /live?workspace=${workspace} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
      )
    })
    const onFrames = framesOf((frame) => (frame.startsWith('{"type":"ready"') ? resolve() : note(frame)))
    let head = Buffer.alloc(0)
    const onHead = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      if (!head.subarray(0, end).includes(' 101 ')) return reject(new Error(head.subarray(0, 200).toString()))
      socket.off('data', onHead)
      socket.on('data', onFrames)
      onFrames(head.subarray(end + 4))
    }
    socket.on('data', onHead)
  })
}

const tell = (told: Told) => void process.send?.(told)

process.on('message', (order: Order) => {
  void (async () => {
    if (order.type === 'tell') {
      tell({ type: 'heard', recordId: order.recordId, at: (heard.get(order.recordId) ?? []).map(String) })
      heard.clear()
      return
    }
    for (let done = 0; done < order.streams; done += AT_ONCE) {
      const some = Array.from(
        { length: Math.min(AT_ONCE, order.streams - done) },
        (_, i) => order.tokens[(done + i) % order.tokens.length]!,
      )
      await Promise.all(some.map((token) => open(order.port, order.workspace, token)))
    }
    tell({ type: 'opened', streams: order.streams })
  })().catch((error: unknown) => tell({ type: 'failed', message: String(error) }))
})
process.on('disconnect', () => process.exit(0))
