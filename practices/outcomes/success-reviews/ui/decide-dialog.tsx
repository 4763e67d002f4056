import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonPicker, useMe } from '#commons/people/ui/embeds.tsx'
import { Aside, DateField, Dialog, FieldRow, Form, SegmentedControl, Stack, TextArea, toast } from '#design/index.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'
import { addDays } from '#platform/time/days.ts'
import { useToday } from '#practices/outcomes/metrics/ui/embeds.tsx'

import { type SuccessReviewDetail, type Verdict, VERDICTS } from '../contract.ts'
import { successReviews } from './api.ts'
import { VERDICT_WORDS } from './words.ts'

const AFTER_DAYS = 14

/** Ends the review: what follows, what was learned, why, and who sees to it by when. */
export function DecideDialog({ review, onClose }: { review: SuccessReviewDetail; onClose: () => void }) {
  const me = useMe()
  const today = useToday()
  const [verdict, setVerdict] = useState<Verdict>()
  const [learned, setLearned] = useState('')
  const [reason, setReason] = useState('')
  const [ownerId, setOwner] = useState<MemberId | undefined>(me?.id)
  const [followUpOn, setFollowUp] = useState<string | undefined>(addDays(today, AFTER_DAYS))
  const [lacks, setLacks] = useState<Record<string, string>>({})
  const decide = useMutation(
    successReviews.decide.mutationOptions({
      onSuccess: (done) => {
        void queryClient.invalidateQueries({ queryKey: successReviews.key() })
        toast({
          message:
            done.decision?.verdict === 'stop'
              ? 'Stopped, and wiser. What you learned is kept!'
              : 'It is decided, and written back to what the release served.',
        })
        onClose()
      },
    }),
  )
  const errors = { ...fieldErrors(decide.error), ...lacks }
  const submit = () => {
    const missing = {
      ...(verdict ? {} : { verdict: 'Choose what follows.' }),
      ...(ownerId ? {} : { ownerId: 'Name who sees to it.' }),
      ...(followUpOn ? {} : { followUpOn: 'Choose a day.' }),
    }
    setLacks(missing)
    if (verdict && ownerId && followUpOn)
      decide.mutate({ key: review.key, verdict, learned, reason, ownerId, followUpOn })
  }
  return (
    <Dialog open onClose={onClose} title="What follows?" size="medium">
      <Form
        onSubmit={submit}
        submit="Decide"
        busy={decide.isPending}
        refusal={errors.verdict ?? (Object.keys(errors).length > 0 ? undefined : refusalOf(decide.error))}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <Stack gap="tight">
          <SegmentedControl<Verdict>
            label="The verdict"
            labelShown
            choices={VERDICTS.map((value) => ({ value, label: VERDICT_WORDS[value].says }))}
            // Nothing is chosen until somebody chooses.
            value={verdict ?? ('' as Verdict)}
            onChange={(next) => {
              setVerdict(next)
              setLacks({})
            }}
          />
          {verdict && <Aside>{VERDICT_WORDS[verdict].means}</Aside>}
        </Stack>
        <TextArea
          label="What did you learn?"
          hint="In a sentence that somebody who was not here can use."
          minRows={2}
          required
          value={learned}
          onChange={setLearned}
          error={errors.learned}
        />
        <TextArea
          label="Why this verdict?"
          minRows={2}
          required
          value={reason}
          onChange={setReason}
          onSubmit={submit}
          error={errors.reason}
        />
        <FieldRow>
          <PersonPicker label="Who sees to it?" required value={ownerId} onChange={setOwner} error={errors.ownerId} />
          <DateField label="By when?" required value={followUpOn} onChange={setFollowUp} error={errors.followUpOn} />
        </FieldRow>
      </Form>
    </Dialog>
  )
}
