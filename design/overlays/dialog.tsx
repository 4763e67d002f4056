import { Drawer as MantineDrawer, Modal } from '@mantine/core'
import type { ReactNode } from 'react'

import css from './dialog.module.css'

export type DialogProps = {
  open: boolean
  onClose: () => void
  title: string
  /** `wide` for forms with two columns and comparisons. */
  size?: 'small' | 'medium' | 'wide'
  children: ReactNode
}

const WIDTHS = { small: 420, medium: 560, wide: 860 }

/** Asks for one thing, then goes. Escape closes it. */
export function Dialog({ open, onClose, title, size = 'medium', children }: DialogProps) {
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={WIDTHS[size]}
      radius="md"
      yOffset="10vh"
      overlayProps={{ color: 'var(--veil)', backgroundOpacity: 1 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{
        content: css.content ?? '',
        header: css.header ?? '',
        title: css.title ?? '',
        body: css.body ?? '',
      }}
    >
      {children}
    </Modal>
  )
}

export type DrawerProps = {
  open: boolean
  onClose: () => void
  title: string
  /** In pixels; a phone always gives it all its width. */
  width?: number
  children: ReactNode
}

/** Detail that opens in place, beside what it belongs to. */
export function Drawer({ open, onClose, title, width = 480, children }: DrawerProps) {
  return (
    <MantineDrawer
      opened={open}
      onClose={onClose}
      title={title}
      position="right"
      size={width}
      overlayProps={{ color: 'var(--veil)', backgroundOpacity: 1 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ content: css.drawer ?? '', header: css.header ?? '', title: css.title ?? '', body: css.body ?? '' }}
    >
      {children}
    </MantineDrawer>
  )
}
