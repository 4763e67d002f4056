import type { Effort, Section, Version } from '../contract.ts'

export const SECTION_WORDS: Record<Section, string> = {
  'user needs': 'User needs',
  'market goals': 'Market goals',
  'long-term objectives': 'Long-term objectives',
}

/** What belongs into each section, said to the one who writes. */
export const SECTION_HINTS: Record<Section, string> = {
  'user needs': 'What people can do, feel or stop worrying about.',
  'market goals': 'Where we want to stand, and with whom.',
  'long-term objectives': 'What is true in years, if all of it works.',
}

/** How much is done for the sake of a clause, as a sentence: counts of named things, never a score. */
export function effortInWords({ objectives, keyResults, workItems, workItemsDone }: Effort) {
  if (objectives === 0 && workItems === 0) return 'Nothing serves it yet'
  const said = [
    `${objectives} ${objectives === 1 ? 'objective' : 'objectives'}`,
    keyResults > 0 ? `${keyResults} ${keyResults === 1 ? 'key result' : 'key results'}` : '',
    workItems > 0 ? `${workItemsDone} of ${workItems} work items done` : '',
  ]
  return said.filter(Boolean).join(', ')
}

export const versionInWords = ({ number }: Pick<Version, 'number'>) => `Version ${number}`

export const dayInWords = (at: Date) =>
  at.toLocaleDateString(undefined, { day: 'numeric', month: 'long', year: 'numeric' })
