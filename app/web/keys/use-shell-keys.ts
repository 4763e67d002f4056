import { useEffect, useEffectEvent, useState } from 'react'

import { undoLast } from '#design/index.ts'
import { keysHeld } from '#platform/client/keys.ts'

import { CHORD_MS, keyPressed, nextChord, type Opener, type Pending } from './chords.ts'

type ShellKeys = {
  onPalette: () => void
  onKeyList: () => void
  onToggleNavigation: () => void
  /** What `g h` and `n i` do. */
  chords: ReadonlyMap<string, () => void>
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select') !== null)

const isModalOpen = () => document.querySelector('[role="dialog"][aria-modal="true"]') !== null

/** Listens for the whole tab. Gives the opener of a chord that waits for its second key. */
export function useShellKeys({ onPalette, onKeyList, onToggleNavigation, chords }: ShellKeys): Opener | undefined {
  const [pending, setPending] = useState<Pending>()

  useEffect(() => {
    if (!pending) return
    const timer = setTimeout(() => setPending(undefined), CHORD_MS)
    return () => clearTimeout(timer)
  }, [pending])

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    const key = keyPressed(event)
    const does = (run: () => void) => {
      event.preventDefault()
      run()
    }
    if (key === 'mod+k') return does(onPalette)
    if (key === 'mod+/') return does(onKeyList)
    if (isTyping(event.target) || isModalOpen()) return
    if (key === 'mod+z') {
      if (undoLast()) event.preventDefault()
      return
    }
    const held = keysHeld().findLast((entry) => entry.key === key)
    if (held && !pending) return does(held.run)
    if (key.includes('+') && !key.startsWith('shift+')) return
    const heard = nextChord(pending, event.shiftKey ? event.key : key, event.timeStamp)
    setPending(heard.pending)
    if (heard.pending) return event.preventDefault()
    const chord = heard.chord === undefined ? undefined : chords.get(heard.chord)
    if (chord) return does(chord)
    if (key === '?') return does(onKeyList)
    if (key === '[') return does(onToggleNavigation)
  })

  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])

  return pending?.opener
}
