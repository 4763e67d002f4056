import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { Menu, type MenuItem } from '../overlays/menu.tsx'

import css from './list-tools.module.css'

/** Above a list: filters at the left, how it is shown at the right. Its state belongs into the address. */
export function ListTools({ filters, view, found }: { filters?: ReactNode; view?: ReactNode; found?: string }) {
  return (
    <div className={css.tools}>
      <div className={css.filters}>
        {filters}
        {found && <span className={css.found}>{found}</span>}
      </div>
      {view && <div className={css.view}>{view}</div>}
    </div>
  )
}

export type FilterMenuProps<Value extends string> = {
  /** What is filtered by: `State`. */
  label: string
  choices: { value: Value; label: string; icon?: ReactNode }[]
  value: Value | undefined
  onChange: (value: Value | undefined) => void
  /** How no filter is called. */
  any?: string
}

/** One filter as a small button that says what it lets through. */
export function FilterMenu<Value extends string>({
  label,
  choices,
  value,
  onChange,
  any = 'Any',
}: FilterMenuProps<Value>) {
  const chosen = choices.find((choice) => choice.value === value)
  const items: MenuItem[] = [
    { label: any, checked: value === undefined, run: () => onChange(undefined) },
    'line',
    ...choices.map((choice): MenuItem => ({
      label: choice.label,
      ...(choice.icon === undefined ? {} : { icon: choice.icon }),
      checked: choice.value === value,
      run: () => onChange(choice.value),
    })),
  ]
  return (
    <Menu
      align="start"
      items={items}
      trigger={
        <button type="button" className={css.filter} data-set={chosen !== undefined || undefined}>
          {chosen?.icon}
          {chosen ? (
            <span>
              {label}: <b>{chosen.label}</b>
            </span>
          ) : (
            label
          )}
          <IconChevronDown size={13} />
        </button>
      }
    />
  )
}
