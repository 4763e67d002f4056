import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { Button, Dialog, Form, Panel, Row, Stack, TextField, toast } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { identity } from './identity.ts'
import { Codes, CopyButton } from './lines.tsx'
import { QrCode } from './qr-code.tsx'

type Asks = 'on' | 'off' | 'codes'
type Props = { isOn: boolean; onChanged: () => Promise<void> }

/** Turns the second step on and off, and gives new backup codes. Each asks for the password first. */
export function SecondStepPanel({ isOn, onChanged }: Props) {
  const [asks, setAsks] = useState<Asks>()
  return (
    <Panel title="Second step">
      <Stack>
        <p>
          {isOn
            ? 'On. After your password you give a code of your authenticator app. A link by e-mail alone does not sign you in.'
            : 'Off. With it, a stolen password alone opens nothing: signing in also asks for a code of an app on your phone.'}
        </p>
        <Row gap="tight">
          {isOn ? (
            <>
              <Button onClick={() => setAsks('codes')}>New backup codes</Button>
              <Button onClick={() => setAsks('off')}>Turn it off</Button>
            </>
          ) : (
            <Button onClick={() => setAsks('on')}>Turn it on</Button>
          )}
        </Row>
      </Stack>
      {asks === 'on' && <TurnOn close={() => setAsks(undefined)} onChanged={onChanged} />}
      {asks === 'off' && <TurnOff close={() => setAsks(undefined)} onChanged={onChanged} />}
      {asks === 'codes' && <NewCodes close={() => setAsks(undefined)} />}
    </Panel>
  )
}

type PasswordProps = { submit: string; busy: boolean; error: unknown; onPassword: (password: string) => void }

function AskForPassword({ submit, busy, error, onPassword }: PasswordProps) {
  const [password, setPassword] = useState('')
  return (
    <Form
      submit={submit}
      busy={busy}
      disabled={password === ''}
      refusal={refusalOf(error)}
      onSubmit={() => onPassword(password)}
    >
      <TextField
        label="Your password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        required
      />
    </Form>
  )
}

function TurnOn({ close, onChanged }: { close: () => void; onChanged: () => Promise<void> }) {
  const [code, setCode] = useState('')
  const begin = useMutation({ mutationFn: identity.turnOnSecondStep })
  const verify = useMutation({
    mutationFn: () => identity.verifyCode(code.replace(/\s/g, ''), false),
    onSuccess: onChanged,
  })
  const given = begin.data
  if (!given)
    return (
      <Dialog open onClose={close} title="Turn the second step on" size="small">
        <AskForPassword
          submit="Go on"
          busy={begin.isPending}
          error={begin.error}
          onPassword={(one) => begin.mutate(one)}
        />
      </Dialog>
    )
  if (verify.isSuccess)
    return (
      <Dialog open onClose={close} title="Keep these backup codes" size="small">
        <KeepCodes codes={given.backupCodes} close={close} />
      </Dialog>
    )
  const secret = new URL(given.totpURI).searchParams.get('secret') ?? ''
  return (
    <Dialog open onClose={close} title="Scan this with your authenticator app" size="small">
      <Stack>
        <QrCode text={given.totpURI} label="Code to scan with an authenticator app" />
        <p>
          Or type this key into it: <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
        <Form
          submit="Turn it on"
          busy={verify.isPending}
          disabled={code.trim().length < 6}
          refusal={refusalOf(verify.error)}
          onSubmit={() => verify.mutate()}
        >
          <TextField
            label="The code that it shows"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
            required
          />
        </Form>
      </Stack>
    </Dialog>
  )
}

function KeepCodes({ codes, close }: { codes: string[]; close: () => void }) {
  return (
    <Stack>
      <p>Each opens your account once when your phone is not at hand. They are not shown again.</p>
      <Codes codes={codes} />
      <Row gap="tight">
        <Button kind="primary" onClick={close}>
          I have kept them
        </Button>
        <CopyButton text={codes.join('\n')} words="Copy all" />
      </Row>
    </Stack>
  )
}

function TurnOff({ close, onChanged }: { close: () => void; onChanged: () => Promise<void> }) {
  const turnOff = useMutation({
    mutationFn: identity.turnOffSecondStep,
    onSuccess: async () => {
      await onChanged()
      toast({ message: 'The second step is off.' })
      close()
    },
  })
  return (
    <Dialog open onClose={close} title="Turn the second step off" size="small">
      <AskForPassword
        submit="Turn it off"
        busy={turnOff.isPending}
        error={turnOff.error}
        onPassword={(one) => turnOff.mutate(one)}
      />
    </Dialog>
  )
}

function NewCodes({ close }: { close: () => void }) {
  const make = useMutation({ mutationFn: identity.newBackupCodes })
  return (
    <Dialog open onClose={close} title="New backup codes" size="small">
      {make.data ? (
        <KeepCodes codes={make.data.backupCodes} close={close} />
      ) : (
        <AskForPassword
          submit="Make them"
          busy={make.isPending}
          error={make.error}
          onPassword={(one) => make.mutate(one)}
        />
      )}
    </Dialog>
  )
}
