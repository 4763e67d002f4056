import type { ReactNode } from 'react'

import { Link } from '../link.tsx'

import css from './chip.module.css'

export type RecordChipProps = {
  /** The icon of its type. */
  icon?: ReactNode
  recordKey: string
  title?: string
  state?: string
  /** Drawn through, for what is finished or no longer holds. */
  closed?: boolean
  /** Where it stands; without it, the chip is no link. */
  href?: string
}

/** A record as it is named in a text or list: icon, key, title, live state. */
export function RecordChip({ icon, recordKey, title, state, closed, href }: RecordChipProps) {
  const inside = (
    <>
      {icon && <span className={css.typeIcon}>{icon}</span>}
      <span className={css.key}>{recordKey}</span>
      {title && <span className={css.title}>{title}</span>}
      {state && <span className={css.state}>{state}</span>}
    </>
  )
  const className = `${css.record}${closed ? ` ${css.closed}` : ''}`
  if (href === undefined) return <span className={className}>{inside}</span>
  return (
    <Link href={href} className={className}>
      {inside}
    </Link>
  )
}
