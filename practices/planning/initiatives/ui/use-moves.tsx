import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { toast } from '#design/index.ts'
import { optimistically } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Column } from '../columns/contract.ts'
import type { Initiative } from '../contract.ts'
import { COLUMN_WORDS, isPromising, needsReason, whyNotMove } from '../rules.ts'
import { initiatives } from './api.ts'
import { type Board, moved, refreshRoadmap } from './board-state.ts'
import { GateDialog } from './gate-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'

type Asked = { initiative: Initiative; column: Column; before?: string | undefined }
type Sent = { id: string; column: Column; before?: string | undefined }

/**
 * Moves initiatives: at once where nothing stands in the way; else it asks for the reason, or shows what is missing.
 * `dialogs` has to be drawn somewhere on the page.
 */
export function useMoves() {
  const [asked, setAsked] = useState<Asked>()
  const mutation = useMutation(
    initiatives.move.mutationOptions({
      ...optimistically<Board, Sent>([...initiatives.list.key(), 'board'], moved),
      onSettled: refreshRoadmap,
    }),
  )
  const send = (initiative: Initiative, column: Column, before?: string, reason?: string) =>
    mutation.mutate(
      { id: initiative.id, column, ...(before ? { before: before as never } : {}), ...(reason ? { reason } : {}) },
      {
        onSuccess: () => initiative.column !== column && tellMoved(initiative, column, send),
        onError: (error) => toast({ message: `${initiative.key}: ${refusalOf(error)}`, kind: 'refused' }),
      },
    )

  const move = (initiative: Initiative, column: Column, before?: string) => {
    const why = whyNotMove(initiative.column, column, initiative.missing, undefined)
    if (why === undefined || why === 'NOT_COMMITTED') send(initiative, column, before)
    else setAsked({ initiative, column, before })
  }
  const close = () => setAsked(undefined)
  const dialogs =
    asked &&
    (isPromising(asked.initiative.column, asked.column) ? (
      <GateDialog initiative={asked.initiative} column={asked.column} onClose={close} />
    ) : (
      <MoveDialog {...asked} onClose={close} />
    ))
  return { move, dialogs }
}

type Send = (initiative: Initiative, column: Column, before?: string, reason?: string) => void

function tellMoved(initiative: Initiative, column: Column, send: Send) {
  const back = needsReason(column, initiative.column) ? 'Moved by mistake, taken back at once.' : undefined
  toast({
    message: `${initiative.key} is in ${COLUMN_WORDS[column]} now.`,
    undo: () => send({ ...initiative, column }, initiative.column, undefined, back),
  })
}
