import { useState } from 'react'

import { SelectField } from '#design/index.ts'

import type { RecordId, RecordSummary, RecordType } from '../contract.ts'
import { WORDS } from '../rules.ts'
import { useRecordsFound, useSettled } from './by-key.ts'
import { RecordIcon } from './record-link.tsx'
import { useRecentRecords } from './watch.tsx'

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
