import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { Dialog, Form, TextArea, toast } from '#design/index.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Objective } from '../contract.ts'
import { objectives, refreshObjectives } from './api.ts'

/** Gives an objective up, with the reason that everyone will read on its page. */
export function DropDialog({ objective, onClose }: { objective: Objective; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const drop = useMutation(
    objectives.drop.mutationOptions({
      onSuccess: ({ key }) => {
        refreshObjectives()
        toast({ message: `${key} is dropped.` })
        onClose()
      },
    }),
  )
  const errors = fieldErrors(drop.error)
  const submit = () => drop.mutate({ id: objective.id, reason })
  return (
    <Dialog open onClose={onClose} title={`Drop ${objective.key}`} size="small">
      <Form
        onSubmit={submit}
        submit="Drop it"
        busy={drop.isPending}
        refusal={errors.reason ? undefined : refusalOf(drop.error)}
        cancel={{ label: 'Keep it', run: onClose }}
      >
        <TextArea
          label="Why is it given up?"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
          autoFocus
          minRows={3}
          value={reason}
          onChange={setReason}
          onSubmit={submit}
          error={errors.reason}
        />
      </Form>
    </Dialog>
  )
}
