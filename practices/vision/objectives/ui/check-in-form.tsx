import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { Aside, Checkbox, DateField, Form, NumberField, Scale, TextArea, toast } from '#design/index.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { Answer, CheckIn } from '../check-ins/contract.ts'
import type { KeyResult } from '../key-results/contract.ts'
import { dayOfNumber } from '../key-results/rules.ts'
import { checkIns, refreshObjectives } from './api.ts'
import { bandOf, dayInWords, figureOf, promiseOf } from './words.ts'

import css from './objectives.module.css'

export type CheckInFormProps = {
  keyResult: KeyResult
  /** What you answered this week already, to think again about. */
  mine?: Answer | undefined
  onDone?: (round: CheckIn) => void
}

/** Value, confidence, a sentence: the weekly minute on a key result. Works with one thumb. */
export function CheckInForm({ keyResult, mine, onDone }: CheckInFormProps) {
  const me = useMe()
  const { id, key, kind, source, unit, value: before } = keyResult
  const isByHand = source === 'by hand'
  const isDate = kind === 'delivery date'
  const [value, setValue] = useState<number | undefined>(isDate ? undefined : (before ?? undefined))
  const [expectedOn, setExpectedOn] = useState<string | undefined>(
    isDate && before !== null ? dayOfNumber(before) : undefined,
  )
  const [isDelivered, setDelivered] = useState(keyResult.deliveredOn !== null)
  const [confidence, setConfidence] = useState<number | undefined>(mine?.confidence)
  const [sentence, setSentence] = useState(mine?.sentence ?? '')
  const [isMissing, setMissing] = useState(false)

  const checkIn = useMutation(
    checkIns.checkIn.mutationOptions({
      onSuccess: (round) => {
        refreshObjectives()
        const other = me?.side === 'product' ? 'engineering' : 'product'
        toast({
          message: round.revealedAt
            ? `Both sides are in on ${key}${round.isGap ? `, ${round.gap} apart` : ''}.`
            : `You are in on ${key}. It stays with you until ${other} is in too.`,
        })
        onDone?.(round)
      },
    }),
  )
  const errors = fieldErrors(checkIn.error)
  const isSilent = refusalCode(checkIn.error) === 'SAY_WHY'
  const submit = () => {
    setMissing(confidence === undefined)
    if (confidence === undefined) return
    checkIn.mutate({
      keyResultId: id,
      confidence,
      sentence,
      ...(isByHand && !isDate && value !== undefined ? { value } : {}),
      ...(isByHand && isDate && expectedOn ? { expectedOn } : {}),
      ...(isByHand && isDate && isDelivered ? { isDelivered } : {}),
    })
  }
  return (
    <Form
      onSubmit={submit}
      submit={mine ? 'Check in again' : 'Check in'}
      busy={checkIn.isPending}
      refusal={isSilent || Object.keys(errors).length > 0 ? undefined : refusalOf(checkIn.error)}
    >
      {isByHand && !isDate && (
        <NumberField
          label="What does it stand at today?"
          hint={promiseOf(keyResult)}
          digits={4}
          unit={unit}
          value={value}
          onChange={setValue}
          error={errors.value}
        />
      )}
      {isByHand && isDate && (
        <>
          <DateField
            label={isDelivered ? 'When did it come?' : 'When do you expect it now?'}
            hint={`Promised by ${dayInWords(keyResult.dueOn)}`}
            value={expectedOn}
            onChange={setExpectedOn}
            error={errors.expectedOn}
          />
          <Checkbox label="It is delivered" checked={isDelivered} onChange={setDelivered} />
        </>
      )}
      {!isByHand && (
        <p>
          <b>{before === null ? 'No value yet' : figureOf(before, keyResult)}</b>{' '}
          <Aside>
            {source === 'metric'
              ? `from ${keyResult.metric?.title ?? 'its metric'}${keyResult.metricDays > 1 ? `, mean of ${keyResult.metricDays} days` : ''}`
              : `from ${keyResult.work?.done ?? 0} of ${keyResult.work?.total ?? 0} linked work items done`}
          </Aside>
        </p>
      )}
      <Scale
        label="How sure are you that it will be reached?"
        from={1}
        to={10}
        ends={['It will not', 'It surely will']}
        value={confidence}
        onChange={(next) => {
          setConfidence(next)
          setMissing(false)
        }}
        error={isMissing ? 'Choose how confident you are.' : errors.confidence}
      />
      {confidence !== undefined && <p className={css.band}>Reads as: {bandOf(confidence)}.</p>}
      <TextArea
        label="What happened?"
        hint="A sentence. Needed when your confidence or the status has fallen."
        minRows={2}
        value={sentence}
        onChange={setSentence}
        onSubmit={submit}
        error={isSilent ? refusalOf(checkIn.error) : errors.sentence}
      />
    </Form>
  )
}
