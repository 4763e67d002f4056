import { Dialog } from '#design/index.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { useBrowserFeatures } from '#platform/client/slots.tsx'

import { commandsOf } from '../navigation.ts'

import css from './create-sheet.module.css'

/** What the + of the bottom bar offers. */
export default function CreateSheet({ onClose }: { onClose: () => void }) {
  const go = useGo()
  const commands = commandsOf(useBrowserFeatures()).filter((command) => command.createKey !== undefined)
  return (
    <Dialog open onClose={onClose} title="Create" size="small">
      <ul>
        {commands.map((command) => {
          const Icon = command.icon
          return (
            <li key={command.label}>
              <button
                type="button"
                className={css.item}
                onClick={() => {
                  onClose()
                  if ('run' in command) command.run()
                  else go(command.path)
                }}
              >
                {Icon && <Icon size={20} stroke={1.6} />}
                {command.label}
              </button>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
