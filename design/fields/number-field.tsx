import { NumberInput } from '@mantine/core'

import { type FieldProps, mantineProps } from './field-props.ts'

export type NumberFieldProps = FieldProps & {
  value: number | undefined
  onChange: (value: number | undefined) => void
  min?: number
  max?: number
  step?: number
  /** Digits after the point; 0 takes whole numbers only. */
  digits?: number
  unit?: string
  onBlur?: () => void
}

/** A number, with its unit behind it. Empty is `undefined`. */
export function NumberField({ value, onChange, min, max, step, digits = 0, unit, onBlur, ...field }: NumberFieldProps) {
  return (
    <NumberInput
      {...mantineProps(field)}
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? undefined : Number(next))}
      min={min}
      max={max}
      step={step ?? 1}
      decimalScale={digits}
      allowDecimal={digits > 0}
      clampBehavior="blur"
      thousandSeparator=" "
      onBlur={onBlur}
      {...(unit ? { suffix: ` ${unit}` } : {})}
    />
  )
}
