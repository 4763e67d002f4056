import { ProgressBar } from '#design/index.ts'

import type { OnMap } from './line-map.ts'

import css from './map.module.css'

/** How much work hangs directly below, and how much of it is done. */
export function BelowCount({ record }: { record: OnMap }) {
  if (record.below === 0) return null
  const says = `${record.doneBelow} of ${record.below} work items done`
  return (
    <span className={css.below} title={says}>
      <ProgressBar value={record.doneBelow / record.below} label="Work below" says={says} />
      <span className={css.belowWords} aria-hidden="true">
        {record.doneBelow}/{record.below}
      </span>
    </span>
  )
}
