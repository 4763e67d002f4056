import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { useMetric } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Effect } from '../contract.ts'
import { sizeInWords } from './words.ts'

import css from './releases.module.css'

export type EffectLineProps = {
  effect: Effect & { metric: RecordSummary | null; guardrails: RecordSummary[]; control?: RecordSummary | null }
}

/** What was declared, as a sentence with its metric and guardrails. */
export function EffectLine({ effect }: EffectLineProps) {
  const metric = useMetric(effect.metric?.key)
  const written = { unit: metric?.unit ?? '', digits: metric?.digits ?? 0 }
  return (
    <div className={css.effect}>
      <p className={css.effectWords}>
        {effect.metric ? <RecordLink record={effect.metric} stateHidden /> : 'A metric that is gone'}
        <b className={css.size}>{sizeInWords(effect, written)}</b>
        <span>within {effect.windowDays} days</span>
      </p>
      {effect.control && (
        <p className={css.effectWords}>
          <span>held against:</span>
          <RecordLink record={effect.control} stateHidden />
        </p>
      )}
      {effect.guardrails.length > 0 && (
        <p className={css.effectWords}>
          <span>while this holds:</span>
          {effect.guardrails.map((record) => (
            <RecordLink key={record.id} record={record} stateHidden />
          ))}
        </p>
      )}
    </div>
  )
}
