import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

import { Hocuspocus, type WebSocketLike } from '@hocuspocus/server'
import crossws from 'crossws/adapters/node'
import * as Y from 'yjs'

import type { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import type { Host } from '#platform/api/answer.ts'
import { isAtLeast, type MemberId, type Who } from '#platform/auth/identity.ts'
import { openOutbox, type Written } from '#platform/events/outbox.ts'

import { documentEdited } from './events.ts'
import { findDocument, revisionOf, storeDocument } from './queries.ts'
import { partsOf } from './rules.ts'

type Writer = { memberId: MemberId; workspaceId: string; recordId: RecordId }
type Open = { revision: number; writers: Set<MemberId> }

/** A text longer than this is no longer shared well; what would make it longer is refused on storing. */
const MOST_BYTES = 20_000_000

/**
 * Lets several people write one text at once over `/collab`. What is stored is merged with what is stored already, so
 * neither a long absence nor a second server loses a word.
 */
export function createCollaboration(host: Host, whoIs: (headers: Headers, workspace: string) => Promise<Who>) {
  const opened = new Map<string, Open>()

  const read = (workspaceId: string, recordId: RecordId) =>
    host.database.inWorkspace(workspaceId, 'read', (tx) => findDocument(tx, workspaceId, recordId))

  const server = new Hocuspocus<Writer>({
    quiet: true,
    debounce: 800,
    maxDebounce: 5_000,
    // It runs because the provider sends a token; the session is in the cookie.
    async onAuthenticate({ requestHeaders, documentName, connectionConfig }) {
      const parts = partsOf(documentName)
      if (!parts) throw new Error('There is no such text.')
      const { me } = await whoIs(new Headers(requestHeaders), parts.workspaceId)
      if (!me || me.workspaceId !== parts.workspaceId) throw new Error('Sign in first.')
      const recordId = parts.recordId as RecordId // It has the shape of one; the next line sees whether it is one.
      const found = await host.database.inWorkspace(me.workspaceId, 'read', (tx) =>
        recordsById(tx, me.workspaceId, [recordId]),
      )
      if (found.size === 0) throw new Error('There is no such text.')
      connectionConfig.readOnly = !isAtLeast(me.role, 'member')
      return { memberId: me.id, workspaceId: me.workspaceId, recordId }
    },
    async onLoadDocument({ documentName, document }) {
      const { workspaceId, recordId } = partsOf(documentName)!
      const row = await read(workspaceId, recordId as RecordId)
      if (row) Y.applyUpdate(document, row.state)
      opened.set(documentName, { revision: row?.revision ?? 0, writers: new Set() })
    },
    async onChange({ documentName, context }) {
      if (context?.memberId) opened.get(documentName)?.writers.add(context.memberId)
    },
    async onStoreDocument({ documentName, document }) {
      const parts = partsOf(documentName)!
      const state = Y.encodeStateAsUpdate(document)
      if (state.byteLength > MOST_BYTES)
        throw new Error('This text has grown too large to be stored. Move a part of it to another record.')
      const open = opened.get(documentName)
      const editedBy = [...(open?.writers ?? [])]
      await store(parts.workspaceId, parts.recordId as RecordId, state, editedBy, open)
    },
    async afterUnloadDocument({ documentName }) {
      opened.delete(documentName)
    },
  })

  async function store(
    workspaceId: string,
    recordId: RecordId,
    state: Uint8Array,
    editedBy: MemberId[],
    open: Open | undefined,
  ) {
    const outbox = openOutbox(host.listenersOf)
    let written: Written[] = []
    const now = new Date()
    await host.database.inWorkspace(workspaceId, 'write', async (tx) => {
      const stored = await storeDocument(tx, { workspaceId, recordId, state, editedBy, now })
      if (!stored) return
      if (open) open.revision = stored.revision
      outbox.emit(documentEdited, { recordId }, { record: recordId })
      written = await outbox.write(tx, { workspaceId, memberId: editedBy[0] ?? null, now })
    })
    for (const id of editedBy) open?.writers.delete(id)
    if (written.length > 0) host.committed(workspaceId, written)
  }

  /** Takes what another server, or a command here, has stored into the texts of a workspace that are open here. */
  async function refresh(workspaceId: string) {
    for (const [name, open] of opened) {
      const parts = partsOf(name)
      const document = server.documents.get(name)
      if (parts?.workspaceId !== workspaceId || !document) continue
      const recordId = parts.recordId as RecordId
      const revision = await host.database.inWorkspace(workspaceId, 'read', (tx) =>
        revisionOf(tx, workspaceId, recordId),
      )
      if (revision <= open.revision) continue
      const row = await read(workspaceId, recordId)
      if (!row) continue
      open.revision = row.revision
      Y.applyUpdate(document, row.state)
    }
  }

  type Peer = Parameters<typeof server.handleConnection>[1]
  const connections = new Map<string, ReturnType<typeof server.handleConnection>>()
  const sockets = crossws({
    hooks: {
      open(peer) {
        connections.set(
          peer.id,
          server.handleConnection(peer.websocket as unknown as WebSocketLike, peer.request as Peer),
        )
      },
      message(peer, message) {
        connections.get(peer.id)?.handleMessage(message.uint8Array())
      },
      close(peer, { code = 1005, reason = '' }) {
        connections.get(peer.id)?.handleClose({ code, reason } as never)
        connections.delete(peer.id)
      },
    },
  })

  return {
    upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => sockets.handleUpgrade(request, socket, head),
    refresh,
    async close() {
      server.flushPendingStores()
      // The stores that were just begun have a moment to reach the database.
      await new Promise((resolve) => setTimeout(resolve, 300))
      server.closeConnections()
      sockets.closeAll()
    },
  }
}
