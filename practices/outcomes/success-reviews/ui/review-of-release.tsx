import { useMutation, useQuery } from '@tanstack/react-query'

import { useMe, When } from '#commons/people/ui/embeds.tsx'
import type { RecordId } from '#commons/records/contract.ts'
import { Aside, Button, Chip, Panel, Row, Stack, toast } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'
import { dayInWords } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { SuccessReview } from '../contract.ts'
import { successReviews } from './api.ts'
import { VerdictChip } from './verdict-chip.tsx'
import { waitsFor } from './words.ts'

import css from './reviews.module.css'

/** On a release’s page: its review, how far it is, or what it decided. */
export default function ReviewOfRelease({ releaseId, isShipped }: { releaseId: RecordId; isShipped: boolean }) {
  const me = useMe()
  const open = useQuery(successReviews.list.queryOptions({ input: { releaseId, limit: 1 } }))
  const done = useQuery(successReviews.list.queryOptions({ input: { releaseId, limit: 1, show: 'completed' } }))
  const review = open.data?.items[0] ?? done.data?.items[0]
  const book = useMutation(
    successReviews.book.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: successReviews.key() })
        toast({ message: 'The review is booked.' })
      },
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  if (review) return <Shown review={review} />
  const isKnown = open.isSuccess && done.isSuccess
  if (!isKnown || !isShipped || !me || !isAtLeast(me.role, 'member')) return null
  return (
    <Panel title="Success review" plain>
      <Row>
        <Aside>No review is booked for this release.</Aside>
        <Button small busy={book.isPending} onClick={() => book.mutate({ releaseId })}>
          Book one
        </Button>
      </Row>
    </Panel>
  )
}

function Shown({ review }: { review: SuccessReview }) {
  const { key, decision, dueOn, isOverdue } = review
  return (
    <Panel
      title="Success review"
      plain
      actions={
        <Button small href={`/success-reviews/${key}`}>
          {decision ? 'Read it' : 'Open it'}
        </Button>
      }
    >
      {decision ? (
        <Stack gap="tight">
          <Row gap="tight">
            <VerdictChip verdict={decision.verdict} isPast />
            <Aside>
              <When at={decision.decidedAt} />
            </Aside>
          </Row>
          <p className={css.learned}>{decision.learned}</p>
        </Stack>
      ) : (
        <Row gap="tight">
          <span>
            {isOverdue ? 'Was due' : 'Booked for'} {dayInWords(dueOn)}.
          </span>
          {isOverdue && <Chip tone="amber">Overdue</Chip>}
          <Aside>{waitsFor(review)}</Aside>
        </Row>
      )}
    </Panel>
  )
}
