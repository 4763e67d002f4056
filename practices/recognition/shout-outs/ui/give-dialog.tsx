import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PeoplePicker, useMe } from '#commons/people/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordLink, RecordPicker } from '#commons/records/ui/embeds.tsx'
import { Dialog, Form, IconButton, Row, SelectField, TextArea, toast } from '#design/index.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import { type Value, VALUES } from '../contract.ts'
import { shoutOuts } from './api.ts'

/** What a shout-out may thank for: what stands on the line. */
const WORK = ['work-item', 'release', 'key-result', 'initiative', 'success-review', 'metric'] as const
const MOST_WORK = 5

/** Asks who helped, what they did, and what it was for. After that it can be taken back from the toast. */
export function GiveDialog({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const [to, setTo] = useState<MemberId[]>([])
  const [message, setMessage] = useState('')
  const [value, setValue] = useState<Value>()
  const [about, setAbout] = useState<RecordSummary[]>([])

  const takeBack = useMutation(
    shoutOuts.takeBack.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: shoutOuts.list.key() }),
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  const give = useMutation(
    shoutOuts.give.mutationOptions({
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries({ queryKey: shoutOuts.list.key() })
        toast({ message: 'Said in the open.', undo: () => takeBack.mutate({ id }) })
        onClose()
      },
    }),
  )
  const errors = fieldErrors(give.error)
  const submit = () => give.mutate({ to, message, about: about.map(({ id }) => id), ...(value ? { value } : {}) })

  return (
    <Dialog open onClose={onClose} title="Give a shout-out">
      <Form
        onSubmit={submit}
        submit="Give shout-out"
        busy={give.isPending}
        refusal={refusalOf(give.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <PeoplePicker
          label="Who helped?"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
          autoFocus
          required
          value={to}
          onChange={(ids) => setTo(ids.filter((id) => id !== me?.id))}
          error={errors.to}
        />
        <TextArea
          label="What did they do?"
          placeholder="Say it so that somebody who was not there sees it."
          minRows={3}
          required
          value={message}
          onChange={setMessage}
          onSubmit={submit}
          error={errors.message}
        />
        <SelectField<Value>
          label="What does it stand for?"
          placeholder="Ownership, craft, calm"
          choices={VALUES.map((one) => ({ value: one, label: one[0]!.toUpperCase() + one.slice(1) }))}
          value={value}
          onChange={setValue}
          onClear={() => setValue(undefined)}
        />
        {about.length < MOST_WORK && (
          <RecordPicker
            // Empty again after each choice.
            key={about.length}
            label="Which work was it for?"
            hint="A work item, release, key result or initiative. The thanks will show on its line."
            types={[...WORK]}
            value={undefined}
            onChange={(record) => record && setAbout([...about, record])}
            except={about.map(({ id }) => id)}
            error={errors.about}
          />
        )}
        {about.map((record) => (
          <Row key={record.id} gap="tight">
            <RecordLink record={record} />
            <IconButton
              small
              label={`Leave out ${record.key}`}
              icon={<IconX size={14} />}
              onClick={() => setAbout(about.filter(({ id }) => id !== record.id))}
            />
          </Row>
        ))}
      </Form>
    </Dialog>
  )
}
