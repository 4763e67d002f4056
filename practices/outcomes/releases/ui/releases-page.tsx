import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'

import { TeamPicker, useMe, useTeams } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  Chip,
  EmptyState,
  ErrorState,
  JointMark,
  Link,
  LoadingState,
  NothingFits,
  OwnerPair,
  Page,
  PageHead,
  Pictures,
  Row,
  SegmentedControl,
  Stack,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'
import { dayInWords, useMetric } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Release } from '../contract.ts'
import { releases } from './api.ts'
import { CalibrationPanel } from './calibration-panel.tsx'
import { useLeads } from './leads.ts'
import { ReleaseDialog } from './release-dialog.tsx'
import { sizeInWords, STATE_WORDS } from './words.ts'

import css from './releases.module.css'

const SHOWN = ['all', 'planned', 'shipped', 'withdrawn'] as const
type Shown = (typeof SHOWN)[number]

/** What goes out and what went out, as one line through time. `?plan=yes` opens the form. */
export default function ReleasesPage() {
  const me = useMe()
  const teams = useTeams()
  const [query, setQuery] = useUrlQuery()
  const show = SHOWN.find((one) => one === query.show) ?? 'all'
  const mayPlan = me !== undefined && isAtLeast(me.role, 'member')
  const plan = () => setQuery({ plan: 'yes' })
  useKey('c', 'Plan a release', plan, mayPlan)
  const team = query.team ? teams.byId.get(query.team) : undefined

  const list = useInfiniteQuery(
    releases.list.infiniteOptions({
      input: (after: string | undefined) => ({
        limit: 40,
        ...(show === 'all' ? {} : { state: [show] }),
        ...(team ? { teamId: team.id } : {}),
        ...(after ? { after } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  )
  const shown = list.data?.pages.flatMap((page) => page.items) ?? []
  const isNarrowed = show !== 'all' || team !== undefined
  const button = mayPlan && (
    <Button kind="primary" keyHint="c" icon={<IconPlus size={16} />} onClick={plan}>
      Plan a release
    </Button>
  )
  return (
    <Page>
      <PageHead
        title="Releases"
        purpose="What goes to users, what it should change for them, and what it changed."
        actions={(shown.length > 0 || isNarrowed) && button}
      />
      <Stack>
        {(shown.length > 0 || isNarrowed) && (
          <Row>
            <SegmentedControl<Shown>
              label="Which releases"
              small
              choices={SHOWN.map((value) => ({ value, label: value === 'all' ? 'All' : STATE_WORDS[value] }))}
              value={show}
              onChange={(next) => setQuery({ show: next === 'all' ? undefined : next })}
            />
            {teams.all.length > 1 && (
              <div className={css.teamFilter}>
                <TeamPicker
                  label="Team"
                  labelHidden
                  placeholder="Every team"
                  value={team?.id}
                  onChange={(id) => setQuery({ team: id })}
                />
              </div>
            )}
          </Row>
        )}
        {shown.length > 0 && <CalibrationPanel teamId={team?.id} />}
        {list.isPending ? (
          <LoadingState like="list" />
        ) : list.isError ? (
          <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
        ) : shown.length > 0 ? (
          <ol className={css.releases} aria-label="Releases">
            {shown.map((release) => (
              <ReleaseRow key={release.id} release={release} />
            ))}
          </ol>
        ) : isNarrowed ? (
          <NothingFits what="No release fits." onClear={() => setQuery({ show: undefined, team: undefined })} />
        ) : (
          <EmptyState
            title="Say what it should change before it ships"
            brings="A release collects work, names the metric that should move, and is signed by both sides. A week, a month and a quarter later it says by itself what came of it."
            picture={<Pictures.Line />}
            start={button}
          />
        )}
        {list.hasNextPage && (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older ones
          </Button>
        )}
      </Stack>
      {query.plan && mayPlan && <ReleaseDialog onClose={() => setQuery({ plan: undefined })} />}
    </Page>
  )
}

function ReleaseRow({ release }: { release: Release }) {
  const leads = useLeads(release)
  const timeZone = useMe()?.timeZone
  const { key, version, name, state, shippedAt, plannedOn, contents, effect, signed } = release
  const day = shippedAt
    ? shippedAt.toLocaleDateString(undefined, { timeZone, dateStyle: 'medium' })
    : plannedOn
      ? dayInWords(plannedOn)
      : 'No day yet'
  return (
    <li className={css.row} data-state={state}>
      <span className={css.knot} aria-hidden="true" />
      <div className={css.rowBody}>
        <div className={css.rowHead}>
          <Link href={`/releases/${key}`} className={css.rowTitle}>
            <span className={css.version}>{version}</span> {name}
          </Link>
          <OwnerPair {...leads} size={22} />
        </div>
        <div className={css.rowFoot}>
          <span>
            {state === 'planned' ? 'Planned for' : state === 'withdrawn' ? 'Withdrawn, shipped' : 'Shipped'} {day}
          </span>
          {effect ? (
            <Expected release={release} />
          ) : (
            <span>{state === 'planned' ? 'No effect declared yet' : 'No effect declared'}</span>
          )}
          {effect && state === 'planned' && (
            <span className={css.signed}>
              <JointMark product={signed.product} engineering={signed.engineering} />
              {signed.product && signed.engineering ? 'Signed by both sides' : 'Waits for signatures'}
            </span>
          )}
          {contents.total > 0 && <span>{contentsInWords(release)}</span>}
          {state === 'withdrawn' && <Chip>Withdrawn</Chip>}
        </div>
      </div>
    </li>
  )
}

function contentsInWords({ state, contents: { total, done } }: Release) {
  if (state === 'planned') return `${done} of ${total} done`
  return total === 1 ? 'Brings one record' : `Brings ${total} records`
}

function Expected({ release }: { release: Release }) {
  const effect = release.effect!
  const metric = useMetric(effect.metric?.key)
  return (
    <span>
      {effect.metric?.title ?? 'A metric that is gone'}{' '}
      <b>{sizeInWords(effect, { unit: metric?.unit ?? '', digits: metric?.digits ?? 0 })}</b> in {effect.windowDays}{' '}
      days
    </span>
  )
}
