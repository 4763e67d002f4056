import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonPicker, TeamPicker } from '#commons/people/ui/embeds.tsx'
import { Checkbox, Grid, Panel, SelectField, Stack, toast } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { type Import, IMPORT_FIELDS, type Mapping } from '../contract.ts'
import { imports } from './api.ts'
import { FIELD_WORDS, GROUP_CHOICES, PRIORITY_CHOICES, TYPE_CHOICES } from './words.ts'

/** Corrects how the source is read. Each choice is kept at once, and the preview below follows. */
export function MapImport({ found }: { found: Import }) {
  const [mapping, setMapping] = useState(found.mapping)
  const [teamId, setTeamId] = useState(found.teamId)
  const remap = useMutation(
    imports.remap.mutationOptions({
      onSuccess: (now) => setMapping(now.mapping),
      onError: (error) => toast({ kind: 'refused', message: refusalOf(error) ?? 'The mapping was not kept.' }),
    }),
  )
  const change = (next: Partial<Mapping>) => {
    const whole = { ...mapping, ...next }
    setMapping(whole)
    remap.mutate({ id: found.id, mapping: whole, teamId })
  }
  const columns = found.columns.map((column) => ({ value: column, label: column }))
  const without = <V,>(all: Record<string, V>, name: string) =>
    Object.fromEntries(Object.entries(all).filter(([one]) => one !== name)) as Record<string, V>

  return (
    <Stack gap="wide">
      {found.source === 'csv' && (
        <Panel title="Which column is what">
          <Grid least={200}>
            {IMPORT_FIELDS.map((field) => (
              <SelectField
                key={field}
                label={FIELD_WORDS[field]}
                required={field === 'title'}
                placeholder="Left out"
                choices={columns}
                value={mapping.columns[field]}
                onChange={(column) => change({ columns: { ...mapping.columns, [field]: column } })}
                onClear={() => change({ columns: without(mapping.columns, field) })}
              />
            ))}
          </Grid>
        </Panel>
      )}
      <Panel title="What its words mean here">
        <Stack gap="normal">
          <Grid least={200}>
            {found.values.states.map((word) => (
              <SelectField
                key={word}
                label={`State “${word}”`}
                placeholder="As it is closed or open"
                choices={[...GROUP_CHOICES]}
                value={mapping.states[word]}
                onChange={(group) =>
                  change({ states: { ...mapping.states, [word]: group as Mapping['states'][string] } })
                }
                onClear={() => change({ states: without(mapping.states, word) })}
              />
            ))}
            {found.source === 'csv' &&
              found.values.priorities.map((word) => (
                <SelectField
                  key={word}
                  label={`Priority “${word}”`}
                  choices={PRIORITY_CHOICES}
                  value={mapping.priorities[word]}
                  onChange={(priority) => change({ priorities: { ...mapping.priorities, [word]: priority } })}
                />
              ))}
            {found.values.types.slice(0, 24).map((word) => (
              <SelectField
                key={word}
                label={found.source === 'csv' ? `Type “${word}”` : `Label “${word}” makes it a`}
                placeholder="Judged by its words"
                choices={TYPE_CHOICES}
                value={mapping.types[word]}
                onChange={(type) => change({ types: { ...mapping.types, [word]: type } })}
                onClear={() => change({ types: without(mapping.types, word) })}
              />
            ))}
          </Grid>
          {found.source !== 'csv' && (
            <Checkbox
              label="Take in pull requests as work items too"
              checked={mapping.withPullRequests}
              onChange={(withPullRequests) => change({ withPullRequests })}
            />
          )}
          <TeamPicker
            label="For the team"
            value={teamId ?? undefined}
            onChange={(team) => {
              setTeamId(team ?? null)
              remap.mutate({ id: found.id, mapping, teamId: team ?? null })
            }}
          />
        </Stack>
      </Panel>
      {found.values.people.length > 0 && (
        <Panel title="Who they are here">
          <p>Anyone you leave out comes along by name, as a person without an account.</p>
          <Grid least={220}>
            {found.values.people.map((name) => (
              <PersonPicker
                key={name}
                label={name}
                value={mapping.people[name]}
                onChange={(id) =>
                  change({ people: id ? { ...mapping.people, [name]: id } : without(mapping.people, name) })
                }
              />
            ))}
          </Grid>
        </Panel>
      )}
    </Stack>
  )
}
