import { Tooltip as MantineTooltip } from '@mantine/core'
import type { ReactElement } from 'react'

import { KeyHint } from '../actions/key-hint.tsx'

import css from './tooltip.module.css'

export type TooltipProps = {
  says: string
  keyHint?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactElement
}

/** A few words on pointing or focus; never the only place where something stands. */
export function Tooltip({ says, keyHint, side = 'top', children }: TooltipProps) {
  return (
    <MantineTooltip
      position={side}
      events={{ hover: true, focus: true, touch: false }}
      classNames={{ tooltip: css.tooltip ?? '' }}
      multiline
      maw={280}
      label={
        <>
          {says}
          {keyHint && <KeyHint keys={keyHint} />}
        </>
      }
    >
      {children}
    </MantineTooltip>
  )
}
