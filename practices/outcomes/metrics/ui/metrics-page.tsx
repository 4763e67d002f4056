import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

import { useMe } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  EmptyState,
  ErrorState,
  Grid,
  LoadingState,
  NothingFits,
  Page,
  PageHead,
  Pictures,
  Row,
  SegmentedControl,
  Stack,
  TextField,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import { metrics } from './api.ts'
import { MetricCard } from './metric-card.tsx'
import { MetricDialog } from './metric-dialog.tsx'
import { NorthStarTree } from './north-star-tree.tsx'

import css from './metrics.module.css'

const SHOWN = ['all', 'outcome', 'output', 'guardrail', 'mine', 'retired'] as const
type Shown = (typeof SHOWN)[number]

/** Every metric as a card, the north star first. `?define=yes` opens the form, `?show=` narrows. */
export default function MetricsPage() {
  const me = useMe()
  const [query, setQuery] = useUrlQuery()
  const show = SHOWN.find((one) => one === query.show) ?? 'all'
  const search = query.search ?? ''
  const mayDefine = me !== undefined && isAtLeast(me.role, 'member')
  const define = () => setQuery({ define: 'yes' })
  useKey('c', 'Define a metric', define, mayDefine)

  const narrowed = {
    ...(show === 'outcome' || show === 'output' ? { kind: show } : {}),
    ...(show === 'guardrail' ? { guardrail: true } : {}),
    ...(show === 'mine' && me ? { owner: me.id } : {}),
    retired: show === 'retired',
    ...(search ? { search } : {}),
  }
  const stars = useQuery(metrics.northStars.queryOptions())
  const list = useInfiniteQuery(
    metrics.list.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 60, ...narrowed, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  )
  const pinned = show === 'all' && !search ? (stars.data ?? []) : []
  const shown = (list.data?.pages.flatMap((page) => page.items) ?? []).filter(
    ({ id }) => !pinned.some((star) => star.id === id),
  )
  const isNarrowed = show !== 'all' || search !== ''
  const isEmpty = shown.length === 0 && pinned.length === 0

  const button = mayDefine && (
    <Button kind="primary" keyHint="c" icon={<IconPlus size={16} />} onClick={define}>
      Define a metric
    </Button>
  )
  return (
    <Page>
      <PageHead
        title="Metrics"
        purpose="The numbers that say whether users are better off. Both sides see the same ones."
        actions={(!isEmpty || isNarrowed) && button}
      />
      <Stack gap="wide">
        {(!isEmpty || isNarrowed) && (
          <Row>
            <div className={css.scrolls}>
              <SegmentedControl<Shown>
                label="Which metrics"
                small
                choices={[
                  { value: 'all', label: 'All' },
                  { value: 'outcome', label: 'Outcomes' },
                  { value: 'output', label: 'Outputs' },
                  { value: 'guardrail', label: 'Guardrails' },
                  { value: 'mine', label: 'Mine' },
                  { value: 'retired', label: 'Retired' },
                ]}
                value={show}
                onChange={(next) => setQuery({ show: next === 'all' ? undefined : next })}
              />
            </div>
            <div className={css.find}>
              <TextField
                label="Find a metric"
                labelHidden
                type="search"
                placeholder="Find a metric"
                value={search}
                onChange={(text) => setQuery({ search: text || undefined })}
              />
            </div>
          </Row>
        )}
        {pinned.length > 0 && <NorthStarTree />}
        {list.isPending ? (
          <LoadingState like="cards" />
        ) : list.isError ? (
          <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
        ) : shown.length > 0 ? (
          <div role="list" aria-label="Metrics">
            <Grid least={290}>
              {shown.map((metric) => (
                <div key={metric.id} role="listitem" className={css.place}>
                  <MetricCard metric={metric} />
                </div>
              ))}
            </Grid>
          </div>
        ) : isNarrowed ? (
          <NothingFits what="No metric fits." onClear={() => setQuery({ show: undefined, search: undefined })} />
        ) : pinned.length === 0 ? (
          <EmptyState
            title="Say what would be better for users, in a number"
            brings="A metric has a definition that both sides share, a target, and an owner on each side. Releases are marked on it, so that everyone sees what moved it."
            picture={<Pictures.Chart />}
            start={button}
          />
        ) : null}
        {list.hasNextPage && (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        )}
      </Stack>
      {query.define && mayDefine && <MetricDialog onClose={() => setQuery({ define: undefined })} />}
    </Page>
  )
}
