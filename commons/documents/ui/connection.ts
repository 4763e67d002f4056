import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { useEffect, useState } from 'react'
import * as Y from 'yjs'

import { nameOf } from '../rules.ts'

export type TextState = 'connecting' | 'shared' | 'offline' | 'refused'

/** A text's connection to those who have it open, kept while it is shown. Offline it goes on, and merges on return. */
export function useSharedText(workspaceId: string | undefined, recordId: string) {
  const [connection, setConnection] = useState<{ document: Y.Doc; provider: HocuspocusProvider }>()
  const [state, setState] = useState<TextState>('connecting')
  const [isLoaded, setLoaded] = useState(false)
  useEffect(() => {
    if (!workspaceId) return
    const document = new Y.Doc()
    const socket = new HocuspocusProviderWebsocket({ url: `${location.origin.replace(/^http/, 'ws')}/collab` })
    const provider = new HocuspocusProvider({
      websocketProvider: socket,
      name: nameOf(workspaceId, recordId),
      document,
      // The session is in the cookie; the server asks for it only when a token is sent.
      token: 'cookie',
      onSynced: () => {
        setLoaded(true)
        setState('shared')
      },
      onAuthenticationFailed: () => setState('refused'),
      onStatus: ({ status }) =>
        setState((now) =>
          now === 'refused' || status === 'connected' ? now : status === 'connecting' ? now : 'offline',
        ),
    })
    provider.attach()
    const goOffline = () => setState('offline')
    window.addEventListener('offline', goOffline)
    // oxlint-disable-next-line react/set-state-in-effect -- the connection begins and ends with the effect
    setConnection({ document, provider })
    return () => {
      window.removeEventListener('offline', goOffline)
      provider.destroy()
      socket.destroy()
      document.destroy()
      setConnection(undefined)
    }
  }, [workspaceId, recordId])
  return { connection, state, isLoaded }
}
