import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { Button, Checkbox, Form, TextField } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { identity } from './identity.ts'
import { Below, OpenFrame } from './open-frame.tsx'

/** The second step of a sign-in: a code of the authenticator app, or one of the backup codes. */
export function SecondStep({ done, cancel }: { done: () => void; cancel: () => void }) {
  const [byBackup, setByBackup] = useState(false)
  const [code, setCode] = useState('')
  const [trust, setTrust] = useState(false)
  const verify = useMutation({
    mutationFn: () =>
      byBackup ? identity.verifyBackupCode(code.trim()) : identity.verifyCode(code.replace(/\s/g, ''), trust),
    onSuccess: done,
  })
  const change = () => {
    setByBackup(!byBackup)
    setCode('')
    verify.reset()
  }
  return (
    <OpenFrame
      title="And your code"
      purpose={
        byBackup
          ? 'One of the backup codes that you kept. Each works once.'
          : 'The six digits that your authenticator app shows for Throughline.'
      }
    >
      <Form
        submit="Sign in"
        busy={verify.isPending}
        disabled={code.trim() === ''}
        refusal={refusalOf(verify.error)}
        cancel={{ label: 'Begin again', run: cancel }}
        onSubmit={() => verify.mutate()}
      >
        <TextField
          key={String(byBackup)}
          label={byBackup ? 'Backup code' : 'Code'}
          inputMode={byBackup ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          required
        />
        {!byBackup && (
          <Checkbox label="Do not ask again on this device for 30 days" checked={trust} onChange={setTrust} />
        )}
      </Form>
      <Below>
        <Button kind="quiet" small onClick={change}>
          {byBackup ? 'Use the authenticator app' : 'Use a backup code'}
        </Button>
      </Below>
    </OpenFrame>
  )
}
