import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'

import { Button, EmptyState, ErrorState, LoadingState, Panel, Row, Stack, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { letters } from './api.ts'
import { LetterText, Line, Lines } from './lines.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import { When } from './when.tsx'

export default function MailPage() {
  const { data: delivery, error, refetch } = useQuery(letters.delivery.queryOptions())
  const tryIt = useMutation(
    letters.try.mutationOptions({
      onSuccess: async ({ to, how }) => {
        await queryClient.invalidateQueries({ queryKey: letters.list.key() })
        toast({ message: how === 'sent' ? `A letter is on its way to ${to}.` : `A letter to ${to} is kept below.` })
      },
    }),
  )
  return (
    <SettingsFrame
      title="Mail"
      purpose={
        delivery?.how === 'sent'
          ? 'Invites, sign-in links and digests go out through your mail server.'
          : 'Invites, sign-in links and digests, and whether they reach anybody.'
      }
      actions={
        <Button busy={tryIt.isPending} onClick={() => tryIt.mutate(undefined)}>
          Send me a letter to try
        </Button>
      }
    >
      {tryIt.error && <p role="alert">{refusalOf(tryIt.error)}</p>}
      {error ? (
        <ErrorState message={refusalOf(error) ?? 'This could not be read.'} onRetry={() => void refetch()} />
      ) : !delivery ? (
        <LoadingState like="text" rows={3} />
      ) : delivery.how === 'sent' ? (
        <Panel>
          <p>A mail server is set, so letters are sent and none are kept here.</p>
        </Panel>
      ) : (
        <KeptLetters />
      )}
    </SettingsFrame>
  )
}

function KeptLetters() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...letters.list.infiniteOptions({
      input: (after: string | undefined) => (after ? { after } : {}),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
    staleTime: 0,
    // No event tells of a letter: it belongs to no workspace.
    refetchInterval: 15_000,
  })
  const all = data?.pages.flatMap((page) => page.items)
  if (error)
    return <ErrorState message={refusalOf(error) ?? 'The letters could not be read.'} onRetry={() => void refetch()} />
  if (!all) return <LoadingState like="list" rows={3} />
  return (
    <Stack>
      <Panel>
        <p>
          No mail server is set, so letters are kept here for 30 days, for you to hand on. To send them, set SMTP_URL
          and MAIL_FROM and start the server again.
        </p>
      </Panel>
      {all.length === 0 ? (
        <EmptyState
          title="No letters are kept"
          brings="An invite by e-mail, a sign-in link or a forgotten password of somebody in your workspace would stand here."
        />
      ) : (
        <Panel title="Kept letters">
          <Lines label="Kept letters">
            {all.map((letter) => (
              <Line
                key={letter.id}
                about={<strong>{letter.subject}</strong>}
                detail={
                  <>
                    To {letter.to}, <When at={letter.keptAt} />
                  </>
                }
              >
                <LetterText>{letter.text}</LetterText>
              </Line>
            ))}
          </Lines>
          {hasNextPage && (
            <Row>
              <Button small busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                Show more
              </Button>
            </Row>
          )}
        </Panel>
      )}
    </Stack>
  )
}
