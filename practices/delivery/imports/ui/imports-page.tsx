import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { TeamId } from '#commons/people/contract.ts'
import { PersonMark, SettingsFrame, TeamPicker, When } from '#commons/people/ui/embeds.tsx'
import {
  Chip,
  type Column,
  EmptyState,
  ErrorState,
  Form,
  LoadingState,
  Panel,
  Row,
  SegmentedControl,
  TextField,
  VirtualTable,
} from '#design/index.ts'
import { To, useGo } from '#platform/client/navigation.tsx'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Import, ImportId, ImportSource } from '../contract.ts'
import { imports } from './api.ts'
import { FilePicker } from './file-picker.tsx'
import { saysOf, SOURCE_WORDS, STATE_WORDS } from './words.ts'

const keyOf = ({ id }: Import) => id

/** Brings work in from elsewhere, and shows what earlier imports came to. */
export default function ImportsPage() {
  const go = useGo()
  const list = useInfiniteQuery(
    imports.list.infiniteOptions({
      input: (after: ImportId | undefined) => ({ limit: 50, ...(after ? { after } : {}) }),
      initialPageParam: undefined as ImportId | undefined,
      getNextPageParam: (page) => page.next as ImportId | undefined, // the id that its cursor is
    }),
  )
  const found = list.data?.pages.flatMap((page) => page.items)
  return (
    <SettingsFrame
      title="Import work"
      purpose="Bring work from another tracker. Look first, then run; an import can be taken back."
    >
      <Panel title="Begin an import">
        <BeginImport />
      </Panel>
      {list.error ? (
        <ErrorState
          message={refusalOf(list.error) ?? 'The imports could not be read.'}
          onRetry={() => void list.refetch()}
        />
      ) : !found ? (
        <LoadingState like="list" />
      ) : found.length === 0 ? (
        <EmptyState
          title="Nothing imported yet"
          brings="Titles, states, priorities, labels, people and dates come along. Importing the same source again updates instead of doubling."
        />
      ) : (
        <Panel title="Imports so far" plain>
          <VirtualTable
            label="Imports so far"
            items={found}
            keyOf={keyOf}
            columns={COLUMNS}
            height="480px"
            onOpen={({ id }) => go(`/settings/imports/${id}`)}
            onEnd={() => list.hasNextPage && void list.fetchNextPage()}
            loadingMore={list.isFetchingNextPage}
          />
        </Panel>
      )}
    </SettingsFrame>
  )
}

const COLUMNS: Column<Import>[] = [
  {
    id: 'name',
    head: 'What',
    width: 'minmax(140px, 2fr)',
    cell: ({ id, name }) => <To path={`/settings/imports/${id}`}>{name}</To>,
  },
  { id: 'source', head: 'From', width: '150px', wideOnly: true, cell: ({ source }) => SOURCE_WORDS[source] },
  {
    id: 'state',
    head: 'State',
    width: '130px',
    cell: ({ state, counts: { done, total } }) => (
      <Chip {...(state === 'failed' ? { tone: 'red' as const } : {})}>
        {state === 'running' ? `Running, ${done.toLocaleString()} of ${total.toLocaleString()}` : STATE_WORDS[state]}
      </Chip>
    ),
  },
  { id: 'counts', head: 'Rows', width: 'minmax(120px, 2fr)', wideOnly: true, cell: ({ counts }) => saysOf(counts) },
  {
    id: 'by',
    head: 'Begun',
    width: '130px',
    wideOnly: true,
    cell: ({ startedBy, startedAt }) => (
      <Row gap="tight">
        <PersonMark id={startedBy} size={18} named={false} />
        <When at={startedAt} />
      </Row>
    ),
  },
]

const SOURCES = (['csv', 'github-json', 'github-repository'] as const).map((value) => ({
  value,
  label: SOURCE_WORDS[value],
}))

function BeginImport() {
  const go = useGo()
  const [source, setSource] = useState<ImportSource>('csv')
  const [file, setFile] = useState<{ name: string; text: string }>()
  const [repository, setRepository] = useState('')
  const [token, setToken] = useState('')
  const [teamId, setTeamId] = useState<TeamId>()
  const begin = useMutation(imports.begin.mutationOptions({ onSuccess: ({ id }) => go(`/settings/imports/${id}`) }))
  const errors = fieldErrors(begin.error)
  const submit = () => {
    if (source === 'github-repository')
      begin.mutate({ source, repository, teamId: teamId ?? null, ...(token ? { token } : {}) })
    else begin.mutate({ source, teamId: teamId ?? null, name: file?.name ?? '', text: file?.text ?? '' })
  }
  return (
    <Form
      submit="Read it"
      busy={begin.isPending}
      refusal={begin.error && Object.keys(errors).length === 0 ? refusalOf(begin.error) : undefined}
      onSubmit={submit}
    >
      <SegmentedControl
        label="Where from"
        labelShown
        choices={SOURCES}
        value={source}
        onChange={(value) => setSource(value)}
      />
      {source === 'github-repository' ? (
        <>
          <TextField
            label="Repository"
            hint="As owner/name."
            value={repository}
            onChange={setRepository}
            error={errors.repository}
            required
          />
          <TextField
            label="Token"
            type="password"
            hint="Needed for a private repository: one that may read its issues. It is forgotten once they are read."
            value={token}
            onChange={setToken}
            error={errors.token}
          />
        </>
      ) : (
        <FilePicker
          key={source}
          label={source === 'csv' ? 'CSV file' : 'JSON file'}
          hint={
            source === 'csv'
              ? 'The first line names the columns. Exports of Jira and Linear are recognised.'
              : 'What GitHub’s REST interface answers for issues.'
          }
          accept={source === 'csv' ? '.csv,text/csv' : '.json,application/json'}
          error={errors.text}
          onChange={setFile}
        />
      )}
      <TeamPicker
        label="For the team"
        hint="Its prefix begins the new keys. Without a team they begin with WRK."
        value={teamId}
        onChange={setTeamId}
      />
    </Form>
  )
}
