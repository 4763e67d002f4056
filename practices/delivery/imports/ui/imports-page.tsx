import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { TeamId } from '#commons/people/contract.ts'
import { PersonMark, TeamPicker } from '#commons/people/ui/embeds.tsx'
import {
  Chip,
  EmptyState,
  ErrorState,
  Form,
  LoadingState,
  Page,
  PageHead,
  Panel,
  ProgressBar,
  Row,
  SegmentedControl,
  Stack,
  TextField,
} from '#design/index.ts'
import { To, useGo } from '#platform/client/navigation.tsx'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Import, ImportSource } from '../contract.ts'
import { imports } from './api.ts'
import { FilePicker } from './file-picker.tsx'
import { saysOf, SOURCE_WORDS, STATE_WORDS } from './words.ts'

/** Brings work in from elsewhere, and shows what earlier imports came to. */
export default function ImportsPage() {
  const { data, error, refetch } = useQuery(imports.list.queryOptions({ input: {} }))
  return (
    <Page>
      <PageHead
        title="Import work"
        purpose="Bring work from another tracker. Look first, then run; an import can be taken back."
      />
      <Stack gap="wide">
        <Panel title="Begin an import">
          <BeginImport />
        </Panel>
        {error ? (
          <ErrorState message={refusalOf(error) ?? 'The imports could not be read.'} onRetry={() => void refetch()} />
        ) : !data ? (
          <LoadingState like="list" />
        ) : data.items.length === 0 ? (
          <EmptyState
            title="Nothing imported yet"
            brings="Titles, states, priorities, labels, people and dates come along. Importing the same source again updates instead of doubling."
          />
        ) : (
          <Panel title="Imports so far">
            <Stack gap="normal">
              {data.items.map((one) => (
                <ImportLine key={one.id} found={one} />
              ))}
            </Stack>
          </Panel>
        )}
      </Stack>
    </Page>
  )
}

function ImportLine({ found }: { found: Import }) {
  const { total, done } = found.counts
  return (
    <Stack gap="tight">
      <Row spread>
        <To path={`/settings/imports/${found.id}`}>{found.name}</To>
        <Row gap="tight">
          <Chip>{SOURCE_WORDS[found.source]}</Chip>
          <Chip>{STATE_WORDS[found.state]}</Chip>
        </Row>
      </Row>
      {found.state === 'running' && (
        <ProgressBar
          value={total ? done / total : 0}
          label={`Progress of ${found.name}`}
          says={`${done.toLocaleString()} of ${total.toLocaleString()}`}
        />
      )}
      <Row gap="tight">
        <PersonMark id={found.startedBy} size={18} />
        <span>{saysOf(found.counts)}</span>
      </Row>
    </Stack>
  )
}

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
      <SegmentedControl label="Where from" choices={SOURCES} value={source} onChange={(value) => setSource(value)} />
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
