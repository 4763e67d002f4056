import { Menu as MantineMenu } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'

import { KeyHint } from '../actions/key-hint.tsx'

import css from './menu.module.css'

export type MenuItem =
  | {
      label: string
      run: () => void
      icon?: ReactNode
      /** The key that does the same. */
      keyHint?: string
      danger?: boolean
      disabled?: boolean
      /** One line below the label: why not, or what for. */
      detail?: string
      checked?: boolean
    }
  | { heading: string }
  | 'line'

export type MenuProps = {
  /** A `Button` or `IconButton`; it opens the menu. */
  trigger: ReactElement
  items: MenuItem[]
  align?: 'start' | 'end'
}

/** What can be done with one thing. Shows the keys that do the same. */
export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  return (
    <MantineMenu position={`bottom-${align}`} offset={4} shadow="none" withinPortal loop>
      <MantineMenu.Target>{trigger}</MantineMenu.Target>
      <MantineMenu.Dropdown className={css.menu}>
        {items.map((item, position) => (
          <Item key={position} item={item} />
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  )
}

function Item({ item }: { item: MenuItem }) {
  if (item === 'line') return <MantineMenu.Divider className={css.line} />
  if ('heading' in item) return <MantineMenu.Label className={css.heading}>{item.heading}</MantineMenu.Label>
  return (
    <MantineMenu.Item
      className={css.item}
      data-danger={item.danger || undefined}
      disabled={item.disabled ?? false}
      leftSection={item.icon}
      rightSection={item.keyHint && <KeyHint keys={item.keyHint} />}
      onClick={item.run}
      {...(item.checked === undefined ? {} : { role: 'menuitemcheckbox', 'aria-checked': item.checked })}
    >
      {item.label}
      {item.detail && <span className={css.detail}>{item.detail}</span>}
    </MantineMenu.Item>
  )
}
