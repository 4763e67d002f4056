import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { Button, Chip, ErrorState, Form, LoadingState, Panel, Row, Stack, TextField, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { identity, type Session } from './identity.ts'
import { Line, Lines } from './lines.tsx'
import { SecondStepPanel } from './second-step-panel.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import { When } from './when.tsx'

const MINE = ['identity']
const refresh = () => queryClient.invalidateQueries({ queryKey: MINE })

export default function SecurityPage() {
  const { data, error, refetch } = useQuery({
    queryKey: MINE,
    queryFn: async () => {
      const [current, sessions, accounts] = await Promise.all([
        identity.session(),
        identity.sessions(),
        identity.accounts(),
      ])
      return { current, sessions, accounts }
    },
    staleTime: 0,
  })
  const hasPassword = data?.accounts.some((account) => account.providerId === 'credential')
  return (
    <SettingsFrame title="Security" purpose="How you sign in, and where you are signed in at this moment.">
      {error ? (
        <ErrorState message={refusalOf(error) ?? 'This could not be read.'} onRetry={() => void refetch()} />
      ) : !data ? (
        <LoadingState like="text" />
      ) : (
        <>
          {hasPassword ? (
            <>
              <Panel title="Password">
                <ChangePassword />
              </Panel>
              <SecondStepPanel isOn={data.current?.user.twoFactorEnabled === true} onChanged={refresh} />
            </>
          ) : (
            <Panel title="Password">
              <SetPassword email={data.current?.user.email} />
            </Panel>
          )}
          <Sessions sessions={data.sessions} current={data.current?.session.id} />
        </>
      )}
    </SettingsFrame>
  )
}

function ChangePassword() {
  const [before, setBefore] = useState('')
  const [after, setAfter] = useState('')
  const change = useMutation({
    mutationFn: () => identity.changePassword(before, after),
    onSuccess: async () => {
      setBefore('')
      setAfter('')
      await refresh()
      toast({ message: 'Your password is changed. Everywhere else you are signed out.' })
    },
  })
  return (
    <Form
      submit="Change password"
      busy={change.isPending}
      disabled={before === '' || after === ''}
      refusal={refusalOf(change.error)}
      onSubmit={() => change.mutate()}
    >
      <TextField
        label="Password now"
        type="password"
        autoComplete="current-password"
        value={before}
        onChange={setBefore}
      />
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        hint="At least 10 characters. A few words in a row are easy to remember."
        value={after}
        onChange={setAfter}
      />
    </Form>
  )
}

function SetPassword({ email }: { email: string | undefined }) {
  const ask = useMutation({
    mutationFn: () => identity.askForReset(email ?? ''),
    onSuccess: () => toast({ message: 'A letter with a link is on its way to you.' }),
  })
  return (
    <Stack>
      <p>You sign in with a provider or by e-mail link, and have no password here.</p>
      <Row>
        <Button busy={ask.isPending} disabled={!email} onClick={() => ask.mutate()}>
          E-mail me a link to set one
        </Button>
      </Row>
      {ask.error && <p role="alert">{refusalOf(ask.error)}</p>}
    </Stack>
  )
}

function Sessions({ sessions, current }: { sessions: Session[]; current: string | undefined }) {
  const end = useMutation({ mutationFn: identity.endSession, onSettled: refresh })
  const endOthers = useMutation({
    mutationFn: identity.endOtherSessions,
    onSuccess: () => toast({ message: 'Everywhere else you are signed out.' }),
    onSettled: refresh,
  })
  const sorted = sessions.toSorted(
    (a, b) => Number(b.id === current) - Number(a.id === current) || b.updatedAt.localeCompare(a.updatedAt),
  )
  return (
    <Panel
      title="Signed in"
      actions={
        sessions.length > 1 && (
          <Button small busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            Sign out everywhere else
          </Button>
        )
      }
    >
      <Lines label="Sessions">
        {sorted.map((session) => (
          <Line
            key={session.id}
            about={deviceOf(session.userAgent)}
            detail={
              <>
                {session.ipAddress ? `${session.ipAddress} · ` : ''}since <When at={new Date(session.createdAt)} />
              </>
            }
            acts={
              session.id === current ? (
                <Chip>This one</Chip>
              ) : (
                <Button
                  small
                  busy={end.isPending && end.variables === session.token}
                  onClick={() => end.mutate(session.token)}
                >
                  Sign out
                </Button>
              )
            }
          />
        ))}
      </Lines>
      {(end.error ?? endOthers.error) && <p role="alert">{refusalOf(end.error ?? endOthers.error)}</p>}
    </Panel>
  )
}

const BROWSERS = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const SYSTEMS = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux|X11/, 'Linux'],
] as const

/** `Firefox on Linux`, as far as a browser tells. */
function deviceOf(agent: string | null | undefined) {
  const browser = BROWSERS.find(([pattern]) => pattern.test(agent ?? ''))?.[1]
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent ?? ''))?.[1]
  if (!browser && !system) return 'Some device'
  return [browser ?? 'A browser', system].filter(Boolean).join(' on ')
}
