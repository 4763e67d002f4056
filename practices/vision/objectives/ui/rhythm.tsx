import { useQuery } from '@tanstack/react-query'

import { SideMark, Stat } from '#design/index.ts'

import type { Cycle } from '../cycles/contract.ts'
import { cycles } from './api.ts'

import css from './objectives.module.css'

/** How both sides kept up during a cycle: who spoke, how far apart, and at its end how well each foresaw. */
export function RhythmOfCycle({ cycle }: { cycle: Cycle }) {
  const { data } = useQuery(cycles.rhythm.queryOptions({ input: { cycle: cycle.key } }))
  if (!data || cycle.objectives === 0) return null
  const { rounds, roundsWithBoth, medianGap, openGaps, brier } = data
  const foresaw = (score: number | null) => (score === null ? '–' : score.toFixed(2))
  return (
    <div className={css.figures}>
      <Stat
        label="Owned by both sides"
        value={`${cycle.joint} of ${cycle.objectives}`}
        detail={cycle.unfinished > 0 ? `${cycle.unfinished} not finished` : 'all finished'}
      />
      <Stat
        label="Check-ins with both sides"
        value={rounds === 0 ? '–' : `${roundsWithBoth} of ${rounds}`}
        detail={rounds === 0 ? 'none yet' : 'weeks of key results'}
      />
      <Stat
        label="Confidence apart"
        value={medianGap === null ? '–' : medianGap.toLocaleString(undefined, { maximumFractionDigits: 1 })}
        detail={openGaps > 0 ? `${openGaps} ${openGaps === 1 ? 'gap' : 'gaps'} of 3 or more open` : 'no open gap'}
      />
      {(brier.product !== null || brier.engineering !== null) && (
        <Stat
          label="How well each foresaw"
          value={
            <span className={css.brier} title="Brier score: 0 foresaw everything, 0.25 is guessing, 1 is always wrong">
              <SideMark side="product" /> {foresaw(brier.product)} <SideMark side="engineering" />{' '}
              {foresaw(brier.engineering)}
            </span>
          }
          detail="0 is best, 0.25 is guessing"
        />
      )}
    </div>
  )
}
