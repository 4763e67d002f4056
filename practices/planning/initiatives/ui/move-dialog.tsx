import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PeoplePicker } from '#commons/people/ui/embeds.tsx'
import { Dialog, Form, TextArea, toast } from '#design/index.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { Column } from '../columns/contract.ts'
import type { Initiative } from '../contract.ts'
import { COLUMN_WORDS } from '../rules.ts'
import { initiatives } from './api.ts'
import { refreshRoadmap } from './board-state.ts'

type Props = { initiative: Initiative; column: Column; before?: string | undefined; onClose: () => void }

/** Asks why it leaves Now or Next, and who agreed. Both are kept in the roadmap's changes. */
export function MoveDialog({ initiative, column, before, onClose }: Props) {
  const [reason, setReason] = useState('')
  const [agreed, setAgreed] = useState<MemberId[]>([])
  const move = useMutation(
    initiatives.move.mutationOptions({
      onSuccess: () => {
        refreshRoadmap()
        toast({ message: `${initiative.key} is in ${COLUMN_WORDS[column]} now.` })
        onClose()
      },
    }),
  )
  const lacksReason = refusalCode(move.error) === 'REASON_NEEDED'
  const submit = () =>
    move.mutate({
      id: initiative.id,
      column,
      agreed,
      ...(before ? { before: before as never } : {}), // A card's own id.
      ...(reason.trim() ? { reason } : {}),
    })
  return (
    <Dialog open onClose={onClose} title={`From ${COLUMN_WORDS[initiative.column]} to ${COLUMN_WORDS[column]}`}>
      <Form
        onSubmit={submit}
        submit={`Move to ${COLUMN_WORDS[column]}`}
        busy={move.isPending}
        refusal={lacksReason ? undefined : refusalOf(move.error)}
        cancel={{ label: 'Leave it', run: onClose }}
      >
        <TextArea
          label="Why does it change?"
          hint={`Others plan by what stands in ${COLUMN_WORDS[initiative.column]}. They will read this.`}
          minRows={3}
          required
          value={reason}
          onChange={setReason}
          onSubmit={submit}
          error={lacksReason ? refusalOf(move.error) : fieldErrors(move.error).reason}
        />
        <PeoplePicker
          label="Who agreed?"
          hint="Beside you. Of both sides, if you can."
          value={agreed}
          onChange={setAgreed}
        />
      </Form>
    </Dialog>
  )
}
