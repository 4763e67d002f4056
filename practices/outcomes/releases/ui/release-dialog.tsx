import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { TeamId } from '#commons/people/contract.ts'
import { PersonPicker, TeamPicker, useTeams } from '#commons/people/ui/embeds.tsx'
import { DateField, Dialog, FieldRow, Form, TextField, toast } from '#design/index.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Release } from '../contract.ts'
import { releases } from './api.ts'

type Given = {
  version: string
  name: string
  plannedOn: string | null
  teamId: TeamId | null
  productLeadId: MemberId | null
  engineeringLeadId: MemberId | null
  target: string
}

const givenOf = (release: Release): Given => ({
  version: release.version,
  name: release.name,
  plannedOn: release.plannedOn,
  teamId: release.teamId,
  productLeadId: release.leads.product,
  engineeringLeadId: release.leads.engineering,
  target: release.target,
})

const EMPTY: Given = {
  version: '',
  name: '',
  plannedOn: null,
  teamId: null,
  productLeadId: null,
  engineeringLeadId: null,
  target: '',
}

/** Plans a release, or changes one. What it should change for users follows on its page. */
export function ReleaseDialog({ release, onClose }: { release?: Release; onClose: () => void }) {
  const go = useGo()
  const teams = useTeams()
  const [given, setGiven] = useState<Given>(release ? givenOf(release) : EMPTY)
  const set = (change: Partial<Given>) => setGiven((before) => ({ ...before, ...change }))
  const settle = () => {
    void queryClient.invalidateQueries({ queryKey: releases.key() })
    onClose()
  }
  const create = useMutation(
    releases.create.mutationOptions({
      onSuccess: ({ key, title }) => {
        settle()
        toast({ message: `${title} is planned.` })
        go(`/releases/${key}`)
      },
    }),
  )
  const edit = useMutation(releases.edit.mutationOptions({ onSuccess: settle }))
  const error = create.error ?? edit.error
  const errors = fieldErrors(error)
  const submit = () => {
    if (release) edit.mutate({ key: release.key, seenAt: release.editedAt, ...given })
    else create.mutate(given)
  }
  return (
    <Dialog open onClose={onClose} title={release ? `Change ${release.title}` : 'Plan a release'}>
      <Form
        onSubmit={submit}
        submit={release ? 'Save' : 'Plan the release'}
        busy={create.isPending || edit.isPending}
        refusal={Object.keys(errors).length > 0 ? undefined : refusalOf(error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <FieldRow>
          <TextField
            label="Version"
            required
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
            autoFocus
            placeholder="4.12"
            value={given.version}
            onChange={(version) => set({ version })}
            error={errors.version}
          />
          <DateField
            label="Planned for"
            value={given.plannedOn ?? undefined}
            onChange={(day) => set({ plannedOn: day ?? null })}
            error={errors.plannedOn}
          />
        </FieldRow>
        <TextField
          label="What is it, in a few words?"
          placeholder="Whole tours in one go"
          value={given.name}
          onChange={(name) => set({ name })}
          error={errors.name}
        />
        <TextField
          label="Who gets it?"
          placeholder="Everyone, one city, a tenth of all couriers"
          value={given.target}
          onChange={(target) => set({ target })}
          error={errors.target}
        />
        <FieldRow>
          <PersonPicker
            label="Leads it for product"
            side="product"
            value={given.productLeadId}
            onChange={(id) => set({ productLeadId: id ?? null })}
            error={errors.productLeadId}
          />
          <PersonPicker
            label="Leads it for engineering"
            side="engineering"
            value={given.engineeringLeadId}
            onChange={(id) => set({ engineeringLeadId: id ?? null })}
            error={errors.engineeringLeadId}
          />
        </FieldRow>
        {teams.all.length > 0 && (
          <TeamPicker label="Team" value={given.teamId} onChange={(id) => set({ teamId: id ?? null })} />
        )}
      </Form>
    </Dialog>
  )
}
