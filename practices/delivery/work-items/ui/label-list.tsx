import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { Aside, Button, Dialog, Form, IconButton, InlineEdit, Menu, Row, Stack, TextField } from '#design/index.ts'
import { To } from '#platform/client/navigation.tsx'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import { LABEL_COLOURS, type WorkLabel } from '../labels/contract.ts'
import { useLabels, workLabels } from './api.ts'
import { LabelDot } from './marks.tsx'

import css from './work.module.css'

const refresh = () => void queryClient.invalidateQueries({ queryKey: workLabels.byName.key() })

/** The labels with how many items carry each; members add, rename, recolour and remove them. */
export function LabelList({ mayEdit }: { mayEdit: boolean }) {
  const { all } = useLabels()
  return (
    <Stack>
      {all.length === 0 ? (
        <p>No label yet. A label gathers work across teams and states: a platform, a customer, a quarter’s theme.</p>
      ) : (
        <ul className={css.rows}>
          {all.map((label) => (
            <LabelRow key={label.id} label={label} mayEdit={mayEdit} />
          ))}
        </ul>
      )}
      {mayEdit && <AddLabel />}
    </Stack>
  )
}

function LabelRow({ label, mayEdit }: { label: WorkLabel & { items: number }; mayEdit: boolean }) {
  const [isRemoving, setRemoving] = useState(false)
  const edit = useMutation(workLabels.edit.mutationOptions({ onSuccess: refresh }))
  return (
    <li className={css.settingRow}>
      {mayEdit ? (
        <Menu
          align="start"
          items={LABEL_COLOURS.map((colour) => ({
            label: colour,
            icon: <LabelDot colour={colour} />,
            checked: colour === label.colour,
            run: () => edit.mutate({ id: label.id, colour }),
          }))}
          trigger={<IconButton small label={`Colour of ${label.name}`} icon={<LabelDot colour={label.colour} />} />}
        />
      ) : (
        <LabelDot colour={label.colour} />
      )}
      <span className={css.settingName}>
        <InlineEdit
          label={`Name of the label ${label.name}`}
          value={label.name}
          maxLength={50}
          disabled={!mayEdit}
          onSave={(name) => edit.mutate({ id: label.id, name })}
          error={refusalOf(edit.error)}
        />
      </span>
      <Aside>
        <To path={`/work?label=${label.id}&closed=all`}>{label.items === 1 ? '1 item' : `${label.items} items`}</To>
      </Aside>
      {mayEdit && (
        <IconButton
          small
          label={`Remove ${label.name}`}
          icon={<IconTrash size={14} />}
          onClick={() => setRemoving(true)}
        />
      )}
      {isRemoving && <RemoveLabel label={label} onClose={() => setRemoving(false)} />}
    </li>
  )
}

function RemoveLabel({ label, onClose }: { label: WorkLabel & { items: number }; onClose: () => void }) {
  const remove = useMutation(
    workLabels.remove.mutationOptions({
      onSuccess: () => {
        refresh()
        onClose()
      },
    }),
  )
  return (
    <Dialog open onClose={onClose} title={`Remove the label “${label.name}”`} size="small">
      <Form
        submit="Remove the label"
        busy={remove.isPending}
        refusal={refusalOf(remove.error)}
        onSubmit={() => remove.mutate({ id: label.id })}
        cancel={{ label: 'Keep it', run: onClose }}
      >
        <p>
          {label.items === 0
            ? 'No item carries it.'
            : label.items === 1
              ? 'One item carries it and will no longer.'
              : `${label.items} items carry it and will no longer. This cannot be taken back.`}
        </p>
      </Form>
    </Dialog>
  )
}

function AddLabel() {
  const [name, setName] = useState('')
  const add = useMutation(workLabels.add.mutationOptions({ onSuccess: () => (refresh(), setName('')) }))
  const submit = () => add.mutate({ name })
  return (
    <Row>
      <TextField
        label="New label"
        labelHidden
        placeholder="New label"
        maxLength={50}
        value={name}
        onChange={setName}
        error={fieldErrors(add.error).name ?? refusalOf(add.error)}
        onKeyDown={(event) => event.key === 'Enter' && submit()}
      />
      <Button icon={<IconPlus size={15} />} busy={add.isPending} onClick={submit}>
        Add
      </Button>
    </Row>
  )
}
