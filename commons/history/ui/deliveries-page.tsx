import { useInfiniteQuery, useMutation } from '@tanstack/react-query'

import { SettingsFrame, When } from '#commons/people/ui/embeds.tsx'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, Card, EmptyState, ErrorState, LoadingState, Row, Stack, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { DeadLetter } from '../contract.ts'
import { history } from './api.ts'

import css from './history.module.css'

const refused = (error: unknown) => toast({ message: refusalOf(error) ?? '', kind: 'refused' })
const reread = () => queryClient.invalidateQueries({ queryKey: history.deadLetters.key() })

/** What a part of the server should have heard and could not take, to be sent again or given up. For admins. */
export default function DeliveriesPage() {
  const list = useInfiniteQuery(
    history.deadLetters.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 30, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const all = useMutation(
    history.sendAllAgain.mutationOptions({
      onSuccess: ({ sent }) => toast({ message: `${sent} are tried again.` }),
      onError: refused,
      onSettled: reread,
    }),
  )
  const letters = list.data?.pages.flatMap(({ items }) => items)
  return (
    <SettingsFrame
      title="Failed deliveries"
      purpose="Events that one part of the server could not take, after eight tries. Nothing else was held up by them."
      actions={
        letters &&
        letters.length > 1 && (
          <Button small busy={all.isPending} onClick={() => all.mutate(undefined)}>
            Send all again
          </Button>
        )
      }
    >
      {list.error && !letters ? (
        <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
      ) : !letters ? (
        <LoadingState like="cards" rows={3} />
      ) : letters.length === 0 ? (
        <EmptyState
          title="Everything was delivered"
          brings="When a part of the server fails on an event for good, it lies here with the reason, until you send it again or drop it."
        />
      ) : (
        <Stack>
          {letters.map((letter) => (
            <LetterCard key={`${letter.eventNumber} ${letter.listener}`} letter={letter} />
          ))}
          {list.hasNextPage && (
            <Button small kind="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show more
            </Button>
          )}
        </Stack>
      )}
    </SettingsFrame>
  )
}

function LetterCard({ letter }: { letter: DeadLetter }) {
  const which = { eventNumber: letter.eventNumber, listener: letter.listener }
  const sendAgain = useMutation(
    history.sendAgain.mutationOptions({
      onSuccess: () => toast({ message: 'It is tried again. If it fails again, it comes back here.' }),
      onError: refused,
      onSettled: reread,
    }),
  )
  const drop = useMutation(
    history.drop.mutationOptions({
      onSuccess: () => toast({ message: 'It is given up.' }),
      onError: refused,
      onSettled: reread,
    }),
  )
  return (
    <Card as="article">
      <Stack gap="tight">
        <Row spread>
          <strong>{letter.listener}</strong>
          <Aside>
            after {letter.attempts} tries, <When at={letter.diedAt} />
          </Aside>
        </Row>
        <Row gap="tight">
          <span>
            Event {letter.eventNumber}, {letter.event}
          </span>
          {letter.record && <RecordLink record={letter.record} />}
        </Row>
        <pre className={css.error}>{letter.error || 'It left no reason.'}</pre>
        <Row gap="tight">
          <Button small busy={sendAgain.isPending} onClick={() => sendAgain.mutate(which)}>
            Send again
          </Button>
          <Button small kind="quiet" busy={drop.isPending} onClick={() => drop.mutate(which)}>
            Drop
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}
