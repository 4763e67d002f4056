import { useSyncExternalStore } from 'react'

const DENSITY = 'throughline-density'
const NAVIGATION = 'throughline-navigation'
const FOLDED = 'throughline-folded-areas'

const watchers = new Set<() => void>()

function keep(key: string, value: string) {
  localStorage.setItem(key, value)
  for (const watcher of watchers) watcher()
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  addEventListener('storage', watcher)
  return () => {
    watchers.delete(watcher)
    removeEventListener('storage', watcher)
  }
}

const useKept = (key: string) => useSyncExternalStore(subscribe, () => localStorage.getItem(key))

export type Density = 'comfortable' | 'compact'

/** How close rows stand, for this browser. */
export function useDensity(): [Density, (density: Density) => void] {
  const density = useKept(DENSITY) === 'compact' ? 'compact' : 'comfortable'
  return [
    density,
    (next) => {
      if (next === 'compact') document.documentElement.dataset.density = 'compact'
      else delete document.documentElement.dataset.density
      keep(DENSITY, next)
    },
  ]
}

/** Whether the navigation shows icons alone. */
export function useCollapsed(): [boolean, (collapsed: boolean) => void] {
  return [useKept(NAVIGATION) === 'icons', (collapsed) => keep(NAVIGATION, collapsed ? 'icons' : 'words')]
}

/** Which areas are folded away in the navigation. */
export function useFoldedAreas(): [ReadonlySet<string>, (area: string) => void] {
  const folded = new Set((useKept(FOLDED) ?? '').split(' ').filter(Boolean))
  return [
    folded,
    (area) => {
      if (!folded.delete(area)) folded.add(area)
      keep(FOLDED, [...folded].join(' '))
    },
  ]
}
