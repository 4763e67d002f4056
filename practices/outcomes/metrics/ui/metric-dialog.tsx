import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonPicker } from '#commons/people/ui/embeds.tsx'
import {
  Checkbox,
  Dialog,
  FieldRow,
  Form,
  NumberField,
  SegmentedControl,
  SelectField,
  TextArea,
  TextField,
  toast,
} from '#design/index.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { Direction, Metric, NewMetric, Preset } from '../contract.ts'
import { metrics } from './api.ts'
import { PRESET_CHOICES } from './preset-choices.ts'
import { DIRECTION_WORDS, KIND_WORDS, SOURCE_WORDS } from './words.ts'

const choicesOf = <Value extends string>(words: Record<Value, string>) =>
  // The keys of a record are what its type says.
  (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }))

const PRESETS = (Object.entries(PRESET_CHOICES) as [Preset, { label: string }][]).map(([value, { label }]) => ({
  value,
  label,
}))

/** With a connection, or with a question: on the metric's page. */
const SET_ELSEWHERE = ['sql', 'question']

const EMPTY: NewMetric = { name: '', kind: 'outcome', direction: 'up', digits: 0, source: 'hand' }

/** Defines a metric, or changes one. */
export function MetricDialog({ metric, onClose }: { metric?: Metric; onClose: () => void }) {
  const go = useGo()
  const [given, setGiven] = useState<NewMetric>(metric ?? EMPTY)
  const set = (change: Partial<NewMetric>) => setGiven((before) => ({ ...before, ...change }))
  const settle = () => {
    void queryClient.invalidateQueries({ queryKey: metrics.key() })
    onClose()
  }
  const create = useMutation(
    metrics.create.mutationOptions({
      onSuccess: ({ key, name }) => {
        settle()
        toast({ message: `${name} is defined.` })
        go(`/metrics/${key}`)
      },
    }),
  )
  const edit = useMutation(metrics.edit.mutationOptions({ onSuccess: settle }))
  const error = create.error ?? edit.error
  const errors = fieldErrors(error)
  const code = refusalCode(error)
  const boundsRefused = code === 'THRESHOLDS_REVERSED' || code === 'RANGE_NEEDED' || code === 'RANGE_REVERSED'
  const formulaRefused = code === 'FORMULA_NEEDED' || code === 'UNKNOWN_INPUT' || code === 'CIRCLE'
  const submit = () => {
    if (metric) edit.mutate({ ...changed(metric, given), key: metric.key, seenAt: metric.editedAt })
    else create.mutate(given)
  }
  const isFieldsOnly = Object.keys(errors).length > 0 || boundsRefused || formulaRefused

  return (
    <Dialog open onClose={onClose} size="wide" title={metric ? `Change ${metric.name}` : 'Define a metric'}>
      <Form
        onSubmit={submit}
        submit={metric ? 'Save' : 'Define the metric'}
        busy={create.isPending || edit.isPending}
        refusal={isFieldsOnly ? undefined : refusalOf(error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        {!metric && (
          <SelectField<Preset>
            label="Begin with"
            hint="Fills in a common definition that you can change, or leave it empty."
            choices={PRESETS}
            value={given.preset ?? undefined}
            onChange={(preset) => set(PRESET_CHOICES[preset].filled)}
            onClear={() => set({ preset: null })}
          />
        )}
        <TextField
          label="Name"
          required
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
          autoFocus
          placeholder="Deliveries on time"
          value={given.name}
          onChange={(name) => set({ name })}
          error={errors.name}
        />
        <TextArea
          label="What exactly is counted?"
          hint="So that two people who count would come to the same number."
          value={given.definition ?? ''}
          onChange={(definition) => set({ definition })}
          error={errors.definition}
        />
        <FieldRow>
          <TextField
            label="Unit"
            placeholder="%"
            value={given.unit ?? ''}
            onChange={(unit) => set({ unit })}
            error={errors.unit}
          />
          <NumberField
            label="Digits after the point"
            min={0}
            max={4}
            value={given.digits}
            onChange={(digits) => set({ digits: digits ?? 0 })}
            error={errors.digits}
          />
          <SelectField
            label="Values come"
            choices={choicesOf(SOURCE_WORDS).filter(
              ({ value }) => !SET_ELSEWHERE.includes(value) || metric?.source === value,
            )}
            value={given.source}
            onChange={(source) => set({ source })}
          />
        </FieldRow>
        {given.source === 'formula' && (
          <TextField
            label="Formula"
            required
            placeholder="#MET-1 / #MET-2 * 100"
            hint="Metrics by their keys, numbers, + - * / and brackets, min, max and abs. A day that lacks one of them has no value."
            value={given.formula ?? ''}
            onChange={(formula) => set({ formula })}
            error={errors.formula ?? (formulaRefused ? refusalOf(error) : undefined)}
          />
        )}
        <FieldRow>
          <SelectField
            label="Kind"
            choices={choicesOf(KIND_WORDS)}
            value={given.kind}
            onChange={(kind) => set({ kind })}
          />
          <SegmentedControl<Direction>
            label="Which way is better"
            labelShown
            choices={choicesOf(DIRECTION_WORDS)}
            value={given.direction ?? 'up'}
            onChange={(direction) => set({ direction })}
          />
        </FieldRow>
        <Bounds given={given} set={set} refusal={boundsRefused ? refusalOf(error) : undefined} errors={errors} />
        <FieldRow>
          <PersonPicker
            label="Owner for product"
            side="product"
            value={given.productOwnerId}
            onChange={(id) => set({ productOwnerId: id ?? null })}
            error={errors.productOwnerId}
          />
          <PersonPicker
            label="Owner for engineering"
            side="engineering"
            value={given.engineeringOwnerId}
            onChange={(id) => set({ engineeringOwnerId: id ?? null })}
            error={errors.engineeringOwnerId}
          />
        </FieldRow>
        <NumberField
          label="A value is final after"
          hint="Days until late data no longer changes a day’s value. No alert rests on a day before that."
          min={0}
          max={365}
          digits={0}
          unit="days"
          value={given.maturesAfterDays ?? 0}
          onChange={(days) => set({ maturesAfterDays: days ?? 0 })}
          error={errors.maturesAfterDays}
        />
        <Checkbox
          label="A guardrail"
          hint="Watched so that nothing else is won at its cost. Its owners are told when it goes off track."
          checked={given.isGuardrail ?? false}
          onChange={(isGuardrail) => set({ isGuardrail })}
        />
      </Form>
    </Dialog>
  )
}

type BoundsProps = {
  given: NewMetric
  set: (change: Partial<NewMetric>) => void
  refusal: string | undefined
  errors: Record<string, string>
}

/** Target and thresholds, or the range, as the direction asks. */
function Bounds({ given, set, refusal, errors }: BoundsProps) {
  const digits = Math.max(given.digits ?? 0, 2)
  const unit = given.unit ?? ''
  const field = (name: 'target' | 'low' | 'high' | 'atRiskAt' | 'offTrackAt', label: string, isFirst = false) => (
    <NumberField
      label={label}
      digits={digits}
      unit={unit}
      value={given[name] ?? undefined}
      onChange={(value) => set({ [name]: value ?? null })}
      error={errors[name] ?? (isFirst ? refusal : undefined)}
    />
  )
  if (given.direction === 'between')
    return (
      <FieldRow>
        {field('low', 'From', true)}
        {field('high', 'To')}
      </FieldRow>
    )
  const beyond = given.direction === 'up' ? 'below' : 'above'
  return (
    <FieldRow>
      {field('target', 'Target', true)}
      {field('atRiskAt', `At risk ${beyond}`)}
      {field('offTrackAt', `Off track ${beyond}`)}
    </FieldRow>
  )
}

const FIELDS: (keyof NewMetric)[] = [
  'name',
  'definition',
  'unit',
  'digits',
  'kind',
  'direction',
  'target',
  'low',
  'high',
  'atRiskAt',
  'offTrackAt',
  'isGuardrail',
  'source',
  'formula',
  'maturesAfterDays',
  'productOwnerId',
  'engineeringOwnerId',
]

/** Only what is another now, so that two people who change different things do not meet. */
function changed(before: Metric, after: NewMetric): Partial<NewMetric> {
  return Object.fromEntries(
    FIELDS.filter((field) => after[field] !== before[field as keyof Metric]).map((field) => [field, after[field]]),
  )
}
