import { MultiSelect as MantineMultiSelect, Select } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { type FieldProps, mantineProps } from './field-props.ts'

import css from './select-field.module.css'

export type Choice<Value extends string = string> = {
  value: Value
  label: string
  icon?: ReactNode
  detail?: string
  disabled?: boolean
}

export type SelectFieldProps<Value extends string> = FieldProps & {
  choices: Choice<Value>[]
  value: Value | undefined
  onChange: (value: Value) => void
  /** Lets the choice be taken away again. */
  onClear?: () => void
  searchable?: boolean
  /** For choices that come from a server while somebody types. */
  onSearch?: (text: string) => void
  nothingFound?: string
}

const shown = (choices: Choice[]) =>
  choices.map(({ value, label, disabled }) => ({ value, label, disabled: disabled ?? false }))

const drawn = (choices: Choice[]) =>
  function Option({ option, checked }: { option: { value: string; label: string }; checked?: boolean }) {
    const choice = choices.find(({ value }) => value === option.value)
    return (
      <span className={css.option}>
        {choice?.icon}
        <span className={css.words}>
          {option.label}
          {choice?.detail && <span className={css.detail}>{choice.detail}</span>}
        </span>
        {checked && <IconCheck size={14} className={css.check} />}
      </span>
    )
  }

/** One of a few, or, with `searchable`, one of many. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { choices, value, onChange, onClear, searchable, onSearch, nothingFound, ...field } = props
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <Select
      {...mantineProps(field)}
      data={shown(choices)}
      value={value ?? null}
      onChange={(next) => (next === null ? onClear?.() : onChange(next as Value))}
      allowDeselect={false}
      clearable={onClear !== undefined}
      clearButtonProps={{ 'aria-label': 'Clear' }}
      searchable={searchable ?? onSearch !== undefined}
      nothingFoundMessage={nothingFound ?? 'Nothing fits.'}
      leftSection={chosen?.icon}
      renderOption={drawn(choices)}
      maxDropdownHeight={320}
      comboboxProps={{ offset: 4 }}
      {...(onSearch ? { onSearchChange: onSearch, filter: ({ options }) => options } : {})}
    />
  )
}

export type MultiSelectProps<Value extends string> = FieldProps & {
  choices: Choice<Value>[]
  value: Value[]
  onChange: (value: Value[]) => void
  max?: number
  onSearch?: (text: string) => void
  nothingFound?: string
}

/** Any number of many. */
export function MultiSelect<Value extends string>(props: MultiSelectProps<Value>) {
  const { choices, value, onChange, max, onSearch, nothingFound, ...field } = props
  const { placeholder, ...rest } = field
  return (
    <MantineMultiSelect
      {...mantineProps(rest)}
      {...(placeholder !== undefined && value.length === 0 ? { placeholder } : {})}
      data={shown(choices)}
      value={value}
      onChange={(next) => onChange(next as Value[])}
      searchable
      hidePickedOptions
      nothingFoundMessage={nothingFound ?? 'Nothing fits.'}
      renderOption={drawn(choices)}
      maxDropdownHeight={320}
      comboboxProps={{ offset: 4 }}
      {...(max === undefined ? {} : { maxValues: max })}
      {...(onSearch ? { onSearchChange: onSearch, filter: ({ options }) => options } : {})}
    />
  )
}
