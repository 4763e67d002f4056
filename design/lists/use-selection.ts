import { type KeyboardEvent, type MouseEvent, useCallback, useMemo, useState } from 'react'

import { afterChange, afterKey, nothingSelected, toggled } from './selection.ts'

export type ListCommand<Item> = {
  /** One letter that does it while the list has the focus. */
  key?: string
  /** A key that does the same and is heard elsewhere, by the page. */
  keyHint?: string
  label: string
  danger?: boolean
  /** Gets the selected items, or the one in focus when none is selected. */
  run: (items: Item[]) => void
}

type Uses<Item> = {
  items: readonly Item[]
  keyOf: (item: Item) => string
  onOpen?: ((item: Item) => void) | undefined
  commands?: ListCommand<Item>[] | undefined
}

/** True when the key was meant for a field or button inside the row. */
const isForField = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null

/** Keyboard and selection of a list or table of any length. */
export function useSelection<Item>({ items, keyOf, onOpen, commands }: Uses<Item>) {
  const keys = useMemo(() => items.map(keyOf), [items, keyOf])
  const [held, setHeld] = useState({ state: nothingSelected, keys })
  const state = held.keys === keys ? held.state : afterChange(held.state, held.keys, keys)
  const setState = useCallback((next: typeof state) => setHeld({ state: next, keys }), [keys])

  const chosen = () => {
    const selected = items.filter((_, position) => state.selected.has(keys[position] ?? ''))
    const focused = items[state.at]
    return selected.length > 0 ? selected : focused === undefined ? [] : [focused]
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isForField(event.target)) return
    if (event.key === 'Enter' && event.target !== event.currentTarget) return
    const mod = event.metaKey || event.ctrlKey
    const command = mod ? undefined : commands?.find(({ key }) => key === event.key)
    if (command && chosen().length > 0) {
      event.preventDefault()
      event.stopPropagation()
      command.run(chosen())
      return
    }
    const answer = afterKey(state, { key: event.key, shift: event.shiftKey, mod }, keys)
    if (!answer) return
    event.preventDefault()
    event.stopPropagation()
    setState(answer.next)
    const item = items[answer.next.at]
    if (answer.open && item !== undefined) onOpen?.(item)
  }

  const onRowClick = (position: number, event: MouseEvent) => {
    if (event.shiftKey || event.metaKey || event.ctrlKey) {
      event.preventDefault()
      setState(toggled(state, position, keys, event.shiftKey))
      return
    }
    setState({ ...state, at: position, anchor: position })
    const item = items[position]
    if (item !== undefined && !(event.target as HTMLElement).closest('a, button, input, label')) onOpen?.(item)
  }

  return {
    at: state.at,
    selected: state.selected,
    keys,
    chosen,
    toggle: (position: number, range: boolean) => setState(toggled(state, position, keys, range)),
    clear: () => setState({ ...state, selected: new Set() }),
    focusFirst: () => state.at < 0 && keys.length > 0 && setState({ ...state, at: 0, anchor: 0 }),
    onKeyDown,
    onRowClick,
  }
}
