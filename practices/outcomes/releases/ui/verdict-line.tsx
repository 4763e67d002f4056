import { Chip } from '#design/index.ts'
import { dayInWords } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Effect, Reading } from '../contract.ts'
import { againstDeclared, inTermsOf } from '../readings/rules.ts'
import { intervalInWords, lackInWords, OUTCOME_WORDS, sizeInWords, smallestFigure } from './words.ts'

import css from './releases.module.css'

export type VerdictLineProps = { reading: Omit<Reading, 'readAt'>; effect: Effect }

const LIST = new Intl.ListFormat('en', { type: 'conjunction' })

/** Some publish many times a day. */
const MOST_NAMED = 4

/** What came of the declared effect, in a sentence that never leaves the interval out. */
function sentenceOf({ reading, effect }: VerdictLineProps) {
  const { outcome, lacks, lookAgainOn, minimum, meanwhile } = reading
  const measured = inTermsOf(effect, reading)
  const declared = `declared ${sizeInWords(effect, reading)}`
  const interval = measured ? `${intervalInWords(measured, effect.measure, reading)}; ${declared}.` : ''
  const against = againstDeclared(effect, reading)
  switch (outcome) {
    case 'improved':
      if (against === 'less') return `by less than was declared: ${interval}`
      if (against === 'more') return `by more than was declared: ${interval}`
      return `and the declared size lies within the interval: ${interval}`
    case 'worsened':
      return `it went the other way: ${interval}`
    case 'no clear change': {
      const seen =
        minimum === null
          ? ''
          : ` A change of ${smallestFigure(minimum, reading)} would have been seen in 80 of 100 cases.`
      return `${interval}${against === 'as' ? ' The declared size is not ruled out.' : ' The declared size is ruled out.'}${seen}`
    }
    case 'confounded': {
      const by = meanwhile.filter(({ confounds }) => confounds)
      const shown = by.length > MOST_NAMED ? by.slice(0, MOST_NAMED - 1) : by
      const names = shown.map(({ record, on }) => (record ? record.title : `another definition on ${dayInWords(on)}`))
      return `by ${LIST.format(shown.length < by.length ? [...names, `${by.length - shown.length} others`] : names)}. Together: ${interval} Nobody can tell their parts apart.`
    }
    case 'insufficient data': {
      const again = lookAgainOn ? ` Look again on ${dayInWords(lookAgainOn)}.` : ''
      const could =
        minimum === null
          ? ''
          : ` With all its days it would show a change of ${smallestFigure(minimum, reading)} or more.`
      return `${lacks ? lackInWords(lacks) : ''}${again}${could}`
    }
  }
}

/** The one word for what came of it, and how that stands to what was declared. */
export function VerdictLine(props: VerdictLineProps) {
  const { says, tone } = OUTCOME_WORDS[props.reading.outcome]
  return (
    <p className={css.verdictLine}>
      <Chip tone={tone}>{says}</Chip> <span>{sentenceOf(props)}</span>
    </p>
  )
}
