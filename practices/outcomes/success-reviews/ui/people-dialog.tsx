import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PeoplePicker } from '#commons/people/ui/embeds.tsx'
import { DateField, Dialog, Form, TextArea, toast } from '#design/index.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'
import { addDays } from '#platform/time/days.ts'
import { dayInWords, useToday } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { SuccessReviewDetail } from '../contract.ts'
import { successReviews } from './api.ts'

const refresh = () => void queryClient.invalidateQueries({ queryKey: successReviews.key() })
type Props = { review: SuccessReviewDetail; onClose: () => void }

/** Asks more people in. */
export function PeopleDialog({ review, onClose }: Props) {
  const [memberIds, setMembers] = useState<MemberId[]>([])
  const invite = useMutation(
    successReviews.invite.mutationOptions({
      onSuccess: () => {
        refresh()
        toast({ message: memberIds.length === 1 ? 'One more is invited.' : `${memberIds.length} more are invited.` })
        onClose()
      },
    }),
  )
  const errors = fieldErrors(invite.error)
  return (
    <Dialog open onClose={onClose} title="Invite people" size="small">
      <Form
        onSubmit={() => invite.mutate({ key: review.key, memberIds })}
        submit="Invite"
        busy={invite.isPending}
        refusal={errors.memberIds ? undefined : refusalOf(invite.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <PeoplePicker label="Who else?" value={memberIds} onChange={setMembers} error={errors.memberIds} />
      </Form>
    </Dialog>
  )
}

/** Looks again on a later day, with the reason that everyone reads. */
export function PutOffDialog({ review, onClose }: Props) {
  const today = useToday()
  const { lookAgainOn } = review.facts
  const [until, setUntil] = useState<string | undefined>(
    lookAgainOn && lookAgainOn > today ? lookAgainOn : addDays(today, 14),
  )
  const [reason, setReason] = useState('')
  const [lacks, setLacks] = useState<string>()
  const putOff = useMutation(
    successReviews.putOff.mutationOptions({
      onSuccess: ({ dueOn }) => {
        refresh()
        toast({ message: `You look again on ${dayInWords(dueOn)}.` })
        onClose()
      },
    }),
  )
  const errors = fieldErrors(putOff.error)
  const isDayRefused = refusalCode(putOff.error) === 'NOT_LATER'
  const submit = () => {
    if (!until) return setLacks('Choose a day.')
    setLacks(undefined)
    putOff.mutate({ key: review.key, until, reason })
  }
  return (
    <Dialog open onClose={onClose} title="Look again later" size="small">
      <Form
        onSubmit={submit}
        submit="Put it off"
        busy={putOff.isPending}
        refusal={Object.keys(errors).length > 0 || isDayRefused ? undefined : refusalOf(putOff.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <DateField
          label="Until"
          required
          min={addDays(today, 1)}
          value={until}
          onChange={setUntil}
          error={lacks ?? errors.until ?? (isDayRefused ? refusalOf(putOff.error) : undefined)}
        />
        <TextArea
          label="Why?"
          minRows={2}
          required
          value={reason}
          onChange={setReason}
          onSubmit={submit}
          error={errors.reason}
        />
      </Form>
    </Dialog>
  )
}
