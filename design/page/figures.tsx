import type { ReactNode } from 'react'

import css from './figures.module.css'

export type StatProps = {
  label: string
  /** The figure, already written for the reader: `62 %`, `4 of 7`. */
  value: ReactNode
  /** What it is compared with, or where it comes from. */
  detail?: ReactNode
  /** A small line of how it went. */
  spark?: ReactNode
}

/** One figure with its name. */
export function Stat({ label, value, detail, spark }: StatProps) {
  return (
    <div className={css.stat}>
      <div className={css.label}>{label}</div>
      <div className={css.value}>
        {value}
        {spark}
      </div>
      {detail && <div className={css.detail}>{detail}</div>}
    </div>
  )
}

export type Property = { label: string; value: ReactNode; icon?: ReactNode }

/** What is known of a record, name by name. */
export function PropertyList({ properties }: { properties: Property[] }) {
  return (
    <dl className={css.properties}>
      {properties.map(({ label, value, icon }) => (
        <div key={label} className={css.property}>
          <dt>
            {icon}
            {label}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
