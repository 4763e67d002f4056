import { IconDots, IconFileImport, IconPlus, IconSettings, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'

import {
  Button,
  EmptyState,
  ErrorState,
  IconButton,
  type ListHandle,
  ListTools,
  LoadingState,
  Menu,
  NothingFits,
  Page,
  PageHead,
  Pictures,
} from '#design/index.ts'
import { useKey } from '#platform/client/keys.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import type { WorkItemRow } from '../items/contract.ts'
import { workItems } from './api.ts'
import { useAbout, useBoard } from './boards.ts'
import { CreateDialog } from './create-dialog.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Trash } from './trash.tsx'
import { ItemActs, useItemKeys } from './use-acts.tsx'
import { useMayEdit } from './use-edits.ts'
import { ViewMenu } from './view-menu.tsx'
import { useView, type ViewState } from './view-state.ts'
import { Views } from './views.tsx'
import { WorkBoard } from './work-board.tsx'
import { WorkList } from './work-list.tsx'

/** All work, as a list or a board. What is shown stands in the address. */
export default function WorkPage() {
  return (
    <ItemActs>
      <Work />
    </ItemActs>
  )
}

function Work() {
  useAbout()
  const state = useView()
  const { query, setQuery, filter } = state
  const mayEdit = useMayEdit()
  const go = useGo()
  const create = () => setQuery({ add: 'yes' })
  useKey('c', 'New work item', create, mayEdit)
  const createButton = mayEdit && (
    <Button kind="primary" keyHint="c" icon={<IconPlus size={16} />} onClick={create}>
      New work item
    </Button>
  )
  return (
    <Page width="full">
      <PageHead
        title="Work"
        purpose="Everything that is to be built, mended, tried or done, and what each of it is there for."
        actions={
          <>
            {createButton}
            <Menu
              items={[
                {
                  label: 'Import work',
                  icon: <IconFileImport size={15} />,
                  run: () => go('/settings/imports'),
                },
                { label: 'Trash', icon: <IconTrash size={15} />, run: () => setQuery({ trash: 'yes' }) },
                {
                  label: 'States and labels',
                  icon: <IconSettings size={15} />,
                  run: () => go('/settings/work'),
                },
              ]}
              trigger={<IconButton label="More" icon={<IconDots size={18} />} />}
            />
          </>
        }
      />
      <Views state={state} />
      <ListTools filters={<FilterBar state={state} />} view={<ViewMenu state={state} />} />
      <Shown state={state} create={createButton} />
      {query.add !== undefined && mayEdit && (
        <CreateDialog filter={filter} onClose={() => setQuery({ add: undefined })} />
      )}
      {query.trash !== undefined && <Trash onClose={() => setQuery({ trash: undefined })} />}
    </Page>
  )
}

function Shown({ state, create }: { state: ViewState; create: ReactNode }) {
  const { input, view, isNarrowed, clear } = state
  const { data: board, error, isPending, refetch, more } = useBoard(input)
  const handle = useRef<ListHandle<WorkItemRow>>(null)
  const chosen = () => handle.current?.chosen() ?? []
  useItemKeys(chosen)
  useKey('j', 'Into the list', () => handle.current?.focus())

  const isLoaded = board !== undefined
  useEffect(() => {
    // The letters act on the list at once, unless somebody is elsewhere already.
    const hasKeys = matchMedia('(hover: hover)').matches
    if (isLoaded && hasKeys && document.activeElement === document.body) handle.current?.focus()
  }, [isLoaded, view.layout])

  if (isPending) return <LoadingState like={view.layout === 'board' ? 'cards' : 'list'} rows={8} />
  if (error) return <ErrorState message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
  if (!board) return null
  if (board.total === 0 && isNarrowed) return <NothingFits what="No work fits these filters." onClear={clear} />
  if (board.total === 0) return <NothingYet state={state} create={create} />
  const shown = { board, state, onMore: (group: string) => void more(group), handle }
  return view.layout === 'board' ? <WorkBoard {...shown} /> : <WorkList {...shown} />
}

/** No work at all, or none that is open. */
function NothingYet({ state: { setQuery }, create }: { state: ViewState; create: ReactNode }) {
  const go = useGo()
  const { data: counts } = useQuery(workItems.counts.queryOptions({ input: {} }))
  if (!counts) return <LoadingState like="list" />
  const total = counts.groups.reduce((sum, group) => sum + group.total, 0)
  if (total > 0) {
    return (
      <NothingFits what="Nothing is open, and nothing was closed lately." onClear={() => setQuery({ closed: 'all' })} />
    )
  }
  return (
    <EmptyState
      title="Begin with one thing to do"
      brings="Each work item says what it is there for, so that everybody finds the goal behind it in two clicks, and what came of it later. Write the first one, or bring your work from another tracker."
      picture={<Pictures.Board />}
      start={
        create || (
          <Button icon={<IconFileImport size={16} />} onClick={() => go('/settings/imports')}>
            Import work
          </Button>
        )
      }
    />
  )
}
