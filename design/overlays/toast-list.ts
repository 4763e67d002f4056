export type Toast = {
  id: number
  message: string
  kind: 'done' | 'refused'
  undo?: () => unknown
  action?: { label: string; run: () => void }
  staysMs: number
}

export type ToastSaid = Pick<Toast, 'message'> & Partial<Pick<Toast, 'kind' | 'undo' | 'action'>>

const MOST = 3
const UNDOABLE = 20

/** What is said and what can be undone. An undo outlives its toast, so that ⌘Z still finds it. */
export function toastList() {
  let shown: Toast[] = []
  let undoable: Toast[] = []
  let last = 0
  const watchers = new Set<() => void>()
  const show = (next: Toast[]) => {
    shown = next
    for (const watcher of watchers) watcher()
  }

  const undo = (id: number) => {
    const found = undoable.find((one) => one.id === id)
    if (!found) return false
    undoable = undoable.filter((one) => one !== found)
    show(shown.filter((one) => one.id !== id))
    found.undo?.()
    return true
  }

  return {
    say: (said: ToastSaid) => {
      const kind = said.kind ?? 'done'
      const next: Toast = { ...said, kind, id: ++last, staysMs: said.undo || kind === 'refused' ? 8000 : 4000 }
      if (next.undo) undoable = [...undoable, next].slice(-UNDOABLE)
      show([...shown, next].slice(-MOST))
      return next.id
    },
    hide: (id: number) => show(shown.filter((one) => one.id !== id)),
    undo,
    undoLast: () => {
      const latest = undoable.at(-1)
      return latest ? undo(latest.id) : false
    },
    shown: () => shown,
    subscribe: (watcher: () => void) => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
}

export const toasts = toastList()
