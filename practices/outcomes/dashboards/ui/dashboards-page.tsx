import { IconDeviceTv, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  Chip,
  Dialog,
  EmptyState,
  ErrorState,
  Form,
  Grid,
  Link,
  LoadingState,
  Page,
  PageHead,
  Pictures,
  Row,
  Stack,
  TextField,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { useGo, useUrlQuery } from '#platform/client/navigation.tsx'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Dashboard } from '../contract.ts'
import { dashboards } from './api.ts'

import css from './dashboards.module.css'

/** Every dashboard. `?make=yes` opens the form, `?show=retired` those out of use. */
export default function DashboardsPage() {
  const me = useMe()
  const [query, setQuery] = useUrlQuery()
  const retired = query.show === 'retired'
  const mayMake = me !== undefined && isAtLeast(me.role, 'member')
  const make = () => setQuery({ make: 'yes' })
  useKey('c', 'Make a dashboard', make, mayMake)
  const list = useInfiniteQuery(
    dashboards.list.infiniteOptions({
      input: (after: Dashboard['id'] | undefined) => ({ retired, ...(after ? { after } : {}) }),
      initialPageParam: undefined as Dashboard['id'] | undefined,
      // The cursor of this list is the id of the last dashboard on the page.
      getNextPageParam: (last) => (last.next ? last.items.at(-1)?.id : undefined),
    }),
  )
  const shown = list.data?.pages.flatMap((page) => page.items) ?? []
  const button = mayMake && (
    <Button kind="primary" keyHint="c" icon={<IconPlus size={16} />} onClick={make}>
      Make a dashboard
    </Button>
  )
  return (
    <Page>
      <PageHead
        title="Dashboards"
        purpose="Numbers side by side, the same for product and engineering: at the desk, on the wall, and in a letter each Monday."
        actions={
          (shown.length > 0 || retired) && (
            <>
              {shown.length > 0 && !retired && (
                <Button icon={<IconDeviceTv size={16} />} href="/dashboards-shown">
                  Show on a screen
                </Button>
              )}
              {button}
            </>
          )
        }
      />
      <Stack gap="wide">
        {list.isPending ? (
          <LoadingState like="cards" />
        ) : list.isError ? (
          <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
        ) : shown.length > 0 ? (
          <div role="list" aria-label="Dashboards">
            <Grid least={290}>
              {shown.map((dashboard) => (
                <div key={dashboard.id} role="listitem">
                  <DashboardCard dashboard={dashboard} />
                </div>
              ))}
            </Grid>
          </div>
        ) : retired ? (
          <p className={css.soft}>No dashboard is out of use.</p>
        ) : (
          <EmptyState
            title="Put the numbers that matter on one page"
            brings="Charts with targets, key results and releases, seen alike by both sides. Hang it on the wall, send it each Monday, or share it by a link that expires."
            picture={<Pictures.Board />}
            start={button}
          />
        )}
        {list.hasNextPage && (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        )}
        <Row>
          <Button small kind="quiet" onClick={() => setQuery({ show: retired ? undefined : 'retired' })}>
            {retired ? 'Back to those in use' : 'Show what is out of use'}
          </Button>
        </Row>
      </Stack>
      {query.make && mayMake && <MakeDialog onClose={() => setQuery({ make: undefined })} />}
    </Page>
  )
}

const WORDS: Record<Dashboard['tiles'][number]['kind'], [one: string, many: string]> = {
  chart: ['chart', 'charts'],
  figure: ['figure', 'figures'],
  'key-results': ['objective', 'objectives'],
  releases: ['list of releases', 'lists of releases'],
  note: ['note', 'notes'],
}

function DashboardCard({ dashboard }: { dashboard: Dashboard }) {
  const { key, title, tiles, digestIsMine } = dashboard
  const kinds = Map.groupBy(tiles, ({ kind }) => kind)
  const holds = [...kinds].map(([kind, { length }]) => `${length} ${WORDS[kind][length === 1 ? 0 : 1]}`).join(', ')
  return (
    <Link href={`/dashboards/${key}`} className={css.card}>
      <span className={css.miniature} aria-hidden="true">
        {tiles.slice(0, 12).map((tile) => (
          <span
            key={tile.id}
            data-kind={tile.kind}
            style={{ gridColumn: `span ${tile.width}`, gridRow: `span ${tile.height}` }}
          />
        ))}
      </span>
      <span className={css.cardTitle}>{title}</span>
      <span className={css.soft}>{holds || 'Nothing on it yet'}</span>
      {digestIsMine && (
        <span>
          <Chip>Comes to you on Mondays</Chip>
        </span>
      )}
    </Link>
  )
}

function MakeDialog({ onClose }: { onClose: () => void }) {
  const go = useGo()
  const [title, setTitle] = useState('')
  const create = useMutation(
    dashboards.create.mutationOptions({
      onSuccess: ({ key }) => {
        void queryClient.invalidateQueries({ queryKey: dashboards.key() })
        go(`/dashboards/${key}`, { query: { add: 'yes' } })
      },
    }),
  )
  const errors = fieldErrors(create.error)
  return (
    <Dialog open onClose={onClose} title="Make a dashboard" size="small">
      <Form
        onSubmit={() => create.mutate({ title })}
        submit="Make the dashboard"
        busy={create.isPending}
        refusal={errors.title ? undefined : refusalOf(create.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <TextField
          label="Title"
          required
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
          autoFocus
          placeholder="How we are doing"
          value={title}
          onChange={setTitle}
          error={errors.title}
        />
      </Form>
    </Dialog>
  )
}
