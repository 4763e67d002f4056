import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { Button, Dialog, Form, LoadingState, Panel, Row, SelectField, Stack, TextField, toast } from '#design/index.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'
import { pathInWorkspace } from '#platform/client/workspace.ts'

import { people } from './api.ts'
import { useMe } from './everyone.ts'
import { SettingsFrame } from './settings-frame.tsx'
import { zoneChoices } from './words.ts'

export default function WorkspacePage() {
  const me = useMe()
  return (
    <SettingsFrame
      title="Workspace"
      purpose="What it is called, and the zone in which its days and deadlines are counted."
    >
      {me ? <Details workspace={me.workspace} /> : <LoadingState like="text" />}
      {me?.workspace.isDemo && <RemoveDemo />}
    </SettingsFrame>
  )
}

function Details({ workspace }: { workspace: { name: string; slug: string; timeZone: string } }) {
  const client = useQueryClient()
  const [name, setName] = useState(workspace.name)
  const [timeZone, setTimeZone] = useState(workspace.timeZone)
  const save = useMutation(
    people.editWorkspace.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: people.me.key() })
        toast({ message: 'The workspace is saved.' })
      },
    }),
  )
  const wrong = fieldErrors(save.error)
  return (
    <Panel>
      <Form
        submit="Save"
        busy={save.isPending}
        disabled={name === workspace.name && timeZone === workspace.timeZone}
        refusal={Object.keys(wrong).length > 0 ? undefined : refusalOf(save.error)}
        onSubmit={() => save.mutate({ name, timeZone })}
      >
        <TextField
          label="Name"
          hint={`Its address stays ${pathInWorkspace(workspace.slug, '/')}.`}
          value={name}
          onChange={setName}
          error={wrong.name}
          required
        />
        <SelectField
          label="Time zone"
          choices={zoneChoices(workspace.timeZone)}
          value={timeZone}
          onChange={setTimeZone}
          error={wrong.timeZone}
          searchable
          required
        />
      </Form>
    </Panel>
  )
}

function RemoveDemo() {
  const [asks, setAsks] = useState(false)
  const remove = useMutation(
    people.removeDemo.mutationOptions({ onSuccess: ({ slug }) => location.replace(pathInWorkspace(slug, '/')) }),
  )
  return (
    <Panel title="This is the demo">
      <Stack>
        <p>
          Everything here was made up for you to look around. Removing it deletes all of it. You, and whoever else
          signed in here, go on in an empty workspace.
        </p>
        <Row>
          <Button kind="danger" onClick={() => setAsks(true)}>
            Remove the demo
          </Button>
        </Row>
      </Stack>
      <Dialog open={asks} onClose={() => setAsks(false)} title="Remove the demo?" size="small">
        <Form
          submit="Remove it for good"
          busy={remove.isPending}
          refusal={refusalOf(remove.error)}
          cancel={{ label: 'Keep it', run: () => setAsks(false) }}
          onSubmit={() => remove.mutate(undefined)}
        >
          <p>This cannot be undone: what you and others wrote in it goes too.</p>
        </Form>
      </Dialog>
    </Panel>
  )
}
