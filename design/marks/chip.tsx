import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import css from './chip.module.css'

export type Tone = 'plain' | 'product' | 'engineering' | 'green' | 'amber' | 'red' | 'accent'

export type ChipProps = {
  children: ReactNode
  /** A side's tone only for what is of that side; a status tone only for a status. */
  tone?: Tone
  icon?: ReactNode
  onRemove?: () => void
  /** Said for the remove button: `Remove the label urgent`. */
  removeLabel?: string
}

/** A small fact in a box: a label, a state, a filter. */
export function Chip({ children, tone = 'plain', icon, onRemove, removeLabel }: ChipProps) {
  return (
    <span className={css.chip} data-tone={tone}>
      {icon}
      {children}
      {onRemove && (
        <button type="button" className={css.remove} aria-label={removeLabel ?? 'Remove'} onClick={onRemove}>
          <IconX size={12} />
        </button>
      )}
    </span>
  )
}
