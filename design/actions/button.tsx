import type { MouseEvent, ReactNode, Ref } from 'react'

import { Link } from '../link.tsx'
import { KeyHint } from './key-hint.tsx'

import css from './button.module.css'

export type ButtonProps = {
  children: ReactNode
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  type?: 'button' | 'submit'
  small?: boolean
  /** As wide as what holds it. */
  wide?: boolean
  /** Shows that it is being done and takes no second press. */
  busy?: boolean
  disabled?: boolean
  icon?: ReactNode
  /** The key that does the same, shown beside the words. */
  keyHint?: string
  /** Makes it a link that looks like a button. */
  href?: string
  form?: string
  autoFocus?: boolean
  onClick?: (event?: MouseEvent<HTMLElement>) => void
  ref?: Ref<HTMLButtonElement>
  'aria-label'?: string
  'aria-expanded'?: boolean
  'aria-describedby'?: string
  'data-testid'?: string
}

/** Says what it does with a verb. One `primary` on a page. */
export function Button(props: ButtonProps) {
  const {
    children,
    kind = 'secondary',
    type = 'button',
    small,
    wide,
    busy,
    icon,
    keyHint,
    href,
    onClick,
    ...rest
  } = props
  const looks = {
    className: css.button,
    'data-kind': kind,
    'data-small': small || undefined,
    'data-wide': wide || undefined,
  }
  const inside = (
    <>
      {busy ? <span className={css.busy} /> : icon && <span className={css.icon}>{icon}</span>}
      {children}
      {keyHint && <KeyHint keys={keyHint} />}
    </>
  )
  if (href !== undefined) {
    return (
      <Link href={href} {...looks} {...(onClick ? { onClick: () => onClick() } : {})}>
        {inside}
      </Link>
    )
  }
  return (
    // oxlint-disable-next-line react/button-has-type -- it is always one of two
    <button {...rest} {...looks} type={type} aria-busy={busy || undefined} onClick={busy ? undefined : onClick}>
      {inside}
    </button>
  )
}

export type IconButtonProps = {
  /** What it does, for those who cannot see the icon and for the tooltip. */
  label: string
  icon: ReactNode
  kind?: 'plain' | 'danger'
  small?: boolean
  pressed?: boolean
  disabled?: boolean
  expanded?: boolean
  href?: string
  onClick?: (event?: MouseEvent<HTMLElement>) => void
  ref?: Ref<HTMLButtonElement>
}

/** A square button with an icon only; its label is said and shown as its title. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, kind = 'plain', small, pressed, expanded, href, onClick, ...rest } = props
  const looks = { className: css.square, 'data-kind': kind, 'data-small': small || undefined, title: label }
  if (href !== undefined)
    return (
      <Link href={href} aria-label={label} {...looks}>
        {icon}
      </Link>
    )
  return (
    <button
      {...rest}
      {...looks}
      type="button"
      aria-label={label}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      onClick={onClick}
    >
      {icon}
    </button>
  )
}
