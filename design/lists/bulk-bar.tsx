import { Button } from '../actions/button.tsx'
import type { ListCommand } from './use-selection.ts'

import css from './lists.module.css'

type BulkBarProps<Item> = {
  count: number
  commands: ListCommand<Item>[]
  chosen: () => Item[]
  onClear: () => void
}

/** What can be done with all that is selected. */
export function BulkBar<Item>({ count, commands, chosen, onClear }: BulkBarProps<Item>) {
  if (count === 0) return null
  return (
    <div className={css.bulk} role="toolbar" aria-label="With the selected">
      <span className={css.bulkCount}>{count} selected</span>
      {commands.map((command) => (
        <Button
          key={command.label}
          small
          kind={command.danger ? 'danger' : 'secondary'}
          {...((command.keyHint ?? command.key) ? { keyHint: command.keyHint ?? command.key ?? '' } : {})}
          onClick={() => command.run(chosen())}
        >
          {command.label}
        </Button>
      ))}
      <Button small kind="quiet" keyHint="escape" onClick={onClear}>
        Clear
      </Button>
    </div>
  )
}
