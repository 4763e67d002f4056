import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 700px)'

function subscribe(changed: () => void) {
  const density = new MutationObserver(changed)
  density.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] })
  const width = matchMedia(NARROW)
  width.addEventListener('change', changed)
  return () => {
    density.disconnect()
    width.removeEventListener('change', changed)
  }
}

const rowHeight = () => Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 40

/** The height of a row in pixels: it follows the density that is set and the width of the window. */
export const useRowHeight = () => useSyncExternalStore(subscribe, rowHeight)
