import { useMutation, useQuery } from '@tanstack/react-query'

import { PersonPicker, TeamPicker, useTeams } from '#commons/people/ui/embeds.tsx'
import { PropertyList, SelectField, Stack } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Objective } from '../contract.ts'
import { cycleOf } from '../cycles/rules.ts'
import { cycles, objectives, refreshObjectives } from './api.ts'
import { dayInWords } from './words.ts'

/** Owners, team and cycle, beside the line. */
export function ObjectiveProperties({ objective, mayEdit }: { objective: Objective; mayEdit: boolean }) {
  const teams = useTeams()
  const { data } = useQuery(cycles.inUse.queryOptions())
  const settled = { onSuccess: refreshObjectives, onSettled: refreshObjectives }
  const assign = useMutation(objectives.assignOwners.mutationOptions(settled))
  const edit = useMutation(objectives.edit.mutationOptions(settled))
  const { id, cycle, teamId, productOwnerId, engineeringOwnerId, state, keyResults } = objective
  const span = cycleOf(cycle)
  const refusal = refusalOf(assign.error ?? edit.error)
  const properties = (
    <PropertyList
      properties={[
        ...(mayEdit ? [] : [{ label: 'Team', value: (teamId && teams.byId.get(teamId)?.name) || 'None' }]),
        { label: 'Cycle', value: span?.name ?? cycle },
        ...(span ? [{ label: 'Ends', value: dayInWords(span.endsOn) }] : []),
      ]}
    />
  )
  if (!mayEdit) return properties
  const hasRun = state === 'active' || keyResults.some((one) => one.isRunning)
  return (
    <Stack>
      <PersonPicker
        label="Owner for product"
        side="product"
        value={productOwnerId}
        onChange={(owner) => assign.mutate({ id, productOwnerId: owner ?? null, engineeringOwnerId })}
      />
      <PersonPicker
        label="Owner for engineering"
        side="engineering"
        value={engineeringOwnerId}
        onChange={(owner) => assign.mutate({ id, productOwnerId, engineeringOwnerId: owner ?? null })}
      />
      {teams.all.length > 0 && (
        <TeamPicker label="Team" value={teamId} onChange={(team) => edit.mutate({ id, teamId: team ?? null })} />
      )}
      {hasRun ? (
        properties
      ) : (
        <SelectField
          label="Cycle"
          choices={cycleChoices(data?.cycles ?? [], cycle)}
          value={cycle}
          onChange={(next) => edit.mutate({ id, cycle: next })}
        />
      )}
      {refusal && <p role="alert">{refusal}</p>}
    </Stack>
  )
}

/** The cycles that are there, and the one chosen. */
export function cycleChoices(known: { key: string; name: string; when: string }[], chosen: string | undefined) {
  const ahead = known.filter((one) => one.when !== 'past' || one.key === chosen)
  const choices = ahead.map(({ key, name }) => ({ value: key, label: name }))
  const isListed = chosen === undefined || choices.some((one) => one.value === chosen)
  return isListed ? choices : [{ value: chosen, label: cycleOf(chosen)?.name ?? chosen }, ...choices]
}
