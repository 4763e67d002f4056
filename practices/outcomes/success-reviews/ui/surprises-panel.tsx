import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonMark, useMe } from '#commons/people/ui/embeds.tsx'
import { RecordText } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, Form, Panel, Row, SIDE_WORDS, SideMark, Stack, TextArea, toast } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Surprise, SuccessReviewDetail } from '../contract.ts'
import { successReviews } from './api.ts'

import css from './reviews.module.css'

const refresh = () => void queryClient.invalidateQueries({ queryKey: successReviews.key() })

/** Each side writes without having read the other; then both are laid side by side. */
export function SurprisesPanel({ review }: { review: SuccessReviewDetail }) {
  const me = useMe()
  const { key, surprises, revealedAt, facilitatorId, decision } = review
  const mayWrite = me !== undefined && isAtLeast(me.role, 'member') && revealedAt === null
  const mayReveal =
    me !== undefined &&
    revealedAt === null &&
    (me.id === facilitatorId || me.role === 'admin') &&
    surprises.some(({ isHandedIn, text }) => isHandedIn || text !== null)
  const reveal = useMutation(
    successReviews.reveal.mutationOptions({
      onSuccess: refresh,
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  return (
    <Panel
      title="What surprised each side"
      actions={
        mayReveal && (
          <Button small busy={reveal.isPending} onClick={() => reveal.mutate({ key })}>
            Reveal now
          </Button>
        )
      }
    >
      <Stack>
        {revealedAt === null && (
          <Aside>
            Each side writes without reading the other. When both have handed in, or the facilitator reveals, both are
            shown.
          </Aside>
        )}
        <div className={css.sides}>
          {surprises.map((surprise) => (
            <SideShown
              key={surprise.side}
              surprise={surprise}
              reviewKey={key}
              isOwn={mayWrite && me.side === surprise.side}
              isRevealed={revealedAt !== null || decision !== null}
            />
          ))}
        </div>
      </Stack>
    </Panel>
  )
}

type SideProps = { surprise: Surprise; reviewKey: string; isOwn: boolean; isRevealed: boolean }

function SideShown({ surprise, reviewKey, isOwn, isRevealed }: SideProps) {
  const { side, text, by, isHandedIn } = surprise
  return (
    <section className={css.side} data-side={side} aria-label={SIDE_WORDS[side]}>
      <Row gap="tight">
        <SideMark side={side} missing={!isHandedIn && !isRevealed} word />
        {isHandedIn && !isRevealed && <Aside>handed in</Aside>}
      </Row>
      {isOwn ? (
        <OwnSurprise key={text ?? ''} surprise={surprise} reviewKey={reviewKey} />
      ) : text !== null ? (
        <>
          <RecordText text={text} />
          {by && (
            <Aside>
              <PersonMark id={by} size={18} />
            </Aside>
          )}
        </>
      ) : isRevealed ? (
        <Aside>Wrote nothing.</Aside>
      ) : (
        <div className={css.hidden}>
          <Aside>{isHandedIn ? 'Hidden until both are in.' : 'Has not handed in yet.'}</Aside>
        </div>
      )}
    </section>
  )
}

function OwnSurprise({ surprise, reviewKey }: { surprise: Surprise; reviewKey: string }) {
  const saved = surprise.text ?? ''
  const [text, setText] = useState(saved)
  const write = useMutation(successReviews.writeSurprise.mutationOptions({ onSuccess: refresh }))
  const handIn = useMutation(
    successReviews.handIn.mutationOptions({
      onSuccess: ({ isRevealed }) => {
        refresh()
        toast({
          message: isRevealed ? 'Both sides are in, and shown.' : 'Handed in. The other side reads it once it has too.',
        })
      },
    }),
  )
  const isChanged = text.trim() !== saved
  const submit = async () => {
    if (isChanged) await write.mutateAsync({ key: reviewKey, text, saw: saved })
    if (!surprise.isHandedIn) await handIn.mutateAsync({ key: reviewKey })
  }
  const error = write.error ?? handIn.error
  const errors = fieldErrors(error)
  return (
    <Form
      // What went wrong stands below the field.
      onSubmit={() => void submit().catch(() => {})}
      submit={surprise.isHandedIn ? 'Keep the change' : 'Hand in'}
      busy={write.isPending || handIn.isPending}
      disabled={text.trim() === '' || (surprise.isHandedIn && !isChanged)}
      refusal={errors.text ? undefined : refusalOf(error)}
      {...(isChanged && !surprise.isHandedIn
        ? {
            cancel: {
              label: 'Keep for later',
              run: () => write.mutate({ key: reviewKey, text, saw: saved }),
            },
          }
        : {})}
    >
      <TextArea
        label="What surprised your side?"
        hint="What you had not expected: in how users took it, in the work, in the numbers. Only your side reads it for now."
        minRows={4}
        maxLength={4000}
        value={text}
        onChange={setText}
        onSubmit={() => void submit().catch(() => {})}
        error={errors.text}
      />
    </Form>
  )
}
