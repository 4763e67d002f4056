import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { Dialog, Form, TextField } from '#design/index.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { ProductProject } from '../projects/contract.ts'
import { productProjects } from './api.ts'

export function AddProject({ onClose, onAdded }: { onClose: () => void; onAdded: (project: ProductProject) => void }) {
  const [name, setName] = useState('')
  const add = useMutation(productProjects.add.mutationOptions({ onSuccess: onAdded }))
  const nameError =
    fieldErrors(add.error).name ?? (refusalCode(add.error) === 'NAME_TAKEN' ? refusalOf(add.error) : undefined)
  return (
    <Dialog open onClose={onClose} title="Add a product">
      <Form
        submit="Add product"
        busy={add.isPending}
        refusal={add.error && !nameError ? refusalOf(add.error) : undefined}
        cancel={{ label: 'Cancel', run: onClose }}
        onSubmit={() => add.mutate({ name })}
      >
        <TextField
          label="Name"
          hint="What your users would call it. It gets a key of its own; keep test traffic apart in a product of its own."
          placeholder="Courier app"
          value={name}
          onChange={setName}
          error={nameError}
          required
        />
      </Form>
    </Dialog>
  )
}
