import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { Dialog, Form, MomentField, TextArea, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { Release } from '../contract.ts'
import { releases } from './api.ts'

const refresh = () => void queryClient.invalidateQueries({ queryKey: releases.key() })

/** Marks it as with its users. Without an effect that both sides signed, it asks for the reason. */
export function ShipDialog({ release, onClose }: { release: Release; onClose: () => void }) {
  const isReady = release.effect !== null && release.signed.product && release.signed.engineering
  const [shippedAt, setShippedAt] = useState<Date>()
  const [because, setBecause] = useState('')
  const ship = useMutation(
    releases.ship.mutationOptions({
      onSuccess: () => {
        refresh()
        toast({ message: `${release.title} is with its users. Its success review is booked.` })
        onClose()
      },
    }),
  )
  const errors = fieldErrors(ship.error)
  const code = refusalCode(ship.error)
  const lacksReason = code === 'NO_EFFECT' || code === 'NOT_SIGNED'
  const submit = () =>
    ship.mutate({
      key: release.key,
      ...(shippedAt ? { shippedAt } : {}),
      ...(because.trim() ? { because } : {}),
    })
  return (
    <Dialog open onClose={onClose} title={`Ship ${release.title}`} size="small">
      <Form
        onSubmit={submit}
        submit="Ship it"
        busy={ship.isPending}
        refusal={lacksReason || Object.keys(errors).length > 0 ? undefined : refusalOf(ship.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        {isReady ? (
          <p>Both sides signed what it should change. From now on that stays as it is, and the metric is read.</p>
        ) : (
          <TextArea
            label={
              release.effect
                ? 'Why does it ship before both sides have signed?'
                : 'Why does it ship without a declared effect?'
            }
            hint="It is kept with the release. What is declared afterwards would be no expectation."
            minRows={2}
            value={because}
            onChange={setBecause}
            onSubmit={submit}
            error={errors.because ?? (lacksReason ? refusalOf(ship.error) : undefined)}
          />
        )}
        <MomentField
          label="When did it go out?"
          hint="Now, when left empty."
          value={shippedAt}
          onChange={setShippedAt}
          error={errors.shippedAt ?? (code === 'IN_THE_FUTURE' ? refusalOf(ship.error) : undefined)}
        />
      </Form>
    </Dialog>
  )
}

/** Takes it back, with the reason that stays. */
export function WithdrawDialog({ release, onClose }: { release: Release; onClose: () => void }) {
  const [because, setBecause] = useState('')
  const withdraw = useMutation(
    releases.withdraw.mutationOptions({
      onSuccess: () => {
        refresh()
        toast({ message: `${release.title} is withdrawn.` })
        onClose()
      },
    }),
  )
  const errors = fieldErrors(withdraw.error)
  const submit = () => withdraw.mutate({ key: release.key, because })
  return (
    <Dialog open onClose={onClose} title={`Withdraw ${release.title}`} size="small">
      <Form
        onSubmit={submit}
        submit="Withdraw it"
        busy={withdraw.isPending}
        refusal={errors.because ? undefined : refusalOf(withdraw.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <TextArea
          label="Why?"
          hint={
            release.state === 'shipped'
              ? 'Its success review stays booked: what happened is worth a look.'
              : 'It is kept with the release.'
          }
          minRows={2}
          value={because}
          onChange={setBecause}
          onSubmit={submit}
          error={errors.because}
        />
      </Form>
    </Dialog>
  )
}
