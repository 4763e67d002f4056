import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { Button, ErrorState, FieldRow, Form, LoadingState, SelectField, TextField } from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'
import { pathInWorkspace } from '#platform/client/workspace.ts'

import type { Discipline, Start } from '../contract.ts'
import { people } from './api.ts'
import { identity } from './identity.ts'
import { OpenFrame } from './open-frame.tsx'
import { DISCIPLINE_CHOICES, HERE, zoneChoices } from './words.ts'

import css from './open-frame.module.css'

const STARTS: { value: Start; label: string; says: string }[] = [
  {
    value: 'demo',
    label: 'Look around first',
    says: 'A believable year of a team of eleven stands in a workspace of its own, beside your empty one. One click removes it.',
  },
  { value: 'empty', label: 'Start empty', says: 'An empty workspace, ready for your vision and your people.' },
  {
    value: 'import',
    label: 'Bring your work along',
    says: 'From a CSV file, Jira, Linear or GitHub, with a preview first.',
  },
]

export default function SetUpPage() {
  const [{ token }] = useUrlQuery()
  const { data: server, error, refetch } = useQuery(people.firstRun.queryOptions())
  if (error)
    return <ErrorState message={refusalOf(error) ?? 'The server does not answer.'} onRetry={() => void refetch()} />
  if (!server)
    return (
      <OpenFrame title="One moment" purpose="The server is being asked.">
        <LoadingState like="text" rows={4} />
      </OpenFrame>
    )
  if (!server.needsSetUp)
    return (
      <OpenFrame title="This server is already set up" purpose="Sign in, or ask its admin for an invite.">
        <Button kind="primary" href="/sign-in">
          Sign in
        </Button>
      </OpenFrame>
    )
  if (!token)
    return (
      <OpenFrame
        title="Open the whole link"
        purpose="The server printed a link with a token when it started, so that nobody else can set it up before you."
      />
    )
  return <SetUp token={token} hasDemo={server.demo} />
}

const pathAfter = (slug: string, start: Start) => pathInWorkspace(slug, start === 'import' ? '/settings/imports' : '/')

function SetUp({ token, hasDemo }: { token: string; hasDemo: boolean }) {
  const [workspaceName, setWorkspaceName] = useState('')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [discipline, setDiscipline] = useState<Discipline>()
  const [timeZone, setTimeZone] = useState(HERE)
  const [start, setStart] = useState<Start>(hasDemo ? 'demo' : 'empty')
  const setUp = useMutation(
    people.setUp.mutationOptions({
      onSuccess: async ({ slug }) => {
        await identity.signIn(email.trim(), password)
        location.replace(pathAfter(slug, start))
      },
    }),
  )
  const wrong = fieldErrors(setUp.error)
  const isBelowAField = Object.keys(wrong).length > 0
  const [lacks, setLacks] = useState(false)
  const send = () => {
    const isFilled = [workspaceName, name, email, password].every((value) => value.trim() !== '')
    setLacks(!discipline || !isFilled)
    if (discipline && isFilled)
      setUp.mutate({ token, workspaceName, name, email, password, discipline, timeZone, start })
  }

  const lacking = (value: string, says: string) => (lacks && value.trim() === '' ? says : undefined)

  return (
    <OpenFrame
      wide
      title="Set up Throughline"
      purpose="One workspace for your product people and your engineers. You become its first admin."
    >
      <Form
        submit={setUp.isPending && start === 'demo' ? 'Writing a year of demo data…' : 'Set up'}
        busy={setUp.isPending}
        refusal={isBelowAField ? undefined : refusalOf(setUp.error)}
        onSubmit={send}
      >
        <TextField
          label="Your company or product"
          hint="The name of the workspace."
          autoComplete="organization"
          value={workspaceName}
          onChange={setWorkspaceName}
          error={lacking(workspaceName, 'Say what it is called.') ?? wrong.workspaceName}
          required
        />
        <FieldRow>
          <TextField
            label="Your name"
            autoComplete="name"
            value={name}
            onChange={setName}
            error={lacking(name, 'Say who you are.') ?? wrong.name}
            required
          />
          <SelectField
            label="Your discipline"
            choices={DISCIPLINE_CHOICES}
            value={discipline}
            onChange={setDiscipline}
            error={lacks && !discipline ? 'Choose your discipline.' : wrong.discipline}
            required
          />
        </FieldRow>
        <FieldRow>
          <TextField
            label="E-mail"
            type="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
            error={lacking(email, 'You sign in with it.') ?? wrong.email}
            required
          />
          <TextField
            label="Password"
            type="password"
            autoComplete="new-password"
            hint="At least 10 characters."
            value={password}
            onChange={setPassword}
            error={lacking(password, 'Choose a password.') ?? wrong.password}
            required
          />
        </FieldRow>
        <SelectField
          label="Time zone"
          choices={zoneChoices(HERE)}
          value={timeZone}
          onChange={setTimeZone}
          error={wrong.timeZone}
          searchable
          required
        />
        <fieldset className={css.starts}>
          <legend>Begin with</legend>
          {STARTS.filter(({ value }) => hasDemo || value !== 'demo').map(({ value, label, says }) => (
            <label key={value} className={css.start}>
              <input type="radio" name="start" checked={start === value} onChange={() => setStart(value)} />
              {label}
              <span>{says}</span>
            </label>
          ))}
        </fieldset>
        {refusalCode(setUp.error) === 'ALREADY_SET_UP' && <Button href="/sign-in">Sign in</Button>}
      </Form>
    </OpenFrame>
  )
}
