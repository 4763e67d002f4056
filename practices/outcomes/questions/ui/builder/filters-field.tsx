import { IconFilterPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { Button, IconButton, MultiSelect, NumberField, SelectField, TextField } from '#design/index.ts'

import type { CohortId, Filter, Property } from '../../properties/contract.ts'
import { cohorts, questions } from '../api.ts'
import { PropertyField } from './property-field.tsx'

import css from './builder.module.css'

const TESTS: { value: Filter['test']; label: string }[] = [
  { value: 'is', label: 'is' },
  { value: 'is not', label: 'is not' },
  { value: 'contains', label: 'contains' },
  { value: 'does not contain', label: 'does not contain' },
  { value: 'above', label: 'is above' },
  { value: 'below', label: 'is below' },
  { value: 'set', label: 'is set' },
  { value: 'not set', label: 'is not set' },
  { value: 'in the last', label: 'lies in the last' },
  { value: 'matches', label: 'matches pattern' },
  { value: 'does not match', label: 'does not match pattern' },
]

type FiltersFieldProps = {
  projectId: string
  filters: Filter[]
  onChange: (filters: Filter[]) => void
  label?: string
  /** Only what people are: for cohorts, which hold one such filter. */
  onlyPeople?: boolean
}

/** Filters that all have to hold. One that says too little yet is not asked. */
export function FiltersField(props: FiltersFieldProps) {
  const { projectId, filters, onChange, label = 'Add a filter', onlyPeople = false } = props
  const [isAdding, setAdding] = useState(false)
  const replace = (at: number, next: Filter | undefined) =>
    onChange(filters.flatMap((filter, i) => (i === at ? (next ? [next] : []) : [filter])))
  return (
    <div className={css.filters}>
      {filters.map((filter, i) => (
        <OneFilter
          key={i}
          projectId={projectId}
          filter={filter}
          onlyPeople={onlyPeople}
          onChange={(next) => replace(i, next)}
          onRemove={onlyPeople ? undefined : () => replace(i, undefined)}
        />
      ))}
      {isAdding && (
        <div className={css.filter}>
          <div className={css.eventHead}>
            <PropertyField
              projectId={projectId}
              label="Property"
              labelHidden
              value={undefined}
              onChange={(property) => {
                setAdding(false)
                onChange([...filters, { test: 'set', property }])
              }}
            />
            <IconButton
              small
              label="Take the filter away"
              icon={<IconX size={14} />}
              onClick={() => setAdding(false)}
            />
          </div>
        </div>
      )}
      {!onlyPeople && (
        <div className={css.adds}>
          {!isAdding && (
            <Button small kind="quiet" icon={<IconFilterPlus size={14} />} onClick={() => setAdding(true)}>
              {label}
            </Button>
          )}
          <AddCohort projectId={projectId} onAdd={(filter) => onChange([...filters, filter])} />
        </div>
      )}
    </div>
  )
}

function AddCohort({ projectId, onAdd }: { projectId: string; onAdd: (filter: Filter) => void }) {
  const known = useCohorts(projectId)
  if (known.length === 0) return null
  return (
    <Button small kind="quiet" onClick={() => onAdd({ test: 'in cohort', cohortId: known[0]!.id })}>
      In a cohort
    </Button>
  )
}

const useCohorts = (projectId: string) =>
  useQuery(cohorts.list.queryOptions({ input: { projectId: projectId as never, limit: 100 } })).data?.items ?? []

/** The most frequent value of the property: what a filter for values begins with. */
function useSuggested(projectId: string, filter: Filter) {
  const property = 'property' in filter ? filter.property : undefined
  const { data } = useQuery({
    ...questions.propertyValues.queryOptions({
      input: { projectId: projectId as never, property: property!, text: '' },
      staleTime: 60_000,
    }),
    enabled: property !== undefined,
  })
  return data?.[0]?.text ?? ''
}

type OneFilterProps = {
  projectId: string
  filter: Filter
  onlyPeople: boolean
  onChange: (next: Filter) => void
  onRemove: (() => void) | undefined
}

function OneFilter({ projectId, filter, onlyPeople, onChange, onRemove }: OneFilterProps) {
  const known = useCohorts(projectId)
  const suggested = useSuggested(projectId, filter)
  const remove = onRemove && (
    <IconButton small label="Take the filter away" icon={<IconX size={14} />} onClick={onRemove} />
  )
  if ('cohortId' in filter) {
    return (
      <div className={css.filter}>
        <div className={css.eventHead}>
          <SelectField
            label="In or out"
            labelHidden
            choices={[
              { value: 'in cohort', label: 'in cohort' },
              { value: 'not in cohort', label: 'not in cohort' },
            ]}
            value={filter.test}
            onChange={(test) => onChange({ ...filter, test })}
          />
          {remove}
        </div>
        <SelectField
          label="Cohort"
          labelHidden
          choices={known.map(({ id, name }) => ({ value: id as string, label: name }))}
          value={filter.cohortId as string}
          onChange={(id) => onChange({ ...filter, cohortId: id as CohortId })}
        />
      </div>
    )
  }
  return (
    <div className={css.filter}>
      <div className={css.eventHead}>
        <PropertyField
          projectId={projectId}
          label="Property"
          labelHidden
          value={filter.property}
          onlyPeople={onlyPeople}
          onChange={(property) => onChange({ ...filter, property })}
        />
        {remove}
      </div>
      <SelectField
        label="Test"
        labelHidden
        choices={TESTS}
        value={filter.test}
        onChange={(test) => onChange(asTest(filter, test, suggested))}
      />
      <FilterValue projectId={projectId} filter={filter} onChange={onChange} />
    </div>
  )
}

type OfProperty = Extract<Filter, { property: Property }>

/** The same filter with another test, keeping what it compares with where it can. */
function asTest(filter: OfProperty, test: Filter['test'], suggested: string): Filter {
  const { property } = filter
  const text = 'text' in filter ? filter.text : 'values' in filter ? (filter.values[0] ?? '') : suggested
  switch (test) {
    case 'is':
    case 'is not':
      return { test, property, values: 'values' in filter ? filter.values : [text] }
    case 'contains':
    case 'does not contain':
    case 'matches':
    case 'does not match':
      return { test, property, text: text || 'a' }
    case 'above':
    case 'below':
      return { test, property, number: 'number' in filter ? filter.number : 0 }
    case 'in the last':
      return { test, property, days: 30 }
    default:
      return { test: test === 'not set' ? 'not set' : 'set', property }
  }
}

type FilterValueProps = { projectId: string; filter: OfProperty; onChange: (next: Filter) => void }

function FilterValue({ projectId, filter, onChange }: FilterValueProps) {
  const [search, setSearch] = useState('')
  const isListed = filter.test === 'is' || filter.test === 'is not'
  const found = useQuery({
    ...questions.propertyValues.queryOptions({
      input: { projectId: projectId as never, property: filter.property, text: search },
      placeholderData: (before) => before,
    }),
    enabled: isListed,
  }).data
  if (filter.test === 'is' || filter.test === 'is not') {
    const values = [
      ...new Set([...filter.values, ...(found ?? []).map(({ text }) => text), ...(search ? [search] : [])]),
    ]
    return (
      <MultiSelect
        label="Values"
        labelHidden
        placeholder="Choose values"
        choices={values.map((value) => ({ value, label: value === '' ? '“” (empty)' : value }))}
        value={filter.values}
        onSearch={setSearch}
        onChange={(next) => next.length > 0 && onChange({ ...filter, values: next })}
      />
    )
  }
  if ('text' in filter) {
    return (
      <TextField
        label="Text"
        labelHidden
        value={filter.text}
        onChange={(text) => text && onChange({ ...filter, text })}
      />
    )
  }
  if ('number' in filter) {
    return (
      <NumberField
        label="Number"
        labelHidden
        value={filter.number}
        onChange={(number) => number !== undefined && onChange({ ...filter, number })}
      />
    )
  }
  if ('days' in filter) {
    return (
      <NumberField
        label="Days"
        labelHidden
        digits={0}
        min={1}
        max={3650}
        unit="days"
        value={filter.days}
        onChange={(days) => days !== undefined && onChange({ ...filter, days })}
      />
    )
  }
  return null
}
