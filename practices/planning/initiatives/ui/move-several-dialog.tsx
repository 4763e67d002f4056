import { useState } from 'react'

import { Dialog, Form, SelectField, TextArea, toast } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { type Column, COLUMNS } from '../columns/contract.ts'
import type { Initiative } from '../contract.ts'
import { COLUMN_WORDS, needsReason } from '../rules.ts'
import { initiatives } from './api.ts'
import { refreshRoadmap } from './board-state.ts'

import css from './initiatives.module.css'

type Refused = { key: string; why: string }

/** Moves each of the chosen ones; says of each that stays why it stays. */
export function MoveSeveralDialog({ chosen, onClose }: { chosen: Initiative[]; onClose: () => void }) {
  const [column, setColumn] = useState<Column>()
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused[]>([])
  const isReasonNeeded = column !== undefined && chosen.some((one) => needsReason(one.column, column))

  const submit = async () => {
    if (!column) return
    setBusy(true)
    const stay: Refused[] = []
    for (const { id, key, column: from } of chosen) {
      if (from === column) continue
      const input = { id, column, ...(reason.trim() ? { reason } : {}) }
      await initiatives.move.call(input).catch((error: unknown) => stay.push({ key, why: refusalOf(error) ?? '' }))
    }
    setBusy(false)
    refreshRoadmap()
    const count = chosen.length - stay.length
    if (count > 0)
      toast({
        message: count === 1 ? `One moved to ${COLUMN_WORDS[column]}.` : `${count} moved to ${COLUMN_WORDS[column]}.`,
      })
    if (stay.length === 0) onClose()
    else setRefused(stay)
  }

  const title = chosen.length === 1 ? `Move ${chosen[0]?.key}` : `Move ${chosen.length} initiatives`
  return (
    <Dialog open onClose={onClose} title={title} size="small">
      <Form
        onSubmit={() => void submit()}
        submit="Move"
        busy={isBusy}
        disabled={!column || (isReasonNeeded && reason.trim() === '')}
        cancel={{ label: 'Close', run: onClose }}
      >
        <SelectField<Column>
          label="To which column?"
          choices={COLUMNS.map((one) => ({ value: one, label: COLUMN_WORDS[one] }))}
          value={column}
          onChange={setColumn}
        />
        {isReasonNeeded && (
          <TextArea
            label="Why does it change?"
            hint="Some of them stand where others plan by them."
            minRows={2}
            required
            value={reason}
            onChange={setReason}
          />
        )}
        {refused.length > 0 && (
          <ul className={css.refused} role="alert">
            {refused.map(({ key, why }) => (
              <li key={key}>
                {key} stays: {why}
              </li>
            ))}
          </ul>
        )}
      </Form>
    </Dialog>
  )
}
