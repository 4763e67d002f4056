import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import {
  Aside,
  Button,
  Dialog,
  ErrorState,
  Form,
  IconButton,
  LoadingState,
  NumberField,
  SelectField,
  Stack,
  TextField,
  toast,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Cohort, CohortCondition, CohortRule } from '../cohorts/contract.ts'
import { cohorts } from './api.ts'
import { EventField } from './builder/event-field.tsx'
import { FiltersField } from './builder/filters-field.tsx'
import { peopleWord } from './words.ts'

import css from './questions.module.css'

/** Opens the cohorts of a product: who they are, how many, and new ones. */
export function CohortsButton({ projectId }: { projectId: string }) {
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const [edited, setEdited] = useState<Cohort | 'new'>()
  if (!me || !isAtLeast(me.role, 'member')) return null
  const close = () => (setOpen(false), setEdited(undefined))
  return (
    <>
      <Button small kind="quiet" onClick={() => setOpen(true)}>
        Cohorts
      </Button>
      <Dialog open={isOpen} onClose={close} title={edited ? 'A cohort' : 'Cohorts'} size="wide">
        {edited ? (
          <CohortForm
            projectId={projectId}
            {...(edited === 'new' ? {} : { cohort: edited })}
            onDone={() => setEdited(undefined)}
          />
        ) : (
          <CohortList projectId={projectId} onEdit={setEdited} />
        )}
      </Dialog>
    </>
  )
}

function CohortList({ projectId, onEdit }: { projectId: string; onEdit: (cohort: Cohort | 'new') => void }) {
  const { data, error } = useQuery(cohorts.list.queryOptions({ input: { projectId: projectId as never, limit: 100 } }))
  const remove = useMutation(
    cohorts.remove.mutationOptions({
      onSuccess: () => toast({ message: 'The cohort is removed.' }),
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  if (error) return <ErrorState message={refusalOf(error) ?? ''} />
  if (!data) return <LoadingState like="list" rows={3} />
  return (
    <Stack>
      {data.items.length === 0 && (
        <Aside>
          A cohort is a group of people by what they are or did, such as “planned three routes in a week”. Filters use
          it by its name, and it is reckoned anew each time.
        </Aside>
      )}
      <ul className={css.people} aria-label="Cohorts">
        {data.items.map((cohort) => (
          <li key={cohort.id}>
            <b>{cohort.name}</b>
            <Size id={cohort.id} />
            <span>
              <Button small kind="quiet" onClick={() => onEdit(cohort)}>
                Change
              </Button>
              <IconButton
                small
                label={`Remove ${cohort.name}`}
                icon={<IconX size={14} />}
                onClick={() => remove.mutate({ id: cohort.id })}
              />
            </span>
          </li>
        ))}
      </ul>
      <div>
        <Button icon={<IconPlus size={16} />} onClick={() => onEdit('new')}>
          New cohort
        </Button>
      </div>
    </Stack>
  )
}

function Size({ id }: { id: Cohort['id'] }) {
  const { data, error } = useQuery(cohorts.size.queryOptions({ input: { id } }))
  return <span>{data ? `${peopleWord(data.people)} now` : error ? refusalOf(error) : '…'}</span>
}

const did = (): CohortCondition => ({ kind: 'did', event: { name: null, filters: [] }, atLeast: 1, days: 30 })

function CohortForm({ projectId, cohort, onDone }: { projectId: string; cohort?: Cohort; onDone: () => void }) {
  const [name, setName] = useState(cohort?.name ?? '')
  const [rule, setRule] = useState<CohortRule>(cohort?.rule ?? { match: 'all', conditions: [did()] })
  const settled = { onSuccess: onDone }
  const save = useMutation(cohorts.save.mutationOptions(settled))
  const change = useMutation(cohorts.change.mutationOptions(settled))
  const error = save.error ?? change.error
  const replace = (at: number, next: CohortCondition | undefined) =>
    setRule({ ...rule, conditions: rule.conditions.flatMap((one, i) => (i === at ? (next ? [next] : []) : [one])) })
  return (
    <Form
      submit={cohort ? 'Keep the change' : 'Keep the cohort'}
      busy={save.isPending || change.isPending}
      refusal={fieldErrors(error).name ? undefined : refusalOf(error)}
      cancel={{ label: 'Back', run: onDone }}
      onSubmit={() =>
        cohort
          ? change.mutate({ id: cohort.id, name, rule })
          : save.mutate({ projectId: projectId as never, name, rule })
      }
    >
      <TextField label="Name" required value={name} onChange={setName} error={fieldErrors(error).name} />
      <SelectField
        label="Who is in it"
        choices={[
          { value: 'all', label: 'Those for whom all of this holds' },
          { value: 'any', label: 'Those for whom at least one of it holds' },
        ]}
        value={rule.match}
        onChange={(match) => setRule({ ...rule, match })}
      />
      {rule.conditions.map((condition, i) => (
        <Condition
          key={i}
          projectId={projectId}
          condition={condition}
          onChange={(next) => replace(i, next)}
          onRemove={rule.conditions.length > 1 ? () => replace(i, undefined) : undefined}
        />
      ))}
      <div>
        <Button
          small
          kind="quiet"
          icon={<IconPlus size={14} />}
          disabled={rule.conditions.length >= 10}
          onClick={() => setRule({ ...rule, conditions: [...rule.conditions, did()] })}
        >
          Add a condition
        </Button>
      </div>
    </Form>
  )
}

type ConditionProps = {
  projectId: string
  condition: CohortCondition
  onChange: (condition: CohortCondition) => void
  onRemove: (() => void) | undefined
}

function Condition({ projectId, condition, onChange, onRemove }: ConditionProps) {
  const remove = onRemove && (
    <IconButton small label="Take the condition away" icon={<IconX size={14} />} onClick={onRemove} />
  )
  const event = condition.kind === 'has' ? { name: null, filters: [] } : condition.event
  const days = condition.kind === 'has' ? 30 : condition.days
  return (
    <div className={css.condition}>
      <div className={css.narrow}>
        <SelectField<CohortCondition['kind']>
          label="Kind"
          labelHidden
          choices={[
            { value: 'did', label: 'did' },
            { value: 'did not', label: 'did not' },
            { value: 'has', label: 'is a person whose' },
          ]}
          value={condition.kind}
          onChange={(kind) =>
            onChange(
              kind === 'did'
                ? { kind, event, atLeast: 1, days }
                : kind === 'did not'
                  ? { kind, event, days }
                  : { kind, filter: { test: 'set', property: { of: 'person', name: 'email' } } },
            )
          }
        />
        {remove}
      </div>
      {condition.kind === 'has' ? (
        <FiltersField
          projectId={projectId}
          filters={[condition.filter]}
          onlyPeople
          onChange={([filter]) => filter && onChange({ ...condition, filter })}
        />
      ) : (
        <>
          <EventField
            projectId={projectId}
            label="Event"
            value={condition.event}
            onChange={(next) => onChange({ ...condition, event: next })}
          />
          <div className={css.narrow}>
            {condition.kind === 'did' && (
              <NumberField
                label="At least so many times"
                digits={0}
                min={1}
                value={condition.atLeast}
                onChange={(atLeast) => atLeast && onChange({ ...condition, atLeast })}
              />
            )}
            <NumberField
              label="In the last days"
              digits={0}
              min={1}
              value={condition.days}
              onChange={(next) => next && onChange({ ...condition, days: next })}
            />
          </div>
        </>
      )}
    </div>
  )
}
