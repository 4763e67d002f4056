import { Checkbox as MantineCheckbox } from '@mantine/core'
import { type ReactNode, useId } from 'react'

import css from './choices.module.css'

export type CheckboxProps = {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  hint?: string
  error?: string | undefined
  disabled?: boolean
}

export function Checkbox({ label, checked, onChange, hint, error, disabled }: CheckboxProps) {
  return (
    <MantineCheckbox
      label={label}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
      description={hint}
      error={error}
      disabled={disabled}
      size="sm"
    />
  )
}

export type SegmentedControlProps<Value extends string> = {
  label: string
  choices: { value: Value; label: string; icon?: ReactNode }[]
  value: Value
  onChange: (value: Value) => void
  small?: boolean
  /** Shows the icons alone; the words are still said. */
  iconsOnly?: boolean
  /** Stands above it as above a field; else it is only said. */
  labelShown?: boolean
}

/** One of two to five, all in sight: how a list is shown, which theme. Arrow keys move. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, choices, value, onChange, small, iconsOnly, labelShown } = props
  const name = useId()
  const segments = (
    <fieldset className={css.segments} data-small={small || undefined} aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={css.segment} title={iconsOnly ? choice.label : undefined}>
          <input
            type="radio"
            name={name}
            className="said-only"
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            aria-label={choice.label}
          />
          {choice.icon}
          {!iconsOnly && <span>{choice.label}</span>}
        </label>
      ))}
    </fieldset>
  )
  if (!labelShown) return segments
  return (
    <div>
      <div className={css.legend} aria-hidden="true">
        {label}
      </div>
      {segments}
    </div>
  )
}

export type ScaleProps = {
  label: string
  from: number
  to: number
  value: number | undefined
  onChange: (value: number) => void
  /** What the ends mean: `['Not at all', 'Certainly']`. */
  ends?: [string, string]
  error?: string | undefined
}

/** A vote on a scale of whole numbers: confidence 1–10, return on time 1–5. One tap with a thumb. */
export function Scale({ label, from, to, value, onChange, ends, error }: ScaleProps) {
  const name = useId()
  const steps = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return (
    <fieldset className={css.scale}>
      <legend className={css.legend}>{label}</legend>
      <div className={css.steps}>
        {steps.map((step) => (
          <label key={step} className={css.step}>
            <input
              type="radio"
              name={name}
              className="said-only"
              checked={step === value}
              onChange={() => onChange(step)}
            />
            {step}
          </label>
        ))}
      </div>
      {ends && (
        <div className={css.ends}>
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      )}
      {error && <p className={css.error}>{error}</p>}
    </fieldset>
  )
}
