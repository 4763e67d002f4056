import { useEffect, useEffectEvent } from 'react'

export type KeyEntry = { key: string; label: string; run: () => void }

const held = new Set<{ entry: KeyEntry }>()

/** What single letters do on this page at this moment, for the shell, which listens, and for the list of keys. */
export function keysHeld(): KeyEntry[] {
  return [...held].map(({ entry }) => entry)
}

/** The same, each act once: for showing what there is, where several keys do the same. */
export const actsHeld = () => [...new Map(keysHeld().map((entry) => [entry.label, entry])).values()]

/**
 * While the calling component is shown, this key acts: `useKey('a', 'Acknowledge', acknowledge)`.
 * A single letter, or `shift+a`, `enter`, `mod+enter`. The one shown last wins. Never fires while somebody types.
 */
export function useKey(key: string, label: string, run: () => void, when = true) {
  const act = useEffectEvent(run)
  useEffect(() => {
    if (!when) return
    const holder = { entry: { key, label, run: () => act() } }
    held.add(holder)
    return () => void held.delete(holder)
  }, [key, label, when])
}
