import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { Button, Form, LoadingState, Row, SelectField, TextField } from '#design/index.ts'
import { usePathParam } from '#platform/client/navigation.tsx'
import { fieldErrors, isUnanswered, refusalCode, refusalOf } from '#platform/client/refusals.ts'
import { pathInWorkspace } from '#platform/client/workspace.ts'

import type { Discipline } from '../contract.ts'
import { invites, people } from './api.ts'
import { identity } from './identity.ts'
import { Below, OpenFrame, Or, ProviderButtons } from './open-frame.tsx'
import { DISCIPLINE_CHOICES, disciplineWord, HERE, roleWord } from './words.ts'

type Offer = Awaited<ReturnType<typeof invites.look.call>>

const enter = (slug: string) => location.replace(pathInWorkspace(slug, '/'))

export default function JoinPage() {
  const token = usePathParam('token')
  const { data: offer, error, refetch } = useQuery(invites.look.queryOptions({ input: { token } }))
  if (error && !isUnanswered(error))
    return (
      <OpenFrame
        title="This invite opens nothing"
        purpose={
          refusalCode(error) === 'NOT_FOUND' ? 'Look at the link again: a part of it may be missing.' : refusalOf(error)
        }
      >
        <Button href="/sign-in">Sign in</Button>
      </OpenFrame>
    )
  if (error)
    return (
      <OpenFrame title="One moment" purpose={refusalOf(error)}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </OpenFrame>
    )
  if (!offer)
    return (
      <OpenFrame title="One moment" purpose="Your invite is being looked at.">
        <LoadingState like="text" rows={3} />
      </OpenFrame>
    )
  const what = [roleWord(offer.role).toLowerCase(), offer.team && `in the team ${offer.team}`].filter(Boolean).join(' ')
  return (
    <OpenFrame title={`Join ${offer.workspace}`} purpose={`${offer.invitedBy} invites you as ${what}.`}>
      {offer.isMember ? (
        <Button kind="primary" onClick={() => enter(offer.slug)}>
          Open {offer.workspace}
        </Button>
      ) : offer.signedInAs ? (
        <JoinAsMyself token={token} offer={offer} as={offer.signedInAs} />
      ) : (
        <SignUp token={token} offer={offer} />
      )}
    </OpenFrame>
  )
}

type DisciplineFieldProps = {
  offer: Offer
  value: Discipline | undefined
  onChange: (to: Discipline) => void
  lacks: boolean
}

function DisciplineField({ offer, value, onChange, lacks }: DisciplineFieldProps) {
  if (offer.discipline) return <p>Your discipline there is {disciplineWord(offer.discipline).toLowerCase()}.</p>
  return (
    <SelectField
      label="Your discipline"
      hint="It says on which side of the table you sit: product or engineering."
      choices={DISCIPLINE_CHOICES}
      value={value}
      onChange={onChange}
      error={lacks && !value ? 'Choose your discipline.' : undefined}
      required
    />
  )
}

function JoinAsMyself({ token, offer, as }: { token: string; offer: Offer; as: string }) {
  const [discipline, setDiscipline] = useState<Discipline>()
  const [lacks, setLacks] = useState(false)
  const join = useMutation(invites.accept.mutationOptions({ onSuccess: ({ slug }) => enter(slug) }))
  const leave = useMutation({ mutationFn: identity.signOut, onSuccess: () => location.reload() })
  return (
    <>
      <Form
        submit={`Join as ${as}`}
        busy={join.isPending}
        refusal={refusalOf(join.error)}
        onSubmit={() => {
          setLacks(true)
          if (offer.discipline || discipline)
            join.mutate({ token, timeZone: HERE, ...(discipline ? { discipline } : {}) })
        }}
      >
        <DisciplineField offer={offer} value={discipline} onChange={setDiscipline} lacks={lacks} />
      </Form>
      <Below>
        <Button kind="quiet" small busy={leave.isPending} onClick={() => leave.mutate()}>
          That is not me
        </Button>
      </Below>
    </>
  )
}

function SignUp({ token, offer }: { token: string; offer: Offer }) {
  const { data: server } = useQuery(people.firstRun.queryOptions())
  const [name, setName] = useState('')
  const [email, setEmail] = useState(offer.email ?? '')
  const [password, setPassword] = useState('')
  const [discipline, setDiscipline] = useState<Discipline>()
  const [lacks, setLacks] = useState(false)
  const join = useMutation(
    invites.accept.mutationOptions({
      onSuccess: async ({ slug }) => {
        await identity.signIn(email.trim(), password)
        enter(slug)
      },
    }),
  )
  const wrong = fieldErrors(join.error)
  const back = `/join/${token}`
  const isBelowAField = Object.keys(wrong).length > 0
  return (
    <>
      <Form
        submit={`Join ${offer.workspace}`}
        busy={join.isPending}
        refusal={isBelowAField ? undefined : refusalOf(join.error)}
        onSubmit={() => {
          setLacks(true)
          if (!offer.discipline && !discipline) return
          const signUp = { name, email, password }
          join.mutate({ token, timeZone: HERE, signUp, ...(discipline ? { discipline } : {}) })
        }}
      >
        <TextField
          label="Your name"
          autoComplete="name"
          value={name}
          onChange={setName}
          error={wrong['signUp.name']}
          required
        />
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={wrong['signUp.email']}
          required
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="new-password"
          hint="At least 10 characters. A few words in a row are easy to remember."
          value={password}
          onChange={setPassword}
          error={wrong['signUp.password']}
          required
        />
        <DisciplineField offer={offer} value={discipline} onChange={setDiscipline} lacks={lacks} />
      </Form>
      {server && server.oidc.length > 0 && (
        <>
          <Or />
          <ProviderButtons oidc={server.oidc} back={back} invite={token} />
        </>
      )}
      <Below>
        <Row gap="tight">
          <Button kind="quiet" small href={`/sign-in?${new URLSearchParams({ back })}`}>
            I have an account already
          </Button>
        </Row>
      </Below>
    </>
  )
}
