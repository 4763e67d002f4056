import { CopyButton } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { TeamId } from '#commons/people/contract.ts'
import { SettingsFrame, TeamPicker, When } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  Chip,
  type Column,
  Dialog,
  EmptyState,
  ErrorState,
  Form,
  LoadingState,
  Panel,
  PropertyList,
  Row,
  TextField,
  toast,
  VirtualTable,
} from '#design/index.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Connection, Delivery } from '../contract.ts'
import { changes } from './api.ts'

/** Where GitHub is connected: addresses and secrets to enter there, and everything it has sent. */
export default function GithubPage() {
  const { data, error, refetch } = useQuery(changes.connections.queryOptions())
  return (
    <SettingsFrame
      title="GitHub"
      purpose="Pull requests and pushes that name a work item, such as WEB-12, show on it and move it. A published release becomes a release here."
    >
      <Panel title="Connect a repository or an organisation">
        <NewConnection />
      </Panel>
      {error ? (
        <ErrorState message={refusalOf(error) ?? 'The connections could not be read.'} onRetry={() => void refetch()} />
      ) : !data ? (
        <LoadingState like="cards" />
      ) : (
        data.map((connection) => <OneConnection key={connection.id} connection={connection} />)
      )}
      <Panel title="What GitHub sent" plain>
        <Deliveries />
      </Panel>
    </SettingsFrame>
  )
}

function NewConnection() {
  const [name, setName] = useState('')
  const [teamId, setTeamId] = useState<TeamId>()
  const connect = useMutation(changes.connect.mutationOptions({ onSuccess: () => setName('') }))
  const errors = fieldErrors(connect.error)
  return (
    <Form
      submit="Make address and secret"
      busy={connect.isPending}
      refusal={connect.error && !errors.name ? refusalOf(connect.error) : undefined}
      onSubmit={() => connect.mutate({ name, teamId: teamId ?? null })}
    >
      <TextField
        label="Name"
        placeholder="fernway/web"
        hint="So that you know it again."
        value={name}
        onChange={setName}
        error={errors.name}
        required
      />
      <TeamPicker label="Releases go to the team" value={teamId} onChange={setTeamId} />
    </Form>
  )
}

function OneConnection({ connection }: { connection: Connection }) {
  const [isAsking, setAsking] = useState(false)
  const disconnect = useMutation(
    changes.disconnect.mutationOptions({
      onError: (error) => toast({ kind: 'refused', message: refusalOf(error) ?? 'The connection was not ended.' }),
    }),
  )
  return (
    <Panel
      title={connection.name}
      actions={
        <Button kind="danger" small onClick={() => setAsking(true)}>
          Disconnect…
        </Button>
      }
    >
      <p>
        At GitHub, under Settings, Webhooks, add one with this address and secret, content type application/json, and
        these events: pull requests, pushes, issues, releases.
      </p>
      <PropertyList
        properties={[
          { label: 'Payload URL', value: <Copied text={connection.address} what="address" /> },
          { label: 'Secret', value: <Copied text={connection.secret} what="secret" hidden /> },
          {
            label: 'Last heard',
            value: connection.lastHeardAt ? <When at={connection.lastHeardAt} /> : 'Nothing yet',
          },
        ]}
      />
      <Dialog open={isAsking} onClose={() => setAsking(false)} title={`Disconnect ${connection.name}?`} size="small">
        <Form
          submit="Disconnect"
          busy={disconnect.isPending}
          cancel={{ label: 'Leave it', run: () => setAsking(false) }}
          onSubmit={() => disconnect.mutate({ id: connection.id }, { onSettled: () => setAsking(false) })}
        >
          <p>What GitHub sends to its address is refused from then on. The changes that came stay on their work.</p>
        </Form>
      </Dialog>
    </Panel>
  )
}

function Copied({ text, what, hidden }: { text: string; what: string; hidden?: boolean }) {
  return (
    <Row gap="tight">
      <code style={{ overflowWrap: 'anywhere' }}>{hidden ? `${text.slice(0, 4)}…` : text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button small kind="quiet" onClick={copy}>
            {copied ? 'Copied' : `Copy the ${what}`}
          </Button>
        )}
      </CopyButton>
    </Row>
  )
}

const OUTCOME_WORDS: Record<Delivery['outcome'], string> = { done: 'Done', ignored: 'Passed over', failed: 'Failed' }

const keyOf = ({ id }: Delivery) => id
const COLUMNS: Column<Delivery>[] = [
  {
    id: 'outcome',
    head: 'Outcome',
    width: '120px',
    cell: ({ outcome }) => (
      <Chip {...(outcome === 'failed' ? { tone: 'red' as const } : {})}>{OUTCOME_WORDS[outcome]}</Chip>
    ),
  },
  { id: 'event', head: 'Event', width: '130px', wideOnly: true, cell: ({ event }) => event },
  {
    id: 'says',
    head: 'What came of it',
    width: 'minmax(140px, 1fr)',
    cell: ({ says }) => <span title={says}>{says}</span>,
  },
  { id: 'when', head: 'When', width: '110px', align: 'end', cell: ({ receivedAt }) => <When at={receivedAt} /> },
]

function Deliveries() {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    changes.deliveries.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 30, ...(after ? { after } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  if (error)
    return (
      <ErrorState message={refusalOf(error) ?? 'The deliveries could not be read.'} onRetry={() => void refetch()} />
    )
  const deliveries = data?.pages.flatMap((page) => page.items)
  if (!deliveries) return <LoadingState like="list" />
  if (deliveries.length === 0) {
    return (
      <EmptyState
        title="Nothing heard yet"
        brings="As soon as GitHub sends something, it stands here with what came of it."
      />
    )
  }
  return (
    <VirtualTable
      label="What GitHub sent"
      items={deliveries}
      keyOf={keyOf}
      columns={COLUMNS}
      height="480px"
      onEnd={() => hasNextPage && void fetchNextPage()}
      loadingMore={isFetchingNextPage}
    />
  )
}
