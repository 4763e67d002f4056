import { IconBinaryTree2, IconList, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

import type { TeamId } from '#commons/people/contract.ts'
import { OwnerFilter, TeamFilter, useMe } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  EmptyState,
  ErrorState,
  FilterMenu,
  ListTools,
  LoadingState,
  NothingFits,
  Page,
  PageHead,
  Pictures,
  SegmentedControl,
  Stack,
} from '#design/index.ts'
import { isAtLeast, type MemberId } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import { STATUSES } from '../key-results/rules.ts'
import { cycles, objectives } from './api.ts'
import { CreateDialog } from './create-dialog.tsx'
import { ObjectiveCard } from './objective-card.tsx'
import { ObjectiveTree } from './objective-tree.tsx'
import { RhythmOfCycle } from './rhythm.tsx'
import { Waiting } from './waiting.tsx'
import { STATUS_LABELS } from './words.ts'

import css from './objectives.module.css'

type View = 'tree' | 'list'

/** The objectives of a cycle, as a tree below the vision or as a list. The address holds what is shown. */
export default function ObjectivesPage() {
  const me = useMe()
  const [query, setQuery] = useUrlQuery()
  const known = useQuery(cycles.inUse.queryOptions())
  const cycle = known.data?.cycles.find((one) => one.key === (query.cycle ?? known.data.current))
  const view: View = query.view === 'list' ? 'list' : 'tree'
  const status = STATUSES.find((one) => one === query.status)
  const isLoose = query.loose === 'yes'
  const mayDraft = me !== undefined && isAtLeast(me.role, 'member')
  const draft = () => setQuery({ new: 'yes' })
  useKey('c', 'Draft an objective', draft, mayDraft)

  // Ids come from the address; the server refuses what is none.
  const filter = {
    ...(cycle ? { cycle: cycle.key } : {}),
    ...(query.team ? { teamId: query.team as TeamId } : {}),
    ...(query.owner ? { owner: query.owner as MemberId } : {}),
    ...(status ? { status } : {}),
    ...(isLoose ? { unaligned: true } : {}),
  }
  const list = useInfiniteQuery(
    objectives.list.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 100, ...filter, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
      enabled: cycle !== undefined,
    }),
  )
  const shown = list.data?.pages.flatMap((page) => page.items) ?? []
  const isNarrowed = Boolean(query.team ?? query.owner ?? status) || isLoose
  const clear = () => setQuery({ team: undefined, owner: undefined, status: undefined, loose: undefined })

  const button = mayDraft && (
    <Button kind="primary" keyHint="c" icon={<IconPlus size={16} />} onClick={draft}>
      Draft an objective
    </Button>
  )
  const error = known.error ?? list.error
  return (
    <Page>
      <PageHead
        title="Objectives"
        purpose="What we want to reach together, and the results by which both sides will know."
        actions={(shown.length > 0 || isNarrowed) && button}
      />
      <Stack gap="wide">
        <Waiting open={query.show === 'due'} />
        <ListTools
          filters={
            <>
              <FilterMenu
                label="Cycle"
                any="The current quarter"
                choices={(known.data?.cycles ?? []).map(({ key, name, objectives: count }) => ({
                  value: key,
                  label: count > 0 ? `${name}, ${count}` : name,
                }))}
                value={cycle?.key}
                onChange={(next) => setQuery({ cycle: next })}
              />
              <TeamFilter value={query.team} onChange={(team) => setQuery({ team })} />
              <FilterMenu
                label="Status"
                any="Any status"
                choices={STATUSES.map((value) => ({ value, label: STATUS_LABELS[value] }))}
                value={status}
                onChange={(next) => setQuery({ status: next })}
              />
              <OwnerFilter value={query.owner} onChange={(owner) => setQuery({ owner })} />
              <FilterMenu
                label="Serves"
                any="Anything"
                choices={[{ value: 'yes', label: 'Nothing yet' }]}
                value={isLoose ? 'yes' : undefined}
                onChange={(loose) => setQuery({ loose })}
              />
            </>
          }
          view={
            <SegmentedControl<View>
              label="How they are shown"
              small
              choices={[
                { value: 'tree', label: 'Tree', icon: <IconBinaryTree2 size={15} /> },
                { value: 'list', label: 'List', icon: <IconList size={15} /> },
              ]}
              value={view}
              onChange={(next) => setQuery({ view: next === 'tree' ? undefined : next })}
            />
          }
        />
        {cycle && !isNarrowed && <RhythmOfCycle cycle={cycle} />}
        {error ? (
          <ErrorState message={refusalOf(error) ?? ''} onRetry={() => void (known.error ? known : list).refetch()} />
        ) : known.isPending || list.isPending ? (
          <LoadingState like="cards" />
        ) : shown.length > 0 ? (
          view === 'tree' ? (
            <ObjectiveTree objectives={shown} />
          ) : (
            <ul className={css.list} aria-label="Objectives">
              {shown.map((objective) => (
                <li key={objective.id}>
                  <ObjectiveCard objective={objective} />
                </li>
              ))}
            </ul>
          )
        ) : isNarrowed ? (
          <NothingFits what="No objective of this cycle fits." onClear={clear} />
        ) : (
          <EmptyState
            title={`Nothing is set for ${cycle?.name ?? 'this cycle'} yet`}
            brings="An objective belongs to one person of each side. It runs once both have accepted its key-result targets, and every week each side says how sure it is, without hearing the other first."
            picture={<Pictures.Tree />}
            start={button}
          />
        )}
        {list.hasNextPage && (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        )}
      </Stack>
      {query.new && mayDraft && (
        <CreateDialog
          cycle={cycle?.when === 'past' ? undefined : cycle?.key}
          servesKey={query.serves}
          onClose={() => setQuery({ new: undefined, serves: undefined })}
        />
      )}
    </Page>
  )
}
