import { IconFilter, IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'

import { RecordIcon, useRecordsFound, useSettled } from '#commons/records/ui/embeds.tsx'
import { Button, IconButton, Picker, type PickerChoice, TextField } from '#design/index.ts'
import { useKey } from '#platform/client/keys.ts'
import { addDays } from '#platform/time/days.ts'

import { FILTER_WORDS, useChoices } from './filter-choices.tsx'
import { useRecordWithId } from './line-filter.ts'
import { useToday } from './marks.tsx'
import { LIST_FILTERS, type ListFilter, type ViewState } from './view-state.ts'

import css from './work.module.css'

type Opened = { kind: 'fields' | 'line' | ListFilter; anchor: Element } | undefined

/** Words to find, and one chip for each filter that is set. All of it stands in the address. */
export function FilterBar({ state }: { state: ViewState }) {
  const { query, setQuery, isNarrowed, clear } = state
  const choices = useChoices()
  const today = useToday()
  const [opened, setOpened] = useState<Opened>()
  const valuesOf = (filter: ListFilter) => (query[filter] ?? '').split(',').filter(Boolean)
  const toggle = (filter: ListFilter, value: string) => {
    const now = valuesOf(filter)
    const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value]
    setQuery({ [filter]: next.length > 0 ? next.join(',') : undefined })
  }
  const openFields = () => {
    const button = document.querySelector('[data-filter-button]')
    if (button) setOpened({ kind: 'fields', anchor: button })
  }
  useKey('f', 'Filter', openFields)

  const fields: PickerChoice[] = [
    ...LIST_FILTERS.filter((filter) => filter !== 'team' || choices.team.length > 1).map((filter) => ({
      value: filter,
      label: FILTER_WORDS[filter],
    })),
    { value: 'line', label: 'Is there for…', words: 'initiative key result objective why' },
    { value: 'unlinked', label: 'Is there for nothing yet', words: 'unlinked orphan why' },
    { value: 'waiting', label: 'Waits for other work', words: 'blocked blocker dependency' },
    { value: 'top', label: 'Is no sub-item', words: 'parent top level' },
    { value: 'late', label: 'Is past its day', words: 'due overdue late' },
  ]
  const pickField = (value: string) => {
    const anchor = opened?.anchor
    if (value === 'unlinked') return setQuery({ under: 'none' })
    if (value === 'waiting') return setQuery({ waiting: 'yes' })
    if (value === 'top') return setQuery({ parent: 'none' })
    if (value === 'late') return setQuery({ to: addDays(today, -1), closed: '0' })
    // The first list closes by itself; the next opens in its place.
    if (anchor) setTimeout(() => setOpened({ kind: value as ListFilter | 'line', anchor }))
  }

  return (
    <div className={css.bar}>
      <Search state={state} />
      <span data-filter-button>
        <Button small icon={<IconFilter size={14} />} keyHint="f" onClick={openFields}>
          Filter
        </Button>
      </span>
      {LIST_FILTERS.filter((filter) => valuesOf(filter).length > 0).map((filter) => (
        <SetFilter
          key={filter}
          label={FILTER_WORDS[filter]}
          says={valuesOf(filter)
            .map((value) => choices[filter].find((choice) => choice.value === value)?.label ?? '…')
            .join(', ')}
          onOpen={(anchor) => setOpened({ kind: filter, anchor })}
          onRemove={() => setQuery({ [filter]: undefined })}
        />
      ))}
      {query.under !== undefined && (
        <LineFilter
          under={query.under}
          onOpen={(anchor) => setOpened({ kind: 'line', anchor })}
          onRemove={() => setQuery({ under: undefined })}
        />
      )}
      {query.waiting !== undefined && (
        <SetFilter label="Waits for other work" onRemove={() => setQuery({ waiting: undefined })} />
      )}
      {query.parent !== undefined && (
        <SetFilter
          label={query.parent === 'none' ? 'No sub-items' : 'Sub-items of one'}
          onRemove={() => setQuery({ parent: undefined })}
        />
      )}
      {(query.from !== undefined || query.to !== undefined) && (
        <SetFilter
          label="Due"
          says={[query.from && `from ${query.from}`, query.to && `until ${query.to}`].filter(Boolean).join(' ')}
          onRemove={() => setQuery({ from: undefined, to: undefined })}
        />
      )}
      {query.import !== undefined && (
        <SetFilter label="From one import" onRemove={() => setQuery({ import: undefined })} />
      )}
      {query.creator !== undefined && (
        <SetFilter label="Created by one person" onRemove={() => setQuery({ creator: undefined })} />
      )}
      {isNarrowed && (
        <Button small kind="quiet" onClick={clear}>
          Clear
        </Button>
      )}
      {opened?.kind === 'fields' && (
        <Picker
          label="Filter by"
          anchor={opened.anchor}
          choices={fields}
          onPick={pickField}
          onClose={() => setOpened(undefined)}
        />
      )}
      {opened?.kind === 'line' && (
        <LineChoice
          anchor={opened.anchor}
          onPick={(under) => setQuery({ under })}
          onClose={() => setOpened(undefined)}
        />
      )}
      {opened && opened.kind !== 'fields' && opened.kind !== 'line' && (
        <ValueChoice
          filter={opened.kind}
          anchor={opened.anchor}
          choices={choices[opened.kind]}
          values={valuesOf(opened.kind)}
          onToggle={toggle}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  )
}

function ValueChoice(props: {
  filter: ListFilter
  anchor: Element
  choices: PickerChoice[]
  values: string[]
  onToggle: (filter: ListFilter, value: string) => void
  onClose: () => void
}) {
  const { filter, anchor, choices, values, onToggle, onClose } = props
  return (
    <Picker
      label={FILTER_WORDS[filter]}
      several
      anchor={anchor}
      choices={choices.map((choice) => ({ ...choice, checked: values.includes(choice.value) }))}
      onPick={(value) => onToggle(filter, value)}
      onClose={onClose}
    />
  )
}

function LineChoice({
  anchor,
  onPick,
  onClose,
}: {
  anchor: Element
  onPick: (id: string) => void
  onClose: () => void
}) {
  const [text, setText] = useState('')
  const found = useRecordsFound(useSettled(text, 120), true, ['initiative', 'key-result', 'objective', 'clause'])
  return (
    <Picker
      label="Is there for"
      anchor={anchor}
      choices={found.map((record) => ({
        value: record.id,
        label: record.title,
        icon: <RecordIcon type={record.type} />,
        detail: record.key,
      }))}
      onSearch={setText}
      onPick={onPick}
      onClose={onClose}
      nothingFound="No initiative, key result, objective or clause of that name."
    />
  )
}

function LineFilter({
  under,
  onOpen,
  onRemove,
}: {
  under: string
  onOpen: (anchor: Element) => void
  onRemove: () => void
}) {
  const record = useRecordWithId(under === 'none' ? undefined : under)
  if (under === 'none') return <SetFilter label="Is there for nothing yet" onRemove={onRemove} />
  return <SetFilter label="Is there for" says={record?.title ?? '…'} onOpen={onOpen} onRemove={onRemove} />
}

function SetFilter({
  label,
  says,
  onOpen,
  onRemove,
}: {
  label: string
  says?: ReactNode
  onOpen?: (anchor: Element) => void
  onRemove: () => void
}) {
  const words = (
    <>
      {label}
      {says && (
        <>
          : <b>{says}</b>
        </>
      )}
    </>
  )
  return (
    <span className={css.set}>
      {onOpen ? (
        <button type="button" className={css.setWords} onClick={(event) => onOpen(event.currentTarget)}>
          {words}
        </button>
      ) : (
        <span className={css.setWords}>{words}</span>
      )}
      <IconButton small label={`Remove the filter ${label}`} icon={<IconX size={13} />} onClick={onRemove} />
    </span>
  )
}

/** What is typed goes to the address a moment later; an address that changed elsewhere comes back into the field. */
function Search({ state: { query, setQuery } }: { state: ViewState }) {
  const [held, setHeld] = useState({ text: query.q ?? '', of: query.q })
  const text = held.of === query.q || held.text === query.q ? held.text : (query.q ?? '')
  const settled = useSettled(text, 250)
  useEffect(() => {
    if (settled !== (query.q ?? '')) setQuery({ q: settled || undefined })
    // Only what was typed leads to the address.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [settled])
  useKey('/', 'Find in this list', () => document.querySelector<HTMLInputElement>('[data-find] input')?.focus())
  return (
    <span className={css.search} data-find>
      <TextField
        label="Find by title or key"
        labelHidden
        placeholder="Find"
        icon={<IconSearch size={14} />}
        value={text}
        onChange={(next) => setHeld({ text: next, of: query.q })}
      />
    </span>
  )
}
