import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonMark, useMe, When } from '#commons/people/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordLink, RecordPicker } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, Form, IconButton, Panel, Row, Stack, TextArea, TextField, toast } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { InitiativeDetail } from '../contract.ts'
import type { Evidence, Quote } from '../evidence/contract.ts'
import { initiatives } from './api.ts'

import css from './initiatives.module.css'

/** What speaks for it: what people said, and the records that show it. Contributors add to it. */
export function EvidencePanel({ initiative }: { initiative: InitiativeDetail }) {
  const me = useMe()
  const [isAdding, setAdding] = useState(false)
  const { evidence, key } = initiative
  const mayAdd = me !== undefined && isAtLeast(me.role, 'contributor')
  const show = (next: Evidence) =>
    queryClient.setQueryData<InitiativeDetail>(
      initiatives.get.queryKey({ input: { key } }),
      (now) => now && { ...now, evidence: next, evidenceCount: next.count },
    )
  return (
    <Panel
      title={evidence.count === 0 ? 'Evidence' : `Evidence, ${evidence.count}`}
      plain
      actions={
        mayAdd &&
        !isAdding && (
          <Button small onClick={() => setAdding(true)}>
            Add evidence
          </Button>
        )
      }
    >
      <Stack>
        {isAdding && <EvidenceForm initiative={initiative} onAdded={show} onClose={() => setAdding(false)} />}
        {evidence.count === 0 && !isAdding && (
          <Aside>Nothing yet. What did somebody say, or what was measured, that this would answer?</Aside>
        )}
        {evidence.quotes.map((quote) => (
          <QuoteShown
            key={quote.id}
            quote={quote}
            initiative={initiative}
            onChange={show}
            mayRemove={mayAdd && (quote.by === me.id || isAtLeast(me.role, 'member'))}
          />
        ))}
        {evidence.records.length > 0 && (
          <Row gap="tight">
            {evidence.records.map((record) => (
              <RecordLink key={record.id} record={record} />
            ))}
          </Row>
        )}
      </Stack>
    </Panel>
  )
}

type QuoteProps = {
  quote: Quote
  initiative: InitiativeDetail
  mayRemove: boolean
  onChange: (next: Evidence) => void
}

function QuoteShown({ quote, initiative, mayRemove, onChange }: QuoteProps) {
  const { id } = initiative
  const addBack = useMutation(initiatives.addEvidence.mutationOptions({ onSuccess: onChange }))
  const remove = useMutation(
    initiatives.removeQuote.mutationOptions({
      onSuccess: (next) => {
        onChange(next)
        const again = { id, quote: quote.quote, source: quote.source }
        toast({
          message: 'The quote is taken away.',
          undo: () => addBack.mutate(quote.record ? { ...again, recordId: quote.record.id } : again),
        })
      },
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  return (
    <figure className={css.quote}>
      <blockquote>{quote.quote}</blockquote>
      <figcaption>
        {quote.source && <span>{quote.source}</span>}
        {quote.record && <RecordLink record={quote.record} />}
        <Aside>
          added by <PersonMark id={quote.by} size={16} /> <When at={quote.at} />
        </Aside>
        {mayRemove && (
          <IconButton
            small
            label="Take this quote away"
            icon={<IconX size={13} />}
            onClick={() => remove.mutate({ id, quoteId: quote.id })}
          />
        )}
      </figcaption>
    </figure>
  )
}

type FormProps = { initiative: InitiativeDetail; onAdded: (next: Evidence) => void; onClose: () => void }

function EvidenceForm({ initiative, onAdded, onClose }: FormProps) {
  const [quote, setQuote] = useState('')
  const [source, setSource] = useState('')
  const [record, setRecord] = useState<RecordSummary>()
  const add = useMutation(
    initiatives.addEvidence.mutationOptions({
      onSuccess: (next) => {
        onAdded(next)
        onClose()
      },
    }),
  )
  const errors = fieldErrors(add.error)
  const submit = () => add.mutate({ id: initiative.id, quote, source, ...(record ? { recordId: record.id } : {}) })
  return (
    <Form
      onSubmit={submit}
      submit="Add evidence"
      busy={add.isPending}
      refusal={Object.keys(errors).length === 0 ? refusalOf(add.error) : undefined}
      cancel={{ label: 'Cancel', run: onClose }}
    >
      <TextArea
        label="What was said?"
        hint="In their words, not in yours."
        minRows={2}
        value={quote}
        onChange={setQuote}
        onSubmit={submit}
        error={errors.quote}
      />
      <TextField
        label="By whom, or where?"
        placeholder="Courier in Lyon, third week"
        value={source}
        onChange={setSource}
        error={errors.source}
      />
      <RecordPicker
        label="Is there a record of it?"
        types={['page', 'metric', 'success-review']}
        value={record}
        onChange={setRecord}
        error={errors.recordId}
      />
    </Form>
  )
}
