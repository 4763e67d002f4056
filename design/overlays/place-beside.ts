const GAP = 4
const MARGIN = 8

/** Puts what is already shown below its anchor, or above where there is more room, and within the window. */
export function placeBeside(shown: HTMLElement, anchor: HTMLElement, align: 'start' | 'end') {
  const at = anchor.getBoundingClientRect()
  const { innerWidth, innerHeight } = window
  const below = innerHeight - at.bottom - GAP - MARGIN
  const above = at.top - GAP - MARGIN
  const { width, height } = shown.getBoundingClientRect()
  const isBelow = below >= height || below >= above
  const left = align === 'start' ? at.left : at.right - width
  shown.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`
  shown.style.maxHeight = `${isBelow ? below : above}px`
  shown.style.top = isBelow ? `${at.bottom + GAP}px` : `${Math.max(MARGIN, at.top - GAP - Math.min(height, above))}px`
}
