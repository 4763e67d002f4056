import { type Side, SIDE_WORDS } from './side.ts'

import css from './marks.module.css'

export type SideMarkProps = {
  side: Side
  /** An empty outline: this side is not there yet. */
  missing?: boolean
  size?: number
  /** Shows the word too; else it is only said. */
  word?: boolean
}

/** One side as its shape, in its colour, with its word. */
export function SideMark({ side, missing, size = 12, word }: SideMarkProps) {
  const says = missing ? `${SIDE_WORDS[side]} is missing` : SIDE_WORDS[side]
  return (
    <span className={css.mark} data-side={side} data-missing={missing || undefined}>
      <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" className={css.shape}>
        {side === 'product' ? (
          <circle cx="6" cy="6" r="4.75" strokeDasharray={missing ? '2 1.6' : undefined} />
        ) : (
          <rect x="1.5" y="1.5" width="9" height="9" rx="2.25" strokeDasharray={missing ? '2 1.6' : undefined} />
        )}
      </svg>
      {word ? <span>{says}</span> : <span className="said-only">{says}</span>}
    </span>
  )
}

/** Both sides: what is there filled, what lacks an empty outline. */
export function JointMark({
  product,
  engineering,
  size = 12,
}: {
  product: boolean
  engineering: boolean
  size?: number
}) {
  return (
    <span className={css.joint}>
      <SideMark side="product" missing={!product} size={size} />
      <SideMark side="engineering" missing={!engineering} size={size} />
    </span>
  )
}
