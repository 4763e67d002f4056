import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { Dialog, Form, TextArea } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { RoadmapColumn } from '../columns/contract.ts'
import { COLUMN_WORDS } from '../rules.ts'
import { initiatives } from './api.ts'

import css from './initiatives.module.css'

/** What a column promises, below its title. Those who may press on it to word it anew. */
export function Commitment({ column, mayEdit }: { column: RoadmapColumn; mayEdit: boolean }) {
  const [isOpen, setOpen] = useState(false)
  if (!mayEdit) return <>{column.commitment}</>
  return (
    <>
      <button type="button" className={css.commitment} title="Word it anew" onClick={() => setOpen(true)}>
        {column.commitment}
      </button>
      {isOpen && <CommitmentDialog column={column} onClose={() => setOpen(false)} />}
    </>
  )
}

function CommitmentDialog({ column, onClose }: { column: RoadmapColumn; onClose: () => void }) {
  const [text, setText] = useState(column.commitment)
  const commit = useMutation(
    initiatives.commit.mutationOptions({
      onSuccess: (columns) => {
        queryClient.setQueryData(initiatives.columns.queryKey(), columns)
        onClose()
      },
    }),
  )
  const errors = fieldErrors(commit.error)
  const submit = () => commit.mutate({ column: column.column, commitment: text })
  return (
    <Dialog open onClose={onClose} title={`What ${COLUMN_WORDS[column.column]} promises`} size="small">
      <Form
        onSubmit={submit}
        submit="Keep these words"
        busy={commit.isPending}
        refusal={errors.commitment ? undefined : refusalOf(commit.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <TextArea
          label="To everyone who plans by it"
          minRows={3}
          value={text}
          onChange={setText}
          onSubmit={submit}
          error={errors.commitment}
        />
      </Form>
    </Dialog>
  )
}
