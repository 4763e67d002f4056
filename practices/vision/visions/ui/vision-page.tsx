import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { Button, EmptyState, ErrorState, LoadingState, Page, PageHead, Pictures, Tabs } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import { visions } from './api.ts'
import { ClauseDrawer } from './clause-drawer.tsx'
import { DraftView } from './draft-view.tsx'
import { HistoryView } from './history-view.tsx'
import { Proposal } from './proposal.tsx'
import { PublishedVision } from './published-vision.tsx'

import css from './visions.module.css'

const VIEWS = ['published', 'draft', 'versions'] as const
type View = (typeof VIEWS)[number]

/** The vision: as it is published, as it is being drafted, and all its versions. `?clause=VC-3` opens one clause. */
export default function VisionPage() {
  const me = useMe()
  const [query, setQuery] = useUrlQuery()
  const { data, error, refetch } = useQuery(visions.get.queryOptions())
  const view: View = VIEWS.find((one) => one === query.view) ?? 'published'
  const show = (next: View) => setQuery({ view: next === 'published' ? undefined : next }, { push: true })
  const mayWrite = me !== undefined && isAtLeast(me.role, 'member')
  useKey('e', 'Edit the draft', () => show('draft'), mayWrite)

  if (error)
    return (
      <Page>
        <ErrorState message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
      </Page>
    )
  if (!data) return <LoadingState like="page" />

  const hasBegun = data.published !== null || data.proposed !== null || data.draft.revision > 0
  const write = mayWrite && (
    <Button
      kind={hasBegun ? 'secondary' : 'primary'}
      keyHint="e"
      icon={<IconPencil size={16} />}
      onClick={() => show('draft')}
    >
      {hasBegun ? 'Edit the draft' : 'Write the first draft'}
    </Button>
  )
  if (!hasBegun && view === 'published')
    return (
      <Page>
        <PageHead title="Vision" purpose={PURPOSE} />
        <EmptyState
          title="One vision, in sentences that work can point to"
          brings="Write a north-star sentence and number what it means as clauses. Objectives serve clauses, so everyone can trace a piece of work to its reason. Both sides sign off before it is published."
          picture={<Pictures.Line />}
          start={write}
        />
      </Page>
    )
  return (
    <Page width={view === 'draft' ? 'wide' : 'narrow'}>
      {view === 'published' ? <title>Vision</title> : <PageHead title="Vision" purpose={PURPOSE} />}
      <div className={css.views}>
        <Tabs<View>
          label="What of the vision"
          tabs={[
            { value: 'published', label: 'Published' },
            { value: 'draft', label: data.isDraftAhead ? 'Draft, changed' : 'Draft' },
            { value: 'versions', label: 'Versions' },
          ]}
          value={view}
          onChange={show}
        />
        {view === 'published' && write}
      </div>
      {view === 'published' && (
        <>
          <p className={css.purpose}>{PURPOSE}</p>
          {data.proposed && <Proposal version={data.proposed} published={data.published} record={data.record!} />}
          <PublishedVision vision={data} onOpen={(clause) => setQuery({ clause }, { push: true })} />
        </>
      )}
      {view === 'draft' && <DraftView vision={data} mayWrite={mayWrite} onProposed={() => show('published')} />}
      {view === 'versions' && <HistoryView draft={data.draft} mayWrite={mayWrite} onRestored={() => show('draft')} />}
      {query.clause && <ClauseDrawer clauseKey={query.clause} onClose={() => setQuery({ clause: undefined })} />}
    </Page>
  )
}

const PURPOSE = 'Why we do any of it: one north star, and clauses that objectives can serve.'
