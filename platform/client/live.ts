import { hashKey, type QueryKey } from '@tanstack/react-query'
import { WebSocket as ReconnectingSocket } from 'partysocket'
import { useSyncExternalStore } from 'react'

import type { Fact, LiveRule } from './live-rules.ts'
import { hear, type ServerFrame } from './live-stream.ts'
import { queryClient } from './query-client.ts'

export type LiveState = 'connecting' | 'live' | 'offline'

const PING_MS = 25_000
const SILENCE_MS = 10_000
/** Signed out, or no longer a member. Asking again would not help. */
const FINAL = new Set([4401, 4403])
/** The first event after a pause is shown at once; what follows it is gathered, so that a burst is one refetch. */
const SOON_MS = 8
const GATHER_MS = 120
/** A refetch during a command would show the state before it, so it waits, but never longer than this. */
const LONGEST_WAIT_MS = 3000

let state: LiveState = 'offline'
const watchers = new Set<() => void>()

function become(next: LiveState) {
  if (state === next) return
  state = next
  for (const watcher of watchers) watcher()
}

/** Whether what is on the screen follows what others do. For a quiet indicator. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => state,
  )
}

const gathered = new Map<string, QueryKey>()
let refreshedAt = 0
let gathering: ReturnType<typeof setTimeout> | undefined

function refreshSoon(keys: QueryKey[]) {
  for (const key of keys) gathered.set(hashKey(key), key)
  if (gathered.size === 0) return
  const now = performance.now()
  gathering ??= setTimeout(refreshGathered, now - refreshedAt > GATHER_MS ? SOON_MS : GATHER_MS, now)
}

function refreshGathered(since: number) {
  gathering = undefined
  if (queryClient.isMutating() > 0 && performance.now() - since < LONGEST_WAIT_MS) {
    gathering = setTimeout(refreshGathered, GATHER_MS, since)
    return
  }
  refreshedAt = performance.now()
  const keys = [...gathered.values()]
  gathered.clear()
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey })
}

function apply(facts: Fact[], rules: LiveRule[]) {
  for (const fact of facts) {
    for (const rule of rules) {
      if (rule.event !== fact.name && rule.event !== '*') continue
      rule.patch?.(queryClient, fact.data, fact)
      if (rule.refresh) refreshSoon(rule.refresh(fact.data, fact))
    }
  }
}

/** Follows one workspace until the returned function is called. The rules may still be on their way. */
export function follow(workspace: string, rules: Promise<LiveRule[]>): () => void {
  let known: number | undefined
  let heardAt = performance.now()
  let applied: Promise<void> = Promise.resolve()
  become('connecting')

  const address = () => {
    const url = new URL('/live', location.origin.replace(/^http/, 'ws'))
    url.searchParams.set('workspace', workspace)
    if (known !== undefined) url.searchParams.set('after', String(known))
    return url.href
  }
  const socket = new ReconnectingSocket(address, [], {
    minReconnectionDelay: 300,
    maxReconnectionDelay: 8000,
    minUptime: 2000,
    maxEnqueuedMessages: 0,
  })

  socket.addEventListener('message', (message) => {
    heardAt = performance.now()
    // The server is ours and sends nothing but frames of this shape.
    const frame = JSON.parse(String(message.data)) as ServerFrame
    const heard = hear(known, frame)
    known = heard.known
    if (frame.type === 'ready' || frame.type === 'reset') become('live')
    if (heard.everything) void queryClient.invalidateQueries()
    if (heard.facts.length > 0) {
      // One after the other: a patch that overtakes an earlier one would leave a wrong list behind.
      applied = applied.then(async () => apply(heard.facts, await rules))
    }
  })
  socket.addEventListener('close', (event) => {
    const isFinal = FINAL.has(event.code)
    if (isFinal) socket.close()
    become(navigator.onLine && !isFinal ? 'connecting' : 'offline')
  })

  const pinging = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return
    const asked = performance.now()
    socket.send('{"type":"ping"}')
    setTimeout(() => {
      if (heardAt < asked && socket.readyState === socket.OPEN) socket.reconnect()
    }, SILENCE_MS)
  }, PING_MS)
  const wake = () => {
    if (socket.readyState !== socket.OPEN && socket.readyState !== socket.CONNECTING) socket.reconnect()
  }
  const sleep = () => become('offline')
  addEventListener('online', wake)
  addEventListener('offline', sleep)

  return () => {
    clearInterval(pinging)
    removeEventListener('online', wake)
    removeEventListener('offline', sleep)
    socket.close()
    become('offline')
  }
}
