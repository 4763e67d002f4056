import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { RecordId, RecordSummary } from '#commons/records/contract.ts'
import { RecordPicker } from '#commons/records/ui/embeds.tsx'
import { DateField, Dialog, FieldRow, Form, NumberField, SelectField, TextField, toast } from '#design/index.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { KeyResult } from '../key-results/contract.ts'
import { isKept, KEY_RESULT_KINDS, type KeyResultKind, type ValueSource, whyNotFollow } from '../key-results/rules.ts'
import { keyResults, refreshObjectives } from './api.ts'
import { KIND_HINTS, KIND_WORDS, SOURCE_WORDS } from './words.ts'

type Props = { onClose: () => void } & (
  | { objectiveId: RecordId; keyResult?: never }
  | { keyResult: KeyResult; objectiveId?: never }
)

/** Promises a key result, or changes what one promises. */
export function KeyResultDialog({ objectiveId, keyResult, onClose }: Props) {
  const [title, setTitle] = useState(keyResult?.title ?? '')
  const [kind, setKind] = useState<KeyResultKind>(keyResult?.kind ?? 'increase')
  const [start, setStart] = useState<number | undefined>(keyResult?.start ?? 0)
  const [target, setTarget] = useState<number | undefined>(keyResult?.target)
  const [unit, setUnit] = useState(keyResult?.unit ?? '')
  const [startsOn, setStartsOn] = useState(keyResult?.startsOn)
  const [dueOn, setDueOn] = useState(keyResult?.dueOn)
  const [source, setSource] = useState<ValueSource>('by hand')
  const [metric, setMetric] = useState<RecordSummary>()
  const [days, setDays] = useState<number | undefined>(1)

  const done = () => {
    refreshObjectives()
    onClose()
  }
  const add = useMutation(
    keyResults.add.mutationOptions({
      onSuccess: ({ key }) => {
        toast({ message: `${key} is promised.` })
        done()
      },
    }),
  )
  const retarget = useMutation(
    keyResults.retarget.mutationOptions({
      onSuccess: () => {
        toast({ message: 'It is changed. Both owners are asked to accept it again.' })
        done()
      },
    }),
  )
  const asked = keyResult ? retarget : add
  const errors = fieldErrors(asked.error)
  const hasNumbers = kind !== 'milestone' && kind !== 'delivery date'
  const fits = whyNotFollow(source, kind) === undefined
  const submit = () => {
    const promised = {
      kind,
      unit,
      ...(start === undefined || isKept(kind) ? {} : { start }),
      ...(target === undefined ? {} : { target }),
      ...(startsOn ? { startsOn } : {}),
      ...(dueOn ? { dueOn } : {}),
    }
    if (keyResult) return retarget.mutate({ id: keyResult.id, ...promised })
    add.mutate({
      objectiveId,
      title,
      ...promised,
      source: fits ? source : 'by hand',
      ...(fits && metric ? { metricId: metric.id, metricDays: days ?? 1 } : {}),
    })
  }
  return (
    <Dialog open onClose={onClose} title={keyResult ? `Change what ${keyResult.key} promises` : 'Promise a key result'}>
      <Form
        onSubmit={submit}
        submit={keyResult ? 'Change it' : 'Promise it'}
        busy={asked.isPending}
        refusal={Object.keys(errors).length > 0 ? undefined : refusalOf(asked.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        {!keyResult && (
          <TextField
            label="What will be true?"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
            autoFocus
            required
            placeholder="Late deliveries"
            value={title}
            onChange={setTitle}
            error={errors.title}
          />
        )}
        <SelectField<KeyResultKind>
          label="Kind"
          hint={KIND_HINTS[kind]}
          choices={KEY_RESULT_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
          value={kind}
          onChange={setKind}
        />
        {hasNumbers && (
          <FieldRow>
            {!isKept(kind) && (
              <NumberField label="Start" digits={4} value={start} onChange={setStart} error={errors.start} />
            )}
            <NumberField
              label={isKept(kind) ? 'Threshold' : 'Target'}
              digits={4}
              value={target}
              onChange={setTarget}
              error={errors.target}
            />
            <TextField label="Unit" placeholder="%" value={unit} onChange={setUnit} error={errors.unit} />
          </FieldRow>
        )}
        <FieldRow>
          <DateField label="From" hint="Else the first day of the cycle" value={startsOn} onChange={setStartsOn} />
          <DateField label="Due" hint="Else the last day of the cycle" value={dueOn} onChange={setDueOn} />
        </FieldRow>
        {!keyResult && kind !== 'delivery date' && (
          <SourceFields kind={kind} {...{ source, setSource, metric, setMetric, days, setDays }} />
        )}
      </Form>
    </Dialog>
  )
}

type SourceProps = {
  kind: KeyResultKind
  source: ValueSource
  setSource: (source: ValueSource) => void
  metric: RecordSummary | undefined
  setMetric: (metric: RecordSummary | undefined) => void
  days: number | undefined
  setDays: (days: number | undefined) => void
}

/** Where its value comes from; of what fits the kind. */
export function SourceFields({ kind, source, setSource, metric, setMetric, days, setDays }: SourceProps) {
  const fitting = (['by hand', 'metric', 'linked work'] as const).filter((one) => !whyNotFollow(one, kind))
  const chosen = fitting.includes(source) ? source : 'by hand'
  return (
    <>
      <SelectField<ValueSource>
        label="Where does its value come from?"
        choices={fitting.map((value) => ({ value, label: SOURCE_WORDS[value] }))}
        value={chosen}
        onChange={setSource}
      />
      {chosen === 'metric' && (
        <FieldRow>
          <RecordPicker label="Metric" types={['metric']} value={metric} onChange={setMetric} />
          <NumberField
            label="Averaged over days"
            hint="7 evens out a week"
            min={1}
            max={90}
            value={days}
            onChange={setDays}
          />
        </FieldRow>
      )}
    </>
  )
}
