import type { ReactNode } from 'react'

import { usePeople } from '#commons/people/ui/embeds.tsx'
import { RecordIcon, useRecordsFound, useSettled } from '#commons/records/ui/embeds.tsx'
import { Avatar } from '#design/index.ts'

import type { Sought } from './written.ts'

import css from './composer.module.css'

export type Suggestion = { id: string; label: string; detail: string; icon: ReactNode; insert: string; names?: string }

const MOST = 7

const startsAnyWord = (name: string, text: string) => ` ${name.toLowerCase()}`.includes(` ${text.toLowerCase()}`)

/** Whom or what the letters before the caret may mean. */
export function useSuggestions(sought: Sought | undefined): Suggestion[] {
  const { all } = usePeople()
  const text = useSettled(sought?.kind === 'record' ? sought.text : '', 120)
  const found = useRecordsFound(text, sought?.kind === 'record')
  if (sought?.kind === 'person') {
    return all
      .filter((person) => startsAnyWord(person.name, sought.text))
      .slice(0, MOST)
      .map((person) => ({
        id: person.id,
        label: person.name,
        detail: person.title || person.discipline,
        icon: <Avatar person={person} size={20} />,
        insert: `@${person.name}`,
        names: person.name,
      }))
  }
  if (sought?.kind === 'record') {
    return found.slice(0, MOST).map((record) => ({
      id: record.id,
      label: record.title,
      detail: record.key,
      icon: <RecordIcon type={record.type} />,
      insert: `#${record.key}`,
    }))
  }
  return []
}

export function SuggestionList(props: {
  id: string
  label: string
  suggestions: Suggestion[]
  at: number
  onChoose: (suggestion: Suggestion) => void
}) {
  const { id, label, suggestions, at, onChoose } = props
  return (
    <div id={id} role="listbox" aria-label={label} className={css.suggestions}>
      {suggestions.map((suggestion, position) => (
        <div
          key={suggestion.id}
          id={`${id}-${position}`}
          role="option"
          aria-selected={position === at}
          tabIndex={-1}
          className={css.suggestion}
          // Before the field loses its focus, so that the caret stays where it was.
          onPointerDown={(event) => {
            event.preventDefault()
            onChoose(suggestion)
          }}
        >
          {suggestion.icon}
          <span className={css.suggestionLabel}>{suggestion.label}</span>
          <span className={css.suggestionDetail}>{suggestion.detail}</span>
        </div>
      ))}
    </div>
  )
}
