import { RecordLink } from '#commons/records/ui/embeds.tsx'

import type { Metric } from '../contract.ts'
import { piecesOf } from '../formulas/rules.ts'

import css from './metrics.module.css'

/** A formula as it was written, with its metrics as chips. */
export function FormulaText({ metric }: { metric: Pick<Metric, 'formula' | 'inputs'> }) {
  if (metric.formula === null) return null
  return (
    <p className={css.formula}>
      {piecesOf(metric.formula).map((piece, position) => {
        if ('text' in piece) return <span key={position}>{piece.text}</span>
        const record = metric.inputs.find(({ key }) => key === piece.key)
        return record ? <RecordLink key={position} record={record} stateHidden /> : <b key={position}>{piece.key}</b>
      })}
    </p>
  )
}
