import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'

import { LinePanel } from '#commons/links/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordIcon, useVisit, WatchButton, WORDS } from '#commons/records/ui/embeds.tsx'
import { Signoffs } from '#commons/signoffs/ui/embeds.tsx'
import { InlineEdit, type Property, PropertyList, toast } from '#design/index.ts'
import { Slot } from '#platform/client/slots.tsx'

import { Stream } from './stream.tsx'

import css from './record-page.module.css'

export { Stream as HistoryStream } from './stream.tsx'

export type RecordPageProps = {
  record: RecordSummary
  /** Lets the title be edited where it stands. */
  onRename?: (title: string) => void
  renameError?: string | undefined
  /** Shown instead of the plain word: a menu that moves it on, a status mark. */
  state?: ReactNode
  owners?: ReactNode
  /** `true` for the marks and buttons of both sides; or the feature's own. */
  signoffs?: boolean | ReactNode
  actions?: ReactNode
  properties?: Property[] | ReactNode
  /** Beside the line and the properties, in the right column. */
  aside?: ReactNode
  children?: ReactNode
}

/** The frame of every record's page: the same things in the same places, whatever the type. */
export function RecordPage(props: RecordPageProps) {
  const { record, onRename, renameError, state, owners, signoffs, actions, properties, aside, children } = props
  const [isLineOpen, setLineOpen] = useState(false)
  useVisit(record.id)
  const copyKey = () =>
    void navigator.clipboard.writeText(record.key).then(() => toast({ message: `${record.key} is copied.` }))
  return (
    <div className={css.page}>
      <title>{`${record.key} ${record.title}`}</title>
      <header className={css.head}>
        <div className={css.above}>
          <RecordIcon type={record.type} size={15} />
          <span>{WORDS[record.type]}</span>
          <button type="button" className={css.key} title="Copy the key" onClick={copyKey}>
            {record.key}
          </button>
          <span className={css.acts}>
            {actions}
            <WatchButton recordId={record.id} recordKey={record.key} />
          </span>
        </div>
        <h1 className={css.title}>
          <InlineEdit
            label="Title"
            value={record.title}
            disabled={onRename === undefined}
            onSave={(title) => onRename?.(title)}
            error={renameError}
          />
        </h1>
        <div className={css.facts}>
          <span className={css.state}>{state ?? record.state}</span>
          {owners}
          {signoffs === true ? <Signoffs recordId={record.id} version={record.version} /> : signoffs}
        </div>
      </header>
      <aside className={css.aside} data-open={isLineOpen || undefined}>
        <button
          type="button"
          className={css.unfold}
          aria-expanded={isLineOpen}
          onClick={() => setLineOpen(!isLineOpen)}
        >
          The line and properties
          <IconChevronDown size={16} className={css.chevron} />
        </button>
        <div className={css.asideInside}>
          <LinePanel recordId={record.id} />
          {Array.isArray(properties) ? <PropertyList properties={properties as Property[]} /> : properties}
          {aside}
          <Slot name="record.aside" record={record} />
        </div>
      </aside>
      <div className={css.body}>
        {children}
        <Slot name="record.below" record={record} />
        <Stream recordId={record.id} />
      </div>
    </div>
  )
}
