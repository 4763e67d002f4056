import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { RecordPicker } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, Dialog, Form, Row, Stack, TextArea, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import { SECTIONS } from '../contract.ts'
import { visions } from './api.ts'
import { DraftSection } from './draft-section.tsx'
import { PublishedVision } from './published-vision.tsx'
import { useDraft } from './use-draft.ts'
import type { Vision } from './vision.ts'

import css from './visions.module.css'

type Props = { vision: Vision; mayWrite: boolean; onProposed: () => void }

/** The draft beside what is published. Nobody is bound by it until both sides sign a version of it. */
export function DraftView({ vision, mayWrite, onProposed }: Props) {
  if (!mayWrite) return <ReadOnly vision={vision} />
  return <Editor vision={vision} onProposed={onProposed} />
}

function ReadOnly({ vision }: { vision: Vision }) {
  return (
    <Stack>
      <Aside>Members write the draft. This is what is published.</Aside>
      <PublishedVision vision={vision} onOpen={() => {}} />
    </Stack>
  )
}

function Editor({ vision, onProposed }: { vision: Vision; onProposed: () => void }) {
  const { published, draft, isDraftAhead } = vision
  const editing = useDraft(draft)
  const { text, change, conflict, errors, refusal } = editing
  const [isProposing, setProposing] = useState(false)
  const startOver = useMutation(
    visions.startOver.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: visions.get.key() })
        toast({ message: 'The draft says what is published again.' })
      },
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  const hasChanged = isDraftAhead || !editing.isSaved
  return (
    <Stack gap="wide">
      <div className={css.draftHead}>
        <span role="status" className={css.saved}>
          {editing.isSaving ? 'Saving…' : editing.isSaved ? (draft.revision > 0 ? 'Saved' : '') : 'Not saved yet'}
        </span>
        <Row gap="tight">
          {hasChanged && published && (
            <Button
              kind="quiet"
              busy={startOver.isPending}
              onClick={() => startOver.mutate({ revision: editing.revision })}
            >
              Start over
            </Button>
          )}
          <Button kind="primary" disabled={!hasChanged} onClick={() => setProposing(true)}>
            Propose this version
          </Button>
        </Row>
      </div>
      {conflict && (
        <div className={css.conflict} role="alert">
          <p>Somebody else changed the draft while you wrote. Yours is not saved.</p>
          <Row gap="tight">
            <Button small onClick={conflict.takeTheirs}>
              Take theirs
            </Button>
            <Button small onClick={conflict.keepOurs}>
              Write mine over it
            </Button>
          </Row>
        </div>
      )}
      {refusal && <p role="alert">{refusal}</p>}
      <div className={css.pair}>
        <p className={css.pairHead}>Published</p>
        <p className={css.pairHead}>Draft</p>
        <p className={css.pairStar}>{published?.sentence ?? <Aside>Nothing yet</Aside>}</p>
        <div className={css.pairStar}>
          <TextArea
            label="North-star sentence"
            placeholder="What is different in the world when we have succeeded?"
            minRows={2}
            value={text.sentence}
            onChange={(sentence) => change({ sentence })}
            error={errors.sentence}
          />
        </div>
        <p>{published?.northStar?.title ?? <Aside>No north-star metric</Aside>}</p>
        <RecordPicker
          label="North-star metric"
          hint="The one number that shows it coming true."
          types={['metric']}
          value={text.northStar}
          onChange={(northStar) => change({ northStar: northStar ?? null })}
          error={errors.northStarId}
        />
      </div>
      {SECTIONS.map((section) => (
        <DraftSection
          key={section}
          section={section}
          rows={text.rows}
          published={published?.clauses ?? []}
          onChange={(rows) => change({ rows })}
        />
      ))}
      {isProposing && (
        <ProposeDialog
          settle={editing.settle}
          onClose={() => setProposing(false)}
          onProposed={() => {
            setProposing(false)
            onProposed()
          }}
        />
      )}
    </Stack>
  )
}

type ProposeProps = { settle: () => Promise<number>; onClose: () => void; onProposed: () => void }

/** Makes the draft a version, with the reason that everyone will read beside it. */
function ProposeDialog({ settle, onClose, onProposed }: ProposeProps) {
  const [reason, setReason] = useState('')
  const propose = useMutation({
    mutationFn: async () => visions.propose.call({ revision: await settle(), reason }),
    onSuccess: ({ number }) => {
      void queryClient.invalidateQueries({ queryKey: visions.key() })
      toast({ message: `Version ${number} waits for the sign-offs of both sides.` })
      onProposed()
    },
  })
  const errors = fieldErrors(propose.error)
  const submit = () => propose.mutate()
  return (
    <Dialog open onClose={onClose} title="Propose this version" size="small">
      <Form
        onSubmit={submit}
        submit="Propose"
        busy={propose.isPending}
        refusal={errors.reason ? undefined : refusalOf(propose.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <TextArea
          label="Why does it change?"
          hint="Both sides sign off exactly this version before it is published."
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
          autoFocus
          minRows={3}
          value={reason}
          onChange={setReason}
          onSubmit={submit}
          error={errors.reason}
        />
      </Form>
    </Dialog>
  )
}
