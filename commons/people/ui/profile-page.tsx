import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { Form, LoadingState, Panel, PropertyList, SelectField, SideMark, TextField, toast } from '#design/index.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import { people } from './api.ts'
import { useMe } from './everyone.ts'
import { SettingsFrame } from './settings-frame.tsx'
import { disciplineWord, roleWord, zoneChoices } from './words.ts'

export default function ProfilePage() {
  const me = useMe()
  return (
    <SettingsFrame title="Profile" purpose="How the others see you, and in which zone your days begin.">
      {me ? <Profile me={me} /> : <LoadingState like="text" />}
    </SettingsFrame>
  )
}

function Profile({ me }: { me: NonNullable<ReturnType<typeof useMe>> }) {
  const client = useQueryClient()
  const [name, setName] = useState(me.name)
  const [title, setTitle] = useState(me.title)
  const [timeZone, setTimeZone] = useState(me.timeZone)
  const save = useMutation(
    people.editProfile.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: people.me.key() })
        toast({ message: 'Your profile is saved.' })
      },
    }),
  )
  const wrong = fieldErrors(save.error)
  const isChanged = name !== me.name || title !== me.title || timeZone !== me.timeZone
  return (
    <>
      <Panel>
        <Form
          submit="Save"
          busy={save.isPending}
          disabled={!isChanged}
          refusal={Object.keys(wrong).length > 0 ? undefined : refusalOf(save.error)}
          onSubmit={() => save.mutate({ name, title, timeZone })}
        >
          <TextField label="Name" autoComplete="name" value={name} onChange={setName} error={wrong.name} required />
          <TextField
            label="Title"
            hint="What stands under your name, such as Head of product."
            value={title}
            onChange={setTitle}
            error={wrong.title}
          />
          <SelectField
            label="Time zone"
            choices={zoneChoices(me.timeZone)}
            value={timeZone}
            onChange={setTimeZone}
            error={wrong.timeZone}
            searchable
            required
          />
        </Form>
      </Panel>
      <Panel title="Given by an admin" plain>
        <PropertyList
          properties={[
            { label: 'E-mail', value: me.email ?? 'None' },
            { label: 'Role', value: roleWord(me.role) },
            { label: 'Discipline', value: disciplineWord(me.discipline) },
            { label: 'Side', value: me.side ? <SideMark side={me.side} word /> : 'Neither' },
          ]}
        />
      </Panel>
    </>
  )
}
