import { PasswordInput, Textarea, TextInput } from '@mantine/core'
import type { HTMLInputAutoCompleteAttribute, KeyboardEvent, ReactNode, Ref } from 'react'

import { type FieldProps, mantineProps } from './field-props.ts'

export type TextFieldProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'url' | 'search' | 'password' | 'time' | 'tel'
  autoComplete?: HTMLInputAutoCompleteAttribute
  maxLength?: number
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'search'
  icon?: ReactNode
  onBlur?: () => void
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  ref?: Ref<HTMLInputElement>
}

/** One line of text. `type="password"` can be made visible. */
export function TextField({ value, onChange, type = 'text', icon, ...rest }: TextFieldProps) {
  const { autoComplete, maxLength, inputMode, onBlur, onKeyDown, ref, ...field } = rest
  const input = { autoComplete, maxLength, inputMode, onBlur, onKeyDown, ref, leftSection: icon }
  const common = {
    ...mantineProps(field),
    ...input,
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  }
  if (type === 'password') return <PasswordInput {...common} />
  return <TextInput {...common} type={type} />
}

export type TextAreaProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  minRows?: number
  maxRows?: number
  maxLength?: number
  onBlur?: () => void
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  /** ⌘↵ in the field. */
  onSubmit?: () => void
  ref?: Ref<HTMLTextAreaElement>
}

/** Several lines of text; grows with what is written. */
export function TextArea({ value, onChange, minRows = 3, maxRows = 16, onSubmit, onKeyDown, ...rest }: TextAreaProps) {
  const { maxLength, onBlur, ref, ...field } = rest
  return (
    <Textarea
      {...mantineProps(field)}
      {...{ maxLength, onBlur, ref }}
      autosize
      minRows={minRows}
      maxRows={maxRows}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (onSubmit && event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          event.preventDefault()
          onSubmit()
        }
        onKeyDown?.(event)
      }}
    />
  )
}
