import { IconHeartHandshake } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

import { useMe } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  EmptyState,
  ErrorState,
  LoadingState,
  NothingFits,
  Page,
  PageHead,
  Pictures,
  SegmentedControl,
  Stack,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import { shoutOuts } from './api.ts'
import { GiveDialog } from './give-dialog.tsx'
import { ShoutOutCard } from './shout-out-card.tsx'

import css from './shout-outs.module.css'

const PAGE_SIZE = 30

/** The wall of thanks. `?give=yes` opens the form, `?for=me` shows one's own, `?key=SHO-3` puts one in front. */
export default function Wall() {
  const me = useMe()
  const [query, setQuery] = useUrlQuery()
  const isForMe = query.for === 'me'
  const mayGive = me !== undefined && isAtLeast(me.role, 'contributor')
  const give = () => setQuery({ give: 'yes' })
  useKey('c', 'Give a shout-out', give, mayGive)

  const wall = useInfiniteQuery(
    shoutOuts.list.infiniteOptions({
      input: (after: string | undefined) => ({
        limit: PAGE_SIZE,
        ...(isForMe && me ? { to: me.id } : {}),
        ...(after ? { after: after as never } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.next,
      enabled: !isForMe || me !== undefined,
    }),
  )
  const shown = wall.data?.pages.flatMap((page) => page.items) ?? []

  const giveButton = mayGive && (
    <Button kind="primary" keyHint="c" icon={<IconHeartHandshake size={16} />} onClick={give}>
      Give a shout-out
    </Button>
  )
  return (
    <Page>
      <PageHead
        title="Shout-outs"
        purpose="Thanks said in the open, with the work that they are for."
        actions={shown.length > 0 && giveButton}
      />
      <Stack>
        <SegmentedControl
          label="Whose thanks"
          small
          choices={[
            { value: 'all', label: 'All' },
            { value: 'me', label: 'For me' },
          ]}
          value={isForMe ? 'me' : 'all'}
          onChange={(whose) => setQuery({ for: whose === 'me' ? 'me' : undefined })}
        />
        {query.key && <OneInFront recordKey={query.key} onClose={() => setQuery({ key: undefined })} />}
        {wall.isPending ? (
          <LoadingState like="cards" />
        ) : wall.isError ? (
          <ErrorState message={refusalOf(wall.error) ?? ''} onRetry={() => void wall.refetch()} />
        ) : shown.length > 0 ? (
          <>
            <ul className={css.wall}>
              {shown.map((shoutOut) => (
                <li key={shoutOut.id} className={css.place}>
                  <ShoutOutCard shoutOut={shoutOut} />
                </li>
              ))}
            </ul>
            {wall.hasNextPage && (
              <Button busy={wall.isFetchingNextPage} onClick={() => void wall.fetchNextPage()}>
                Show older ones
              </Button>
            )}
          </>
        ) : isForMe ? (
          <NothingFits
            what="Nobody has thanked you in the open yet. What you do is often seen before it is said."
            onClear={() => setQuery({ for: undefined })}
          />
        ) : (
          <EmptyState
            title="Say thank you where everybody sees it"
            brings="A shout-out names who helped, what they did, and the work that it was for. It counts most for what nobody else would have seen."
            picture={<Pictures.Notes />}
            start={giveButton}
          />
        )}
      </Stack>
      {query.give && mayGive && <GiveDialog onClose={() => setQuery({ give: undefined })} />}
    </Page>
  )
}

/** The one that a link or a notice led to, before all others. */
function OneInFront({ recordKey, onClose }: { recordKey: string; onClose: () => void }) {
  const { data, error, isPending } = useQuery(shoutOuts.get.queryOptions({ input: { key: recordKey } }))
  if (isPending) return <LoadingState like="cards" rows={1} />
  if (!data) return <NothingFits what={refusalOf(error) ?? `${recordKey} cannot be shown.`} onClear={onClose} />
  return (
    <div className={css.front}>
      <ShoutOutCard shoutOut={data} />
      <Button small kind="quiet" onClick={onClose}>
        Show only the wall
      </Button>
    </div>
  )
}
