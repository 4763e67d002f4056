import { IconHistory, IconLayoutKanban, IconList, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'

import { useMe } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  Checkbox,
  EmptyState,
  ErrorState,
  ListTools,
  LoadingState,
  Page,
  PageHead,
  Pictures,
  SegmentedControl,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import { initiatives } from './api.ts'
import { RoadmapBoard } from './board.tsx'
import { ChangesDrawer } from './change-log.tsx'
import { CreateDialog } from './create-dialog.tsx'
import { RoadmapFilters, useNarrowed } from './filters.tsx'
import { ColumnFilter, InitiativeList } from './initiative-list.tsx'

/** The roadmap, as a board or as a list. What is shown stands in the address. */
export default function Roadmap() {
  const me = useMe()
  const [query, setQuery] = useUrlQuery()
  const { narrowed, onClear } = useNarrowed()
  const columns = useQuery(initiatives.columns.queryOptions())
  const isList = query.view === 'list'
  const mayAdd = me !== undefined && isAtLeast(me.role, 'contributor')
  const add = () => setQuery({ add: 'yes' })
  useKey('c', 'Add an initiative', add, mayAdd)
  useKey('v', 'Board or list', () => setQuery({ view: isList ? undefined : 'list' }))

  const isEmpty = columns.data?.every(({ count }) => count === 0) ?? false
  const addButton = mayAdd && (
    <Button kind="primary" keyHint="c" icon={<IconPlus size={16} />} onClick={add}>
      Add an initiative
    </Button>
  )
  return (
    <Page width="full">
      <PageHead
        title="Roadmap"
        purpose="What we build now, next and later. Nothing enters Next that engineering has not sized and both sides have not accepted."
        actions={
          !isEmpty && (
            <>
              <Button icon={<IconHistory size={16} />} onClick={() => setQuery({ changes: 'yes' })}>
                What changed
              </Button>
              {addButton}
            </>
          )
        }
      />
      {columns.isPending ? (
        <LoadingState like="cards" />
      ) : columns.isError ? (
        <ErrorState message={refusalOf(columns.error) ?? ''} onRetry={() => void columns.refetch()} />
      ) : isEmpty ? (
        <EmptyState
          title="Decide together what comes next"
          brings="Product says what users get and which effect it expects. Engineering says what it takes. When both have accepted exactly the same version, it may enter Next, and everybody can see why."
          picture={<Pictures.Board />}
          start={addButton}
        />
      ) : (
        <>
          <ListTools
            filters={
              <>
                <RoadmapFilters />
                {isList && <ColumnFilter />}
              </>
            }
            view={
              <>
                {!isList && (
                  <Checkbox
                    label="Done and dropped"
                    checked={query.closed === 'yes'}
                    onChange={(closed) => setQuery({ closed: closed ? 'yes' : undefined })}
                  />
                )}
                <SegmentedControl
                  label="How it is shown"
                  small
                  iconsOnly
                  choices={[
                    { value: 'board', label: 'Board', icon: <IconLayoutKanban size={16} /> },
                    { value: 'list', label: 'List', icon: <IconList size={16} /> },
                  ]}
                  value={isList ? 'list' : 'board'}
                  onChange={(view) => setQuery({ view: view === 'list' ? 'list' : undefined })}
                />
              </>
            }
          />
          {isList ? (
            <InitiativeList narrowed={narrowed} onClear={onClear} />
          ) : (
            <RoadmapBoard narrowed={narrowed} withClosed={query.closed === 'yes'} onClear={onClear} />
          )}
        </>
      )}
      {query.add && mayAdd && <CreateDialog onClose={() => setQuery({ add: undefined })} />}
      {query.changes && <ChangesDrawer onClose={() => setQuery({ changes: undefined })} />}
    </Page>
  )
}
