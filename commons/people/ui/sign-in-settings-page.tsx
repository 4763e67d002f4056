import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import {
  Button,
  Dialog,
  EmptyState,
  ErrorState,
  FieldRow,
  Form,
  LoadingState,
  Panel,
  Row,
  SelectField,
  Stack,
  TextField,
  toast,
} from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { JoinsAs, SignInProvider } from '../sign-in/contract.ts'
import { signIn } from './api.ts'
import { CopyButton, Line, Lines } from './lines.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import { ROLE_CHOICES } from './words.ts'

const refresh = () => queryClient.invalidateQueries({ queryKey: signIn.providers.key() })

export default function SignInSettingsPage() {
  const { data, error, refetch } = useQuery(signIn.providers.queryOptions())
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button kind="primary" onClick={() => setAdding(true)}>
      Add a provider
    </Button>
  )
  return (
    <SettingsFrame
      title="Sign-in"
      purpose="Beside passwords and links by e-mail: the OpenID Connect provider that your company already has."
      actions={data && data.length > 0 && add}
    >
      {error ? (
        <ErrorState message={refusalOf(error) ?? 'This could not be read.'} onRetry={() => void refetch()} />
      ) : !data ? (
        <LoadingState like="list" rows={2} />
      ) : data.length === 0 ? (
        <EmptyState
          title="No provider yet"
          brings="Keycloak, Entra, Google, Okta or any other that speaks OpenID Connect. People of your e-mail domains sign in with it, with or without an invite, as you choose."
          start={add}
        />
      ) : (
        <Panel>
          <Lines label="Providers">
            {data.map((provider) => (
              <ProviderLine key={provider.id} provider={provider} />
            ))}
          </Lines>
        </Panel>
      )}
      {isAdding && <AddProvider close={() => setAdding(false)} />}
    </SettingsFrame>
  )
}

const roleOf = (joinsAs: JoinsAs) => ROLE_CHOICES.find(({ value }) => value === joinsAs)!.label.toLowerCase()

function ProviderLine({ provider }: { provider: SignInProvider }) {
  const [asks, setAsks] = useState(false)
  const remove = useMutation(
    signIn.remove.mutationOptions({
      onSuccess: async () => {
        await refresh()
        toast({ message: `Nobody signs in with ${provider.name} any more.` })
      },
    }),
  )
  return (
    <Line
      about={<strong>{provider.name}</strong>}
      detail={
        <>
          {provider.issuer} · {provider.domains.join(', ')} ·{' '}
          {provider.joinsAs ? `everybody there joins as ${roleOf(provider.joinsAs)}` : 'only the invited come in'}
          <br />
          Redirect address: <code>{provider.redirectUri}</code>
        </>
      }
      acts={
        <>
          <CopyButton text={provider.redirectUri} words="Copy the redirect address" />
          <Button small kind="danger" onClick={() => setAsks(true)}>
            Remove
          </Button>
        </>
      }
    >
      <Dialog open={asks} onClose={() => setAsks(false)} title={`Remove ${provider.name}?`} size="small">
        <Form
          submit="Remove it"
          busy={remove.isPending}
          refusal={refusalOf(remove.error)}
          cancel={{ label: 'Keep', run: () => setAsks(false) }}
          onSubmit={() => remove.mutate({ id: provider.id })}
        >
          <p>People stay members. They sign in with a link by e-mail or with a password from then on.</p>
        </Form>
      </Dialog>
    </Line>
  )
}

const ENTRIES: { value: JoinsAs | 'invited'; label: string }[] = [
  { value: 'invited', label: 'Only who was invited' },
  { value: 'member', label: 'Everybody of these domains, as member' },
  { value: 'contributor', label: 'Everybody of these domains, as contributor' },
  { value: 'observer', label: 'Everybody of these domains, as observer' },
]

function AddProvider({ close }: { close: () => void }) {
  const [name, setName] = useState('')
  const [issuer, setIssuer] = useState('')
  const [clientId, setClientId] = useState('')
  const [clientSecret, setClientSecret] = useState('')
  const [domains, setDomains] = useState('')
  const [enters, setEnters] = useState<JoinsAs | 'invited'>('invited')
  const add = useMutation(signIn.register.mutationOptions({ onSuccess: refresh }))
  const wrong = fieldErrors(add.error)
  const code = refusalCode(add.error)
  const wrongDomain = Object.entries(wrong).find(([field]) => field.startsWith('domains'))?.[1]
  const isBelowAField = Object.keys(wrong).length > 0 || code === 'NO_PROVIDER_THERE' || code === 'ANYBODYS_DOMAIN'

  if (add.data)
    return (
      <Dialog open onClose={close} title="One thing is left" size="small">
        <Stack>
          <p>Tell the provider that it may send people back to this address:</p>
          <Row gap="tight">
            <code>{add.data.redirectUri}</code>
            <CopyButton text={add.data.redirectUri} />
          </Row>
          <Row>
            <Button kind="primary" onClick={close}>
              Done
            </Button>
          </Row>
        </Stack>
      </Dialog>
    )
  return (
    <Dialog open onClose={close} title="Add a provider">
      <Form
        submit="Add it"
        busy={add.isPending}
        refusal={isBelowAField ? undefined : refusalOf(add.error)}
        cancel={{ label: 'Cancel', run: close }}
        onSubmit={() =>
          add.mutate({
            name,
            issuer: issuer.trim(),
            clientId,
            clientSecret,
            domains: domains.split(/[\s,;]+/).filter(Boolean),
            joinsAs: enters === 'invited' ? null : enters,
          })
        }
      >
        <TextField
          label="Name"
          hint="What the button says, such as Fernway login."
          value={name}
          onChange={setName}
          error={wrong.name}
          required
        />
        <TextField
          label="Issuer"
          type="url"
          placeholder="https://login.example.com"
          hint="Throughline reads the rest from there."
          value={issuer}
          onChange={setIssuer}
          error={code === 'NO_PROVIDER_THERE' ? refusalOf(add.error) : wrong.issuer}
          required
        />
        <FieldRow>
          <TextField label="Client id" value={clientId} onChange={setClientId} error={wrong.clientId} required />
          <TextField
            label="Client secret"
            type="password"
            autoComplete="off"
            value={clientSecret}
            onChange={setClientSecret}
            error={wrong.clientSecret}
            required
          />
        </FieldRow>
        <TextField
          label="E-mail domains"
          placeholder="example.com, example.org"
          hint="For whose addresses the provider may speak."
          value={domains}
          onChange={setDomains}
          error={code === 'ANYBODYS_DOMAIN' ? refusalOf(add.error) : wrongDomain}
          required
        />
        <SelectField label="Who comes in" choices={ENTRIES} value={enters} onChange={setEnters} />
      </Form>
    </Dialog>
  )
}
