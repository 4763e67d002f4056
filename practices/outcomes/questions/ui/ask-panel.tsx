import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'

import { Button, EmptyState, Pictures, SegmentedControl } from '#design/index.ts'

import { type Asking, type Kind, KINDS } from '../contract.ts'
import { AnswerShown } from './answer.tsx'
import { questions } from './api.ts'
import { Builder } from './builder/builder.tsx'
import { useEventNames } from './builder/event-field.tsx'
import { CohortsButton } from './cohorts-dialog.tsx'
import { firstAsking, KIND_WORDS } from './words.ts'

import css from './questions.module.css'

type AskPanelProps = {
  projectId: string
  /** A kind alone begins with the most frequent events. */
  asking: Asking | Kind
  onChange: (asking: Asking) => void
  /** What can be done with it, such as keeping it. */
  actions?: ((asking: Asking) => ReactNode) | undefined
}

const SETTLED_MS = 350

/** A question once nobody changes it any more, so that not every letter typed is asked. */
function useSettled(asking: Asking): Asking {
  const text = JSON.stringify(asking)
  const [settled, setSettled] = useState({ text, asking })
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ text, asking: JSON.parse(text) as Asking }), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [text])
  // Of another kind is another question: there is nothing to wait for.
  return settled.asking.kind === asking.kind ? settled.asking : asking
}

/** A question being put together, with its answer beside it. */
export function AskPanel({ projectId, asking: given, onChange, actions }: AskPanelProps) {
  const names = useEventNames(projectId)
  const known = names.data?.map(({ name }) => name) ?? []
  const asking = typeof given === 'string' ? firstAsking(given, known) : given
  const settled = useSettled(asking)
  const result = useQuery(
    questions.ask.queryOptions({
      input: { projectId: projectId as never, asking: settled },
      enabled: names.data !== undefined || typeof given !== 'string',
      placeholderData: keepPreviousData,
    }),
  )
  if (names.data?.length === 0) {
    return (
      <EmptyState
        picture={<Pictures.Chart />}
        title="No event has arrived yet"
        brings="As soon as this product sends what its users do, you can ask here how many come, how far they get and who comes back. The snippet with your key is a minute's work."
        start={
          <Button kind="primary" href={`/product-events?project=${projectId}&show=send`}>
            See how to send events
          </Button>
        }
      />
    )
  }
  return (
    <>
      <div className={css.kinds}>
        <div className={css.scrolls}>
          <SegmentedControl<Kind>
            label="Kind of question"
            choices={KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind].label }))}
            value={asking.kind}
            onChange={(kind) => onChange(firstAsking(kind, known))}
          />
        </div>
        <span className={css.tools}>
          <CohortsButton projectId={projectId} />
          {actions?.(asking)}
        </span>
      </div>
      <div className={css.ask}>
        <section aria-label="What is asked" className={css.what}>
          <p className={css.purpose}>{KIND_WORDS[asking.kind].asks}</p>
          <Builder projectId={projectId} asking={asking} onChange={onChange} />
        </section>
        <section aria-label="Answer" className={css.result}>
          <AnswerShown projectId={projectId} result={result} />
        </section>
      </div>
    </>
  )
}

/** Where a product is missing altogether. */
export function NoProduct() {
  return (
    <EmptyState
      picture={<Pictures.Chart />}
      title="Ask what users do"
      brings="Point the analytics client that your product already has at this server. Then trends, funnels and retention are answered here, with your releases on every chart."
      start={
        <Button kind="primary" href="/product-events?add=yes">
          Add a product
        </Button>
      }
    />
  )
}
