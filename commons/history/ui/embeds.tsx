import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'

import { LinePanel } from '#commons/links/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordIcon, useVisit, WatchButton, WORDS } from '#commons/records/ui/embeds.tsx'
import { Signoffs } from '#commons/signoffs/ui/embeds.tsx'
import {
  AsidePart,
  Button,
  InlineEdit,
  RecordPage as Frame,
  type Property,
  PropertyList,
  toast,
} from '#design/index.ts'
import { Slot } from '#platform/client/slots.tsx'

import { Stream } from './stream.tsx'

import css from './record-page.module.css'

export { Stream as HistoryStream } from './stream.tsx'

export type RecordPageProps = {
  record: RecordSummary
  /** Lets the title be edited where it stands. */
  onRename?: ((title: string) => void) | undefined
  renameError?: string | undefined
  /** Shown instead of the plain word: a menu that moves it on, a status mark. */
  state?: ReactNode
  owners?: ReactNode
  /** `true` for the marks and buttons of both sides; or the feature's own. */
  signoffs?: ReactNode
  actions?: ReactNode
  properties?: Property[] | ReactNode
  /** Beside the line and the properties, in the right column. */
  aside?: ReactNode
  children?: ReactNode
}

/** The page of a record of any type: title, state, owners and sign-offs, its line, its body, what was said and what happened. */
export function RecordPage(props: RecordPageProps) {
  const { record, onRename, renameError, state, owners, signoffs, actions, properties, aside, children } = props
  const [isOpen, setOpen] = useState(false)
  useVisit(record.id)
  const copyKey = () =>
    void navigator.clipboard.writeText(record.key).then(() => toast({ message: `${record.key} is copied.` }))
  return (
    <Frame
      word={WORDS[record.type]}
      icon={<RecordIcon type={record.type} size={15} />}
      recordKey={record.key}
      name={record.title}
      title={onRename && <InlineEdit label="Title" value={record.title} onSave={onRename} error={renameError} />}
      state={state ?? <span className={css.state}>{record.state}</span>}
      owners={owners}
      signOffs={signoffs === true ? <Signoffs recordId={record.id} version={record.version} /> : signoffs}
      actions={
        <>
          {actions}
          <Button small kind="quiet" onClick={copyKey} aria-label={`Copy key ${record.key}`}>
            Copy key
          </Button>
          <WatchButton recordId={record.id} recordKey={record.key} />
        </>
      }
      aside={
        <div className={css.aside} data-open={isOpen || undefined}>
          <button type="button" className={css.unfold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            The line and properties
            <IconChevronDown size={16} className={css.chevron} />
          </button>
          <div className={css.inside}>
            <LinePanel recordId={record.id} />
            {isProperties(properties) ? (
              <AsidePart title="Properties">
                <PropertyList properties={properties} />
              </AsidePart>
            ) : (
              properties
            )}
            {aside}
            <Slot name="record.aside" record={record} />
          </div>
        </div>
      }
      stream={<Stream recordId={record.id} />}
    >
      {children}
      <Slot name="record.below" record={record} />
    </Frame>
  )
}

const isProperties = (given: Property[] | ReactNode): given is Property[] =>
  Array.isArray(given) &&
  given.every((one: unknown) => one !== null && typeof one === 'object' && 'label' in one && 'value' in one)
