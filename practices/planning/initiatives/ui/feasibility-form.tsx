import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { Aside, FieldRow, Form, NumberField, SelectField, TextArea, TextField } from '#design/index.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { InitiativeDetail } from '../contract.ts'
import type { Confidence, DateRisk } from '../feasibility/contract.ts'
import { initiatives } from './api.ts'
import { refreshRoadmap } from './board-state.ts'
import { CONFIDENCE_WORDS, DATE_RISK_WORDS } from './words.ts'

const TEXTS = [
  { name: 'requirements', label: 'Technical requirements', hint: 'What has to be there before it can work.' },
  { name: 'constraints', label: 'Constraints', hint: 'What the solution must respect: size, load, law, other teams.' },
  { name: 'unknowns', label: 'Unknowns', hint: 'What you would find out first.' },
] as const

/** Asks engineering for effort, requirements, constraints, unknowns and the risk to the date. */
export function FeasibilityForm({ initiative, onClose }: { initiative: InitiativeDetail; onClose: () => void }) {
  const { id, feasibility } = initiative
  const [lowDays, setLow] = useState<number | undefined>(feasibility?.lowDays)
  const [highDays, setHigh] = useState<number | undefined>(feasibility?.highDays)
  const [confidence, setConfidence] = useState<Confidence>(feasibility?.confidence ?? 'medium')
  const [dateRisk, setDateRisk] = useState<DateRisk>(feasibility?.dateRisk ?? 'none')
  const [dateRiskWhy, setDateRiskWhy] = useState(feasibility?.dateRiskWhy ?? '')
  const [texts, setTexts] = useState({
    requirements: feasibility?.requirements ?? '',
    constraints: feasibility?.constraints ?? '',
    unknowns: feasibility?.unknowns ?? '',
  })
  // The version that was in sight when the writing began: somebody else's words are not overwritten unread.
  const [saw] = useState(feasibility?.version ?? 0)
  const give = useMutation(
    initiatives.giveFeasibility.mutationOptions({
      onSuccess: () => {
        refreshRoadmap()
        onClose()
      },
    }),
  )
  const errors = fieldErrors(give.error)
  const submit = () =>
    give.mutate({
      id,
      // What is left empty is refused beside its field.
      lowDays: lowDays as number,
      highDays: highDays as number,
      confidence,
      dateRisk,
      dateRiskWhy,
      ...texts,
      saw,
    })
  return (
    <Form
      onSubmit={submit}
      submit="Save"
      busy={give.isPending}
      refusal={Object.keys(errors).length === 0 ? refusalOf(give.error) : undefined}
      cancel={{ label: 'Cancel', run: onClose }}
    >
      <FieldRow>
        <NumberField
          label="If all goes well"
          unit="days"
          digits={1}
          min={0}
          required
          value={lowDays}
          onChange={setLow}
          error={errors.lowDays}
        />
        <NumberField
          label="If it does not"
          unit="days"
          digits={1}
          min={0}
          required
          value={highDays}
          onChange={setHigh}
          error={errors.highDays}
        />
      </FieldRow>
      <Aside>Days of one person. Those of several add up.</Aside>
      <SelectField<Confidence>
        label="How sure are you?"
        choices={choicesOf(CONFIDENCE_WORDS)}
        value={confidence}
        onChange={setConfidence}
      />
      {TEXTS.map(({ name, label, hint }) => (
        <TextArea
          key={name}
          label={label}
          hint={hint}
          minRows={2}
          value={texts[name]}
          onChange={(text) => setTexts({ ...texts, [name]: text })}
          onSubmit={submit}
          error={errors[name]}
        />
      ))}
      <SelectField<DateRisk>
        label="Is the date at risk?"
        choices={choicesOf(DATE_RISK_WORDS)}
        value={dateRisk}
        onChange={setDateRisk}
      />
      {dateRisk !== 'none' && (
        <TextField
          label="What puts it at risk?"
          value={dateRiskWhy}
          onChange={setDateRiskWhy}
          error={errors.dateRiskWhy}
        />
      )}
      {feasibility && <Aside>Both sides accept anew what you change.</Aside>}
    </Form>
  )
}

const choicesOf = <Value extends string>(words: Record<Value, string>) =>
  // The keys of the record are its values.
  (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }))
