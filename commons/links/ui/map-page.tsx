import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useDeferredValue, useMemo } from 'react'

import {
  Button,
  Checkbox,
  EmptyState,
  ErrorState,
  ListTools,
  LoadingState,
  NothingFits,
  Page,
  PageHead,
  Pictures,
  SegmentedControl,
  TextField,
} from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import { links } from './api.ts'
import { Coverage } from './coverage.tsx'
import { filtered } from './line-map.ts'
import { LineTree } from './line-tree.tsx'
import { Unlinked } from './unlinked.tsx'

import css from './map.module.css'

const MapDrawing = lazy(() => import('./map-drawing.tsx'))

const isNarrow = () => matchMedia('(max-width: 700px)').matches

/** The whole line at once: the vision, what serves it, and what serves nothing yet. */
export default function MapPage() {
  const [query, setQuery] = useUrlQuery()
  const view = query.view === 'list' || (query.view !== 'map' && isNarrow()) ? 'list' : 'map'
  const text = query.text ?? ''
  const sought = useDeferredValue(text)
  const withFinished = query.finished === 'yes'
  const { data: map, error, refetch } = useQuery(links.map.queryOptions())
  const shown = useMemo(() => map && filtered(map, { text: sought, withFinished }), [map, sought, withFinished])
  const clear = () => setQuery({ text: undefined, finished: 'yes' })
  return (
    <Page width="full">
      <PageHead
        title="The line"
        purpose="From the vision to what is being built, and what is not connected to it yet."
      />
      <Coverage />
      {map && map.records.length > 0 && (
        <ListTools
          filters={
            <>
              <TextField
                label="Find on the line"
                labelHidden
                type="search"
                placeholder="Find by key or title"
                value={text}
                onChange={(next) => setQuery({ text: next || undefined })}
              />
              <Checkbox
                label="Finished too"
                checked={withFinished}
                onChange={(checked) => setQuery({ finished: checked ? 'yes' : undefined })}
              />
            </>
          }
          view={
            <SegmentedControl
              small
              label="How it is shown"
              choices={[
                { value: 'map', label: 'Map' },
                { value: 'list', label: 'List' },
              ]}
              value={view}
              onChange={(next) => setQuery({ view: next })}
            />
          }
        />
      )}
      <div className={css.columns}>
        <div className={css.main}>
          {error && !map ? (
            <ErrorState message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
          ) : !shown || !map ? (
            <LoadingState like="cards" />
          ) : map.records.length === 0 ? (
            <EmptyState
              title="The line begins with the vision"
              brings="Write a vision with a few clauses, hang objectives on them, and anyone can see in two clicks why a piece of work is there."
              picture={<Pictures.Line />}
              start={
                <Button kind="primary" href="/vision">
                  Write the vision
                </Button>
              }
            />
          ) : shown.records.length === 0 ? (
            <NothingFits what="Nothing on the line fits." onClear={clear} />
          ) : view === 'list' ? (
            <LineTree map={shown} />
          ) : (
            <Suspense fallback={<LoadingState like="cards" />}>
              <MapDrawing map={shown} />
            </Suspense>
          )}
        </div>
        <Unlinked />
      </div>
    </Page>
  )
}
