/** What every field of a form takes. `error` stands beside it in a sentence. */
export type FieldProps = {
  label: string
  /** Said for those who do not see; the page shows what the field is in another way. */
  labelHidden?: boolean
  hint?: string
  error?: string | undefined
  placeholder?: string
  required?: boolean
  disabled?: boolean
  autoFocus?: boolean
  name?: string
}

/** The same, in Mantine's words. */
export function mantineProps({ label, labelHidden, hint, error, required, ...rest }: FieldProps) {
  return {
    ...rest,
    ...(labelHidden ? { 'aria-label': label } : { label }),
    ...(hint === undefined ? {} : { description: hint }),
    ...(error === undefined ? {} : { error }),
    // What a dialog focuses first; without it, its close button would be.
    'data-autofocus': rest.autoFocus || undefined,
    withAsterisk: false,
    'aria-required': required || undefined,
  }
}
