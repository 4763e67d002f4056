import { useState } from 'react'

import { Button, Dialog, Form, MomentField, Stack } from '#design/index.ts'

import { snoozeTimes } from './snooze-times.ts'

/** When something shall return to the inbox. */
export function SnoozeDialog(props: { count: number; onClose: () => void; onSnooze: (until: Date) => void }) {
  const { count, onClose, onSnooze } = props
  const [times] = useState(() => snoozeTimes(new Date()))
  const [until, setUntil] = useState<Date>()
  const [error, setError] = useState<string>()
  const submit = () => {
    if (!until || until <= new Date()) return setError('Choose a time that is still to come.')
    onSnooze(until)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={count === 1 ? 'When shall it return?' : `When shall these ${count} return?`}
    >
      <Stack>
        {times.map(({ label, at }) => (
          <Button key={label} wide onClick={() => onSnooze(at)}>
            {label},{' '}
            {at.toLocaleString(undefined, {
              weekday: 'short',
              day: 'numeric',
              month: 'short',
              hour: '2-digit',
              minute: '2-digit',
            })}
          </Button>
        ))}
        <Form onSubmit={submit} submit="Snooze until then">
          <MomentField
            label="Or at a time of your own"
            value={until}
            onChange={(next) => {
              setUntil(next)
              setError(undefined)
            }}
            error={error}
          />
        </Form>
      </Stack>
    </Dialog>
  )
}
