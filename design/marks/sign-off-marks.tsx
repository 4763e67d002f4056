import type { Person } from './avatar.tsx'
import { type Side, SIDE_WORDS, SIDES } from './side.ts'

import css from './marks.module.css'

/** One side's sign-off. `outdated`: given to an earlier version than the one in sight. */
export type SignOffState = { by?: Person; when?: string; outdated?: boolean } | undefined

export type SignOffMarksProps = Record<Side, SignOffState> & { words?: boolean }

function wordsFor(side: Side, state: SignOffState) {
  const word = SIDE_WORDS[side]
  if (!state) return `${word} has not signed off yet`
  const who = state.by ? `${state.by.name} signed off for ${word.toLowerCase()}` : `${word} has signed off`
  const when = state.when ? `, ${state.when}` : ''
  return state.outdated ? `${who}${when}, on an earlier version` : `${who}${when}`
}

/** Who has agreed to exactly this version: a tick in the shape of each side, an empty outline where one lacks. */
export function SignOffMarks({ words, ...states }: SignOffMarksProps) {
  return (
    <span className={words ? css.signOffsInWords : css.signOffs}>
      {SIDES.map((side) => {
        const state = states[side]
        const says = wordsFor(side, state)
        const kind = !state ? 'missing' : state.outdated ? 'outdated' : 'given'
        return (
          <span key={side} className={css.signOff} data-side={side} data-kind={kind} title={words ? undefined : says}>
            <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
              {side === 'product' ? (
                <circle cx="9" cy="9" r="7.5" className={css.seal} />
              ) : (
                <rect x="2" y="2" width="14" height="14" rx="3.5" className={css.seal} />
              )}
              {kind !== 'missing' && <path d="M5.6 9.3 8 11.7l4.6-5.2" className={css.tick} />}
            </svg>
            <span className={words ? undefined : 'said-only'}>{says}</span>
          </span>
        )
      })}
    </span>
  )
}
