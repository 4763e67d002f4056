import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { TeamId } from '#commons/people/contract.ts'
import { PersonPicker, TeamPicker, useMe, useTeams } from '#commons/people/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordPicker } from '#commons/records/ui/embeds.tsx'
import { Dialog, FieldRow, Form, SegmentedControl, TextField, toast } from '#design/index.ts'
import { isAtLeast, type MemberId } from '#platform/auth/identity.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import { initiatives } from './api.ts'
import { refreshRoadmap } from './board-state.ts'

/** Adds an idea, or something for later. What each side says of it follows on its page. */
export function CreateDialog({ serves, onClose }: { serves?: RecordSummary; onClose: () => void }) {
  const me = useMe()
  const go = useGo()
  const teams = useTeams()
  const isMember = me !== undefined && isAtLeast(me.role, 'member')
  const [title, setTitle] = useState('')
  const [column, setColumn] = useState<'ideas' | 'later'>('ideas')
  const [teamId, setTeamId] = useState<TeamId>()
  const [productOwnerId, setProductOwner] = useState<MemberId>()
  const [engineeringOwnerId, setEngineeringOwner] = useState<MemberId>()
  const [served, setServed] = useState<RecordSummary | undefined>(serves)

  const create = useMutation(
    initiatives.create.mutationOptions({
      onSuccess: ({ key }) => {
        refreshRoadmap()
        toast({
          message: `${key} is on the roadmap.`,
          action: { label: 'Open', run: () => go(`/initiatives/${key}`) },
        })
        onClose()
      },
    }),
  )
  const errors = fieldErrors(create.error)
  const submit = () =>
    create.mutate({
      title,
      column,
      serves: served ? [served.id] : [],
      ...(teamId ? { teamId } : {}),
      ...(productOwnerId ? { productOwnerId } : {}),
      ...(engineeringOwnerId ? { engineeringOwnerId } : {}),
    })

  return (
    <Dialog open onClose={onClose} title="Add an initiative">
      <Form
        onSubmit={submit}
        submit={column === 'ideas' ? 'Add to Ideas' : 'Add to Later'}
        busy={create.isPending}
        refusal={errors.title ? undefined : refusalOf(create.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <TextField
          label="What could be better for users?"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
          autoFocus
          required
          placeholder="Reroute around closed streets before the courier arrives"
          value={title}
          onChange={setTitle}
          error={errors.title}
        />
        {isMember && (
          <>
            <SegmentedControl
              label="Where it begins"
              choices={[
                { value: 'ideas', label: 'Ideas' },
                { value: 'later', label: 'Later' },
              ]}
              value={column}
              onChange={setColumn}
            />
            <RecordPicker
              label="What is it there for?"
              hint="A key result, objective or clause of the vision. It can be linked later too."
              types={['key-result', 'objective', 'clause']}
              value={served}
              onChange={setServed}
            />
            <FieldRow>
              <PersonPicker
                label="Owner for product"
                side="product"
                value={productOwnerId}
                onChange={setProductOwner}
              />
              <PersonPicker
                label="Owner for engineering"
                side="engineering"
                value={engineeringOwnerId}
                onChange={setEngineeringOwner}
              />
            </FieldRow>
            {teams.all.length > 0 && <TeamPicker label="Team" value={teamId} onChange={setTeamId} />}
          </>
        )}
      </Form>
    </Dialog>
  )
}
