import { IconCheck, IconMinus, IconPlus } from '@tabler/icons-react'
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'

import { KeyHint } from '../actions/key-hint.tsx'
import { placeBeside } from './place-beside.ts'

import css from './picker.module.css'

export type PickerChoice = {
  value: string
  label: string
  icon?: ReactNode
  detail?: string
  /** `mixed` when only some of those it is picked for have it. */
  checked?: boolean | 'mixed'
  /** Other words under which it is found. */
  words?: string
}

export type PickerProps = {
  /** What is picked, said to screen readers and shown before anything is typed. */
  label: string
  choices: PickerChoice[]
  onPick: (value: string) => void
  onClose: () => void
  /** Stays open: each pick adds or takes away. */
  several?: boolean
  /** Beside this it opens; else in the middle of the page. */
  anchor?: Element | null | undefined
  /** For choices that come from a server while somebody types: nothing is left out here. */
  onSearch?: (text: string) => void
  /** Offered when nothing is called what was typed. */
  create?: { label: (text: string) => string; run: (text: string) => void }
  nothingFound?: string
}

const NEW = '\u0000new'

const isFound = ({ label, words = '' }: PickerChoice, text: string) => {
  const all = ` ${label} ${words}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}

/** A short list to pick from by typing: letters narrow, arrows walk, Enter picks, Escape goes. */
export function Picker(props: PickerProps) {
  const { label, choices, onPick, onClose, several, anchor, onSearch, create, nothingFound = 'Nothing fits.' } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const chosenAt = choices.findIndex(({ checked }) => checked === true)
  const [at, setAt] = useState(Math.max(0, several ? 0 : chosenAt))
  const found = onSearch || text.trim() === '' ? choices : choices.filter((choice) => isFound(choice, text.trim()))
  const isKnown = choices.some((choice) => choice.label.toLowerCase() === text.trim().toLowerCase())
  const offered: PickerChoice[] =
    create && text.trim() !== '' && !isKnown
      ? [...found, { value: NEW, label: create.label(text.trim()), icon: <IconPlus size={15} /> }]
      : found
  const current = Math.min(at, offered.length - 1)

  const close = useEffectEvent(onClose)
  useLayoutEffect(() => {
    const shown = box.current
    if (!shown) return
    const before = document.activeElement
    shown.showPopover()
    if (anchor) placeBeside(shown, anchor as HTMLElement, 'start')
    field.current?.focus()
    const listen = (event: ToggleEvent) => event.newState === 'closed' && close()
    shown.addEventListener('toggle', listen as EventListener)
    return () => {
      shown.removeEventListener('toggle', listen as EventListener)
      if (shown.contains(document.activeElement) && before instanceof HTMLElement) before.focus()
    }
  }, [anchor])
  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, current])

  const pick = (choice: PickerChoice | undefined) => {
    if (!choice) return
    if (choice.value === NEW) create?.run(text.trim())
    else onPick(choice.value)
    if (!several) return onClose()
    setText('')
    onSearch?.('')
    field.current?.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // The page below must not hear what is meant for the list.
    event.stopPropagation()
    const last = offered.length - 1
    const to = { ArrowDown: current >= last ? 0 : current + 1, ArrowUp: current <= 0 ? last : current - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      setAt(to)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      pick(offered[current])
    }
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      onClose()
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- only keeps clicks from the row below it
    <div
      ref={box}
      popover="auto"
      className={css.picker}
      data-beside={anchor ? true : undefined}
      onClick={(event) => event.stopPropagation()}
    >
      <input
        ref={field}
        className={css.field}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={label}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
          onSearch?.(event.currentTarget.value)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={label} aria-multiselectable={several} className={css.list}>
        {offered.map((choice, position) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field hears the keys
          <div
            key={choice.value}
            id={`${id}-${position}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice.checked === true}
            className={css.choice}
            data-current={position === current || undefined}
            onPointerMove={() => setAt(position)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(choice)}
          >
            {several && (
              <span className={css.box} data-checked={choice.checked || undefined}>
                {choice.checked === true && <IconCheck size={12} />}
                {choice.checked === 'mixed' && <IconMinus size={12} />}
              </span>
            )}
            {choice.icon && <span className={css.icon}>{choice.icon}</span>}
            <span className={css.words}>
              {choice.label}
              {choice.detail && <span className={css.detail}>{choice.detail}</span>}
            </span>
            {!several && choice.checked === true && <IconCheck size={15} className={css.check} />}
            {position === current && <KeyHint keys="enter" />}
          </div>
        ))}
      </div>
      {offered.length === 0 && <p className={css.nothing}>{nothingFound}</p>}
    </div>
  )
}
