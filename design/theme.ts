import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** One tuple for each meaning; the shades themselves live in tokens.css and follow the colour scheme. */
const flat = (variable: string): MantineColorsTuple => {
  const shade = `var(${variable})`
  return [shade, shade, shade, shade, shade, shade, shade, shade, shade, shade]
}

const INPUT = {
  styles: { input: { minHeight: 'var(--control)' } },
  // The hint stands below, so that fields beside each other stay in one line.
  defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] as const },
}

export const theme = createTheme({
  fontFamily: 'var(--face-text)',
  fontFamilyMonospace: 'var(--face-code)',
  headings: { fontFamily: 'var(--face-display)', fontWeight: '500' },
  primaryColor: 'accent',
  primaryShade: 6,
  autoContrast: false,
  colors: {
    accent: flat('--accent'),
    product: flat('--product'),
    engineering: flat('--engineering'),
    green: flat('--green'),
    yellow: flat('--amber'),
    red: flat('--red'),
  },
  radius: {
    xs: 'var(--radius-small)',
    sm: 'var(--radius-small)',
    md: 'var(--radius-large)',
    lg: 'var(--radius-large)',
    xl: 'var(--radius-large)',
  },
  defaultRadius: 'sm',
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  fontSizes: {
    xs: 'var(--size-small)',
    sm: 'var(--size-text)',
    md: 'var(--size-body)',
    lg: 'var(--size-heading)',
    xl: 'var(--size-section)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { transitionProps: { duration: 120, transition: 'fade' } } },
    Drawer: { defaultProps: { transitionProps: { duration: 140 } } },
    Popover: { defaultProps: { transitionProps: { duration: 80, transition: 'fade' } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 80, transition: 'fade' }, openDelay: 350 } },
    TextInput: INPUT,
    NumberInput: INPUT,
    Select: INPUT,
    DateInput: INPUT,
    PasswordInput: INPUT,
    DateTimePicker: INPUT,
    MultiSelect: INPUT,
    Textarea: { defaultProps: INPUT.defaultProps },
    Pill: { defaultProps: { radius: 'sm' } },
  },
})

const COMMON = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--red-text)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-faint)',
  '--mantine-color-disabled-border': 'var(--hairline)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-light': 'var(--accent-wash)',
  '--mantine-primary-color-light-hover': 'var(--accent-wash)',
  '--mantine-primary-color-light-color': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
}

/** Mantine's own variables, pointed at the tokens, so that every part of it stands on the same paper. */
export const variables: CSSVariablesResolver = () => ({ variables: COMMON, light: COMMON, dark: COMMON })
