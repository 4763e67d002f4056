import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import {
  Button,
  Checkbox,
  Chip,
  Dialog,
  EmptyState,
  ErrorState,
  Form,
  LoadingState,
  MultiSelect,
  Panel,
  Row,
  SegmentedControl,
  SelectField,
  Stack,
  TextField,
  toast,
} from '#design/index.ts'
import type { Role } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'
import { useBrowserFeatures } from '#platform/client/slots.tsx'

import type { Token } from '../tokens/contract.ts'
import { tokens } from './api.ts'
import { useMe, usePeople } from './everyone.ts'
import { Line, Lines, Secret } from './lines.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import { When } from './when.tsx'
import { ROLE_CHOICES, roleWord } from './words.ts'

const refresh = () => queryClient.invalidateQueries({ queryKey: tokens.list.key() })

export default function TokensPage() {
  const [isMaking, setMaking] = useState(false)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    tokens.list.infiniteOptions({
      input: (after: string | undefined) => (after ? { after } : {}),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const all = data?.pages.flatMap((page) => page.items)
  const make = (
    <Button kind="primary" onClick={() => setMaking(true)}>
      Make a token
    </Button>
  )
  return (
    <SettingsFrame
      title="API tokens"
      purpose={
        <>
          Keys with which a script or another tool asks Throughline, within the scopes that you give it. What there is
          to ask stands in the <a href="/api">API reference</a>.
        </>
      }
      actions={all && all.length > 0 && make}
    >
      {error ? (
        <ErrorState message={refusalOf(error) ?? 'The tokens could not be read.'} onRetry={() => void refetch()} />
      ) : !all ? (
        <LoadingState like="list" rows={3} />
      ) : all.length === 0 ? (
        <EmptyState
          title="No tokens yet"
          brings="Everything that you can do here, a script can do too: read metrics, create work, post a check-in. Its secret is shown once and can be revoked at any time."
          start={make}
        />
      ) : (
        <Panel>
          <Lines label="Tokens">
            {all.map((token) => (
              <TokenLine key={token.id} token={token} />
            ))}
          </Lines>
          {hasNextPage && (
            <Button small busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show more
            </Button>
          )}
        </Panel>
      )}
      {isMaking && <MakeToken close={() => setMaking(false)} />}
    </SettingsFrame>
  )
}

function TokenLine({ token }: { token: Token }) {
  const { byId } = usePeople()
  const revoke = useMutation(
    tokens.revoke.mutationOptions({
      onSuccess: async () => {
        await refresh()
        toast({ message: `${token.name} opens nothing any more.` })
      },
      onError: (failure) => toast({ message: refusalOf(failure) ?? 'It was not revoked.', kind: 'refused' }),
    }),
  )
  return (
    <Line
      about={
        <Row gap="tight">
          <strong>{token.name}</strong>
          {token.ofWorkspace && <Chip>Of the workspace, as {roleWord(token.role).toLowerCase()}</Chip>}
          {token.scopes.map((scope) => (
            <Chip key={scope}>{scope}</Chip>
          ))}
          {token.isOver && <Chip tone="amber">Expired</Chip>}
        </Row>
      }
      detail={
        <>
          Ends in {token.lastFour} · made <When at={token.createdAt} />
          {token.ofWorkspace && ` by ${byId.get(token.createdBy)?.name ?? 'somebody'}`} ·{' '}
          {token.lastUsedOn ? `last used on ${token.lastUsedOn}` : 'never used'} ·{' '}
          {token.expiresAt ? `expires ${token.expiresAt.toLocaleDateString()}` : 'does not expire'}
        </>
      }
      acts={
        <Button small kind="danger" busy={revoke.isPending} onClick={() => revoke.mutate({ id: token.id })}>
          Revoke
        </Button>
      }
    />
  )
}

type Reach = 'read' | 'write' | 'some'
const EXPIRIES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'Never' },
]

function MakeToken({ close }: { close: () => void }) {
  const me = useMe()
  const features = useBrowserFeatures()
  const [name, setName] = useState('')
  const [reach, setReach] = useState<Reach>('read')
  const [some, setSome] = useState<string[]>([])
  const [expiry, setExpiry] = useState('90')
  const [ofWorkspace, setOfWorkspace] = useState(false)
  const [role, setRole] = useState<Role>('member')
  const make = useMutation(tokens.create.mutationOptions({ onSuccess: refresh }))
  const wrong = fieldErrors(make.error)

  if (make.data)
    return (
      <Dialog open onClose={close} title="Copy the token now" size="small">
        <Stack>
          <p>It is not shown again. Send it as “Authorization: Bearer …” to /api/v1.</p>
          <Secret text={make.data.secret} label="The token" />
          <Row>
            <Button kind="primary" onClick={close}>
              I have copied it
            </Button>
          </Row>
        </Stack>
      </Dialog>
    )
  const scopeChoices = features
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .flatMap(({ name: feature }) => ['read', 'write'].map((verb) => `${feature}:${verb}`))
    .map((value) => ({ value, label: value }))
  return (
    <Dialog open onClose={close} title="Make a token">
      <Form
        submit="Make it"
        busy={make.isPending}
        refusal={Object.keys(wrong).length > 0 ? undefined : refusalOf(make.error)}
        cancel={{ label: 'Cancel', run: close }}
        onSubmit={() =>
          make.mutate({
            name,
            scopes: reach === 'some' ? some : [reach],
            expiresInDays: expiry === 'never' ? null : Number(expiry),
            ofWorkspace,
            role,
          })
        }
      >
        <TextField
          label="Name"
          hint="What will use it, so that you know later what stops when you revoke it."
          value={name}
          onChange={setName}
          error={wrong.name}
          required
        />
        <SegmentedControl<Reach>
          label="What it may do"
          value={reach}
          onChange={setReach}
          choices={[
            { value: 'read', label: 'Read everything' },
            { value: 'write', label: 'Read and write' },
            { value: 'some', label: 'Choose' },
          ]}
        />
        {reach === 'some' && (
          <MultiSelect label="Scopes" choices={scopeChoices} value={some} onChange={setSome} error={wrong.scopes} />
        )}
        <SelectField label="Expires" choices={EXPIRIES} value={expiry} onChange={setExpiry} />
        {me?.role === 'admin' && (
          <Checkbox
            label="For the workspace, not for me"
            hint="It acts under its own name and goes on when you leave."
            checked={ofWorkspace}
            onChange={setOfWorkspace}
          />
        )}
        {ofWorkspace && <SelectField label="Its role" choices={ROLE_CHOICES} value={role} onChange={setRole} />}
      </Form>
    </Dialog>
  )
}
