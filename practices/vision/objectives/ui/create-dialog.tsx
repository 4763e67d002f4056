import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { TeamId } from '#commons/people/contract.ts'
import { PersonPicker, TeamPicker, useMe, useTeams } from '#commons/people/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordPicker, useRecordsByKey } from '#commons/records/ui/embeds.tsx'
import { Dialog, FieldRow, Form, SelectField, TextField } from '#design/index.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import { cycles, objectives, refreshObjectives } from './api.ts'
import { cycleChoices } from './objective-properties.tsx'

type Props = { cycle: string | undefined; servesKey: string | undefined; onClose: () => void }

/** Drafts an objective. Its key results follow on its page. */
export function CreateDialog({ cycle: given, servesKey, onClose }: Props) {
  const me = useMe()
  const go = useGo()
  const teams = useTeams()
  const { data } = useQuery(cycles.inUse.queryOptions())
  const named = useRecordsByKey(servesKey ? [servesKey] : []).get(servesKey ?? '')
  const side = me?.side
  const [title, setTitle] = useState('')
  const [cycle, setCycle] = useState(given)
  const [teamId, setTeam] = useState<TeamId>()
  const [productOwnerId, setProductOwner] = useState<MemberId | undefined>(side === 'product' ? me?.id : undefined)
  const [engineeringOwnerId, setEngineeringOwner] = useState<MemberId | undefined>(
    side === 'engineering' ? me?.id : undefined,
  )
  const [chosen, setChosen] = useState<RecordSummary | null>()
  const served = chosen === undefined ? named : chosen

  const create = useMutation(
    objectives.create.mutationOptions({
      onSuccess: ({ key }) => {
        refreshObjectives()
        onClose()
        go(`/objectives/${key}`)
      },
    }),
  )
  const errors = fieldErrors(create.error)
  const submit = () =>
    create.mutate({
      title,
      serves: served ? [served.id] : [],
      ...(cycle ? { cycle } : {}),
      ...(teamId ? { teamId } : {}),
      ...(productOwnerId ? { productOwnerId } : {}),
      ...(engineeringOwnerId ? { engineeringOwnerId } : {}),
    })
  return (
    <Dialog open onClose={onClose} title="Draft an objective">
      <Form
        onSubmit={submit}
        submit="Draft it"
        busy={create.isPending}
        refusal={errors.title ? undefined : refusalOf(create.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <TextField
          label="What do we want to reach together?"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
          autoFocus
          required
          placeholder="Arrival times that hold"
          value={title}
          onChange={setTitle}
          error={errors.title}
        />
        <RecordPicker
          label="What does it serve?"
          hint="A clause of the vision, another objective or a metric. It can be said later too."
          types={['clause', 'objective', 'metric']}
          value={served ?? null}
          onChange={(record) => setChosen(record ?? null)}
        />
        <FieldRow>
          <PersonPicker label="Owner for product" side="product" value={productOwnerId} onChange={setProductOwner} />
          <PersonPicker
            label="Owner for engineering"
            side="engineering"
            value={engineeringOwnerId}
            onChange={setEngineeringOwner}
          />
        </FieldRow>
        <FieldRow>
          <SelectField
            label="Cycle"
            choices={cycleChoices(data?.cycles ?? [], cycle ?? data?.current)}
            value={cycle ?? data?.current}
            onChange={setCycle}
          />
          {teams.all.length > 0 && <TeamPicker label="Team" value={teamId} onChange={setTeam} />}
        </FieldRow>
      </Form>
    </Dialog>
  )
}
