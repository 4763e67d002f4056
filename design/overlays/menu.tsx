import { IconCheck } from '@tabler/icons-react'
import { cloneElement, type KeyboardEvent, type ReactElement, type ReactNode, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

import { KeyHint } from '../actions/key-hint.tsx'
import { nextItem } from './menu-keys.ts'
import { placeBeside } from './place-beside.ts'

import css from './menu.module.css'

type MenuAct = {
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

export type MenuItem = MenuAct | { heading: string } | 'line'

type TriggerProps = {
  id?: string
  onClick?: () => void
  'aria-haspopup'?: 'menu'
  'aria-expanded'?: boolean
  'aria-controls'?: string | undefined
}

export type MenuProps = {
  /** A `Button`, `IconButton` or plain button; it opens the menu. */
  trigger: ReactElement<object>
  items: MenuItem[]
  align?: 'start' | 'end'
}

const isAct = (item: MenuItem): item is MenuAct => item !== 'line' && 'run' in item

/** What can be done with one thing. Shows the keys that do the same. */
export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const button = () => document.getElementById(`${id}-trigger`)

  const open = () => {
    const anchor = button()
    if (!menu.current || !anchor) return
    // The items must stand before their size can be measured.
    flushSync(() => setIsOpen(true))
    menu.current.showPopover()
    placeBeside(menu.current, anchor, align)
    buttons()[0]?.focus()
  }
  const buttons = () => [...(menu.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])]
  const close = () => menu.current?.hidePopover()

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Tab') return close()
    const shown = buttons()
    const at = shown.indexOf(document.activeElement as HTMLButtonElement)
    const next = nextItem(
      shown.map((one) => one.textContent ?? ''),
      at,
      event.key,
    )
    if (next === undefined) return
    event.preventDefault()
    shown[next]?.focus()
  }

  const props: TriggerProps = {
    id: `${id}-trigger`,
    'aria-haspopup': 'menu',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? id : undefined,
    onClick: () => (isOpen ? close() : open()),
  }
  return (
    <>
      {/* oxlint-disable-next-line react/refs -- only its press reads the ref */}
      {cloneElement(trigger, props)}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- only keeps clicks from the row below it */}
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-labelledby={`${id}-trigger`}
        className={css.menu}
        onKeyDown={onKeyDown}
        onClick={(event) => event.stopPropagation()}
        onToggle={(event) => setIsOpen(event.newState === 'open')}
      >
        {/* Nothing of a closed menu is drawn: a list may hold hundreds of them. */}
        {isOpen && items.map((item, position) => <Item key={position} item={item} onDone={close} />)}
      </div>
    </>
  )
}

function Item({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  if (item === 'line') return <hr className={css.line} />
  if (!isAct(item))
    return (
      <p role="presentation" className={css.heading}>
        {item.heading}
      </p>
    )
  return (
    <button
      type="button"
      role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={item.checked}
      className={css.item}
      data-danger={item.danger || undefined}
      disabled={item.disabled ?? false}
      tabIndex={-1}
      onClick={() => {
        onDone()
        item.run()
      }}
    >
      {item.icon && <span className={css.icon}>{item.icon}</span>}
      <span className={css.words}>
        {item.label}
        {item.detail && <span className={css.detail}>{item.detail}</span>}
      </span>
      {item.checked && <IconCheck size={15} className={css.check} />}
      {item.keyHint && <KeyHint keys={item.keyHint} />}
    </button>
  )
}
