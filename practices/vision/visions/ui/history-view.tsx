import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonMark } from '#commons/people/ui/embeds.tsx'
import { Aside, Button, Chip, ErrorState, LoadingState, Panel, Row, Stack, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Draft, Version } from '../contract.ts'
import { visions } from './api.ts'
import { VersionDiff } from './version-diff.tsx'
import { dayInWords, versionInWords } from './words.ts'

import css from './visions.module.css'

type Props = { draft: Draft; mayWrite: boolean; onRestored: () => void }

/** Every version with its author, reason and what it changed, and the clauses that were retired. */
export function HistoryView({ draft, mayWrite, onRestored }: Props) {
  const list = useInfiniteQuery(
    visions.versions.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 20, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  )
  const all = list.data?.pages.flatMap((page) => page.items) ?? []
  if (list.isPending) return <LoadingState />
  if (list.isError) return <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
  if (all.length === 0) return <Aside>No version has been proposed yet.</Aside>
  return (
    <Stack gap="wide">
      <ol className={css.versions} aria-label="Versions">
        {all.map((version) => (
          <VersionRow
            key={version.number}
            version={version}
            draft={draft}
            mayWrite={mayWrite}
            onRestored={onRestored}
          />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show earlier versions
        </Button>
      )}
      <RetiredClauses />
    </Stack>
  )
}

function VersionRow({ version, draft, mayWrite, onRestored }: Props & { version: Version }) {
  const [isOpen, setOpen] = useState(false)
  const { number } = version
  const { data } = useQuery(visions.version.queryOptions({ input: { number }, enabled: isOpen }))
  const restore = useMutation(
    visions.restore.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: visions.get.key() })
        toast({ message: `Version ${number} is in the draft. Nothing is published by it.` })
        onRestored()
      },
    }),
  )
  const refusal = refusalOf(restore.error)
  return (
    <li className={css.version}>
      <Row spread>
        <Row gap="tight">
          <b>{versionInWords(version)}</b>
          {version.publishedAt ? (
            <Chip tone="accent">Published {dayInWords(version.publishedAt)}</Chip>
          ) : (
            <Chip>Proposed {dayInWords(version.proposedAt)}</Chip>
          )}
          <PersonMark id={version.author} size={20} />
        </Row>
        <Row gap="tight">
          <Button small kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide what changed' : 'Show what changed'}
          </Button>
          {mayWrite && (
            <Button small busy={restore.isPending} onClick={() => restore.mutate({ number, revision: draft.revision })}>
              Restore into the draft
            </Button>
          )}
        </Row>
      </Row>
      <p className={css.reason}>{version.reason}</p>
      {refusal && <p role="alert">{refusal}</p>}
      {isOpen && data && <VersionDiff version={data.version} before={data.before} />}
    </li>
  )
}

function RetiredClauses() {
  const { data } = useQuery(visions.retired.queryOptions({ input: { limit: 100 } }))
  if (!data || data.items.length === 0) return null
  return (
    <Panel title="Retired clauses" plain>
      <ul className={css.retired}>
        {data.items.map((clause) => (
          <li key={clause.id}>
            <Aside>
              {clause.key}, retired in version {clause.retiredIn}
            </Aside>
            <p>{clause.title}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
