import { dayInWords } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Reading } from '../contract.ts'
import { lackInWords, smallestFigure } from './words.ts'

import css from './releases.module.css'

type Shown = Omit<Reading, 'readAt'>

const NOT_BESIDE: Record<NonNullable<Reading['controlRefused']>, string> = {
  'too few days of both': 'The declared control has too few days in common with it, so it was read by its own past.',
  'drifted apart before': 'The declared control had drifted apart before already, so it was read by its own past.',
  'never differed': 'The declared control never differs from it, so it was read by its own past.',
}

function methodOf({ method, before, after }: Shown) {
  const days = `${before.n} days with a value from ${dayInWords(before.from)}, and ${after.n} days after`
  if (method === 'difference in differences')
    return `Difference in differences: how it moved beside a metric that the release does not touch. ${days}.`
  if (method === 'interrupted time series')
    return `Interrupted time series: its level, trend and weekdays before say what would have been. ${days}.`
}

function chanceOf({ method, p, adjustedP, readAtOnce, placebos }: Shown) {
  if (p === null || adjustedP === null) return
  const figure = adjustedP < 0.001 ? 'p below 0.001' : `p = ${adjustedP.toFixed(3)}`
  const corrected =
    readAtOnce > 1
      ? `${figure} after correction for the ${readAtOnce} metrics read at once (Holm); the interval is of this one alone.`
      : `${figure}.`
  if (method !== 'interrupted time series') return corrected
  const tried =
    placebos.dates === 0
      ? 'There is too little history to try it on days without a release.'
      : `Tried alike on ${placebos.dates} days without a release, ${placebos.asExtreme === 0 ? 'none' : placebos.asExtreme} showed as much.`
  return `${corrected} ${tried}`
}

/** Method, days, chance and limits of a reading, for whoever asks. */
export function HowItWasRead({ reading }: { reading: Shown }) {
  const { minimum, lacks, controlRefused, outcome, meanwhile } = reading
  const by = meanwhile.filter(({ confounds }) => confounds)
  const says = [
    outcome === 'confounded' &&
      `Confounded by ${by.map(({ record, on, says: why }) => `${record?.title ?? dayInWords(on)} (${why.replace(/\.$/, '')})`).join('; ')}.`,
    methodOf(reading),
    controlRefused && NOT_BESIDE[controlRefused],
    lacks && lackInWords(lacks),
    chanceOf(reading),
    minimum !== null &&
      `A change of ${smallestFigure(minimum, reading)} or more ${lacks ? 'would be' : 'would have been'} seen in 80 of 100 cases.`,
  ].filter((one) => typeof one === 'string')
  return (
    <details className={css.how}>
      <summary>How it was read</summary>
      {says.map((one) => (
        <p key={one}>{one}</p>
      ))}
    </details>
  )
}
