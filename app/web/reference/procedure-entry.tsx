import { IconCheck, IconChevronRight, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'

import { Button } from '#design/index.ts'

import { curlOf, type Field, type Procedure, type Shape } from './document.ts'

import css from './reference.module.css'

type ProcedureEntryProps = { procedure: Procedure; isOpen: boolean; onToggle: () => void }

/** One procedure: what it does in a line, and opened all that one has to know to ask it. */
export function ProcedureEntry({ procedure, isOpen, onToggle }: ProcedureEntryProps) {
  const { id, method, path, says } = procedure
  return (
    <article className={css.procedure} id={id}>
      <h3 className={css.head}>
        <button type="button" className={css.toggle} aria-expanded={isOpen} onClick={onToggle}>
          <IconChevronRight size={16} className={css.chevron ?? ''} aria-hidden />
          <span className={css.method}>{method}</span>
          <code className={css.path}>{path}</code>
          <span className={css.says}>{says}</span>
        </button>
      </h3>
      {isOpen && <Details procedure={procedure} />}
    </article>
  )
}

function Details({ procedure }: { procedure: Procedure }) {
  const { id, may, inAddress, body, answer, refusals } = procedure
  return (
    <div className={css.details}>
      <dl className={css.facts}>
        <div>
          <dt>May ask</dt>
          <dd>{may}</dd>
        </div>
        <div>
          <dt>Name</dt>
          <dd>
            <code>{id}</code>
          </dd>
        </div>
      </dl>
      {inAddress.length > 0 && <Fields title="In the address" shape={{ fields: inAddress }} withRequired />}
      {body.map((shape) => (
        <Fields key={shape.when ?? 'body'} title="In the body" shape={shape} withRequired />
      ))}
      <Curl text={curlOf(procedure, location.origin)} />
      {answer.length === 0 && <p className={css.nothing}>It answers with nothing but success.</p>}
      {answer.map((shape) => (
        <Fields key={shape.when ?? 'answer'} title="The answer" shape={shape} />
      ))}
      <h4 className={css.part}>Refusals</h4>
      <dl className={css.refusals}>
        {refusals.map(({ code, status, says }) => (
          <div key={`${status} ${code}`}>
            <dt>
              <code>{code}</code> <span className={css.count}>{status}</span>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Fields({ title, shape, withRequired }: { title: string; shape: Shape; withRequired?: boolean }) {
  return (
    <>
      <h4 className={css.part}>
        {title}
        {shape.when && <span className={css.when}>{shape.when}</span>}
      </h4>
      <dl className={css.fields}>
        {shape.fields.map((field) => (
          <FieldLine key={field.name} field={field} isOptional={withRequired === true && !field.isRequired} />
        ))}
      </dl>
    </>
  )
}

function FieldLine({ field: { name, type, notes }, isOptional }: { field: Field; isOptional: boolean }) {
  return (
    <div>
      <dt>
        <code>{name}</code>
        {isOptional && <span className={css.optional}>optional</span>}
      </dt>
      <dd>
        {type}
        {notes && <span className={css.notes}>{notes}</span>}
      </dd>
    </div>
  )
}

function Curl({ text }: { text: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <>
      <h4 className={css.part}>From a terminal</h4>
      <div className={css.curl}>
        {/* It scrolls sideways, so keys have to reach it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre tabIndex={0} aria-label="The request for a terminal">
          {text}
        </pre>
        {/* Without https a browser copies nothing by itself; the text can be selected instead. */}
        {'clipboard' in navigator && (
          <Button small icon={isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />} onClick={() => void copy()}>
            {isCopied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </div>
    </>
  )
}
