import { useState } from 'react'

import { Dialog, KeyHint } from '#design/index.ts'
import { actsHeld } from '#platform/client/keys.ts'

import type { Chord } from '../navigation.ts'

import css from './key-list.module.css'

const EVERYWHERE = [
  { keys: 'mod+k', label: 'Find any record, do any command' },
  { keys: 'mod+/', label: 'Show this list' },
  { keys: 'mod+z', label: 'Undo the last command' },
  { keys: '[', label: 'Fold the navigation to icons' },
]

const IN_LISTS = [
  { keys: 'j', label: 'Next row (or ↓)' },
  { keys: 'k', label: 'Row before (or ↑)' },
  { keys: 'enter', label: 'Open' },
  { keys: 'x', label: 'Select' },
  { keys: 'shift+down', label: 'Select a range; on a board, carry the card' },
  { keys: 'mod+a', label: 'Select all' },
  { keys: 'escape', label: 'Clear the selection' },
]

/** Every key that does something, by where it does. */
export default function KeyList({ onClose, chords }: { onClose: () => void; chords: ReadonlyMap<string, Chord> }) {
  const all = [...chords.values()]
  const [onPage] = useState(() => actsHeld().map(({ key, label }) => ({ keys: key, label })))
  return (
    <Dialog open onClose={onClose} title="Keys" size="wide">
      <div className={css.columns}>
        <Group title="Everywhere" entries={EVERYWHERE} />
        <Group title="On this page" entries={onPage} />
        <Group title="In lists and boards" entries={IN_LISTS} />
        <Group title="Create" entries={all.filter(({ keys }) => keys.startsWith('n '))} />
        <Group title="Go to" entries={all.filter(({ keys }) => keys.startsWith('g '))} />
      </div>
    </Dialog>
  )
}

function Group({ title, entries }: { title: string; entries: { keys: string; label: string }[] }) {
  if (entries.length === 0) return null
  return (
    <section className={css.group}>
      <h3 className={css.title}>{title}</h3>
      <dl>
        {entries.map(({ keys, label }) => (
          <div key={keys + label} className={css.entry}>
            <dt>{label}</dt>
            <dd>
              <span className="said-only">{keys}</span>
              <KeyHint keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
