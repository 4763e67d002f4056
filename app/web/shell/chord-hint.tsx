import { KeyHint } from '#design/index.ts'

import type { Opener } from '../keys/chords.ts'
import type { Chord } from '../navigation.ts'

import css from './chord-hint.module.css'

/** While a chord waits for its second key: which keys there are. Comes late, so that quick fingers never see it. */
export function ChordHint({ opener, chords }: { opener: Opener; chords: ReadonlyMap<string, Chord> }) {
  const offered = [...chords.values()].filter(({ keys }) => keys.startsWith(`${opener} `))
  return (
    <div className={css.hint} role="status">
      <p className={css.title}>{opener === 'g' ? 'Go to' : 'Create'}</p>
      {offered.length === 0 && <p>Nothing yet.</p>}
      <ul className={css.list}>
        {offered.map(({ keys, label }) => (
          <li key={keys}>
            <KeyHint keys={keys.slice(2)} /> {label}
          </li>
        ))}
      </ul>
    </div>
  )
}
