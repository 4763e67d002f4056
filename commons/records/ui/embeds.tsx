import { IconPoint } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'

import { PersonMark } from '#commons/people/ui/embeds.tsx'
import { MarkdownText, RecordChip, recordKeysIn, SelectField } from '#design/index.ts'
import { useBrowserFeatures } from '#platform/client/slots.tsx'

import type { RecordId, RecordSummary, RecordType } from '../contract.ts'
import { pathOf, WORDS } from '../rules.ts'
import { useRecordsByKey, useRecordsFound, useSettled } from './by-key.ts'
import { useRecentRecords } from './watch.tsx'

export { useRecordByKey, useRecordsByKey, useRecordsFound, useSettled } from './by-key.ts'
export { useVisit, WatchButton } from './watch.tsx'
export { pathOf, PLURALS, WORDS } from '../rules.ts'

/** The icon that the feature of this type brings. */
export function RecordIcon({ type, size = 14 }: { type: RecordType; size?: number }) {
  const entry = useBrowserFeatures()
    .flatMap((feature) => feature.records ?? [])
    .find((known) => known.type === type)
  const Icon = entry?.icon ?? IconPoint
  return <Icon size={size} stroke={1.6} />
}

export type RecordLinkProps = {
  record: Pick<RecordSummary, 'type' | 'key' | 'title' | 'state' | 'stateGroup'>
  /** False shows the key alone. */
  titled?: boolean
  stateHidden?: boolean
}

/** A chip with the live state of a record, linking to its page. */
export function RecordLink({ record, titled = true, stateHidden }: RecordLinkProps) {
  return (
    <RecordChip
      icon={<RecordIcon type={record.type} />}
      recordKey={record.key}
      {...(titled ? { title: record.title } : {})}
      {...(stateHidden ? {} : { state: record.state })}
      closed={record.stateGroup === 'dropped'}
      href={pathOf(record)}
    />
  )
}

/** A text in Markdown with live chips for `#INI-12` and rings for those it mentions. */
export function RecordText({ text, inline }: { text: string; inline?: boolean }) {
  const keys = useMemo(() => recordKeysIn(text), [text])
  const found = useRecordsByKey(keys)
  const record = useCallback(
    (key: string) => {
      const known = found.get(key)
      return known ? <RecordLink record={known} /> : `#${key}`
    },
    [found],
  )
  const mention = useCallback((memberId: string) => <PersonMark id={memberId} size={18} />, [])
  return <MarkdownText text={text} record={record} mention={mention} inline={inline ?? false} />
}

export type RecordPickerProps = {
  label: string
  labelHidden?: boolean
  hint?: string
  error?: string | undefined
  placeholder?: string
  required?: boolean
  disabled?: boolean
  autoFocus?: boolean
  /** What may be chosen; every type when left out. */
  types?: RecordType[]
  value: RecordSummary | null | undefined
  onChange: (record: RecordSummary | undefined) => void
  /** Not offered: the record itself, or what is already joined. */
  except?: readonly string[]
}

/** One record, found by its key or title. */
export function RecordPicker({ types, value, onChange, except = [], ...field }: RecordPickerProps) {
  const [text, setText] = useState('')
  const isChosen = value && text === labelOf(value)
  const settled = useSettled(isChosen ? '' : text)
  const found = useRecordsFound(settled, true, types)
  // Before anything is written, what one looked at last is the best guess.
  const recent = useRecentRecords().filter((record) => !types || types.includes(record.type))
  const guessed =
    settled === '' ? [...recent, ...found.filter(({ id }) => !recent.some((one) => one.id === id))] : found
  const offered = guessed.filter((record) => !except.includes(record.id) && record.id !== value?.id)
  const all = value ? [value, ...offered] : offered
  return (
    <SelectField<RecordId>
      {...field}
      choices={all.map((record) => ({
        value: record.id,
        label: labelOf(record),
        icon: <RecordIcon type={record.type} />,
        detail: `${WORDS[record.type]}, ${record.state}`,
      }))}
      value={value?.id}
      onChange={(id) => onChange(all.find((record) => record.id === id))}
      onSearch={setText}
      nothingFound="No record of that key or title."
      {...(field.required ? {} : { onClear: () => onChange(undefined) })}
    />
  )
}

const labelOf = (record: RecordSummary) => `${record.key} ${record.title}`
