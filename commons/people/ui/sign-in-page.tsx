import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { Button, Form, LoadingState, Row, TextField } from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import { SAYS } from '../sign-in/rules.ts'
import { people } from './api.ts'
import { identity, pathBack, SignInRefused } from './identity.ts'
import { Below, Note, OpenFrame, Or, ProviderButtons } from './open-frame.tsx'
import { SecondStep } from './second-step.tsx'

/** A full load, so that nothing of whoever was here before is left. */
const enter = (back: string | undefined) => location.replace(pathBack(back))

const wordsOf = (error: string | undefined) =>
  error === undefined ? undefined : ((SAYS as Record<string, string>)[error] ?? 'Signing in did not work. Try again.')

export default function SignInPage() {
  const [{ link, reset, back, error }, setQuery] = useUrlQuery()
  const [isSecond, setSecond] = useState(false)
  if (reset) return <ChooseAnother token={reset} done={() => setQuery({ reset: undefined })} />
  if (link) return <OpenLink token={link} back={back} />
  if (isSecond) return <SecondStep done={() => enter(back)} cancel={() => setSecond(false)} />
  return <Ways back={back} refusal={wordsOf(error)} onSecond={() => setSecond(true)} />
}

function Ways({
  back,
  refusal,
  onSecond,
}: {
  back: string | undefined
  refusal: string | undefined
  onSecond: () => void
}) {
  const { data: server } = useQuery(people.firstRun.queryOptions())
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [told, setTold] = useState<string>()

  const signIn = useMutation({
    mutationFn: () => identity.signIn(email.trim(), password),
    onSuccess: ({ twoFactorRedirect }) => (twoFactorRedirect ? onSecond() : enter(back)),
  })
  const sendLink = useMutation({
    mutationFn: () => identity.sendLink(email.trim()),
    onSuccess: () => setTold(`If ${email.trim()} is known here, a link is on its way. It works for 15 minutes.`),
  })
  const askForReset = useMutation({
    mutationFn: () => identity.askForReset(email.trim()),
    onSuccess: () =>
      setTold(
        server?.magicLink
          ? `If ${email.trim()} is known here, a letter is on its way.`
          : 'This server sends no letters. Ask your admin: the link waits for them under Settings, Mail.',
      ),
  })
  const toProvider = useMutation({
    mutationFn: () => identity.signInWith({ email: email.trim() }, pathBack(back)),
    onError: (failure) => {
      if (failure instanceof SignInRefused) setTold('No provider is known for the domain of this e-mail address.')
    },
  })
  const needsEmail = (run: () => void) => () => {
    if (!/.@./.test(email)) return setTold('Write your e-mail address first.')
    setTold(undefined)
    signIn.reset()
    run()
  }
  const failed = signIn.error ?? sendLink.error ?? askForReset.error

  if (server?.needsSetUp)
    return (
      <OpenFrame
        title="This server waits to be set up"
        purpose="Open the link that it printed when it started. Nobody can sign in before that."
      />
    )
  return (
    <OpenFrame title="Sign in to Throughline" purpose="Where product and engineering build one product together.">
      <Form
        submit="Sign in"
        busy={signIn.isPending}
        refusal={refusalOf(failed) ?? refusal}
        onSubmit={() => {
          setTold(undefined)
          signIn.mutate()
        }}
      >
        <TextField label="E-mail" type="email" autoComplete="username" value={email} onChange={setEmail} required />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          required
        />
        {told && <Note>{told}</Note>}
      </Form>
      <Below>
        <Row gap="tight">
          {server?.magicLink && (
            <Button kind="quiet" small busy={sendLink.isPending} onClick={needsEmail(() => sendLink.mutate())}>
              E-mail me a link instead
            </Button>
          )}
          <Button kind="quiet" small busy={askForReset.isPending} onClick={needsEmail(() => askForReset.mutate())}>
            I forgot my password
          </Button>
        </Row>
      </Below>
      {server && (server.oidc.length > 0 || server.oidcByEmail) && (
        <>
          <Or />
          <ProviderButtons oidc={server.oidc} back={pathBack(back)} />
          {server.oidcByEmail && (
            <Button wide busy={toProvider.isPending} onClick={needsEmail(() => toProvider.mutate())}>
              Continue with your company’s provider
            </Button>
          )}
        </>
      )}
    </OpenFrame>
  )
}

// A page opens the link, not the address in the letter: mail servers that look at links would use it up.
function OpenLink({ token, back }: { token: string; back: string | undefined }) {
  // As a query, it is sent once however often the page is drawn.
  const { error, isSuccess } = useQuery({
    queryKey: ['sign-in-link', token],
    queryFn: () => identity.openLink(token),
    retry: false,
    staleTime: Infinity,
  })
  useEffect(() => {
    if (isSuccess) enter(back)
  }, [isSuccess, back])
  return error ? (
    <OpenFrame title="This link opens nothing" purpose={refusalOf(error)}>
      <Button href="/sign-in" kind="primary">
        Sign in another way
      </Button>
    </OpenFrame>
  ) : (
    <OpenFrame title="One moment" purpose="Your link is being looked at.">
      <LoadingState like="text" rows={2} />
    </OpenFrame>
  )
}

function ChooseAnother({ token, done }: { token: string; done: () => void }) {
  const [password, setPassword] = useState('')
  const change = useMutation({ mutationFn: () => identity.reset(token, password) })
  useEffect(() => {
    // The token must not stay in the history of a shared computer.
    if (change.isSuccess) history.replaceState(null, '', '/sign-in')
  }, [change.isSuccess])
  if (change.isSuccess)
    return (
      <OpenFrame title="Your password is changed" purpose="You were signed out everywhere else.">
        <Button kind="primary" onClick={done}>
          Sign in
        </Button>
      </OpenFrame>
    )
  return (
    <OpenFrame title="Choose another password" purpose="The old one stops working, and every device is signed out.">
      <Form
        submit="Change password"
        busy={change.isPending}
        refusal={refusalOf(change.error)}
        onSubmit={() => change.mutate()}
      >
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          hint="At least 10 characters. A few words in a row are easy to remember."
          value={password}
          onChange={setPassword}
          required
        />
      </Form>
    </OpenFrame>
  )
}
