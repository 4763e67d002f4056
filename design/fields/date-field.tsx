import '@mantine/dates/styles.layer.css'
import { DateInput, DateTimePicker } from '@mantine/dates'

import './date-field.css'
import { type FieldProps, mantineProps } from './field-props.ts'

export type DateFieldProps = FieldProps & {
  /** A day such as `2026-11-22`. */
  value: string | undefined
  onChange: (value: string | undefined) => void
  min?: string
  max?: string
}

const SAID = {
  nextMonth: 'Next month',
  previousMonth: 'Month before',
  nextYear: 'Next year',
  previousYear: 'Year before',
  nextDecade: 'Next ten years',
  previousDecade: 'Ten years before',
}

/** A day. Can be typed or picked; empty is `undefined`. */
export function DateField({ value, onChange, min, max, ...field }: DateFieldProps) {
  return (
    <DateInput
      {...mantineProps(field)}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      valueFormat="D MMM YYYY"
      clearable={!field.required}
      clearButtonProps={{ 'aria-label': 'Clear' }}
      {...(min === undefined ? {} : { minDate: min })}
      {...(max === undefined ? {} : { maxDate: max })}
      ariaLabels={SAID}
      popoverProps={{ offset: 4 }}
    />
  )
}

export type MomentFieldProps = FieldProps & {
  /** An instant; shown in the zone of the browser. */
  value: Date | undefined
  onChange: (value: Date | undefined) => void
}

// Escape in the time of day closes the calendar, not the dialog around it.
const KEEPS_ESCAPE = { 'data-mantine-stop-propagation': true }
const TIME = {
  hoursInputLabel: 'Hours',
  minutesInputLabel: 'Minutes',
  hoursInputProps: KEEPS_ESCAPE,
  minutesInputProps: KEEPS_ESCAPE,
}

/** A day and a time of day. */
export function MomentField({ value, onChange, ...field }: MomentFieldProps) {
  return (
    <DateTimePicker
      {...mantineProps(field)}
      value={value ?? null}
      onChange={(next) => onChange(next ? new Date(next) : undefined)}
      valueFormat="ddd D MMM YYYY, HH:mm"
      ariaLabels={SAID}
      clearable={!field.required}
      clearButtonProps={{ 'aria-label': 'Clear' }}
      submitButtonProps={{ 'aria-label': 'Take this time' }}
      timePickerProps={TIME}
    />
  )
}
