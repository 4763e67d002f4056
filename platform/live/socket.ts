import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

import crossws from 'crossws/adapters/node'

import type { Who } from '#platform/auth/identity.ts'

import type { Feed } from './feed.ts'

/** A tab that reads more slowly than its workspace talks is let go at this many waiting bytes; it resumes by number. */
const MOST_WAITING_BYTES = 1_000_000

/** The WebSocket of each tab: `/live?workspace=…&after=…`. Frames are JSON; see `ServerFrame` of the client. */
export function createLiveSocket(feed: Feed, whoIs: (headers: Headers, workspace: string) => Promise<Who>) {
  const leaves = new Map<string, Promise<(() => void) | undefined>>()
  const sockets = crossws({
    hooks: {
      async open(peer) {
        const url = new URL(peer.request.url, 'http://here')
        const after = url.searchParams.get('after')
        const opened = (async () => {
          const { me } = await whoIs(new Headers(peer.request.headers), url.searchParams.get('workspace') ?? '')
          if (!me) {
            peer.close(4401, 'Sign in first.')
            return
          }
          const socket = peer.websocket as { bufferedAmount?: number }
          return feed.open(
            me.workspaceId,
            {
              memberId: me.id,
              send: (frame) => {
                if ((socket.bufferedAmount ?? 0) > MOST_WAITING_BYTES)
                  peer.close(4408, 'Too slow; come back from your last number.')
                else peer.send(frame)
              },
              close: () => {
                peer.send('{"type":"bye"}')
                peer.close(1001, 'The server stops.')
              },
            },
            after && /^\d{1,15}$/.test(after) ? Number(after) : undefined,
          )
        })()
        leaves.set(peer.id, opened)
        try {
          await opened
        } catch {
          peer.close(1013, 'Try again in a moment.')
        }
      },
      message(peer, message) {
        if (message.text() === '{"type":"ping"}') peer.send('{"type":"pong"}')
      },
      close(peer) {
        const leave = leaves.get(peer.id)
        leaves.delete(peer.id)
        void leave?.then((go) => go?.()).catch(() => {})
      },
    },
  })
  return {
    upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => sockets.handleUpgrade(request, socket, head),
    close: () => sockets.closeAll(),
  }
}
