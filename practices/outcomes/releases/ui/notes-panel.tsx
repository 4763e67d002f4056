import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { RecordText } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, Form, Panel, Row, TextArea, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { ReleaseDetail } from '../contract.ts'
import { releases } from './api.ts'

/** The release notes: drafted from what it brings, then written by people. */
export function NotesPanel({ release, mayEdit }: { release: ReleaseDetail; mayEdit: boolean }) {
  const { key, notes, records } = release
  const [draft, setDraft] = useState<{ text: string; saw: string }>()
  const write = useMutation(
    releases.writeNotes.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: releases.get.key() })
        setDraft(undefined)
      },
    }),
  )
  const drafted = useMutation({
    mutationFn: () => queryClient.fetchQuery(releases.draftNotes.queryOptions({ input: { key }, staleTime: 0 })),
    onSuccess: ({ notes: text }) => setDraft({ text, saw: notes }),
    onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
  })
  const copy = () => void navigator.clipboard.writeText(notes).then(() => toast({ message: 'The notes are copied.' }))
  const submit = () => draft && write.mutate({ key, notes: draft.text, saw: draft.saw })

  return (
    <Panel
      title="Release notes"
      plain
      actions={
        !draft && (
          <Row gap="tight">
            {notes && (
              <Button small kind="quiet" onClick={copy}>
                Copy as Markdown
              </Button>
            )}
            {mayEdit && records.length > 0 && (
              <Button small kind="quiet" busy={drafted.isPending} onClick={() => drafted.mutate()}>
                {notes ? 'Draft anew from what it brings' : 'Draft from what it brings'}
              </Button>
            )}
            {mayEdit && (
              <Button small onClick={() => setDraft({ text: notes, saw: notes })}>
                {notes ? 'Edit' : 'Write'}
              </Button>
            )}
          </Row>
        )
      }
    >
      {draft ? (
        <Form
          onSubmit={submit}
          submit="Keep the notes"
          busy={write.isPending}
          refusal={refusalOf(write.error)}
          cancel={{ label: 'Cancel', run: () => setDraft(undefined) }}
        >
          <TextArea
            label="Release notes"
            labelHidden
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody asked to write here
            autoFocus
            minRows={8}
            maxRows={30}
            value={draft.text}
            onChange={(text) => setDraft({ ...draft, text })}
            onSubmit={submit}
          />
        </Form>
      ) : notes ? (
        <RecordText text={notes} />
      ) : (
        <Aside>Nothing is written yet.</Aside>
      )}
    </Panel>
  )
}
